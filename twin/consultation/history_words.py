"""How missing facts are asked, and what they are called where the history is shown."""

from collections.abc import Mapping

from twin.consultation.events import HistoryQuestion
from twin.persona.persona import Bilingual
from twin.triage.sign import Sign

QUESTIONS: Mapping[str, Bilingual] = {
    "age": Bilingual(en="How old is the person it is about?", zh="当事人多大年龄？"),
    "sex": Bilingual(en="Is it about a woman or a man?", zh="当事人是男性还是女性？"),
    "pregnant": Bilingual(en="Is she pregnant, or could she be?", zh="是否怀孕，或者有可能怀孕？"),
    "since_when": Bilingual(en="Since when?", zh="从什么时候开始的？"),
    "severity": Bilingual(
        en="How bad is it, from 0 (nothing) to 10 (the worst you can imagine)?",
        zh="有多严重？0分是没有，10分是能想到的最重，您打几分？",
    ),
    "at_rest": Bilingual(en="Does it also come while resting?", zh="不活动的时候也会这样吗？"),
    "on_exertion": Bilingual(
        en="Does it come with effort, such as climbing stairs?", zh="活动的时候（比如爬楼）会这样吗？"
    ),
    "suicidal": Bilingual(en="Are there thoughts of not wanting to live?", zh="有没有不想活的念头？"),
    "anticoagulant": Bilingual(en="Does the person take a blood thinner?", zh="在吃抗凝药（防血栓的药）吗？"),
    "faint": Bilingual(en="Did the person faint, or nearly?", zh="有没有晕倒，或者差点晕倒？"),
    "fever": Bilingual(en="Is there a fever?", zh="发烧吗？"),
    "head_injury": Bilingual(en="Was there a blow to the head?", zh="头部有没有受过撞击？"),
}
LABELS: Mapping[str, Bilingual] = {
    "age": Bilingual(en="Age", zh="年龄"),
    "sex": Bilingual(en="Sex", zh="性别"),
    "pregnant": Bilingual(en="Pregnant", zh="怀孕"),
    "since_when": Bilingual(en="Since when", zh="开始时间"),
    "severity": Bilingual(en="How bad", zh="严重程度"),
}
_SIGN_QUESTION = Bilingual(en="Is there also this: {name}?", zh="有没有这种情况：{name}？")
_TOGETHER = Bilingual(en="To judge this better, please tell me:", zh="为了判断得更准，请告诉我：")
_NOTED = Bilingual(en="Thank you, I have noted: {facts}.", zh="谢谢，已记下：{facts}。")
_UNKNOWN = Bilingual(en="That is all right; then we go without it.", zh="没关系，不清楚也可以。")


def question_for(fact: str, signs: Mapping[str, Sign], language: str) -> HistoryQuestion | None:
    """Put a missing fact into a question; None for a fact that nobody can name."""
    if fact in QUESTIONS:
        return HistoryQuestion(fact=fact, text=QUESTIONS[fact].in_language(language))
    if fact not in signs:
        return None
    name = signs[fact].name["zh" if language == "zh" else "en"]
    return HistoryQuestion(fact=fact, text=_SIGN_QUESTION.in_language(language).format(name=name))


def label_of(fact: str, signs: Mapping[str, Sign], language: str) -> str:
    """Name a fact where the history is shown."""
    if fact in LABELS:
        return LABELS[fact].in_language(language)
    sign = signs.get(fact)
    return sign.name["zh" if language == "zh" else "en"] if sign else fact


def opening_words(language: str) -> str:
    """Give the words before the questions."""
    return _TOGETHER.in_language(language)


def noted_words(facts: Mapping[str, str], language: str) -> str:
    """Say what was understood, so that a misunderstanding can be corrected; `facts` are label to value."""
    if not facts:
        return _UNKNOWN.in_language(language)
    joint = "；" if language == "zh" else "; "
    colon = "：" if language == "zh" else ": "
    listed = joint.join(f"{label}{colon}{value}" for label, value in facts.items())
    return _NOTED.in_language(language).format(facts=listed)


def value_words(fact: str, value: float | bool | str, language: str) -> str:
    """Put a value into words: 23741.25 days are "65 years", 24 hours "1 day"."""
    is_chinese = language == "zh"
    if isinstance(value, bool):
        return ("是" if value else "否") if is_chinese else ("yes" if value else "no")
    if isinstance(value, str):
        return {"female": "女", "male": "男"}.get(value, value) if is_chinese else value
    if fact == "age":
        return _length(
            value, (("岁", "year", 365.25), ("个月", "month", 30.44), ("天", "day", 1.0)), is_chinese
        )
    if fact == "since_when":
        units = (("年", "year", 8766.0), ("个月", "month", 730.0), ("周", "week", 168.0), ("天", "day", 24.0))
        return _length(value, (*units, ("小时", "hour", 1.0), ("分钟", "minute", 1 / 60)), is_chinese)
    return f"{value:g}/10"


def _length(value: float, units: tuple[tuple[str, str, float], ...], is_chinese: bool) -> str:
    """Give a length of time in the largest unit of which there is at least one and a half, else the next."""
    chinese, english, size = next(
        (one for one in units if value >= one[2] * (1.0 if one is units[-1] else 0.99)), units[-1]
    )
    number = round(value / size)
    return f"{number}{chinese}" if is_chinese else f"{number} {english}{'' if number == 1 else 's'}"
