"""Rule: of words that exclude each other a sentence keeps the one its source uses: left and right, first and last, arm and thigh."""

import re
from collections.abc import Sequence

# Each class: its members, each with its ways of writing. A member of the sentence that its source lacks, where the source
# has another of the class that the sentence lacks, has taken that one's place.
_CLASSES = (
    (r"\bfirst (?:day|week|reading|dose|year|month)s?\b|第一天|首日|头一天", r"\b(?:last|final|second) (?:day|week|reading|dose|year|month)s?\b|最后一天|末日|第二天"),
    (r"\b(?:once|one time)\b", r"\b(?:twice|two times)\b", r"\b(?:thrice|three times)\b"),
    (r"\bboth (?:ears?|eyes?|sides?|kidneys?|legs?|arms?|lungs?|testicles?|breasts?)\b|(?:双|两)(?:耳|眼|侧|肾|腿|臂|肺)", r"\b(?:one|a single|either) (?:ear|eye|side|kidney|leg|arm|lung|testicle|breast)\b|(?:单|一)(?:耳|眼|侧|肾|腿|臂|肺)"),
    (r"\bleft\b(?! (?:out|behind|aside|alone|over|as))|左", r"\bright (?:side|arm|leg|ear|eye|hand|half|lung|kidney|testicle|shoulder|of)\b|右", r"\b(?:middle|centre|center)\b|正中|中间"),
    (r"\binner\b|\binside of\b|内侧", r"\bouter\b|\boutside of\b|外侧"),
    (r"\bfront\b|前面|前侧", r"\bbehind\b|背后|后侧"),
    (r"\b(?:upper )?arm\b|上臂|手臂", r"\bthigh\b|大腿", r"\bbuttocks?\b|臀|屁股", r"\bmouth\b|嘴里|口腔", r"\bears?\b|耳", r"\barmpits?\b|腋", r"\bforehead\b|额头", r"\brectum\b|\brectal\b|肛", r"\bunder the tongue\b|舌下", r"\bwrist\b|手腕|腕式",
     r"\bnavel\b|肚脐", r"\bchest\b|胸口(?!痛|疼)", r"\bneck\b|脖子|颈部"),
    (r"\b(?:sit|sits|sitting)\b|坐", r"\b(?:stand|stands|standing)\b|站", r"\b(?:flat|on (?:his|her|the|your|its) back)\b|平躺|平卧|仰卧|仰躺", r"\bon (?:his|her|the|your|its|one) side\b|侧卧|侧躺", r"\bon (?:his|her|the|your|its) (?:belly|tummy|stomach|front)\b|俯卧|趴"),
    (r"\bchinese\b|我国|中国", r"\beuropean\b|欧洲", r"\bbritish\b|英国", r"\bamerican\b|美国", r"\bjapanese\b|日本"),
    (r"\blow(?:er)? risk\b|低危", r"\b(?:moderate|medium|intermediate) risk\b|中危", r"(?<!very )(?<!extremely )\bhigh risk\b|(?<![极超])高危", r"\bvery high risk\b|极高危", r"\bextremely high risk\b|超高危"),
    (r"\b(?:fewer|less) (?!than\b)[a-z]+|(?<!不)少(?=喝|吃|用|动|一些|一点|得多|些)|更少", r"\bmore (?!than\b|of\b|or\b)[a-z]+|(?<![不至差])多(?=喝|吃|用|动|一些|一点|得多|些)|更多"),
    (r"\bfirst\b(?! (?:dose|day|week|heart|few|reading|number|step|year|month|aid|line|choice|tube))", r"\b(?:later|afterwards|second)\b"),
    (r"\blying\b|躺着", r"\bupright\b|坐直"),
    (r"\bhot\b|热水", r"\bcold\b|凉水|冷水", r"\b(?:lukewarm|tepid|warm)\b|温水"),
    (r"\bmornings?\b|早上|早晨|清晨|每早", r"\bevenings?\b|\bnights?\b|\bbedtime\b|晚上|夜里|睡前|晚间", r"\bnoon\b|\bafternoons?\b|中午|下午"),
    (r"\bempty stomach\b|空腹", r"\bwith (?:food|meals?|a meal)\b|随餐|餐中|饭中"),
    (r"\bmale|\bmen\b|\bboys?\b|男", r"\bfemale|\bwomen\b|\bgirls?\b|女"),
    (r"\bfat\b|脂肪|长肉", r"\bwater\b|水"),
    (r"\bslow(?:ly)?\b|慢慢|缓慢", r"\b(?:fast|quick(?:ly)?|rapid(?:ly)?)\b|迅速|快速|很快"),
    (r"\bsoft(?:ly)?\b|轻轻|轻压", r"\bhard\b|用力|使劲"),
    (r"\bdaily\b|\bevery day\b|\beach day\b|每天|每日", r"\bweekly\b|\bevery week\b|每周|每星期", r"\bmonthly\b|\bevery month\b|每月", r"\byearly\b|\bevery year\b|\bannual\w*|每年", r"\bevery other day\b|隔天|隔日"),
    (r"\bmild(?:ly)?\b|轻度|轻症|轻微", r"\bmoderate(?:ly)?\b|中度", r"\bsevere(?:ly)?\b|重度|重症|严重"),
    (r"\bacute\b|急性", r"\bchronic\b|慢性"),
    (r"\bpositive\b|阳性", r"\bnegative\b|阴性"),
    (r"\bbenign\b|良性", r"\bmalignant\b|恶性"),
    (r"\bsystolic\b|收缩压|高压", r"\bdiastolic\b|舒张压|低压"),
    (r"\bldl\b|低密度", r"\bhdl\b|(?<!非)高密度"),
    (r"\btight(?:ly)?\b|(?<!要)紧(?!张|急)|缠紧", r"\bloose(?:ly)?\b|松松|宽松"),
    (r"\bbreath\w* in\b|吸气", r"\bbreath\w* out\b|呼气"),
    (r"\b(?:breastfed|breast-fed)\b|母乳喂养", r"\b(?:formula|formula-fed|bottle-fed)\b|配方奶|人工喂养"),
    (r"\bopen(?:s|ed)?\b|开诊", r"\bclosed?\b|停诊"),
    (r"\bwet\b|湿", r"\bdry\b|干燥|擦干"),
    (r"\bearly\b|早期", r"\blate\b|\badvanced\b|晚期"),
    (r"上方|上面", r"下方|下面"),
)  # fmt: skip
_COMPILED = tuple(tuple(re.compile(member) for member in members) for members in _CLASSES)
_BEFORE_AFTER = re.compile(
    r"\b(before|after)\s(?:the\s|a\s|an\s|your\s|each\s|every\s|any\s|this\s|that\s)*([a-z]+)"
)
_WITH_WITHOUT = re.compile(r"\b(with|without)\s(?:the\s|an?\s|any\s)?([a-z]{4,})")
_BEFORE_AFTER_CHINESE = re.compile(r"([一-鿿])(?:之|以)?([前后])(?=[，。；、的再才就服吃量喝用]|$|\d)")


def exchanges_a_word(sentence: str, nearest: Sequence[str]) -> bool:
    """Say whether every source sentence that a sentence retells has another member of a class in its place.

    Args:
        sentence: As shown.
        nearest: The source's sentences, as `nearest_sentences` gives them; empty is never an exchange.
    """
    lowered = sentence.lower()
    sources = [one.lower() for one in nearest]
    return bool(sources) and all(
        _turns_before_and_after(lowered, source)
        or any(_differ(members, lowered, source) for members in _COMPILED)
        for source in sources
    )


def _differ(members: tuple[re.Pattern[str], ...], sentence: str, source: str) -> bool:
    said = {place for place, member in enumerate(members) if member.search(sentence)}
    if not said:
        return False
    held = {place for place, member in enumerate(members) if member.search(source)}
    return bool(said - held) and bool(held - said)


def _turns_before_and_after(sentence: str, source: str) -> bool:
    """Say whether an event stands on the other side: "after breakfast" for "before breakfast"."""
    said, held = _sides(sentence), _sides(source)
    return any((event, not is_before) in held and (event, is_before) not in held for event, is_before in said)


def _sides(text: str) -> set[tuple[str, bool]]:
    sides = {(event, side == "before") for side, event in _BEFORE_AFTER.findall(text)}
    sides |= {(event, side == "with") for side, event in _WITH_WITHOUT.findall(text)}
    return sides | {(event, side == "前") for event, side in _BEFORE_AFTER_CHINESE.findall(text)}
