"""Which sentences of a passage may be spoken in a talk, and which of them need another beside them."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twin.chat.model import Quotable
from twin.chat.quotable_sentences import Sayable, sayable_sentences
from twin.evidence.language import passage_language
from twin.evidence.source_line import source_line
from twin.index.held_passage import HeldPassage
from twin.lecture.outline import Line
from twin.lecture.script import SentenceSource
from twin.persona.slots import Slot
from twin.sentences import sentences_of, without_marks

# Speaks of the page, the room or the evening it stood in; in a talk of its own it would point nowhere.
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:this|the) (?:page|booklet|handout|slide|leaflet|card (?:that|you)|table|list|lecture|talk|evening|drawing)\b|"
    r"\b(?:see|as|written|shown|described|listed) (?:above|below)\b|\b(?:tonight|this (?:evening|morning|saturday))\b|"
    r"\bat the door\b|\blast time\b|\b(?:first|next) (?:saturday|thursday)\b|\bi (?:am|was) (?:dr|a )|\bmy name is\b|"
    r"上(?:表|图|面)|下(?:表|图|面(?:这|几|的))|见表|如下|这(?:页|张表|一讲|堂课|节课)|本文|讲义|讲稿|听课|听完|今天(?:只|就|主要)?讲|各位|上次|写着，这里|专门有一页",
    re.IGNORECASE,
)
# Leans on the sentence before it, beyond what a consultation answer minds.
_LEANS = re.compile(
    r"^\W*(?:(?:and|or|nor|yet|still|because|only then|not|no|yes|in (?:that|this)|at (?:that|this)|after that|since then|"
    r"the (?:first|second|third|last|former|latter|other|others|same|rest|two|three)\b(?! (?:days?|weeks?|months?|years?|step|thing|visit|sign))|"
    r"one of (?:them|these)|another|each of|either|some of them|most of them|three (?:plus|things)|there|even so|everything else|"
    r"my answer|the answer|the reason)\b|"
    r"(?:前者|后者|其余|两样|三样|一种|另一种|还有|再|也|可是|于是|不说|不对|对[，。]|是的|这样|比如|例如|比方|其实|两种|所以|"
    r"要紧的|第[一二三四五六七八九十]|先看|看上面|看里面|给他|给她|"
    r"为什么|原因|答案))",
    re.IGNORECASE,
)
# Takes back, or bounds, what the sentence before it said.
_TURNS = re.compile(
    r"^\W*(?:but|however|yet|it (?:does|is|was|makes|keeps|traps) |that is (?:not|wrong)|this is (?:not|wrong)|not so|unfortunately|instead)|"
    r"^\W*(?:但|不过|可是|然而|不对|其实|这(?:不|是不)|错)",
    re.IGNORECASE,
)
# Somebody's belief, told to be corrected later: cut short, it would be advice.
_HEARSAY = re.compile(
    r"\bold (?:kindness|habit|custom|belief|wives|advice)|\bold saying\b|\bpeople (?:say|believe|think)\b|\bmyth\b|\bgrandm|"
    r"老话|老法子|土办法|偏方说|有人(?:说|讲|问|怕)|都说|听说|网上说",
    re.IGNORECASE,
)
_DANGLES = re.compile(
    r"^\W*(?:I|we|you) (?:never |do not |always )?\w+ (?:at )?it\b|\bthese (?:signs|things|cases)\b|\bboth (?:are|were|of them)\b|\bthese two\b|这两(?:样|个|点)|以上的(?:都|几)|才是(?!癌)"
)
_AGENDA = re.compile(
    r"^\W*(?:第?[一二三四五六七八九十][，、：]?)?.{0,12}(?:在哪里|怎么记|有哪几类|有几类|能做什么|什么时候.{0,4})。$|^\W*(?:two|three|four|five|six) (?:things|points|words|rules|voices|steps|questions|lines)\b"
    r"|\b(?:two|three|four|five|six|seven) things\b|[，。](?:讲|说)[一二三四五六七八九十两]件事|[一二三两四五]句(?:要紧|话)|[二两三四五六七]件事|^\W*(?:what|how|where|which) [^,?]{3,50}\.$",
    re.IGNORECASE,
)
URGENT = re.compile(
    r"\b(?:120|999|911|emergency|ambulance|at once|same day|right away|immediately|straight away|urgent(?:ly)?|go now|come now)\b|"
    r"打120|120|急诊|立即|立刻|马上|当天|尽快|赶紧",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_COLUMN = re.compile(
    r"^[^:：,，.。]{1,24}[:：]\s*"
)  # the name of a column before a cell, as `readable_rows` writes it
_ADVICE = re.compile(
    r"^\W*(?:please |always |never |do(?: not|n't)? |weigh|write|take|call|bring|ask|keep|sit|stand|measure|drink|eat|walk|avoid|stop|begin|check|"
    r"wash|give|put|look|rest|tell|read|go|come|count)|不要|别|请|应|要|每天|记|量|称|先",
    re.IGNORECASE,
)
_LONG = {"en": 26, "zh": 48}  # words, characters: what an audience of lay people follows in one breath
_LONGEST_ROW = {"en": 150, "zh": 60}  # characters; a longer row is read on the slide, not aloud
_LETTERED_ROW = re.compile(
    r"^\W*\w{1,2}[:：]"
)  # "C: comorbidity": a letter that stands for something on the page
_SCRAP_EN, _SCRAP_ZH = 2, 3  # words, characters
LETTERS = {"en": 18, "zh": 7}  # a shorter sentence says nothing when it stands alone


@dataclass(frozen=True, slots=True)
class Weighing:
    """How a line is weighed: how near its passage is to the topic, whose ears it is for, and which words the topic has."""

    relevance: float
    language: str
    is_lay: bool
    topic_words: frozenset[str] = frozenset()


def sentence_id(passage_id: str, text: str) -> str:
    """Give the id of a sentence of a passage; the same on every machine."""
    return "s" + hashlib.sha256(f"{passage_id}\n{text}".encode()).hexdigest()[:10]


def source_of(held: HeldPassage, language: str) -> SentenceSource:
    """Give the source as a script keeps it."""
    return SentenceSource(passage_id=held.passage.id, line=source_line(held, language=language))


def speakable_lines(
    held: HeldPassage, weighing: Weighing, *, first_place: int, openings: Sequence[str] = ()
) -> list[Line]:
    """Give the sentences of a passage that may be spoken, in order, numbered from `first_place`."""
    quotable = Quotable(
        key="E1",
        text=held.passage.text,
        title=held.metadata.title,
        language=passage_language(held),
        authority=int(held.slot),
        relevance=weighing.relevance,
        headings=held.passage.headings,
        is_table=held.passage.is_table,
    )
    (found,) = sayable_sentences([quotable], frozenset(bare(one) for one in openings))
    reading = _Reading(held, weighing, first_place, openings)
    for number, said in enumerate(found):
        reading.take(said, found[number + 1 :])
    return _with_all_they_need(reading.lines)


class _Reading:
    """The lines of one passage while it is read."""

    def __init__(
        self, held: HeldPassage, weighing: Weighing, first_place: int, openings: Sequence[str]
    ) -> None:
        self.lines: list[Line] = []
        self._held, self._weighing, self._first, self._openings = held, weighing, first_place, openings
        self._source = source_of(held, weighing.language)
        self._before: int | None = None  # the place of the sentence right before, where it is said
        self._intro: int | None = None  # the place of the sentence that introduces the list being read

    def take(self, said: Sayable, behind: Sequence[Sayable]) -> None:
        """Take the next sentence of the passage; `behind` are those that follow."""
        language = self._weighing.language
        text = _spoken(said, self._openings)
        if said.is_row and (len(text) > _LONGEST_ROW[language] or _LETTERED_ROW.match(text)):
            return
        place = self._first + said.place
        is_gap = self._before is None or any(one.isalnum() for one in _bare_gap(said.behind))
        if _is_scrap(text, language):
            self._join(text, is_gap=is_gap)
            return
        leans = (
            said.leans_back
            or bool(_LEANS.match(text) or _DANGLES.search(text))
            or len(bare(text)) < LETTERS[language]
        )
        list_intro = self._intro if said.in_list else None
        introduces = text.endswith((":", "："))
        if (
            _POINTS_ELSEWHERE.search(text)
            or _HEARSAY.search(text)
            or _AGENDA.search(text)
            or (leans and is_gap)
        ):
            self._before, self._intro = None, None if introduces or not said.in_list else self._intro
            return
        self._intro = place if introduces else (self._intro if said.in_list else None)
        self.lines.append(
            Line(
                text=text,
                source=self._source,
                place=place,
                weight=_weight(text, said, self._held, self._weighing),
                needs=self._before if leans and self._before is not None else list_intro,
                calls=place + 1 if said.leads_on or _is_turned_by(behind) else None,
                in_list=said.in_list,
                is_urgent=bool(URGENT.search(text)),
                is_row=said.is_row,
                is_view=self._held.metadata.is_view,
            )
        )
        self._before = place

    def _join(self, text: str, *, is_gap: bool) -> None:
        """Say a scrap in one breath with the sentence it completes ("… do not hold. Emergency department."); else not at all."""
        if is_gap or not self.lines or self.lines[-1].place != self._before:
            self._before = None
            return
        last = self.lines[-1]
        joined = f"{last.text}{'' if self._weighing.language == 'zh' else ' '}{text}"
        self.lines[-1] = replace(last, text=joined, is_urgent=bool(URGENT.search(joined)))


def _is_scrap(text: str, language: str) -> bool:
    """Say whether a sentence is one or two words, which mean something only behind another."""
    return len(bare(text)) <= _SCRAP_ZH if language == "zh" else len(text.split()) <= _SCRAP_EN


def bare(text: str) -> str:
    """Give letters and figures only, in small letters."""
    return re.sub(r"[\W_]+", "", text).lower()


def _is_turned_by(behind: Sequence[Sayable]) -> bool:
    """Say whether the next sentence takes this one back, so that it must not stand alone."""
    return bool(behind) and behind[0].leans_back and bool(_TURNS.match(behind[0].text))


def is_advice(text: str) -> bool:
    """Say whether a sentence tells somebody to do something, or not to."""
    return bool(_ADVICE.search(text))


def _bare_gap(behind: str) -> str:
    """Give what was left out between two sentences; a list number or a reference mark is nothing."""
    return re.sub(r"\d+|[\[［][^\]］]*[\]］]", "", behind)


def _spoken(said: Sayable, openings: Sequence[str]) -> str:
    """Take the list number and the persona's opening phrase off."""
    text = _row_aloud(said) if said.is_row else said.without_number().strip()
    for opening in sorted(openings, key=len, reverse=True):
        rest = text[len(opening) :].strip()
        if opening.endswith((":", "：")) and text.startswith(opening) and rest:
            return rest[:1].upper() + rest[1:]
    return text


def _row_aloud(said: Sayable) -> str:
    """Read a table's row as people do: what it is about, a colon, the rest; the names of the columns stand on the slide."""
    chinese = said.language == "zh"
    cells = [_COLUMN.sub("", cell).strip(" ;；。.") for cell in re.split(r"[;；]\s*", said.text)]
    cells = [cell for cell in cells if cell]
    if len(cells) < 2:
        return said.text
    rest = ("；" if chinese else "; ").join(cells[1:])
    return f"{cells[0]}：{rest}。" if chinese else f"{cells[0][:1].upper()}{cells[0][1:]}: {rest}."


def _weight(text: str, said: Sayable, held: HeldPassage, weighing: Weighing) -> float:
    weight = weighing.relevance
    raw = next((one for one in sentences_of(held.passage.text) if without_marks(one) == said.text), said.text)
    weight += 0.1 * (raw != said.text)  # it names a reference: what the talk rests on
    weight += 0.1 * bool(_FIGURE.search(text)) + 0.1 * bool(_ADVICE.search(text))
    weight += 0.3 * (said.place == 0) + 0.1 * held.metadata.is_view
    weight += 0.2 * _shared(text, weighing.topic_words)
    long = len(text) if weighing.language == "zh" else len(text.split())
    if weighing.is_lay and long > _LONG[weighing.language]:
        weight -= 0.2
    if said.asks or said.is_row:
        weight -= 0.15
    if held.slot is Slot.PAPERS:
        weight -= 0.1 * weighing.is_lay
    return round(weight, 4)


def _shared(text: str, topic_words: frozenset[str]) -> float:
    lowered = text.lower()
    return sum(one in lowered for one in topic_words) / len(topic_words) if topic_words else 0.0


def _with_all_they_need(lines: list[Line]) -> list[Line]:
    """Leave out what needs a sentence that is not there."""
    while True:
        there = {one.place for one in lines}
        kept = [
            one
            for one in lines
            if (one.needs is None or one.needs in there) and (one.calls is None or one.calls in there)
        ]
        if len(kept) == len(lines):
            return kept
        lines = kept
