"""Bounds, and what was found."""

import pytest

from twin.triage.context import Status
from twin.triage.disposition import Disposition
from twin.triage.findings import Comparison, Findings, Mention, Value, comparison
from twin.triage.nearby import close_findings
from twin.triage.person import YEAR, AgeRange, Person
from twin.triage.questions import missing_facts
from twin.triage.rules import (
    All,
    AtLeast,
    Denied,
    Not,
    Present,
    Rule,
    RuleIndex,
    Together,
    Who,
    holds,
    needs_of,
    signs_in,
)
from twin.triage.sign import Sign


@pytest.mark.parametrize(
    ("unit", "hours"),
    [
        ("", 2), ("s", 2 / 3600), ("sec", 2 / 3600), ("seconds", 2 / 3600), ("min", 1 / 30), ("minute", 1 / 30),
        ("minutes", 1 / 30), ("h", 2), ("hour", 2), ("hours", 2), ("day", 48), ("days", 48), ("week", 336),
        ("weeks", 336), ("month", 1460), ("months", 1460), ("year", 17532), ("years", 17532),
    ],
)  # fmt: skip
def test_how_long_is_read_in_hours(unit: str, hours: float) -> None:
    bound = comparison(f" lasting >= 2 {unit} ")

    assert bound is not None and bound.bound == pytest.approx(hours, rel=1e-9)


@pytest.mark.parametrize(
    ("relation", "kept"),
    [(">=", [5, 6]), (">", [6]), ("<=", [4, 5]), ("<", [4]), ("=", [5])],
)
def test_a_bound_is_kept_by_these(relation: str, kept: list[int]) -> None:
    assert [value for value in (4, 5, 6) if Comparison("inr", relation, 5).holds(value)] == kept


def mention(sign: str, *, message: int = 0, sentence: int = 0) -> Mention:
    """Say a sign somewhere."""
    return Mention(sign, Status.ASSERTED, message, sentence, 0, 4)


def found(
    *mentions: Mention,
    values: tuple[Value, ...] = (),
    denied: tuple[str, ...] = (),
    person: Person | None = None,
) -> Findings:
    """Give findings with these mentions, all of which count."""
    present: dict[str, tuple[Mention, ...]] = {}
    for one in mentions:
        present[one.sign] = (*present.get(one.sign, ()), one)
    there = frozenset(present) | {one.name for one in values}
    messages = ("pain here",) * 3
    return Findings(
        mentions, values, person or Person(), present, frozenset(denied), messages, frozenset(), there
    )


EVERYBODY = Who()
SIGNS = {
    name: Sign(name, {}, time) for name, time in (("cough", "now"), ("fever", "event"), ("stent", "ever"))
}


def test_only_what_stands_within_three_sentences_is_near() -> None:
    letter = found(
        mention("cough"), mention("fever", sentence=3), mention("stent", sentence=9), mention("cough", message=1),
        values=(Value("lasting", 2, 0, 3, 0, 1), Value("inr", 3, 1, 0, 0, 1)),
    )  # fmt: skip

    windows = close_findings(letter, SIGNS, {"cough", "fever", "stent"})

    assert len(windows) == 8
    assert [sorted(one.present) for one in windows[:5]] == [
        ["cough", "stent"], *[["cough", "fever", "stent"]] * 3, ["cough", "stent"],
    ]  # fmt: skip
    assert windows[0].present["cough"] == letter.present["cough"]
    assert windows[1].present["cough"] == (mention("cough", message=1),)
    assert [sorted(one.name for one in window.values) for window in windows[:2]] == [
        ["inr"],
        ["inr", "lasting"],
    ]
    assert windows[0].there == {"cough", "stent", "inr"}
    assert sorted(close_findings(letter, SIGNS, {"fever"})[1].present) == ["fever"]


@pytest.mark.parametrize(("last", "windows"), [(2, 0), (3, 2), (4, 3)])
def test_a_message_of_three_sentences_is_not_long(last: int, windows: int) -> None:
    assert (
        len(close_findings(found(mention("cough", sentence=last), mention("cough")), SIGNS, {"cough"}))
        == windows
    )


def test_two_long_messages_are_not_cut() -> None:
    both = found(mention("cough", sentence=5), mention("cough", message=1, sentence=5))

    assert close_findings(both, SIGNS, {"cough"}) == ()


@pytest.mark.parametrize(("n", "holding"), [(0, True), (1, True), (2, True), (3, False)])
def test_at_least_so_many_must_hold(n: int, holding: bool) -> None:
    condition = AtLeast(n, (Present("cough"), Present("rash"), Present("fever")))
    here = found(mention("cough"), mention("fever"))

    assert holds(condition, here, here) is holding
    assert needs_of(condition) == ((frozenset(["cough", "rash", "fever"]),) if n else ())


def test_what_a_condition_needs_is_a_quick_look_and_no_more() -> None:
    bound = Comparison("inr", ">", 5)

    assert needs_of(All((Present("cough"), bound, Denied("fever"), Who()))) == (
        frozenset(["cough"]),
        frozenset(["inr"]),
    )
    assert needs_of(AtLeast(1, (Present("cough"), Not(Present("fever"))))) == ()
    assert needs_of(AtLeast(1, (All((Present("cough"), bound)), bound))) == (frozenset(["cough", "inr"]),)
    assert needs_of(Together((("cough", "rash"), ("fever",)))) == (
        frozenset(["cough", "rash"]),
        frozenset(["fever"]),
    )
    assert signs_in(All((Present("cough"), Not(Present("fever")), Together((("rash",), ("stent",)))))) == {
        "cough", "rash", "stent",
    }  # fmt: skip


def test_a_sign_that_stands_twice_in_a_condition_counts_twice() -> None:
    here = found(mention("cough"))

    assert holds(AtLeast(2, (Present("cough"), Present("cough"))), here, here)
    assert not holds(AtLeast(2, (Present("cough"), Present("rash"))), here, here)


@pytest.mark.parametrize(
    ("n", "holding"), [(0, True), (1, True), (2, True), (3, True), (4, False)],
)  # fmt: skip
def test_signs_and_other_conditions_are_counted_together(n: int, holding: bool) -> None:
    parts = (
        Present("cough"),
        Present("rash"),
        Denied("fever"),
        Not(Present("stent")),
        Comparison("inr", ">", 3),
    )
    here = found(mention("cough"), denied=("fever",))

    assert holds(AtLeast(n, parts), here, here) is holding
    assert holds(All(parts), here, here) is False
    assert (
        holds(
            AtLeast(2, (Present("inr"), Comparison("inr", ">", 3))),
            found(values=(Value("inr", 4, 0, 0, 0, 1),)),
            here,
        )
        is False
    )


def rule(name: str, condition: object, who: Who = EVERYBODY) -> Rule:
    """Make a rule."""
    return Rule(
        name, 1, {}, Disposition.URGENT, "", condition, {}, "urgent", who,  # type: ignore[arg-type]
        signs=signs_in(condition), needs=needs_of(condition),  # type: ignore[arg-type]
    )  # fmt: skip


def test_rules_are_found_by_what_they_need_in_their_own_order() -> None:
    rules = [
        rule("denied", Denied("rash")),
        rule("both", All((Present("cough"), Present("fever")))),
        rule("either", AtLeast(1, (Present("stent"), Present("cough")))),
        rule("children", Present("cough"), Who(age=AgeRange(0, YEAR))),
    ]

    firing = RuleIndex(rules).firing(found(mention("cough"), denied=("rash",)))

    assert [one.id for one in firing] == ["denied", "either"]
    assert RuleIndex(rules).firing(found(mention("rash"))) == []


def test_a_rule_fires_within_a_window_that_holds_all_of_it() -> None:
    both = rule("both", All((Present("cough"), Present("fever"))))
    whole = found(mention("cough"), mention("fever", sentence=8))

    assert both.fires(whole)
    assert not both.fires_within((found(mention("cough")), found(mention("fever"))), whole)
    assert both.fires_within((found(mention("cough")), whole), whole)


@pytest.mark.parametrize(
    ("here", "asked"),
    [
        (found(), ("severity", "since_when")),
        (found(mention("severe")), ("since_when", "age")),
        (found(values=(Value("pain_score", 8, 0, 0, 0, 1),)), ("since_when", "age")),
        (found(values=(Value("inr", 8, 0, 0, 0, 1),)), ("severity", "since_when")),
        (found(mention("sudden_onset")), ("severity", "age")),
        (found(values=(Value("lasting", 8, 0, 0, 0, 1),)), ("severity", "age")),
    ],
)
def test_what_was_said_is_not_asked_again(here: Findings, asked: tuple[str, ...]) -> None:
    wishing = Rule("a", 1, {}, Disposition.URGENT, "", Present("x"), {}, "urgent", ask=("severity",))

    assert missing_facts([wishing], here) == asked


@pytest.mark.parametrize(
    ("here", "is_asked"),
    [
        (found(), True),
        (found(person=Person(sex="female")), True),
        (found(person=Person(sex="male")), False),
        (found(mention("pregnant")), False),
        (found(denied=("pregnant",)), False),
        (found(person=Person(AgeRange(0, 3649.9))), False),
        (found(person=Person(AgeRange(0, 3650))), True),
    ],
)
def test_pregnancy_is_asked_only_where_it_makes_sense(here: Findings, is_asked: bool) -> None:
    wishing = Rule("a", 1, {}, Disposition.URGENT, "", Present("x"), {}, "urgent", ask=("pregnant",))

    assert ("pregnant" in missing_facts([wishing], here)) is is_asked


@pytest.mark.parametrize(
    ("here", "is_asked"), [(found(), True), (found(mention("rash")), False), (found(denied=("rash",)), False)]
)
def test_a_sign_that_was_said_or_denied_is_not_asked(here: Findings, is_asked: bool) -> None:
    wishing = Rule("a", 1, {}, Disposition.URGENT, "", Present("x"), {}, "urgent", ask=("rash",))

    assert ("rash" in missing_facts([wishing], here)) is is_asked
