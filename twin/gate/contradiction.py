"""Rule: no clause of a sentence turns round what the source says: negation, and words that are each other's opposite."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from twin.gate.words_of import clauses, content_words, is_chinese, is_negated
from twin.sentences import sentences_of

# below this two clauses speak of different things, and their negations are not compared
MIN_CLAUSE_SHARE = 0.6
# A clause of the source that forbids something is said by a sentence that holds this much of it.
MIN_FORBIDDEN_SHARE = 0.75
# Each axis: words of one direction, words of the other. A direction turned is advice turned.
_AXES = (
    (r"禁食|\b(?:stop|stops|stopped|stopping|discontinu\w+|quit)\b|停用|停药|停掉|停下|停止|停(?=[。，了吧]|$)", r"\b(?:continu\w+|goes on|go on|keep on|carry on)\b|继续|坚持|照常|不停|进食"),
    (r"\b(?:skip|skips|skipped|left out|leave out|leave it out|omit\w*)\b|跳过|不补", r"\b(?:taken|take|made up)\b|补上|补吃|可以补|吃掉"),
    (r"\b(?:safe|safely|harmless|fine)\b|安全|无害", r"\b(?:unsafe|dangerous|harmful|toxic|poisonous|forbidden)\b|危险|有害|有毒|禁用"),
    (r"\b(?:at least|or more|or higher|or above|or longer)\b|至少|起码|及以上|或以上", r"\b(?:at most|or less|or lower|or below|no more than|up to)\b|最多|至多|及以下|或以下|不超过"),
    (r"\b(?:above|over|more than|exceeds?)\b|高于|超过|多于|以上", r"\b(?:below|under|less than|fewer than)\b|低于|少于|不到|以下"),
    (r"\b(?:rais\w+|increas\w+|higher|doubl\w+)\b|升高|增加|加量|加倍", r"\b(?:lower|lowers|lowered|reduc\w+|decreas\w+|halv\w+)\b|降低|减少|减量|减半"),
    (r"\bbefore\b|之前|以前|饭前|餐前|术前", r"\bafter\b|之后|以后|饭后|餐后|术后"),
    (r"\b(?:prevent\w*|protects?)\b|预防|防止|能防", r"\b(?:caus\w+|provok\w+)\b|引起|导致|造成"),
    (r"\b(?:now|at once|immediately|without delay|urgent\w*)\b|马上|立即|立刻|现在就|尽快", r"\b(?:tomorrow|later|wait|waits|next week)\b|明天|等等|过几天|等到|不急"),
    (r"\b(?:recommended|advised|preferred)\b|推荐|首选|建议", r"\b(?:discouraged|rejected)\b|不推荐|不建议|不主张"),
    (r"\b(?:left out|leave out|excluded)\b|不算", r"\b(?:counted|included)\b|也算|都算|要算"),
    (r"\b(?:put off|postpone\w*)\b|推迟", r"\bmay (?:fly|go|travel|start)\b"),
    (r"\bencourag\w+\b|鼓励", r"\bdiscourag\w+\b|不鼓励"),
    (r"\bwithout delay\b|尽快", r"\b(?:after (?:a|some) delay|delayed|with delay)\b|拖一拖"),
    (r"\b(?:highest|commonest|largest|most common|first number)\b|最高|最常见", r"\b(?:lowest|rarest|smallest|least common)\b|最低|最少见"),
    (r"\b(?:sips?|little by little|small amounts|slowly)\b|小口|少量多次|一点一点", r"\b(?:gulps?|all at once|in one go|quickly)\b|大口|一口气"),
    (r"\b(?:intravenous\w*|into (?:a|the) vein)\b|静脉|静推|静注", r"\b(?:by mouth|orally|swallow\w*|intramuscular\w*|thigh|under the tongue|nebuli\w+)\b|口服|吞|肌内|肌注|舌下|雾化"),
    (r"\b(?:by mouth|orally|swallow\w*)\b|口服|吞", r"\b(?:intramuscular\w*|thigh|under the tongue|nebuli\w+|inject\w+)\b|肌内|肌注|舌下|雾化|注射"),
    (r"\b(?:strengthens?|weakens? nothing)\b|增强|加强|[变更]强", r"\bweakens?\b|减弱|削弱|[变更]弱"),
)  # fmt: skip
_LINES = (3, 4)  # the axes of at least and above
_COMPILED = tuple((re.compile(one), re.compile(other)) for one, other in _AXES)
_UNDECIDED = re.compile(r"^whether\b|是否")  # neither affirms nor denies
_LIST = re.compile(r"\b(avoid|without|no|never) (\w+), (\w+) (and|or) (\w+)", re.IGNORECASE)
_ORDER = re.compile(
    r"先([一-鿿a-z]{1,12})[，,]?(?:再|后|然后)(?:谈|说|做|用|是|考虑)?([一-鿿a-z]{1,12})|\b([a-z ]{3,40}) first,? (?:and )?(?:then |only then )([a-z ]{3,40})"
)
# What brings about what: turned, it is another statement.
_CAUSES = re.compile(
    r"([一-鿿a-z]{2,12})(?:会|能)?(?:引起|导致|造成|引发)(?:的)?([一-鿿a-z]{2,12})|\b([a-z ]{3,40}) (?:causes?|leads? to|provokes?|triggers?|brings? on) ([a-z ]{3,40})"
)
_BANS_IN_A_ROW = re.compile(
    r"(?:(?<=[，。；：、\s])|^)((?:[不别勿莫][一-鿿]){2,})(?=[，。；、]|$)"
)  # 不拍不抠
_CARRIES_ON = re.compile(r"n?or\s", re.IGNORECASE)  # "never within 24 hours of this, or within 48 of that"
SHORT_DENIAL = 6  # characters
_CONDITION = re.compile(r"(?<=\w)\s(?:when|if|while|although)\s", re.IGNORECASE)
_NOT_DONE = re.compile(r"([一-鿿]{1,4}?)(?:也|就|都|了)?不行")  # 断了不行
_FINE = re.compile(r"([一-鿿]{1,4}?)(?:也|就|都|了)?(?:(?<!不)行|没关系|不要紧|没事)(?=[，。！]|$)")
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)  # a ban of the one is a ban of the other
_JOINED = re.compile(r"\band\b|\bor\b(?!\snone)|并且|而且|并(?=[不要])|也(?=[不别要])")


@dataclass(frozen=True, slots=True)
class ReadClause:
    """A clause made comparable: its content words, whether it denies, and which way it points on each axis."""

    words: frozenset[str]
    is_negated: bool
    directions: tuple[int, ...]


def is_turned_round(sentence: str, source: str) -> bool:
    """Say whether a sentence turns what a source says into its opposite.

    A clause does when it has the opposite sign, or points the opposite way, of every source clause that says the same
    things; a sentence does when it affirms all that a forbidding clause of the source forbids.
    """
    held = _read(source) + _topics(source)
    said = _read(sentence)
    if _turns_the_order(sentence, source) or _does_the_forbidden(sentence, source):
        return True
    if any(_is_denied_to_the_word(clause, held) for clause in said):
        return True
    opposed = [clause for clause in said if _is_opposed(clause, held)]
    if not all(_is_topic(one, said, held) for one in opposed) or _affirms_the_forbidden(sentence, said, held):
        return True
    nearest = _nearest_sentences(content_words(sentence), source)
    return bool(nearest) and all(_is_opposed_by(sentence, said, one) for one in nearest)


def _is_denied_to_the_word(clause: ReadClause, held: tuple[ReadClause, ...]) -> bool:
    """Say whether the source has a clause in the very same words, and only with the opposite sign."""
    same = [one for one in held if one.words == clause.words and len(one.words) > 1]
    return bool(same) and all(one.is_negated != clause.is_negated and _opposite(clause, one) for one in same)


def _turns_the_order(sentence: str, source: str) -> bool:
    """Say whether "first A, then B" of a sentence is "first B, then A" of its source."""
    return any(
        first & held_then and then & held_first and not first & held_first and not then & held_then
        for first, then in _orders(sentence)
        for held_first, held_then in _orders(source)
    )


def _orders(text: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    found = [*_ORDER.finditer(text.lower()), *_CAUSES.finditer(text.lower())]
    return [(content_words(m[1] or m[3]), content_words(m[2] or m[4])) for m in found]


def _does_the_forbidden(sentence: str, source: str) -> bool:
    """Say whether a sentence affirms a deed of one character that its source only forbids: 抠 of 不拍不抠."""
    forbidden = {one for run in _BANS_IN_A_ROW.findall(source) for one in run[1::2]}
    affirmed = "".join(clause for clause in clauses(source) if not is_negated(clause))
    said = "".join(clause for clause in clauses(sentence) if not is_negated(clause))
    if set(_FINE.findall(sentence)) & set(_NOT_DONE.findall(source)):
        return True
    return any(one in said and one not in affirmed for one in forbidden)


def _is_topic(clause: ReadClause, said: tuple[ReadClause, ...], held: tuple[ReadClause, ...]) -> bool:
    """Say whether a clause only names what the next one denies: 病毒引起的水样腹泻，一般用不上抗菌药物."""
    if clause.is_negated or not any(is_chinese(word) for word in clause.words):
        return False
    denied = frozenset().union(*(one.words for one in said if one.is_negated))
    return any(other.is_negated and clause.words <= other.words and denied & other.words for other in held)


def _is_opposed_by(sentence: str, said: tuple[ReadClause, ...], nearest: str) -> bool:
    """Compare a sentence with the one of the source that it retells: clause by clause, and each taken whole."""
    held = _read(nearest) + _topics(nearest)
    if any(_is_opposed(clause, held) and not _is_topic(clause, said, held) for clause in said):
        return True
    has_numbers = any(
        character.isdigit() for character in sentence
    )  # then the rule of numbers compares the lines
    ways = list(zip(_directions(sentence), _directions(nearest), strict=True))
    if any(a * b < 0 for place, (a, b) in enumerate(ways) if not (has_numbers and place in _LINES)):
        return True
    words = content_words(sentence)
    if any(clause.is_negated for clause in said):
        return False
    denied = max((len(one.words & words) / len(one.words) for one in held if one.is_negated), default=0.0)
    affirmed = max(
        (len(one.words & words) / len(one.words) for one in held if not one.is_negated), default=0.0
    )
    return denied >= MIN_FORBIDDEN_SHARE and denied > affirmed


def _nearest_sentences(wanted: frozenset[str], source: str) -> list[str]:
    """Give the sentences of a source that hold most of a sentence; none where none holds three quarters of it."""
    shares = (
        [(len(wanted & content_words(one)) / len(wanted), one) for one in sentences_of(source)]
        if wanted
        else []
    )
    best = max((share for share, _ in shares), default=0.0)
    return [one for share, one in shares if share == best >= 0.75]


@lru_cache(maxsize=1024)
def _read(text: str) -> tuple[ReadClause, ...]:
    whole = clauses(_spread(text))
    parts = [part for clause in whole for half in _halves(clause) for part in _parts(half)]
    parts = [
        (part, sign or bool(place and _CARRIES_ON.match(part) and parts[place - 1][1]))
        for place, (part, sign) in enumerate(parts)
    ]
    return tuple(
        ReadClause(words, sign, _directions(part))
        for part, sign in parts
        if (words := content_words(part)) and not _UNDECIDED.search(part.lower())
    )


@lru_cache(maxsize=1024)
def _topics(source: str) -> tuple[ReadClause, ...]:
    """Give each Chinese clause together with a short denial behind it: 牙膏、酱油，一样不抹."""
    whole = clauses(source)
    return tuple(
        ReadClause(content_words(one) | content_words(other), True, _directions(one + other))
        for one, other in pairwise(whole)
        if is_chinese(other) and len(other) <= SHORT_DENIAL and is_negated(other) and not is_negated(one)
    )


def _halves(clause: str) -> list[str]:
    """Cut a condition off: "is repeated when there is no improvement" denies only the improvement."""
    found = _CONDITION.search(clause)
    return [clause[: found.start()], clause[found.start() :]] if found else [clause]


def _spread(text: str) -> str:
    """Put the sign of a list before each of its words: "avoid smoking, caffeine and exercise" forbids three things."""
    return _LIST.sub(lambda m: f"{m[1]} {m[2]}, {m[1]} {m[3]} {m[4]} {m[1]} {m[5]}", text)


def _parts(clause: str) -> list[tuple[str, bool]]:
    """Give a clause with its sign, and its parts around "and", each with its own.

    "do not prevent them and are not used for it" denies twice, and is not for that an affirmation.
    """
    parts = [part for part in _JOINED.split(clause) if part.strip()]
    signs = [is_negated(part) for part in parts]
    sign = signs[0] if len(set(signs)) == 1 else is_negated(clause)
    own = [(part, one) for part, one in zip(parts, signs, strict=True) if len(content_words(part)) > 1]
    if len(own) == 1 < len(set(signs)) and own[0][1] != sign and not _EITHER.search(clause):
        return list(zip(parts, signs, strict=True))  # "belongs to each and does not mean cancer"
    if len(own) < 2:
        return [(clause, sign)]
    alike = len(set(signs)) == 1 and len({_directions(part) for part in parts}) == 1
    return [(clause, sign), *own] if alike else own


def _directions(text: str) -> tuple[int, ...]:
    lowered = text.lower()
    return tuple(bool(one.search(lowered)) - bool(other.search(lowered)) for one, other in _COMPILED)


def _is_opposed(clause: ReadClause, held: tuple[ReadClause, ...]) -> bool:
    least = MIN_CLAUSE_SHARE if len(clause.words) > 1 else 1.0
    shares = [(_mutual(clause.words, one.words), one) for one in held]
    best = max((share for share, _ in shares), default=0.0)
    if best < least:
        return False
    nearest = [one for share, one in shares if share >= best - 0.1]
    if not all(_opposite(clause, one) for one in nearest):
        return False
    # "in suspected infarction do not drive yourself": the frame stands in one clause, what is denied in another.
    return not any(
        not _opposite(clause, one) and len(one.words) > 1 and one.words <= clause.words for one in held
    )


def _opposite(one: ReadClause, other: ReadClause) -> bool:
    turns = sum(a * b < 0 for a, b in zip(one.directions, other.directions, strict=True))
    return (turns + (one.is_negated != other.is_negated)) % 2 == 1


def _affirms_the_forbidden(sentence: str, said: tuple[ReadClause, ...], held: tuple[ReadClause, ...]) -> bool:
    if any(clause.is_negated for clause in said) or not said:
        return False
    words = content_words(sentence)
    allowed = frozenset().union(*(one.words for one in held if not one.is_negated))
    for one in held:
        # Words that the source also affirms elsewhere ("the child", "today") do not make the ban.
        banned = one.words - allowed if one.is_negated else frozenset()
        found = [word for word in one.words if word in words or (len(word) == 1 and word in sentence)]
        if (
            any(len(word) > 1 for word in banned)
            and banned <= {*found}
            and len(found) / len(one.words) >= MIN_FORBIDDEN_SHARE
        ):
            return True
    return False


def _mutual(wanted: frozenset[str], held: frozenset[str]) -> float:
    """Weigh the share of the sentence's clause by how much of the source's clause it takes up, a little."""
    if not held or not wanted:
        return 0.0
    shared = len(wanted & held)
    return shared / len(wanted) * 0.85 + shared / len(held) * 0.15
