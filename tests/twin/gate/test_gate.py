"""The gate: what may be said, to whom, and what of it is shown."""

from dataclasses import replace

import pytest

from tests.twin.consultation.ward import COFFEE, HOURS, PRESSURE, evidence_of, held
from twin.gate.draft_sentence import DraftSentence
from twin.gate.gate import Gate
from twin.gate.verdict import Reason, Verdict
from twin.persona.slots import Audience, Slot

EVIDENCE = evidence_of(
    held(COFFEE),
    held(PRESSURE, document="pressure"),
    held(HOURS, document="clinic", slot=Slot.CLINIC),
    held("Statins lower cholesterol.", document="guideline", slot=Slot.GUIDELINES),
    held("I prefer evening doses.", document="view", is_view=True),
    held("不要自己停药。每天吃一次。", document="stop", language="zh"),
)


def judged(
    text: str, *citations: str, audience: Audience = Audience.PATIENT, quotations_only: bool = False
) -> Verdict:
    framing = frozenset({"Write it in the blue notebook."})
    asked = replace(EVIDENCE, language="zh") if any("一" <= c <= "鿿" for c in text) else EVIDENCE
    return Gate().judge(
        DraftSentence(text, citations),
        asked,
        audience=audience,
        framing=framing,
        quotations_only=quotations_only,
    )


def test_a_sentence_of_the_physician_to_the_letter_is_her_own_words_without_marks() -> None:
    verdict = judged(
        "One or two cups of coffee a day are fine for most people with atrial fibrillation [1].", "E1"
    )

    assert verdict.may_be_said and verdict.origin == "own_words" and verdict.citations == ("E1",)
    assert (
        verdict.shown_text
        == "One or two cups of coffee a day are fine for most people with atrial fibrillation."
    )


def test_a_faithful_paraphrase_is_retold() -> None:
    verdict = judged("Most people with atrial fibrillation may drink one or two cups of coffee a day.", "E1")

    assert verdict.may_be_said and verdict.origin == "retold"


@pytest.mark.parametrize(
    ("key", "text", "origin"),
    [
        ("E3", HOURS, "hospital"),
        ("E4", "Statins lower cholesterol.", "guideline"),
        ("E5", "I prefer evening doses.", "own_view"),
        ("E6", "不要自己停药。", "own_words"),
    ],
)
def test_a_sentence_says_where_it_comes_from(key: str, text: str, origin: str) -> None:
    assert judged(text, key).origin == origin


@pytest.mark.parametrize(
    ("text", "citations", "reason"),
    [
        ("Aim for less than 130/80 mmHg at home.", ("E9",), Reason.UNKNOWN_CITATION),
        ("Aim for less than 130/80 mmHg at home.", (), Reason.MISSING_CITATION),
        ("Aim for less than 140/80 mmHg at home.", ("E2",), Reason.NUMBER_NOT_IN_EVIDENCE),
        ("Aim for less than 130/80 mmHg at home.", ("E1",), Reason.NUMBER_NOT_IN_EVIDENCE),
        ("Bananas protect the kidneys from harm.", ("E1",), Reason.NOT_SUPPORTED),
        ("自己停药。", ("E6",), Reason.PRESCRIPTION),
        ("可以自己停药。", ("E6",), Reason.PRESCRIPTION),
        (
            "Do not drink one or two cups of coffee a day with atrial fibrillation.",
            ("E1",),
            Reason.NOT_SUPPORTED,
        ),
        ("多吃香蕉对肾脏有好处。", ("E1",), Reason.NOT_SUPPORTED),
        ("# Coffee", ("E1",), Reason.MARKUP),
        ("<script>alert(1)</script>", ("E1",), Reason.MARKUP),
        ("See https://example.org for more.", ("E1",), Reason.MARKUP),
        ("![x](y)", ("E1",), Reason.MARKUP),
        ("***", ("E1",), Reason.EMPTY),
    ],
)
def test_a_patient_never_reads_what_is_not_borne_out(
    text: str, citations: tuple[str, ...], reason: Reason
) -> None:
    verdict = judged(text, *citations)

    assert not verdict.may_be_said and verdict.reason is reason and verdict.shown_text == ""


def test_the_personas_own_framing_needs_no_source_but_only_to_the_letter() -> None:
    assert judged("Write it in the blue notebook.").origin == "manner"
    assert judged("Blue notebooks strengthen the heart.").reason is Reason.MISSING_CITATION


def test_a_quoting_model_may_only_quote_whole_sentences() -> None:
    assert judged("Measure twice a day, sitting.", "E2", quotations_only=True).may_be_said
    assert judged("Measure twice a day.", "E2", quotations_only=True).reason is Reason.NOT_A_QUOTATION
    assert judged("自己停药。", "E6", quotations_only=True).reason is Reason.NOT_A_QUOTATION
    assert judged("Measure twice a day, sitting.", quotations_only=True).reason is Reason.MISSING_CITATION


def test_markup_becomes_plain_prose() -> None:
    text = "- **Measure** *twice* a day, [sitting](http://evil.example)."

    assert judged(text, "E2").shown_text == "Measure twice a day, sitting."


def test_a_physician_may_read_a_connecting_sentence_but_no_number_without_its_source() -> None:
    assert judged("This needs clinical judgement.", audience=Audience.PHYSICIAN).may_be_said
    assert judged("Give 5 mg.", audience=Audience.PHYSICIAN).reason is Reason.NUMBER_NOT_IN_EVIDENCE
    assert (
        judged("This needs clinical judgement.", audience=Audience.PUBLIC).reason is Reason.MISSING_CITATION
    )


def test_a_list_s_item_without_its_number_and_a_row_read_aloud_are_quotations() -> None:
    evidence = evidence_of(
        held("1. One: rest first.\n2. Two: drink water."),
        held("item | rule\nsalt | less than 5 g a day", document="table"),
    )

    verdicts = [
        Gate().judge(DraftSentence(text, (key,)), evidence, audience=Audience.PATIENT, quotations_only=True)
        for text, key in (
            ("Drink water.", "E1"),
            ("item: salt; rule: less than 5 g a day.", "E2"),
            ("Water.", "E1"),
        )
    ]

    assert [verdict.may_be_said for verdict in verdicts] == [True, True, False]
