"""What a physician says holds today: without how it was done once, and without what others are said to believe."""

import re

_ONCE = re.compile(
    r"\bused to (?!joke|say|think|tell|be)\w+|\bthere was (?:an era|a time|a day)\b|\bin the (?:old days|(?:sixt|sevent|eight|ninet)ies|past)\b"
    r"|\bwhen i was (?:a|an|young|training|in)\b|\b(?:my|our) (?:old )?(?:teachers?|professors?|chiefs?|boss)\b|\bi was (?:raised|brought up|taught|trained)\b"
    r"|\byears ago\b|\bdecades ago\b|\bi once\b|\bwe once\b|\bin my youth\b|\bas a (?:houseman|student|trainee|young)\b|\bformerly\b|\bback then\b"
    r"|以前|从前|早年|当年|年轻时|年轻那|那会儿|过去我|过去都|过去是|老早|早先|曾经|我们那时|那时候|早些年|当学生|刚工作"
)
_NOW = re.compile(
    r"\b(?:now|today|nowadays|these days|currently|at present|since then|any ?more|no longer)\b|如今|现在|今天|这些年|眼下|后来|现如今|目前"
)
_THEY = (
    r"(?:people|folks?|patients|mothers|parents|families|relatives|neighbou?rs|grandmothers?|some|many|most|they|half (?:of )?my patients|everyone|everybody|"
    r"colleagues|the internet|old wives)"
)
_BELIEVED = re.compile(
    rf"\b{_THEY} (?:\w+ ){{0,2}}?(?:say|says|swear|believe|think|thinks|tell|claim|insist|imagine|fear|come in saying|will tell you|ask me)\b"
    r"|\bthe (?:\w+ )?(?:rule|myth|belief|idea|tale|notion|story|saying) that\b|\bit is (?:often|commonly|widely) (?:said|believed|thought)\b|\bi (?:often )?hear that\b"
    r"|(?:很多人|有人|有些人|不少人|老百姓|大家|病人|家长|家属|老人|老人家|人们|网上|民间|老辈|街坊|他们)[^,，。；]{0,4}(?:说|讲|信|觉得|认为|以为|问)"
    r"|都说|老话说|俗话说|听说|传言|误区|误以为"
)
_ANSWERED = re.compile(
    r"\b(?:but|nonsense|rubbish|wrong|not true|no truth|in fact|the truth|myth|i (?:say|tell|bury|answer|correct|never|have never|do not|don't)|and i say|that is|that's|it is not|it isn't)\b"
    r"|我说|我就说|其实|这是|那是|不对|错|瞎|胡说|不是这样|哪有|别信|我不"
)
_END = re.compile(
    r"(?<=[.!?;])\s+|(?<=[。！？；])|,\s(?=today\b|now\b|these days\b)|[，,](?=如今|现在|今天|现如今|后来)"
)


def told_as_past(text: str) -> bool:
    """Say whether a text tells how something was done once."""
    return bool(_ONCE.search(text))


def quotes_a_belief(text: str) -> bool:
    """Say whether a text tells what others believe, and answers it."""
    found = _BELIEVED.search(text)
    return bool(found and _ANSWERED.search(text, found.end()))


def of_today(text: str) -> str:
    """Give a sentence, in lower case, without its past and without the beliefs it tells of; "" where nothing else stands in it."""
    kept = [_without_beliefs(_since(part)) for part in _END.split(text)]
    return " ".join(part for part in kept if any(c.isalnum() for c in part))


def _since(part: str) -> str:
    """Give what follows the word for today, where the part tells of the past before it."""
    now, once = _NOW.search(part), _ONCE.search(part)
    if once is None or (now and now.start() < once.start()):
        return part
    return part[now.start() :] if now else ""


def _without_beliefs(part: str) -> str:
    belief = _BELIEVED.search(part)
    if belief is None:
        return part.strip()
    answer = _ANSWERED.search(part, belief.end())
    return (part[: belief.start()] + (" " + part[answer.start() :] if answer else "")).strip()
