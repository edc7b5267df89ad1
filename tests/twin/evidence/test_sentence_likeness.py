"""Sentences and a question compared by meaning."""

from tests.twin.index.folder import WordEmbedder
from twin.evidence.sentence_likeness import SentenceLikeness


class EnglishOnly(WordEmbedder):
    """Reads English only, as the embedded model does."""

    languages = frozenset({"en"})


async def test_a_sentence_that_shares_the_question_is_most_alike() -> None:
    alike = await SentenceLikeness(WordEmbedder())(
        "coffee and rhythm", ["Coffee and rhythm.", "Room 306 is upstairs."]
    )

    assert alike[0] > alike[1]


async def test_a_sentence_in_a_language_the_embedder_cannot_read_gets_nothing() -> None:
    alike = await SentenceLikeness(EnglishOnly())("coffee", ["咖啡可以喝。", "Coffee is allowed."])

    assert alike[0] == 0.0
    assert alike[1] > 0


async def test_a_sentence_is_embedded_once() -> None:
    embedder = WordEmbedder()
    likeness = SentenceLikeness(embedder)

    await likeness("coffee", ["Coffee is allowed.", "Tea too."])
    await likeness("tea", ["Tea too.", "Water too."])

    assert embedder.embedded == ["Coffee is allowed.", "Tea too.", "Water too."]
