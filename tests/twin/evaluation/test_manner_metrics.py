"""A blind classifier names a physician by manner; it sees no topic."""

from dataclasses import replace

from tests.twin.evaluation.answered import answered, cited, said
from tests.twin.index.folder import read
from twin.evaluation.manner_features import distorted, manner_features
from twin.evaluation.manner_metrics import MannerClassifier, score_manner
from twin.passages.document import Document

TALKS = ("salt", "tea", "sleep", "walking")


def document(name: str, text: str) -> Document:
    """Make an English lecture."""
    made, _ = read(name, text)
    return replace(made, name=name)


CURT = [document(f"curt-{one}", f"First: no {one}. Then: no {one} again. Never more." * 3) for one in TALKS]
WARM = [
    document(f"warm-{one}", f"Let us look together at what you and I may do about your {one}, shall we? " * 3)
    for one in TALKS
]
CLASSIFIERS = {"en": MannerClassifier({"curt": CURT, "warm": WARM}, "en")}


def test_topics_and_numbers_are_taken_out() -> None:
    assert distorted("You should take 5 mg of apixaban [1].", "en") == "you should * # * of *."
    assert distorted("您不要吃阿司匹林。", "zh") == "您不要*。"


def test_two_texts_that_differ_in_topic_only_have_the_same_features() -> None:
    assert manner_features(["Do not stop the statin alone."], "en") == manner_features(
        ["Do not drink the coffee alone."], "en"
    )


def test_the_right_twin_is_named_with_and_without_its_framing() -> None:
    text = "Let us look together at what you and I may do about your heart, shall we?"
    answer = answered(
        said("Come and see us.", origin="manner"),
        said(text, "E1"),
        said(text.replace("heart", "liver"), "E1"),
        citations=(cited("E1", "warm-salt", text),),
    )

    score = score_manner("warm", [answer], CLASSIFIERS, ["curt"])

    assert (score.of_two.hits, score.of_two_bare.hits, score.of_all.hits) == (1, 1, 1)


def test_documents_that_an_answer_cites_are_not_learned_from() -> None:
    only = MannerClassifier({"curt": CURT, "warm": WARM[:1]}, "en")

    named = only.named(
        ["Then: no liver again."], among=["curt", "warm"], held_out={"warm": frozenset({"warm-salt"})}
    )

    assert named == "curt"


def test_an_answer_with_too_little_of_its_own_language_is_not_judged() -> None:
    answer = answered(said("Never.", "E1"), citations=(cited("E1", "curt-tea", "Never."),))

    assert score_manner("curt", [answer], CLASSIFIERS, ["warm"]).of_two.total == 0
