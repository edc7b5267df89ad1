"""Whether somebody asks to know something, or tells a complaint: what follows an answer is short or long."""

import re
from collections.abc import Sequence

from twin.consultation.courtesies import courtesy_in

_QUESTION = re.compile(
    r"[?？]\s*$|[?？]"
    r"|^\s*(?:what|which|when|where|why|how|who|whose|can|could|may|might|should|shall|must|do|does|did|is|are|was|were|will|would|tell me|explain)\b"
    r"|吗|呢|怎么|如何|什么|啥|多少|多久|多长|几次|哪|能不能|可不可以|可以|能否|是否|是不是|有没有|要不要|该不该|为什么|请问|请教|咨询",
    re.IGNORECASE,
)
# What hurts or is wrong, said of somebody: a pronoun or a word of time beside it.
_WRONG_EN = (
    r"(?:pains?|hurt\w*|\w*ach(?:e|es|ing|y)|sore|fever\w*|cough\w*|bleed\w*|blood|dizz\w+|faint\w*|sick|nause\w+|vomit\w*|throw\w* up|"
    r"diarrh\w+|constipat\w+|swoll?en|swelling|rash|itch\w*|lumps?|numb\w*|tingl\w+|weak\w*|tired|exhausted|breath\w*|short of|palpitat\w+|"
    r"racing|thump\w+|tight\w*|burn\w*|cramp\w*|infect\w+|discharge|pus|seizure|fits?|confus\w+|unwell|worse|worried|scared|anxious|"
    r"can ?not|can't|cannot|fell|fallen|injur\w+|broke\w*|cut|bitten|burnt|swallowed|lost|losing|blurr\w+|stiff\w*|trouble|problems?|symptoms?)"
)
_WHO_EN = r"(?:\b(?:i|i'm|i've|im|ive|me|my|he|she|his|her|our|we|mum|mom|dad|wife|husband|son|daughter|baby|child|kid|grand\w+)\b)"
_COMPLAINT_EN = re.compile(
    rf"{_WHO_EN}.{{0,60}}\b{_WRONG_EN}\b|\b{_WRONG_EN}\b.{{0,30}}(?:\bfor\b|\bsince\b|\btoday\b|\byesterday\b)",
    re.IGNORECASE,
)
_WRONG_ZH = (
    r"(?:疼|痛|难受|不舒服|发烧|发热|低烧|高烧|咳|出血|流血|便血|尿血|头晕|头昏|眩晕|晕|恶心|吐|拉肚子|腹泻|便秘|肿|疹|痒|麻|没力|无力|乏力|"
    r"没劲|累|气短|气喘|喘|憋|闷|心慌|心悸|抽筋|抽搐|抽|发炎|化脓|红|硬块|包块|肿块|疙瘩|看不清|模糊|失眠|睡不着|摔|撞|烫|咬|割|误吞|瘦了|"
    r"加重|更重|厉害|吃不下|尿不出|尿频|尿急|尿痛|黄了|症状|毛病)"
)
_WHO_ZH = r"(?:我|俺|咱|他|她|爸|妈|爷|奶|外公|外婆|姥|老公|老婆|老伴|孩子|宝宝|娃|儿子|女儿|家人|最近|这几天|今天|昨天|昨晚|刚才|突然|一直|总是|老是|经常|了.{0,3}天|[天周月年]了)"
_COMPLAINT_ZH = re.compile(
    rf"{_WHO_ZH}[^。！？\n]{{0,30}}{_WRONG_ZH}|{_WRONG_ZH}[^。！？\n]{{0,12}}(?:[天周月年]了|好几天|很久|一直|半天)"
)
_ABOUT_WORDS = re.compile(
    r"\b(?:signs?|symptoms?|causes?|treatment|side effects?|prevent\w*|difference|meaning|normal|risk) (?:of|for|between|range)\b|有哪些症状|什么症状|是什么意思|正常值|怎么预防|副作用",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Say whether a message asks something."""
    return _QUESTION.search(text.strip()) is not None


def tells_a_complaint(text: str) -> bool:
    """Say whether a message tells what is wrong with somebody."""
    return _COMPLAINT_EN.search(text) is not None or _COMPLAINT_ZH.search(text) is not None


def is_of_knowledge(messages: Sequence[str]) -> bool:
    """Say whether every message asks for knowledge, or is a mere courtesy, and none tells a complaint of one's own."""
    return all(
        courtesy_in(text) is not None
        or (is_question(text) and (not tells_a_complaint(text) or _ABOUT_WORDS.search(text) is not None))
        for text in messages
    )
