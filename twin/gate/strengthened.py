"""Rule: a sentence says nothing stronger or wider than its source: no may turned to must, no some to all, no condition dropped."""

import re
from collections.abc import Sequence

_MUST = re.compile(
    r"\b(?:must|ha(?:ve|s) to|needs? to|(?:is|are) (?:required|obliged|mandatory|necessary|compulsory))\b|必须|一定要|应当|务必|都要|就得|就要|非[^，。]{1,6}不可"
)
_SHOULD = re.compile(r"\b(?:should|ought)\b|应该?|需要?|要(?!求|紧|点|是|么)")
_MAY = re.compile(
    r"\b(?:may|might|can|could|considered|optional|possible|sometimes)\b|可以|可考虑|考虑|允许|可能|判断是否|酌情|不一定|有时"
)
_ADVISES = re.compile(r"\b(?:recommend|advis)\w+|推荐|建议")
_LEAVE = re.compile(
    r"\b(?:may|might|could) be\b|\b(?:is|are) (?:optional|considered)\b|可以考虑|可考虑|可以不"
)
_DUTY = re.compile(r"\bmust\b|\bha(?:ve|s) to\b|\burgent\w*|\bat once\b|必须|一定要|务必|立即|马上")
# Everybody, everything, always, nothing else: the source says so too, in one of these words.
_ALL = re.compile(
    r"\bevery (?!(?:\d|one|two|three|four|six|eight|other|few)?\s?(?:hours?|minutes?|days?|mornings?|evenings?|nights?|weeks?|months?|years?|times?|meals?|visits?|use|reading|four|six|eight|few|single)\b)[a-z]+|"
    r"\b(?:always|whichever|whatever|whoever|everyone|everybody|regardless|no matter|at any time|in any case|in all cases)\b|"
    r"一律|所有(?!的?(?:药盒|药|材料|报告))|任何|人人|每个(?!月|小时|星期|人都不)|凡是|全都|总是|永远|不论|不管|无论|随时"
)
_ALL_HELD = re.compile(
    r"\b(?:every|all|always|any|each|both|whether|whichever|everyone|everybody|regardless|never|no)\b|都|一律|所有(?!的?(?:药盒|药|材料|报告))|任何|人人|每|凡|全|不论|不管|无论|随时|各|只要|不"
)
_ALL_OF_THEM = re.compile(r"都要|都应|都必须|都得|都可以|都能")  # which widens where the source has a bound
_ONLY = re.compile(
    r"(?:^|[.,;:] )only\b(?! (?:from|at|until|up to|over|above) )|\bonly (?:if|when|in|for|after|with|[a-z]+ed\b)|\bsolely\b|只有|仅限|仅有|才(?:要|需|用|去|打)"
)
_ONLY_HELD = re.compile(
    r"\b(?:only|solely|alone|unless|except|no other|nothing else|one kind)\b|只|仅|才|除非|单|不[^，。]{0,8}不|先"
)
# What holds here holds there too: the source says that it does.
_TOO = re.compile(
    r"\b(?:also|likewise|equally|just as) (?:together )?(?:with|in|for|after|when|if|under|at)\b|\bincluded$|\bincluded[.,;]|\bthe same (?:goes|holds|applies|is true)\b|"
    r"也一样|也(?:是)?同样|同样(?:如此|适用)|也不例外|也适用|也如此|仍(?:然)?(?:用|给|按|吃|服)|照样|照用|包括在内"
)
_TOO_HELD = re.compile(
    r"\b(?:also|too|likewise|equally|same|includ\w+|whether)\b|也|同样|一样|仍|照|包括|都|无论|不论|不管"
)
_PERMITS = re.compile(r"\b(?:is|are) (?:possible|allowed|fine)\b|\bmay (?!be )|\bcan (?!be )|可以")
_BOUND = re.compile(
    r"\b(?:if|unless|provided|except|under the age|at (?:low|medium|high|moderate) risk|without|with (?:an?|no)|and no|only|as long as)\b|如果|只要|除非|没有|且|的人|者|限于|仅"
)
FEWEST_BOUNDS = 3  # conditions of a leave; one or two may be told in the sentence before
# "higher than": a comparison of two things stands in the source as one.
_COMPARES = re.compile(
    r"(?<!counts )\b(?:higher|lower|more|less|fewer|better|worse|stronger|weaker|safer|longer|shorter|larger|smaller|more \w+|less \w+) than (?!\d|one\b|two\b|three\b|about|roughly|half|the \d|usual|before)|比[^，。；\d]{1,12}(?:更|高|低|多|少|重|轻|大|小|好|差|强|弱|快|慢|安全|有效)"
)
_COMPARES_HELD = re.compile(r"\bthan\b|比|更|不如|优于|\b(?:prefer\w*|highest|lowest|best|first)\b|最|首选")
_DAY = re.compile(
    r"\b(?:all day|any time|whenever|the whole day|next day|another day)\b|当天之内|一整天|整天|全天|任何时候|什么时候都|隔天"
)
# What a sentence says, and what its source must then hold.
_WIDER = (
    (_ALL, _ALL_HELD),
    (_ALL_OF_THEM, _ALL_HELD),
    (_ONLY, _ONLY_HELD),
    (_TOO, _TOO_HELD),
    (_COMPARES, _COMPARES_HELD),
    (_DAY, _DAY),
)


def says_more(sentence: str, nearest: Sequence[str]) -> bool:
    """Say whether a sentence says more than every source sentence that it retells: a duty for a leave, all for some.

    Args:
        sentence: As shown.
        nearest: The source's sentences, as `nearest_sentences` gives them; where there is none, nothing is compared.
    """
    lowered = sentence.lower()
    sources = [one.lower() for one in nearest]
    return bool(sources) and all(
        _is_stronger(lowered, source) or _is_wider(lowered, source) for source in sources
    )


def _is_stronger(sentence: str, source: str) -> bool:
    """Say whether a leave, or what is only considered, has become a duty."""
    if _MAY.search(source) and not (_MUST.search(source) or _SHOULD.search(source) or _MAY.search(sentence)):
        return bool(_MUST.search(sentence) or (_ADVISES.search(sentence) and not _ADVISES.search(source)))
    # and a duty to a mere leave: what must be drained urgently is not what may be drained
    leave = _LEAVE.search(sentence) and not (_MUST.search(sentence) or _SHOULD.search(sentence))
    return bool(leave and _DUTY.search(source) and not _MAY.search(source))


def _is_wider(sentence: str, source: str) -> bool:
    """Say whether a bound of the source has gone."""
    if any(said.search(sentence) and not held.search(source) for said, held in _WIDER):
        return True
    bounds = len(_BOUND.findall(source))
    return bool(_PERMITS.search(sentence)) and bounds >= FEWEST_BOUNDS and not _BOUND.search(sentence)
