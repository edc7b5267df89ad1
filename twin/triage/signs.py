"""Signs: what people say, found in a message, with what each mention means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twin.triage.context import Cues, Status
from twin.triage.findings import Findings, Mention, Value
from twin.triage.matching import EncodedText, Matcher
from twin.triage.normal_text import NormalText
from twin.triage.pattern_index import IndexedPattern, PatternIndex
from twin.triage.person import Person, person_of
from twin.triage.quantities import Measure, measured
from twin.triage.sign import COUNTING, Sign
from twin.triage.spoken_patterns import SpokenPatterns


@dataclass(frozen=True, slots=True)
class SignReader:
    """Finds signs, values and the person in normal texts."""

    signs: Mapping[str, Sign]
    index: PatternIndex
    spoken: SpokenPatterns
    exceptions: Mapping[str, Matcher]
    cues: Cues
    measures: Sequence[Measure]
    _measured: tuple[Sign, ...] = field(init=False, repr=False)  # the few signs that a value can show
    _including: tuple[Sign, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        every = self.signs.values()
        object.__setattr__(self, "_measured", tuple(sign for sign in every if sign.measured))
        object.__setattr__(self, "_including", tuple(sign for sign in every if sign.includes))

    def read(self, normal: NormalText, earlier: Findings, pinyin: NormalText | None = None) -> Findings:
        """Add what one more message says to what the earlier ones said.

        Args:
            normal: The message, made one.
            pinyin: The parts of it that are Chinese in Latin letters, syllables apart.
            earlier: What was found in the messages before; nothing of it is lost.
        """
        text = EncodedText(normal.text)
        message = len(earlier.messages)
        mentions = self._mentions(normal, text, message, self.index, self.cues)
        if pinyin is not None:
            index, cues = self.spoken.made()
            mentions += self._mentions(pinyin, EncodedText(pinyin.text), message, index, cues)
        values = [
            Value(
                one.name,
                one.value,
                message,
                normal.text.count("\n", 0, one.start),
                *normal.original_span(one.start, one.end),
            )
            for one in measured(text, self.measures)
        ]
        return self._joined(earlier, mentions, values, normal)

    def _mentions(
        self, normal: NormalText, text: EncodedText, message: int, index: PatternIndex, cues: Cues
    ) -> list[Mention]:
        """Find the mentions of every sign in one message; one that counts is enough for a sentence."""
        context = cues.read(text)
        found: list[Mention] = []
        for number, (begin, sentence) in enumerate(_sentences(normal.text)):
            counted: set[str] = set()
            encoded = EncodedText(sentence)
            for pattern in index.candidates(encoded):
                if pattern.owner in counted:
                    continue
                sign = self.signs[pattern.owner]
                for start, end in self._places(pattern, encoded):
                    if pattern.owns_denial and _denies_another(sentence[start:end]):
                        continue
                    status = context.status(
                        begin + start,
                        begin + end,
                        denial=sign.denial,
                        owns_denial=pattern.owns_denial,
                        is_event=sign.time == "event",
                    )
                    place = normal.original_span(begin + start, begin + end)
                    found.append(Mention(sign.id, status, message, number, *place))
                    if status is Status.ASSERTED:
                        counted.add(sign.id)
                        break
        return found

    def _places(self, pattern: IndexedPattern, text: EncodedText) -> Iterator[tuple[int, int]]:
        """Give where a pattern matches and no exception of its sign does."""
        matcher = self.exceptions.get(pattern.owner)
        return pattern.places(text) if matcher is None else _unless(matcher, pattern.places(text), text)

    def _joined(
        self, earlier: Findings, mentions: list[Mention], values: list[Value], normal: NormalText
    ) -> Findings:
        """Join the findings of a message with the earlier ones, and draw in what signs include."""
        every = (*earlier.mentions, *mentions)
        all_values = (*earlier.values, *values)
        person: Person = earlier.person.joined(person_of(normal.text))
        present: dict[str, list[Mention]] = {}
        denied = set()
        for one in every:
            if one.status in COUNTING[self.signs[one.sign].time]:
                present.setdefault(one.sign, []).append(one)
            elif one.status is Status.DENIED:
                denied.add(one.sign)
        self._draw_in(present, all_values)
        return Findings(
            every,
            all_values,
            person,
            {sign: tuple(said) for sign, said in present.items()},
            frozenset(denied - present.keys()),
            (*earlier.messages, normal.original),
            earlier.features,
            frozenset(present) | {one.name for one in all_values},
        )

    def _draw_in(self, present: dict[str, list[Mention]], values: Sequence[Value]) -> None:
        """Add signs that a measured value shows, then signs that include one that is there."""
        for sign in self._measured if values else ():
            for bound in sign.measured:
                for value in values:
                    if value.name == bound.name and bound.holds(value.value):
                        shown = Mention(
                            sign.id, Status.ASSERTED, value.message, value.sentence, value.start, value.end
                        )
                        present.setdefault(sign.id, []).append(shown)
        grew = True
        while grew:
            grew = False
            for sign in self._including:
                for part in sign.includes:
                    if part in present and sign.id not in present:
                        present[sign.id] = list(present[part])
                        grew = True


def _unless(
    matcher: Matcher, places: Iterator[tuple[int, int]], text: EncodedText
) -> Iterator[tuple[int, int]]:
    """Give the places that no exception overlaps."""
    exceptions: list[tuple[int, int]] | None = None
    for start, end in places:
        if exceptions is None:  # only asked for where there is something to except
            exceptions = matcher.spans(text)
        if not any(left < end and start < right for left, right in exceptions):
            yield start, end


def _denies_another(said: str) -> bool:
    """Say whether words begin with a denial that ends before them: "no fever, baby is kicking" is no baby that is still."""
    return "," in said and said.startswith(("no ", "not ", "without ", "没", "无"))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give each sentence with its place; no pattern crosses a sentence's end."""
    begin = 0
    for sentence in text.split("\n"):
        yield begin, sentence
        begin += len(sentence) + 1
