"""Shares, labels and the split of the questions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twin.errors import PersonaInvalid
from twin.evaluation.dataset import is_kept_aside, load_dataset
from twin.evaluation.labels_in_text import answers, holds
from twin.shares import Share, share_of

ROOT = Path(__file__).resolve().parents[3]


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_share(hits: int, misses: int) -> None:
    share = Share(hits, hits + misses)

    low, high = share.interval

    assert 0 <= low <= share.value <= high <= 1 or not share.total


def test_the_wilson_interval_is_that_of_the_textbook() -> None:
    low, high = Share(9, 10).interval

    assert (round(low, 3), round(high, 3)) == (0.596, 0.982)


def test_nothing_has_the_widest_interval() -> None:
    assert share_of([]).interval == (0.0, 1.0)


def test_a_quote_is_found_whatever_the_reader_did_with_lines_widths_and_marks() -> None:
    assert holds("Aim for less than\n130/80 mmHg [1] at home.", "less than 130/80 mmHg at home")
    assert holds("低于１３０／８０ [2]。", "低于130/80")
    assert not holds("Aim for less than 140/80.", "less than 130/80")


def test_a_quote_cut_between_passages_counts_when_half_of_it_stands_there() -> None:
    label = [("bp", "Measure twice in the morning and twice in the evening")]

    assert answers("bp", "Sit down. Measure twice in the morning and", label)
    assert not answers("af", "Measure twice in the morning and twice in the evening", label)


def test_the_split_never_moves_and_keeps_about_a_third_aside() -> None:
    aside = [is_kept_aside("cardiology", f"c{number:03}") for number in range(1, 121)]

    assert sum(aside) == 39
    assert not is_kept_aside("cardiology", "c001")


@pytest.mark.parametrize("persona", ["cardiology", "paediatrics", "pathology", "urology"])
def test_every_demo_persona_has_questions_enough_in_both_languages(persona: str) -> None:
    dataset = load_dataset(ROOT / "personas", persona)

    assert len(dataset.covered) >= 60
    assert len(dataset.uncovered) >= 40
    for language in ("en", "zh"):
        assert sum(one.language == language for one in dataset.covered) >= 25
        assert sum(one.language == language for one in dataset.uncovered) >= 20
    assert sum(one.cross_language for one in dataset.covered) >= 12


def test_a_question_of_another_form_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "gp/questions"
    folder.mkdir(parents=True)
    (tmp_path / "gp/persona.yaml").write_text("id: gp\n")
    (folder / "covered.yaml").write_text("- {id: c001, text: Hello, language: fr, passages: []}\n")

    with pytest.raises(PersonaInvalid, match="c001"):
        load_dataset(tmp_path, "gp")
