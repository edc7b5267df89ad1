"""Red flags before everything: from messages to a level, with the rules that say so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from twin.triage.cards import Card
from twin.triage.data_files import OnWrong, forget_files, loaded, stop
from twin.triage.disposition import Disposition
from twin.triage.findings import Findings
from twin.triage.nearby import close_findings
from twin.triage.nearness import Nearness, features_of, read_nearness
from twin.triage.pattern_index import PatternIndex
from twin.triage.questions import missing_facts
from twin.triage.ratchet import TriageState
from twin.triage.result import Fired, Result, Words
from twin.triage.rule_files import read_cards, read_rules
from twin.triage.rules import Rule, RuleIndex
from twin.triage.sign_files import PatternFiles, read_cues, read_measures, read_signs
from twin.triage.signs import SignReader
from twin.triage.spoken_patterns import spoken_patterns
from twin.triage.wording import MessageReader, message_reader, read_syllables, read_wording

NOTHING_FIRED = {
    "en": "Nothing in your words is a known warning sign; that is not a diagnosis.",
    "zh": "从您的描述里没有发现已知的危险信号，但这不是诊断。",
}
NEAR_TO_EMERGENCIES = {
    "en": "Your words are close to those of people who needed help at once; it is safer to be seen now.",
    "zh": "您的描述和一些需要立即救治的情况很接近，为了安全，请马上就诊。",
}
UNDOUBTED = (
    "crisis.",
    "infant.",
    "newborn.",
    "poison.",
    "pregnancy.",
    "postpartum.",
)  # rules whose emergency nothing but a physician lowers
EXAMPLES_READ = 2  # of each rule, to warm up
DEFAULT = Disposition.ROUTINE  # silence is never self-care


@dataclass(frozen=True, slots=True)
class Triage:
    """The engine: holds no state between calls, waits for nothing, needs no network and no model."""

    messages: MessageReader
    reader: SignReader
    rules: tuple[Rule, ...]
    cards: dict[str, Card]
    nearness: Nearness | None = None
    _index: RuleIndex = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", RuleIndex(self.rules))

    def read(self, text: str, earlier: Findings | None = None) -> Findings:
        """Add what one more message says to the findings of the earlier ones; nothing found is ever lost."""
        normal = self.messages.normal(text)
        before = earlier or Findings()
        found = self.reader.read(normal, before, self.messages.pinyin.read(normal))
        return replace(found, features=before.features | features_of(normal))

    def warm_up(self) -> None:
        """Compile every pattern, those of pinyin too, and read an example of each rule, now instead of at the first use.

        It takes some seconds; a server does so beside its first requests.
        """
        spoken, _ = self.reader.spoken.made()
        for pattern in (*self.reader.index.patterns, *spoken.patterns):
            pattern.prepare()
        for rule in self.rules:
            for example in rule.positive[:EXAMPLES_READ]:
                self.read(example)

    def begin(self) -> TriageState:
        """Give the state of a conversation in which nothing has been said."""
        return TriageState()

    def after(self, state: TriageState, message: str) -> TriageState:
        """Give the state after one more message of the user; its level is never lower than before."""
        findings = self.read(message, state.findings)
        return state.raised(findings, self.judge(findings))

    def assess(self, messages: Sequence[str]) -> Result:
        """Judge the user's messages of one conversation, in their order; no messages are an empty one."""
        state = self.begin()
        for message in messages or [""]:
            state = self.after(state, message)
        assert state.result is not None  # at least one message was read
        return state.result

    def judge(self, findings: Findings) -> Result:
        """Give the outcome of what was found: the highest level of all rules that fire, then what raises it."""
        result = self._by_rules(findings)
        if self.nearness is None:
            return result
        if result.is_emergency:
            return self._doubted(result) if self._is_doubtful(result, findings) else result
        if not self.nearness.says_emergency(findings):
            return result
        return replace(
            result,
            disposition=Disposition.EMERGENCY,
            card=self.cards[Disposition.EMERGENCY.value],
            layer="nearness",
            reasons=(NEAR_TO_EMERGENCIES,),
        )

    def _is_doubtful(self, result: Result, findings: Findings) -> bool:
        """Say whether the whole message speaks clearly against the emergency that a rule found; `UNDOUBTED` ones stand."""
        decisive = [one.rule for one in result.fired if one.disposition is Disposition.EMERGENCY]
        is_certain = any(rule.startswith(UNDOUBTED) for rule in decisive)
        return not is_certain and self.nearness is not None and self.nearness.doubts_emergency(findings)

    def _doubted(self, result: Result) -> Result:
        """Give the same outcome as urgent: seen today, and back at once if it gets worse."""
        return replace(result, disposition=Disposition.URGENT, card=self.cards[Disposition.URGENT.value])

    def _by_rules(self, findings: Findings) -> Result:
        """Give the outcome of the rules alone."""
        anywhere = self._index.firing(findings)
        named = frozenset().union(*(rule.signs for rule in anywhere))
        windows = close_findings(findings, self.reader.signs, named) if anywhere else ()
        fired = sorted(
            (rule for rule in anywhere if not windows or rule.fires_within(windows, findings)),
            key=lambda rule: -rule.disposition.rank,
        )
        if not fired:
            return self._by_default(findings)
        level = fired[0].disposition
        decisive = [rule for rule in fired if rule.disposition is level]
        return Result(
            disposition=level,
            fired=tuple(_fired(fired, findings)),
            card=self.cards[decisive[0].card],
            department=decisive[0].department,
            questions=missing_facts(decisive, findings),
            layer="rules",
            reasons=tuple(rule.why for rule in decisive[:3]),
        )

    def _by_default(self, findings: Findings) -> Result:
        """Give the level where nothing is known."""
        return Result(
            disposition=DEFAULT,
            fired=(),
            card=self.cards[DEFAULT.value],
            department="",
            questions=missing_facts((), findings),
            layer="default",
            reasons=(NOTHING_FIRED,),
        )


def _fired(rules: Iterable[Rule], findings: Findings) -> Iterator[Fired]:
    """Say of rules that fired which of the patient's words made each fire."""
    said: dict[str, list[Words]] = {}
    for rule in rules:
        for sign in rule.signs - said.keys():
            said[sign] = [
                Words(
                    sign, findings.messages[one.message][one.start : one.end], one.message, one.start, one.end
                )
                for one in findings.present.get(sign, ())
            ]
        words = tuple(one for sign in sorted(rule.signs & findings.there) for one in said[sign])
        about = (rule.id, rule.version, rule.disposition, rule.department, rule.names, rule.why, rule.sources)
        yield Fired(*about, words)


def load_triage(corpora: Path, *, on_wrong: OnWrong = stop) -> Triage:
    """Read everything under `corpora/triage`.

    Args:
        corpora: The corpora folder.
        on_wrong: Told of each thing that is wrong; the default stops at the first.

    Raises:
        TriageDataInvalid: If a sign, a rule or a card is wrong; the message names file and line.
    """
    folder = corpora / "triage"
    wording = read_wording(folder / "vocabulary")
    files = PatternFiles(folder / "signs", wording, on_wrong)
    found = read_signs(folder / "signs", files, on_wrong)
    measures = read_measures(folder / "measurements.yaml", files)
    cards = read_cards(folder / "cards", on_wrong)
    rules = read_rules(
        folder / "rules",
        signs=found.signs,
        measures=[measure.name for measure in measures],
        cards=cards,
        departments=_departments(corpora),
        on_wrong=on_wrong,
    )
    syllables = read_syllables(folder / "vocabulary")
    reader = SignReader(
        found.signs,
        PatternIndex(found.patterns),
        spoken_patterns(found.chinese, folder / "context.yaml", files, syllables),
        found.exceptions,
        read_cues(folder / "context.yaml", files),
        measures,
    )
    messages = message_reader(folder / "vocabulary", wording, syllables, found.nodes)
    forget_files()
    return Triage(messages, reader, rules, cards, read_nearness(folder / "nearness.weights"))


def _departments(corpora: Path) -> frozenset[str]:
    """Give the ids of the hospital's departments; none where the file is absent."""
    path = corpora / "hospital" / "departments.yaml"
    return frozenset(str(one["id"]) for one in loaded(path)["departments"]) if path.is_file() else frozenset()
