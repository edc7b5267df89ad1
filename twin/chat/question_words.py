"""What a question asks about, and what kind of answer it waits for, in English and Chinese."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,/:-]\d+)*)(?:\s?(?P<unit>%|mm\s?hg|mmol|mg|kg|ml|bpm|[gl]\b))?"
    r"|(?P<latin>[^\W\d_\u3400-\u9fff]+)|(?P<cjk>[\u3400-\u9fff]+)"
)
_ENDINGS = ("ing", "ed", "es", "s", "e")
_SHORTEST_STEM = 4
_EMPTY_ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "a about am an and any are as at be been but by can could did do does doctor dr for from get had has have how i if "
        "in into is it its just may me might must my need no not of on or our please shall should so some tell than that "
        "the their them then there these they thing this those to too up us was we were what when where which who why will "
        "with would yes you your really also very much many long often keep want know ok counts count happens happen",
    )
)
_EMPTY_CHINESE = re.compile(
    "请问一下|请问|医生|大夫|您好|你好|谢谢|我想问|想问|想知道|知道|怎么办|怎么样|怎么回事|怎么|咋办|咋|什么时候|什么|为什么|为啥|"
    "是不是|能不能|可不可以|可以|要不要|会不会|有没有|行不行|好不好|该不该|用不用|能否|是否|应该|需要|一定|到底|如果|要是|但是|"
    "因为|所以|然后|还是|或者|我们|咱们|自己|这个|那个|这种|这样|那样|哪些|哪个|多少|多久|多长|几个|几次|一个|一些|一下|一点|有点|"
    "有些|不好|现在|最近|已经|时候|的话|[我你您他她它的了吗呢吧啊呀嘛么哦伐是有也都就还又再很太和与及跟把被让给在对从要会能该]"
)
_EMPTY_CHARACTERS = frozenset("不好大小多少上下来去说看做用吃喝天人心点些种次样时后前里中为以于而之")


class Wanted(StrEnum):
    """The kind of answer a question waits for."""

    TIME = "time"
    PLACE = "place"
    AMOUNT = "amount"
    PERMISSION = "permission"
    REASON = "reason"
    STEPS = "steps"
    MEANING = "meaning"


_ASKS = {
    Wanted.TIME: r"\bwhen\b|\bhow (?:long|often|soon|late)\b|\bwhat time\b|\b(?:what|which) days?\b|\bopen\b|礼拜几|星期几|周几|什么时候|多久|多长时间|几点|几天|几次|何时|多快|几小时",
    Wanted.PLACE: r"\bwhere\b|\bwhich (?:room|floor|building|campus)\b|\broom\b|\bfloor\b|哪里|哪儿|在哪|几楼|几号|哪栋|地址|怎么走",
    Wanted.AMOUNT: r"\bhow (?:much|many|high|low|far|fast)\b|\btarget\b|\bnormal\b|\btoo (?:high|low|much)\b|\bcounts? as\b|\bdose\b|\blimit\b|多少|多高|多低|目标|标准|正常|几片|几斤|几克|范围",
    Wanted.PERMISSION: r"\b(?:can|may|could|should|must) (?:i|we|he|she|my|one|you|people)\b|\bsafe\b|\ballowed\b|\bok(?:ay)? to\b|"
    "能不能|可不可以|能否|可以|要不要|该不该|用不用|必须|能.{0,12}[吗么伐]|要.{0,12}吗",
    Wanted.REASON: r"\bwhy\b|\breason\b|\bcauses?\b|为什么|为啥|原因|怎么会|怎么回事|咋回事",
    Wanted.STEPS: r"\bwhat (?:should|do|can|now|if|to do)\b|\bhow (?:do|should|can|to)\b|\bwhat now\b|怎么办|怎么|咋|如何|怎样",
    Wanted.MEANING: r"\bwhat (?:is|are|does|counts)\b|\bmean(?:s|ing)?\b|\bdifference\b|是什么|什么是|什么意思|区别|啥意思",
}
_ANSWERS = {
    Wanted.TIME: r"\d+\s?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)|\b(?:morning|evening|daily|weekly|once|twice|until|immediately|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|"
    "[\\d一二两三四五六七八九十半每]\\s?个?(?:秒|分钟|小时|天|周|星期|月|年)|早上|晚上|每天|每周|周[一二三四五六日]|立即|马上|以前|以后",
    Wanted.PLACE: r"\b(?:room|floor|building|campus)\b|楼|诊室|院区|窗口",
    Wanted.AMOUNT: r"\d",
    Wanted.PERMISSION: r"\b(?:may|can|cannot|allowed|safe|avoid|never|not|should|recommended)\b|可以|不要|不能|不宜|避免|禁|能|别|建议|必须|不用",
    Wanted.REASON: r"\b(?:because|since|due to|reason|so that|that is why|causes?|lowers?|raises?)\b|因为|由于|原因|所以|因此|导致|引起|会让",
    Wanted.STEPS: r"^\W*(?:\d+[.)、]\s*|[一二三四五六七八九十][、，：]\s*)?(?:call|sit|take|write|measure|stop|rest|do not|avoid|use|come|bring|ask|keep|"
    "look|tell|lie|go|check|请|先|不要|别|立即|马上|打|坐|量|记|带|来|停|到|去)|[一二三四五六七八九十]、|120",
    Wanted.MEANING: r"\b(?:is|are) (?:called|a|an|the)\b|\bmeans?\b|是指|就是|叫做?|称为|意思|是一种",
}
_ASKS_FOR = {kind: re.compile(pattern) for kind, pattern in _ASKS.items()}
_ANSWERS_TO = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _ANSWERS.items()}


def wanted_by(question: str) -> frozenset[Wanted]:
    """Give the kinds of answer a question waits for; often several, sometimes none."""
    plain = unicodedata.normalize("NFKC", question).lower()
    return frozenset(kind for kind, pattern in _ASKS_FOR.items() if pattern.search(plain))


def share_answered(sentence: str, wanted: frozenset[Wanted]) -> float:
    """Give the share of the wanted kinds that a sentence looks like an answer to, in [0, 1]."""
    if not wanted:
        return 0.0
    return sum(bool(_ANSWERS_TO[kind].search(sentence)) for kind in wanted) / len(wanted)


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """Give what a text speaks of: stems of Latin words, numbers (bare and with unit), Chinese pairs.

    Words that name nothing are left out. Chinese characters come singly too (肝 asks for 肝功能); they weigh less.
    """
    found: set[str] = set()
    for match in _TOKEN.finditer(unicodedata.normalize("NFKC", text).lower()):
        if number := match["number"]:
            found.add(number)
            if match["unit"]:
                found.add(number + match["unit"].replace(" ", ""))
        elif word := match["latin"]:
            if word not in _EMPTY_ENGLISH and len(word) > 1:
                found.add(_stem(word))
        else:
            for run in _EMPTY_CHINESE.split(match["cjk"]):
                found.update(run[i : i + 2] for i in range(len(run) - 1))
                found.update(character for character in run if character not in _EMPTY_CHARACTERS)
    return frozenset(found)


def numbers_of(text: str) -> frozenset[str]:
    """Give the numbers a text states."""
    return frozenset(term for term in terms_of(text) if term[0].isdigit())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
