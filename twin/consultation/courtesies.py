"""Words that ask for no medicine: a greeting, thanks, "are you a real person?", a language that the twin does not read.

They are answered by the house, in its own words, without a search and without a model. How urgent a message is was judged
before; only a whole message counts, so nothing is overlooked behind a "thank you".
"""

import re
import unicodedata
from enum import StrEnum

from twin.evidence.other_languages import other_language
from twin.labels.disclosure import physician_name, twin_name
from twin.labels.human_route import EXIT_WORDS
from twin.persona.persona import Bilingual, Persona

COURTESY = "courtesy"  # the ending of a turn that was answered so
LONGEST = 90  # characters; a message that long says more than that


class Courtesy(StrEnum):
    """What a whole message is, where it asks for no medicine."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    UNDERSTOOD = "understood"
    WHO = "who"
    WHAT_FOR = "what_for"
    OTHER_LANGUAGE = "other_language"


_DOCTOR = r"(?: (?:dr|doc|doctor|professor|there|everyone|again|sir|madam)(?: [a-z]{2,12}){0,2})?"
_ENGLISH = {
    Courtesy.GREETING: rf"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings)(?: (?:hi|hello))?{_DOCTOR}(?: how are you(?: today| doing)?)?"
    r"|how are you(?: today| doing)?|is (?:anybody|anyone|somebody|someone) there|(?:are )?you there",
    Courtesy.THANKS: r"(?:(?:ok|okay|great|good|perfect|lovely|alright) )?(?:thanks?(?: you)?|thank u|thx|ty|cheers|much appreciated|many thanks)"
    rf"(?: (?:so|very) much| a lot| a million| again| for (?:your|the|all your|all the) (?:help|answer|answers|advice|time|information|explanation))*{_DOCTOR}"
    r"|that(?:s| is| was) (?:very |really )?(?:helpful|kind|clear|good to know|great)(?: thank(?:s| you))?",
    Courtesy.FAREWELL: rf"(?:ok |okay |thanks |thank you )*(?:bye(?: bye)?|goodbye|good night|see you(?: soon| later)?|take care|have a (?:nice|good) (?:day|evening|one)){_DOCTOR}",
    Courtesy.UNDERSTOOD: rf"(?:ok(?:ay)?|i see|i understand|understood|got it|alright|all right|fine|sure|will do|noted|makes sense)(?: ok(?:ay)?| got it| then| now| will do)*{_DOCTOR}",
    Courtesy.WHO: r"(?:hi |hello |sorry |wait |so |but |and )*(?:"
    r"(?:are|r) (?:you|u) (?:really |actually |just |even )?(?:an? |the )?(?:real |actual |live |human |true )*(?:person|human(?: being)?|doctor|dr(?: [a-z]+){0,2}|physician|robot|bot|chat ?bot|ai|machine|computer(?: programme| program)?|gpt|chatgpt|real|alive)"
    r"(?: or (?:an? |the )?(?:real |actual |live )*(?:person|human(?: being)?|doctor|robot|bot|chat ?bot|ai|machine|computer|program(?:me)?))?"
    r"|(?:am|do) i (?:really |actually )?(?:talking|speaking|chatting|writing|talk|speak|chat|write) (?:to|with) (?:an? |the )?(?:real |actual |live )*(?:person|human(?: being)?|doctor|physician|robot|bot|chat ?bot|ai|machine|computer)(?: or (?:an? |the )?(?:robot|bot|chat ?bot|ai|machine|computer|person|human))?"
    r"|is (?:this|it|that) (?:really |actually )?(?:an? |the )?(?:real |actual |live )*(?:person|human(?: being)?|doctor|dr(?: [a-z]+){0,2}|robot|bot|chat ?bot|ai|machine|computer)(?: (?:speaking|answering|writing|talking|here))?"
    r"|is (?:the|a|my) (?:real )?(?:doctor|physician|dr(?: [a-z]+){0,2}) (?:really )?(?:answering|writing|reading|typing|there|here|online)(?: (?:this|me|now|it))*"
    r"|(?:who|what) (?:are|r) (?:you|u)(?: really| exactly)?|who (?:am i|is this|is answering|is writing)(?: talking to| speaking to| here)?)",
    Courtesy.WHAT_FOR: r"(?:hi |hello )*(?:what (?:can|do) (?:you|u) (?:do|know|help (?:me )?with|answer)(?: for me| about)?|how (?:can|could|do) (?:you|u) help(?: me)?"
    r"|(?:can|could|will|would) (?:you|u) (?:please )?help(?: me)?(?: please)?|how does (?:this|it) work|how do i (?:use (?:this|it)|start)|what (?:is this|can i ask(?: you)?)(?: for)?|help(?: me)?(?: please)?"
    r"|i have (?:a|some|one) (?:questions?|problem)|(?:can|may|could) i ask (?:you )?(?:a|some|one) (?:questions?|thing|something))",
}
_TITLE = r"(?:[\u3400-\u9fff]{0,3}(?:医生|大夫|主任|教授|医师|专家)|您|你)?"
_CHINESE = {
    Courtesy.GREETING: rf"(?:{_TITLE}(?:你好|您好|早上好|上午好|下午好|中午好|晚上好|早安|早|哈喽|嗨|哈啰)(?:啊|呀)?){{1,3}}{_TITLE}(?:啊|呀)?(?:在吗|在不在|有人吗)?|{_TITLE}(?:在吗|在不在|有人吗|有人在吗)|nihao|ni hao|nin hao",
    Courtesy.THANKS: rf"(?:好的?|嗯|行|知道了|明白了|太好了)*{_TITLE}(?:太|非常|十分|真是|真的)?(?:谢|多谢|感谢|感激|麻烦|辛苦)+(?:您|你|了|啦|啊|医生|大夫|主任|教授|[\u3400-\u9fff]{{1,3}}(?:医生|大夫|主任|教授)|的?(?:解答|回答|帮助|讲解|指导|回复|耐心))*|xie ?xie",
    Courtesy.FAREWELL: rf"(?:好的?|谢谢|医生|大夫|主任|您|你)*(?:再见|拜拜|回见|下次见|晚安|先这样(?:吧)?){_TITLE}(?:了|啦|吧)?|zai ?jian",
    Courtesy.UNDERSTOOD: rf"(?:好|的|嗯|哦|噢|行|可以|知道|明白|懂|了|了解|清楚|收到|原来如此|没问题|ok|我)+(?:啦|吧)?{_TITLE}",
    Courtesy.WHO: r"(?:请问|那|你好|您好|所以)*(?:(?:你|您|这|这里|对面)?(?:到底|究竟|真的)?(?:是|算)(?:不是)?(?:一个|个)?(?:真人|真的人|人|活人|机器人|机器|人工智能|ai|电脑|程序|真医生|真的医生|医生本人|[\u3400-\u9fff]{0,3}(?:医生|大夫|主任)本人|本人|真的)(?:还是(?:一个|个)?(?:真人|人|机器人|机器|人工智能|ai|电脑|程序|医生))?(?:在)?(?:回答|回复|说话)?(?:吗|么|嘛|吧|啊|呢)?"
    r"|(?:你|您)(?:到底|究竟)?是(?:谁|什么人|什么|哪位|干什么的|做什么的)(?:啊|呀|呢)?|(?:我)?(?:是)?(?:在)?(?:和|跟|与)(?:谁|真人|医生本人|机器人)(?:在)?(?:说话|聊天|对话|讲话)(?:吗|呢)?|谁在(?:回答|回复)(?:我)?|是(?:医生)?本人(?:在)?(?:回答|回复|看)(?:吗|么)?)",
    Courtesy.WHAT_FOR: r"(?:请问|你好|您好)*(?:(?:你|您)(?:都)?(?:能|可以|会)(?:做|干|帮我做|帮|回答|帮我)(?:些|点)?(?:什么|啥|哪些问题)?(?:忙)?(?:吗|呢)?|(?:这个?)?(?:怎么|如何)(?:用|使用|开始)(?:啊|呢)?|(?:我)?(?:可以|能)(?:问|咨询)(?:你|您)?(?:些|点)?(?:什么|啥|几个问题|个问题|一下)(?:吗|呢)?|(?:我)?(?:想|要)(?:问|咨询)(?:一下|个问题|几个问题)?|这是(?:什么|干什么的|做什么用的)|帮帮我|请帮忙|有什么(?:用|功能))",
}
_EN = {kind: re.compile(pattern) for kind, pattern in _ENGLISH.items()}
_ZH = {kind: re.compile(pattern) for kind, pattern in _CHINESE.items()}

_WHO = Bilingual(
    en="No person is writing here. I am a computer programme, {twin}, and not {physician}. I answer only from what the physician "
    "wrote or said, and every sentence leads to its source. {exit}",
    zh="这里没有真人在打字。我是电脑程序，{twin}，不是{physician}。我只按医生写过、讲过的内容回答，每一句都能点开出处。{exit}",
)
_TOPICS = Bilingual(
    en="You can ask me about these: {topics}. Ask in your own words; if it is about a complaint, say what you feel, since when, and "
    "how old the person is. In an emergency call {number} at once. {exit}",
    zh="您可以问我这些：{topics}。用自己的话问就行；如果是不舒服，请说哪里不舒服、多久了、多大年纪。紧急情况请立即拨打{number}。{exit}",
)
_THANKS = Bilingual(
    en="You are welcome. If something changes or becomes worse, ask again here or come to the clinic; in an emergency call {number}.",
    zh="不客气。如果情况有变化或者加重，随时再来问，或者到门诊来；紧急情况请拨打{number}。",
)
_UNDERSTOOD = Bilingual(
    en="Good. If anything is still unclear, just ask; in an emergency call {number}.",
    zh="好的。还有不明白的尽管问；紧急情况请拨打{number}。",
)
_FAREWELL = Bilingual(
    en="Goodbye. This page stays where it is, should you wish to read it again; in an emergency call {number}.",
    zh="再见。这一页会留着，想再看随时可以打开；紧急情况请拨打{number}。",
)


def courtesy_in(text: str) -> Courtesy | None:
    """Say what courtesy a whole message is; None when it says anything more."""
    if other_language(text) is not None:
        return Courtesy.OTHER_LANGUAGE
    if len(text) > LONGEST:
        return None
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    plain = " ".join(re.sub(r"[^\w\s]", " ", folded).split())
    close = plain.replace(" ", "")
    for kind, english in _EN.items():
        if english.fullmatch(plain) or _ZH[kind].fullmatch(close) or _ZH[kind].fullmatch(plain):
            return kind
    return None


def courteous_words(
    courtesy: Courtesy, question: str, *, persona: Persona, language: str, emergency_number: str
) -> tuple[str, ...]:
    """Give the reply, a paragraph each.

    Args:
        courtesy: What the message is.
        question: The message, for the language it is in.
        persona: Whose twin replies.
        language: en or zh.
        emergency_number: The local one.
    """
    exit_words = EXIT_WORDS.in_language(language)
    if courtesy is Courtesy.OTHER_LANGUAGE:
        found = other_language(question)
        return () if found is None else tuple(line.format(number=emergency_number) for line in found.words)
    if courtesy is Courtesy.WHO:
        said = _WHO.in_language(language).format(
            twin=twin_name(persona, language), physician=physician_name(persona, language), exit=exit_words
        )
        return (said,)
    if courtesy in (Courtesy.GREETING, Courtesy.WHAT_FOR):
        subjects = persona.scope.speaks_about.in_language(language)
        topics = _TOPICS.in_language(language).format(
            topics=("；" if language == "zh" else "; ").join(subjects),
            number=emergency_number,
            exit=exit_words,
        )
        return (persona.greeting.in_language(language), topics)
    words = {Courtesy.THANKS: _THANKS, Courtesy.FAREWELL: _FAREWELL, Courtesy.UNDERSTOOD: _UNDERSTOOD}[
        courtesy
    ]
    return (words.in_language(language).format(number=emergency_number),)
