"""How far a phrasing asks the same as a question."""

from twin.evidence.asked_alike import AskedIndex, asked_alike
from twin.evidence.query import Concept, Query
from twin.index.held_passage import HeldPassage
from twin.passages.passage import Passage
from twin.persona.slots import DocumentMetadata, Phrasing, Slot

STENT = "The stent opened one narrow place."


def held(*asks: str) -> HeldPassage:
    metadata = DocumentMetadata(
        title="Stent", language="en", kind="answer", phrasings=(Phrasing("opened one narrow place", asks),)
    )
    passage = Passage(id="p", document="stent", start=0, end=len(STENT), text=STENT)
    return HeldPassage(passage, "d", Slot.ANSWERS, metadata)


def question(**weights: float) -> Query:
    concepts = tuple(Concept(name, ((name,),), weight) for name, weight in weights.items())
    return Query("?", "en", {}, {}, concepts, {})


def test_a_phrasing_that_holds_all_and_nothing_else_asks_the_same() -> None:
    assert asked_alike(question(cured=2.0, stent=1.0), held("stent cured").questions) == 1.0


def test_a_phrasing_about_much_else_asks_less_alike() -> None:
    short, long = held("stent cured").questions, held("stent cured travel flight altitude oxygen").questions

    assert asked_alike(question(cured=1.0, stent=1.0), long) < asked_alike(
        question(cured=1.0, stent=1.0), short
    )


def test_the_likest_of_several_phrasings_counts() -> None:
    several = held("travel flight", "stent cured", "oxygen").questions

    assert asked_alike(question(cured=1.0, stent=1.0), several) == 1.0


def test_without_concepts_or_phrasings_nothing_is_alike() -> None:
    assert asked_alike(question(), held("stent cured").questions) == 0.0
    assert asked_alike(question(cured=1.0), held().questions) == 0.0
    assert asked_alike(question(cured=1.0), held("the").questions) == 0.0


def test_the_index_finds_passages_whose_phrasings_ask_nearly_the_same_and_no_others() -> None:
    index = AskedIndex([held("stent cured"), held("travel flight altitude oxygen")])

    assert index.alike(question(cured=1.0, stent=1.0)) == {"p": 1.0}
    assert index.alike(question(cured=1.0, bread=9.0)) == {}
    assert AskedIndex([]).alike(question(cured=1.0)) == {}
