"""Whether a question is about coming to the clinic: day, room, registering, what to bring; and about nothing else."""

import re
from collections.abc import Collection

from twin.evidence.common_words import CHINESE, ENGLISH, subject_runs
from twin.index.tokens import tokens

_ENGLISH = (
    r"which (?:day|room|floor|building|weekday|campus|site)|(?:on )?what (?:day|room|floor|time|hours|weekday)|what.{0,6}\bafternoons?\b"
    r"|\b(?:see|sees|seeing|seen)\b.{0,12}\b(?:patients?|people|him|her)\b|where (?:is|are).{0,30}\b(?:clinic|room|office)\b"
    r"|\bap+oint?e?ments?\b|\bregister(?:ing)?\b|\bbook (?:a|an|the|my)\b|\b(?:bring|take|carry|pack)\b.{0,20}\b(?:along|with|clinic|visit|come|go)\b"
    r"|what.{0,20}\b(?:bring|pack|carry)\b|\bclinic\b.{0,30}\b(?:open|closed|hours|run|held)\b|\broom \d"
    r"|\b(?:open|closed|run|held|hours)\b.{0,20}\bclinics?\b|\b(?:opening|clinic|consulting) (?:hours|times|days)\b"
    r"|\bwhen (?:is|are|do|does|can)\b.{0,30}\b(?:see|meet|consult)\b.{0,12}\b(?:dr|doctor|professor|him|her|you|patients)\b"
    r"|\bhow (?:do|can|to|should|may)\b.{0,12}\b(?:see|meet|visit|consult)\b.{0,12}\b(?:dr|doctor|professor|him|her|you)\b"
)
_CHINESE = (
    r"挂号|挂.{0,6}号|放号|出诊|停诊|坐诊|门诊.{0,8}(?:时间|在哪|哪天|开不开|几点|在几)|几号[房楼]|几楼|哪一?楼|哪一?间|诊室"
    r"|(?:礼拜|星期|周)[几一二三四五六天日].{0,8}(?:看|坐|门诊|开|借|取)|要?带(?:什么|啥|哪些|些什么|点啥|点什么)|预约|提前几天|早几天|哪个院区"
    r"|(?:哪天|哪几天|什么时候|几时|啥时候)(?:看门诊|有门诊|上班|在医院)"
)
_ASKED = re.compile(f"(?i:{_ENGLISH})|{_CHINESE}")
# Words that ask no more than when, where and how to come. What a visit costs, or what is done there, stands in no clinic plan.
_OF_COMING = (
    "able address advance afternoon ahead along anytime apply appointment april arrange attend august available begin book booking booked "
    "bring building busy calendar campus card carry check clinic close closed come consult consultant consultation day december "
    "document early earlier east evening expert february first floor follow friday front full general hall holiday hospital hour how "
    "hours in january july june kind last late location locate long machine main make many march may meet monday month morning near need new "
    "next normal north november now october office open opening ordinary outpatient pack paper patient people person phone place "
    "please possible professor reach regular register registration regularly report reserve room run saturday schedule see seen "
    "september session show sit site slot soon south special specialist specialised specialized spot standard start sunday take thing "
    "thursday ticket time timetable today tomorrow tuesday usual visit wait walk way wednesday week weekday weekend west when "
    "where which work year"
)
_OF_COMING_ZH = re.compile(
    "挂号|放号|预约|出诊|停诊|坐诊|门诊|普通|专家|专病|特约|主任|教授|医院|院区|东院|西院|本部|总院|分院|诊室|房间|楼|层|星期|礼拜|上午|下午|中午|"
    "早上|晚上|时间|地点|地方|地址|材料|资料|东西|证件|医保卡|身份证|病历|报告|初诊|复诊|首诊|第一次|头一次|头一趟|头一回|第一回|提前|早点|几天|"
    "几号|几点|哪天|今天|明天|后天|下周|这周|本周|下个月|这个月|假期|节假日|国庆|春节|元旦|五一|上班|休息|开门|关门|开诊|看病|看诊|就诊|手机|网上|"
    "现场|窗口|老头子|老太太|老人|老人家|家人|请教|告诉|一下|"
    "[挂号约带看来去找在是有要想问请能会可用做到从对为这那哪几多少个位间天日月年周号早晚先后再还就都也上下里外边开关停放坐走进出怎么样咋啥何时"
    "一二三四五六七八九十点]"
)
_COMMON = frozenset(tokens(" ".join([*ENGLISH, _OF_COMING])))
_COST = re.compile(
    r"(?i:\b(?:costs?|fees?|prices?|charges?|insurance|reimburs\w*|refund\w*|parking)\b)|多少钱|费用|收费|价格|报销|几块钱|停车"
)
SHORTEST_MISSPELT = 4  # letters; shorter words have too many neighbours
PREFIX = 6  # letters: cardiologist is of cardiology
BORDER = 1  # a single character left over mostly belonged to a word that was taken out; two say something
_MEDICINE = "药"


def is_about_coming(question: str) -> bool:
    """Say whether somebody asks when, where or how to come, or what to bring."""
    return _ASKED.search(question) is not None


def is_only_about_coming(question: str, clinic_words: Collection[str]) -> bool:
    """Say whether a question asks how to come to this very clinic, and nothing that its plan would not say.

    Args:
        question: As asked, misspelt words corrected.
        clinic_words: Tokens of the clinic's own pages: its names, days, rooms.
    """
    if not is_about_coming(question):
        return False
    said = [token for token in tokens(CHINESE.sub(" ", question)) if token not in _COMMON]
    if not all(_is_known(token, clinic_words) for token in said):
        return False
    left = [rest for run in subject_runs(question) for rest in _OF_COMING_ZH.split(run) if rest]
    alone = [rest for rest in left if len(rest) == 1]
    if len(alone) > BORDER or _MEDICINE in alone:
        return False
    return all(pair in clinic_words for rest in left if len(rest) > 1 for pair in tokens(rest))


def is_outside_the_plan(question: str, clinic_text: str) -> bool:
    """Say whether somebody asks what coming costs, and the clinic's pages say nothing of it."""
    return _COST.search(question) is not None and _COST.search(clinic_text) is None


def _is_known(token: str, clinic_words: Collection[str]) -> bool:
    """Say whether the clinic's pages hold a word, one of its family, or one that it misspells."""
    if token in clinic_words or token.isdigit():
        return True
    if len(token) >= PREFIX and any(word.startswith(token[:PREFIX]) for word in clinic_words):
        return True
    from rapidfuzz.distance import OSA

    return len(token) >= SHORTEST_MISSPELT and any(
        len(word) >= SHORTEST_MISSPELT and OSA.distance(token, word, score_cutoff=1) <= 1
        for word in (*clinic_words, *_COMMON)
    )
