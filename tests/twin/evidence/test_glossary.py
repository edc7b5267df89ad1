"""The glossary finds terms in both languages."""

from pathlib import Path

import pytest

from twin.evidence.follow_up import self_standing
from twin.evidence.glossary import Glossary, Term, fold, load_glossary

GLOSSARY = Glossary(
    [
        Term(("atrial fibrillation", "AF", "irregular heartbeat"), ("心房颤动", "房颤"), "", ""),
        Term(("palpitations",), ("心悸", "心慌"), "", ""),
        Term(("coffee",), ("咖啡",), "", ""),
    ]
)


def heads(text: str) -> list[str]:
    return [found.term.en[0] for found in GLOSSARY.find(text)]


def test_terms_are_found_in_chinese_and_english() -> None:
    assert heads("房颤的人心慌，能喝咖啡吗") == ["atrial fibrillation", "palpitations", "coffee"]
    assert heads("Is my irregular heartbeat caused by coffee?") == ["atrial fibrillation", "coffee"]


def test_the_longest_form_wins_and_terms_do_not_overlap() -> None:
    found = GLOSSARY.find("atrial fibrillation (AF)")

    assert [(one.start, one.end) for one in found] == [(0, 19), (21, 23)]


def test_a_common_word_is_no_term() -> None:
    glossary = Glossary([Term(("coal mine", "mine"), ("煤矿",))])

    assert glossary.find("And mine was planned") == ()
    assert len(glossary.find("He worked in a coal mine")) == 1


def test_a_term_is_a_whole_word() -> None:
    assert heads("after lunch") == []


@pytest.mark.parametrize(
    ("word", "folded"),
    [("valves", "valve"), ("biopsies", "biopsy"), ("diagnosis", "diagnosis"), ("heart's", "heart")],
)
def test_plurals_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_an_absent_glossary_is_empty(tmp_path: Path) -> None:
    assert load_glossary(tmp_path).find("房颤") == ()


@pytest.mark.parametrize(
    ("question", "earlier", "expected"),
    [
        ("那能喝咖啡吗？", ["房颤是什么？"], "房颤是什么？ 那能喝咖啡吗？"),
        (
            "And what if I forget it?",
            ["Which pill is for atrial fibrillation?"],
            "Which pill is for atrial fibrillation? And what if I forget it?",
        ),
        ("Does coffee cause atrial fibrillation?", ["Hello"], "Does coffee cause atrial fibrillation?"),
        (
            "When is the clinic for atrial fibrillation?",
            ["Is coffee bad?"],
            "When is the clinic for atrial fibrillation?",
        ),
        ("为什么？", ["你好", "房颤要治吗"], "房颤要治吗 为什么？"),
    ],
)
def test_a_follow_up_gets_the_subject_of_the_turn_before(
    question: str, earlier: list[str], expected: str
) -> None:
    assert self_standing(question, earlier, glossary=GLOSSARY) == expected
