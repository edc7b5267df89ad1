"""What is wrong in the files is named with file and line, and nothing is served from it."""

from pathlib import Path

import pytest

from twin.errors import TriageDataInvalid
from twin.triage.cards import Card
from twin.triage.findings import Comparison
from twin.triage.person import MONTH, OLDEST, YEAR, AgeRange
from twin.triage.rule_check import failed_examples
from twin.triage.rules import All, AtLeast, Denied, Not, Present, Together, Who
from twin.triage.triage import Triage, load_triage

SIGN = "signs:\n  {id}: {{name: {{en: a, zh: 甲}}, en: [{pattern}]{more}}}\n"
RULE = """rules:
  - id: x.y
    version: 1
    condition: {en: a, zh: 甲}
    disposition: urgent
    department: cardiology
    any: [cough]
    why: {en: b, zh: 乙}
    sources: [own]
"""


def fault_of(corpora: Path) -> str:
    """Give the error of loading."""
    with pytest.raises(TriageDataInvalid) as caught:
        load_triage(corpora)
    assert "docs/triage-rules.md" in str(caught.value) or "shared.yaml" in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SIGN.format(id="s", pattern="(a", more=""), "line 2: s: "),
        (SIGN.format(id="s", pattern="word?", more=""), "may not be empty"),
        (SIGN.format(id="s", pattern="'# ..2'", more=""), "at least one word"),
        (SIGN.format(id="s", pattern="no", more=""), "quote `no`"),
        (SIGN.format(id="s", pattern="word", more=", time: then"), "write now, event or ever"),
        (SIGN.format(id="s", pattern="word", more=", denial: none"), "scope, direct or never"),
        (SIGN.format(id="s", pattern="word", more=", colour: red"), "colour: no such key"),
        (SIGN.format(id="s", pattern="word", more=", includes: [nothing]"), "nothing, which is no sign"),
        (SIGN.format(id="s", pattern="word", more=", measured: [hot]"), "is no comparison"),
        (SIGN.format(id="s", pattern="word", more=", not: {en: ['(x']}"), "not closed"),
        ("signs:\n  s: {en: [word]}\n", "`name` needs `en` and `zh`"),
        ("signs:\n  s: word\n", "is no mapping"),
        ("signs: [\n", "Quote the line"),
        ("signs:\n  s: {en: [word]}\n  t: 'x\n", "wrong.yaml, line 4: "),
        ("- a list\n", "no mapping"),
        ("lists:\n  l: {en: ['(x']}\nsigns:\n  s: {name: {en: a, zh: b}, en: [<l>]}\n", "not closed"),
    ],
)
def test_a_wrong_sign_is_named(corpora: Path, text: str, fault: str) -> None:
    (corpora / "triage/signs/wrong.yaml").write_text(text, encoding="utf-8")

    assert fault in fault_of(corpora)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[cough]", "[coughing]", "'coughing' is no sign"),
        ("[cough]", "[denied coughing]", "'coughing' is no sign"),
        ("[cough]", "[hotness >= 3]", "'hotness' is not measured"),
        ("[cough]", "[lasting > 3 moons]", "no unit of time"),
        ("[cough]", "[{some: cough}]", "a condition has the keys"),
        ("version: 1", "versio: 1", "versio: no such key"),
        ("    version: 1\n", "", "'version' is missing"),
        ("urgent", "urgently", "urgently"),
        ("cardiology", "heart", "not in corpora/hospital/departments.yaml"),
        ("sources: [own]", "sources: [own]\n    card: gold", "card 'gold'"),
        ("sources: [own]", "sources: [own]\n    ask: [weather]", "neither a fact"),
        ("sources: [own]", "sources: [own]\n    who: {height: tall}", "height: no such key"),
        ("sources: [own]", "sources: [own]\n    who: {sex: other}", "female or male"),
        ("sources: [own]", "sources: [own]\n    who: {age: young}", "is no age"),
        ("sources: [own]", "sources: [own]\n    who: {age: under 3 moons}", "the unit is day"),
        ("x.y", "heart.attack", "stands twice"),
        ("{en: b, zh: 乙}", "{en: b}", "`why` needs"),
    ],
)
def test_a_wrong_rule_is_named(corpora: Path, old: str, new: str, fault: str) -> None:
    (corpora / "hospital").mkdir()
    names = [
        "cardiology",
        "paediatrics",
        "psychiatry",
        "obstetrics",
        "gynaecology",
        "general_surgery",
        "general_practice",
    ]
    listed = "".join(f"  - {{id: {name}}}\n" for name in names)
    (corpora / "hospital/departments.yaml").write_text("departments:\n" + listed, encoding="utf-8")
    (corpora / "triage/rules/wrong.yaml").write_text(RULE.replace(old, new), encoding="utf-8")

    assert fault in fault_of(corpora)


def test_a_wrong_card_is_named(corpora: Path) -> None:
    path = corpora / "triage/cards/more.yaml"

    path.write_text("cards:\n  a: {kind: gold, by_when: {en: now, zh: 现在}}\n", encoding="utf-8")
    assert "kind: gold" in fault_of(corpora)
    path.write_text("cards:\n  crisis: {kind: crisis, by_when: {en: now, zh: 现在}}\n", encoding="utf-8")
    assert "stands twice" in fault_of(corpora)


def test_each_level_needs_its_card(corpora: Path) -> None:
    path = corpora / "triage/cards/shared.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  self_care:\n", "  home:\n"), encoding="utf-8")

    assert "no card 'self_care'" in fault_of(corpora)


def test_a_wrong_cue_is_named(corpora: Path) -> None:
    (corpora / "triage/context.yaml").write_text("idiom: {en: ['(x']}\n", encoding="utf-8")

    assert "context.yaml: idiom" in fault_of(corpora)


def test_all_that_is_wrong_can_be_listed_at_once(corpora: Path) -> None:
    (corpora / "triage/signs/wrong.yaml").write_text("signs: [\n", encoding="utf-8")
    (corpora / "triage/signs/wrong2.yaml").write_text(
        SIGN.format(id="s", pattern="(a", more="")
        + "  t: word\n  u: {en: [x]}\n  v: {name: {en: a, zh: b}, en: [vv], not: {en: ['(x']}}\n",
        encoding="utf-8",
    )
    (corpora / "triage/rules/wrong.yaml").write_text(
        RULE.replace("[cough]", "[nothing]")
        + RULE.split("\n", 1)[1].replace("x.y", "heart.attack").replace("urgent", "routine\n    card: gold"),
        encoding="utf-8",
    )
    (corpora / "triage/cards/wrong.yaml").write_text(
        "cards:\n  a: {kind: gold, by_when: {en: now, zh: 现在}}\n  crisis: {kind: crisis, by_when: {en: a, zh: 甲}}\n",
        encoding="utf-8",
    )
    wrong: list[str] = []

    engine = load_triage(corpora, on_wrong=lambda error: wrong.append(str(error)))

    assert len(wrong) >= 8
    assert engine.assess(["tight chest and sweating"]).is_emergency


def test_examples_that_fail_are_told(small: Triage) -> None:
    rules = tuple(rule for rule in small.rules if rule.id != "heart.attack")

    from dataclasses import replace

    changed = replace(
        small,
        rules=(
            *rules,
            replace(
                small.rules[0],
                positive=("hello", "tight chest, sweating"),
                negative=("chest pain, sweating",),
            ),
        ),
    )

    told = [one.to_text() for one in failed_examples(changed, only="heart.attack")]
    assert told == [
        "heart.attack: does not fire on 'hello'",
        "heart.attack: fires on 'chest pain, sweating'",
    ]


def test_a_folder_that_is_not_there_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(TriageDataInvalid, match="set TWIN_PATHS__CORPORA") as caught:
        load_triage(tmp_path)

    assert "english.yaml cannot be read" in str(caught.value)


def test_a_card_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="write one of"):
        Card("x", "gold", {}, {}, {}, {})


def test_a_rule_is_read_as_it_is_written(corpora: Path) -> None:
    rules = {rule.id: rule for rule in load_triage(corpora).rules}

    attack, pain, fever = rules["heart.attack"], rules["heart.chest_pain"], rules["infant.fever"]
    quarter = Comparison("lasting", ">", 0.25)
    assert (attack.version, attack.department, attack.card, attack.sources) == (
        2,
        "cardiology",
        "chest_pain",
        ("ESC ACS (2023)",),
    )
    assert attack.condition == All(
        (
            Present("chest_pain"),
            AtLeast(1, (Present("sweating"), Present("arm_pain"), All((Present("stent"), quarter)))),
        )
    )
    assert (pain.sources, pain.card, pain.negative) == (("own",), "urgent", ("cough",))
    assert pain.condition == All(
        (AtLeast(1, (Present("chest_pain"),)), Not(AtLeast(1, (Denied("sweating"),))))
    )
    assert fever.condition == AtLeast(1, (Present("fever"), Comparison("temperature", ">=", 38)))
    assert fever.who == Who(age=AgeRange(0, 3 * MONTH))
    assert rules["pregnancy.bleeding"].who == Who(sex="female", pregnant=True)
    assert rules["pregnancy.bleeding"].condition == Together((("any_bleeding",), ("pregnant", "cough")))
    assert rules["general.cold"].who == Who(age_possible=AgeRange(YEAR, 2 * OLDEST))
    assert rules["general.cold"].condition == All(
        (
            AtLeast(1, (Present("cough"), Present("throat"))),
            Not(AtLeast(1, (Present("fever"), All((AtLeast(1, (Present("cough"),)), Who(postpartum=True)))))),
        )
    )


def test_a_sign_is_read_as_it_is_written(corpora: Path) -> None:
    engine = load_triage(corpora)
    signs, patterns = engine.reader.signs, engine.reader.index.patterns

    assert (signs["shot"].time, signs["shot"].denial, signs["has_plan"].denial) == (
        "event",
        "scope",
        "direct",
    )
    assert signs["fever"].measured == (Comparison("temperature", ">=", 38),)
    assert signs["any_bleeding"].includes == ("bleeding",)
    assert [one.owner for one in patterns].count("chest_pain") == 3
    assert {one.owner for one in patterns if one.owns_denial} == {"not_breathing"} | {
        one.owner for one in patterns if one.owner == "wants_to_die" and one.owns_denial
    }
    assert set(engine.reader.exceptions) == {"bleeding"}
    assert engine.reader.spoken.made()[0].patterns
    assert all(one.owner in signs for one in engine.reader.spoken.made()[0].patterns)


def test_a_loaded_engine_knows_its_cards_and_measures(corpora: Path) -> None:
    engine = load_triage(corpora)
    measures = {one.name: one for one in engine.reader.measures}

    assert engine.cards["crisis"].kind == "crisis" and engine.cards["crisis"].do_now["zh"]
    assert measures["systolic"].pair == "first" and measures["diastolic"].pair == "second"
    assert measures["temperature"].bare is not None and measures["temperature"].convert_above is not None
    assert measures["temperature"].units["度"] == (1, 0)
    assert engine.assess(["temp is 39.5"]).fired == ()
    assert engine.assess(["tight chest and sweating"]).fired[0].rule == "heart.attack"
    assert engine.assess(["xiong kou teng, chu leng han"]).fired[0].rule == "heart.attack"
    assert engine.assess(["chesst tihgtness and swetaing"]).fired[0].rule == "heart.attack"
    assert engine.assess(["胸口悶，出了一身冷汗"]).fired[0].rule == "heart.attack"


def test_a_pattern_that_is_one_word_or_one_string_needs_no_expression(corpora: Path) -> None:
    patterns = load_triage(corpora).reader.index.patterns

    def found(owner: str) -> list[tuple[str, str]]:
        return [(one.word, one.literal) for one in patterns if one.owner == owner]

    assert found("sweating") == [("sweat*", ""), ("", "冷汗"), ("", "出汗")]
    assert found("pregnant") == [("pregnant", ""), ("", "怀孕")]
    assert found("chest_pain") == [("", "")] * 3
