"""What is said in sympathy needs no source: whole sentences of words for feelings, persons, asking and understanding, and no others.

A bag with a closed list, not patterns: sympathy is worded in endless ways, but in few words. Words that could calm, instruct,
name an illness or deny are not on the list, so no statement can be made of it.
"""

import re
from functools import lru_cache

_FEELINGS = re.compile(
    r"\b(?:worr(?:y|ied|ying|ies)|afraid|frightened|frightening|fears?|scared|scary|anxious|uneasy|unsettling|unsettled|upset|upsetting|hard|difficult|tough|heavy|tiring|exhausting|confusing|"
    r"confused|alarming|stressful|sorry|sad|frustrating|overwhelming|unpleasant|nervous|concern(?:s|ed)?|unhappy|helpless|understandable|understand|hear (?:you|how|that)|feel(?:s|ing)?|shock|courage|brave|lost|silly|strain|stress|wears|restless|tense|disappointing|no wonder|imagine|uncertainty|thank|good question|"
    r"good one|right to ask|right by|easy|care|glad)\b"
)
_ENGLISH_LIST = (
    "a an the and or but so if that this these those it its is are was be been being am i me my we us you your yours he his him she her they their them one ones "
    "of in on at to for from with by as about through into over up like how what why when which who because than then "
    "very really quite so too also both all such much more lot plain clear surely of course certainly well now here today tonight just only even still "
    "can could may might must will would do does did have has had having get gets goes go going come comes make makes feel feels feeling seem seems sound sounds look looks "
    "worry worried worrying worries afraid frightened frightening fear fears scared scary anxious uneasy unsettling unsettled upset upsetting hard difficult tough heavy tiring tired "
    "exhausting exhausted confusing confused alarming stressful sorry sad frustrating overwhelming unpleasant nervous concern concerns concerned unhappy helpless understandable understand "
    "hear heard know see imagine thank thanks glad good right kind careful carefully want wants wanted ask asks asked asking question questions wonder wondering deserve deserves "
    "watch watching read reading see seeing sit sitting hold holding live living carry carrying bear find finding tell told telling care cares love "
    "child children baby toddler son daughter boy girl husband wife father mother mum mom dad partner parent parents family person people anyone anybody everyone everybody many most others nobody "
    "number numbers paper papers report reports word words letter letters result results line lines page pages night nights day days hour hours moment moments week weeks "
    "two three different same other another own first new long little big whole young hot sick ill cold sudden suddenly "
    "waiting alone lonely easy mind thing things something everything way situation news answer answers side job work "
    "completely entirely totally perfectly shock shocked courage brave lost silly stupid foolish small uncertainty uncertain certain unsure strain stress wear wears worn out restless tense panic "
    "disappointing disappointed relief nice pleasant doing evening evenings morning mornings while after before anything somebody someone likes like sleep sleeps wish wishes hope hopes takes took given gave being been "
    "shows show doubt doubts memory mean means stand standing reach reaching call calling letter sheet screen appointment parentheses situation moment years months happens happened happen wonder "
    "attention touched serious seriously matter matters each side again back away ever lately since until yet rightly obviously truly deeply terrible awful horrible nasty miserable unbearable"
)
_ENGLISH = frozenset(_ENGLISH_LIST.split())
_CLOSED = re.compile(
    r"\b(?:nothing|never|no(?! wonder)|none|cannot|without|wait|stay|fine|safe|harmless|normal|only a|just a|take|give|stop|start|keep|call|home|bed)\b|\bnot\b(?! (?:easy|alone|in this alone|pleasant|nice|a (?:silly|stupid|small|foolish))\b)"
)
_ALLOWED_NOT = re.compile(
    r"\bnot (?=(?:easy|alone|in this alone|pleasant|nice|a (?:silly|stupid|small|foolish))\b)|\bno (?=wonder\b)"
)
# A clause that begins with one of these asks for a deed: "watch your child if you are worried".
_BIDS = re.compile(
    r"(?:^|[,;:.] ?|\b(?:and|so|but|then|please|just) )(?:watch|look|sit|hold|read|carry|find|tell|go|come|make|get|do|see|ask|work|live|have|bear|come)\b"
)
_QUOTED = re.compile(r"[\"“][a-z-]{3,20}[\"”]")
_WORD = re.compile(r"[a-z']+|\d")
_FEELINGS_ZH = (
    "着急|焦急|心急|担心|担忧|心慌|发慌|慌|害怕|怕|难受|难熬|难过|熬人|煎熬|心疼|心痛|辛苦|不安|揪心|忐忑|不好受|不容易|不踏实|一紧|没底|没着落|吓人|吓到|发愁|愁|累人|累|委屈|问到点子上|"
    "焦虑|打鼓|磨人|折磨|紧张|牵挂|惦记|难得|没睡好|睡不好|睡不着|扛着|熬夜|费心|操心|不好过|闹心|糟心|烦心|心烦|慌张|惊慌|发怵|发懵|懵|绕|犯难|为难|纠结|明白|理解|懂|体谅|看重|用心良苦|听进去|仔细|用心|细心|及时|问得好|谢谢|感谢|抱歉"
)
_CHINESE_LIST = (
    "您|你|我们|咱们|我|他|她|谁|人|大家|都|很|非常|一定|确实|真的|真|也|会|能|让|叫|把|的|地|得|了|着|过|是|这|那|这些|那些|这样|一种|一份|一张|一个|里|上|下|中|"
    "心里|心情|心|眼里|夜里|半夜|夜|晚上|白天|一整夜|日子|时候|时间|每天|孩子|宝宝|娃|爸爸|妈妈|父亲|母亲|爸|妈|老人|家人|家里人|家里|做父母的|做家长的|父母|家长|爱人|丈夫|"
    "妻子|先生|太太|报告|化验单|单子|发烧|生病|数字|箭头|向上|向下|字|词|结果|消息|话|问题|情况|事|心思|感受|滋味|拿到|看到|听到|听见|看着|看见|看得|看不懂|看|听|说的|说|"
    "问得|问|守着|守|抱着|陪着|等报告|等结果|起来|又|还|更|最|多|好|长|难|换了谁|换谁|碰到|遇到|碰上|遇上|面对|对|为|和|跟|来|去|想|知道|清楚|可以想象|想象|任何|当|在|"
    "有|忽然|突然|第一次|两个|两套|不一样|换成|换作|这种|那种|这几天|这段|段|几天|一夜|整夜|一个人|能|先|一句|想到|点子上|听得出来|问到|看得出来|听起来|感觉|觉得|眼看|大人|谁家|哪个|许多|不少人|很多|一下子|乍一|第一眼|头一回|多少|总|总是|难免|在所难免|也是|正是|才|所以|但|可|因为|为什么|您的|担的|份|句|都是|这么|那么|如此|已经|一直|跟着|，|、|。|！|：|“|”"
)
_LONGEST_FIRST = sorted(f"{_FEELINGS_ZH}|{_CHINESE_LIST}".split("|"), key=len, reverse=True)
_CHINESE = re.compile("|".join(_LONGEST_FIRST))
_CHINESE_FEELING = re.compile(_FEELINGS_ZH)
_CHINESE_CLOSED = re.compile(
    r"没事|放心|别|不用|不必|不要|不会|没关系|不要紧|可以等|能等|没问题|正常|等一|等等|等到|多等|在家|多看|多守"
)
_KEPT_OUT = frozenset("不没别无勿停吃用打去做等药针量服喝切割")
LONGEST = 120  # characters


def is_sympathy(text: str, *, asked: str = "") -> bool:
    """Say whether a sentence only says that somebody's feeling is seen.

    Args:
        text: Lower case, as shown.
        asked: The question; its own words may come back ("a hot toddler"), but those that deny or order.
    """
    if len(text) > LONGEST:
        return False
    if re.search(r"[一-鿿]", text):
        return _is_chinese_sympathy(text, asked)
    if not _FEELINGS.search(text) or _CLOSED.search(text) or _BIDS.search(text):
        return False
    known = _ENGLISH | _words_of(asked.lower())
    unquoted = _QUOTED.sub("", _ALLOWED_NOT.sub("", text))  # a word held up in quotation marks is not said
    return all(word in known for word in _words_of(unquoted))


@lru_cache(maxsize=256)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("'s").strip("'") for word in _WORD.findall(text)) - {""}


def _is_chinese_sympathy(text: str, asked: str) -> bool:
    if not _CHINESE_FEELING.search(text) or _CHINESE_CLOSED.search(text):
        return False
    own = {character for character in asked if "一" <= character <= "鿿"} - _KEPT_OUT
    rest = _CHINESE.sub("", text)
    return all(character in own for character in rest)
