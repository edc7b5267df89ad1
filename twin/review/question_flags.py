"""What turns a question into another one although nearly all its words stay: who it is about, denial, action, kind.

Plain patterns in both languages. They read questions, which are short; nothing here is a diagnosis of anything.
"""

import re
from dataclasses import dataclass

# Not denials: "can't I", "isn't it", "or not", 能不能, 是不是, 不一样, 不舒服 and their like.
_POLITE_EN = re.compile(
    r"\b(?:is|are|was|do|does|did|can|could|should|would|will|has|have)(?:n?['’]?t| not)\s+(?:i|we|it|that|this|there|he|she|my|the)\b"
    r"|\bor not\b|\bwhy not\b|\bnot (?:sure|feeling|well|only)\b|\bhow long (?:no|not)\b|\bno (?:longer )?(?:problem|idea|matter)\b",
    re.IGNORECASE,
)
_DENIAL_EN = re.compile(
    r"\b(?:not|no|never|without|none|neither|cannot|refuse[sd]?)\b|\b\w+n['’]t\b|\bno longer\b",
    re.IGNORECASE,
)
_POLITE_ZH = re.compile(
    r"([能可要会行好该用需是有对])不\1|可不可以|需不需要|应不应该|有没有|能否|是否|不知道|不(?=同|一样|一致|通|舒服|适|良|要紧|足|够|全|太|大|多|小|错|好)"
    r"|(?:多久|多长时间|几天|多少天)(?:内)?不(?:能|要|可以)|不能不|没问题|没关系|不(?=[？?]?$)"
)
_DENIAL_ZH = re.compile(r"没有?|未(?!来)|无(?!菌|痛|创|糖)|不(?!妨)|别(?!的|人|家|处|院)")
# What has come to an end is a condition turned round: after digoxin was stopped, once the catheter is out.
_ENDED = re.compile(
    r"\bno longer\b|\b(?:have|has|had|was|were|i) (?:just |now )?(?:stopped|quit)\b|\bafter (?:stopping|quitting|coming off)\b|\bfell out\b"
    r"|停了|停掉|停[药用服](?:以后|之后|后)|拔[了掉]|拔管后|不再|戒了",
    re.IGNORECASE,
)
_PREGNANT = re.compile(r"pregnan|expecting a baby|trimester|怀孕|孕妇|孕期|怀着|妊娠|孕\d", re.IGNORECASE)
_NURSING = re.compile(r"breast-?feed|nursing|lactat|哺乳|喂奶|母乳", re.IGNORECASE)
_GROUPS = (
    ("infant", re.compile(r"\b(?:baby|babies|infants?|newborns?|neonates?|\w+[- ]months?[- ]old|months? old)\b|婴儿|宝宝|新生儿|宝贝|月大|个月(?:的)?(?:孩子|宝宝|小孩|娃)", re.I)),
    ("child", re.compile(r"\b(?:child|children|kids?|toddlers?|sons?|daughters?|boys?|girls?|schoolchild\w*)\b|孩子|小孩|儿童|幼儿|儿子|女儿|小朋友|男孩|女孩|[娃囡]", re.I)),
    ("teenager", re.compile(r"\b(?:teenagers?|teens?|adolescents?)\b|青少年|十几岁|中学生", re.I)),
    ("old", re.compile(r"\b(?:elderly|old age|grandmother|grandfather|grandma|grandpa)\b|老人|老年|爷爷|奶奶|外公|外婆|高龄", re.I)),
)  # fmt: skip
_ACTIONS = (
    ("stop", r"\bstop(?:s|ped|ping)?\b|\bdiscontinu|\bcome off\b|\bno longer\b|停(?!留)|戒掉|拔"),
    ("start", r"\bstart(?:s|ed|ing)?\b|\bbegin\b|开始吃|开始用"),
    ("continue", r"\bcontinu|\bgo(?:ing)? on (?:with|giving|taking)\b|\bkeep (?:on|taking|giving)\b|继续|接着"),
    ("double", r"\bdoubl|\btwice\b|\bincreas(?:e|ing) the\b|加倍|双倍|两倍|加量|翻倍|吃了两次|多吃了"),
    ("halve", r"\bhalv|\bhalf (?:the|a) (?:dose|tablet|pill)|\breduc(?:e|ing) the dose|减半|减量|半片|半粒"),
    ("miss", r"\bforg[eo]t|\bmiss(?:ed|ing)?\b|忘|漏"),
    ("prevent", r"\bprevent|\bso that\b|预防|防止"),
    ("replace", r"\breplac|\binstead\b|\brather than\b|代替|替代|改用|换成"),
    ("together", r"\btogether\b|\bat the same time\b|\bcombin|一起|同时|合用"),
    ("better", r"\bbetter\b|\bwhich is\b|哪个好|更好|哪个更"),
    ("hurt", r"\bhurts?\b|\bpain(?:ful)?\b|疼|痛"),
    ("inherit", r"\bhereditary\b|\binherit|遗传"),
)  # fmt: skip
_ACTION_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ACTIONS)
# Of each pair, one side in one question and the other in the other make them different questions.
_OPPOSITES = (
    (r"\bbefore\b|\bprior to\b|\bbeforehand\b|之前|以前|前(?!列|后|几|天|面)", r"\bafter\b|\bfollowing\b|以后|之后|术后|(?<!以)(?<!之)后(?!背|果|来)|(?<=[打做吃放装切用])完"),
    (r"\bpositive\b|阳性", r"\bnegative\b|阴性"),
    (r"\b(?:at|per|a|by|last) night|\bnightly\b|晚上|夜里|半夜|夜间|每晚|起夜", r"\bdaytime\b|\bby day\b|\bduring the day\b|白天"),
    (r"\bstart|开始", r"\bstop|停"),
    (r"\bdoubl|加倍|双倍|翻倍", r"\bhalv|减半"),
    (r"\bhigh(?:er)?\b|偏高|升高|太高|高了", r"\blow\b|偏低|太低|低了"),
)  # fmt: skip
_OPPOSITE_PATTERNS = tuple(
    (re.compile(a, re.IGNORECASE), re.compile(b, re.IGNORECASE)) for a, b in _OPPOSITES
)
_KINDS = (
    ("meaning", r"\bwhat (?:does|do|is) .*\bmean\b|\bmeaning of\b|什么意思|代表什么|说明什么|\bwhat is (?!the (?:dose|right))"),
    ("why", r"\bwhy\b|\bhow come\b|为什么|为啥|怎么会"),
    ("time", r"\bhow (?:long|soon|many (?:days|weeks|months|years))\b|\bwhen\b|\bon (?:which|what) day\b|多久|多长时间|什么时候|何时|几天|几周|几年|第几|多少[天年周]"),
    ("amount", r"\bhow much\b|\bhow many\b|\bwhat (?:dose|amount)\b|多少|几[片粒颗次]|剂量"),
    ("help", r"\bwhat (?:should|do|can|must) (?:i|we)\b|\bwhat now\b|\bwhat to do\b|怎么办|咋办|怎么处理|如何处理"),
)  # fmt: skip
_KIND_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _KINDS)

_NEAR_KINDS = ({"whether", "help"}, {"why", "meaning"}, {"meaning", "whether"})


@dataclass(frozen=True, slots=True)
class QuestionFlags:
    """What a question says beside its subject. `denies` also when something has come to an end.

    `kind` is meaning, why, time, amount, help or whether. `group` is infant, child, teenager, old or "" for nobody
    in particular. `sides` holds, for each pair of opposites, -1, 1, or 0 where neither or both are named.
    """

    kind: str
    actions: frozenset[str]
    denies: bool
    pregnant: bool
    nursing: bool
    group: str
    sides: tuple[int, ...]


def flags_of(question: str) -> QuestionFlags:
    """Read the flags of a question of either language."""
    return QuestionFlags(
        kind=next((name for name, pattern in _KIND_PATTERNS if pattern.search(question)), "whether"),
        actions=frozenset(name for name, pattern in _ACTION_PATTERNS if pattern.search(question)),
        denies=_denies(question),
        pregnant=bool(_PREGNANT.search(question)) and not _denies_being_pregnant(question),
        nursing=bool(_NURSING.search(question)),
        group=next((name for name, pattern in _GROUPS if pattern.search(question)), ""),
        sides=tuple(
            bool(left.search(question)) - bool(right.search(question)) for left, right in _OPPOSITE_PATTERNS
        ),
    )


def contradict(mine: QuestionFlags, other: QuestionFlags) -> bool:
    """Say whether one names the opposite of what the other names."""
    return any(a * b < 0 for a, b in zip(mine.sides, other.sides, strict=True))


def kinds_apart(mine: QuestionFlags, other: QuestionFlags) -> float:
    """Give 0 for the same kind of question, 1 for another, 0.5 for kinds that people use for one another."""
    if mine.kind == other.kind:
        return 0.0
    return 0.5 if {mine.kind, other.kind} in _NEAR_KINDS else 1.0


def _denies(question: str) -> bool:
    plain = _POLITE_ZH.sub("　", _POLITE_EN.sub(" ", question))
    return bool(_DENIAL_EN.search(plain) or _DENIAL_ZH.search(plain) or _ENDED.search(question))


def _denies_being_pregnant(question: str) -> bool:
    return bool(re.search(r"\bnot pregnant\b|没有?怀孕|未孕|没怀", question, re.IGNORECASE))
