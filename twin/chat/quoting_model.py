"""The quoting model: the embedded default. It has no weights, and says nothing that the evidence does not say."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from twin.chat.framing_words import other_language_notice
from twin.chat.model import Piece, Prompt, Quotable
from twin.chat.question_words import terms_of, wanted_by
from twin.chat.quotable_sentences import Sayable, header_of, sayable_sentences
from twin.chat.sentence_choice import Block, choose
from twin.chat.sentence_scores import Asked, SentenceSimilarity, with_likeness, word_scores
from twin.sentences import sentences_of

ANSWERS_IN_OWN_LANGUAGE = (
    0.3  # share of the question's terms; below it the better-placed other language speaks
)
ENOUGH_FROM_OTHER = 3  # sentences of the other language, when both speak
_END_MARKS = "。！？.!?"


class WordsAcross(Protocol):
    """Reads a question by the glossary: for each term found in it, the ways to write it in one language."""

    def __call__(self, question: str, into: str, /) -> Sequence[Sequence[str]]:
        """Give the forms of each term `into` en or zh; empty when no term is known."""
        ...


class QuotingModel:
    """Answers in sentences of `Prompt.evidence`, to the letter but for reference marks, each with its citation.

    Around them stand the persona's opening and closing, and, where the evidence speaks the other language only,
    `framing_words.OTHER_LANGUAGE`. The same prompt always gives the same answer.
    """

    name = "quoting"
    speaks_only_in_quotations = True

    def __init__(
        self, *, similarity: SentenceSimilarity | None = None, words_across: WordsAcross | None = None
    ) -> None:
        """Take what may help to choose; both are optional, and neither adds a word to an answer."""
        self._similarity = similarity
        self._words_across = words_across

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Stream one answer, a sentence a piece; without usable evidence, the persona's no-answer words."""
        said = frozenset(_bare(sentence) for sentence in prompt.already_said)
        for text in await self._answer(prompt, said):
            yield Piece(text=text)
            await asyncio.sleep(0)  # choosing is quick; others should not wait for all of it at once
        yield Piece(finish_reason="stop", model=self.name)

    async def _answer(self, prompt: Prompt, said: frozenset[str]) -> list[str]:
        # By the words and not by the document: a clinic's page has both languages.
        evidence = [replace(piece, language=_language_of(piece)) for piece in prompt.evidence]
        own = [piece for piece in evidence if piece.language == prompt.language]
        other = [piece for piece in evidence if piece.language != prompt.language]
        speak_own, speak_other = self._languages(prompt, own, other)
        blocks = await self._chosen(prompt, own) if speak_own else []
        foreign = await self._chosen(prompt, other) if speak_other or not blocks else []
        if blocks:
            foreign = _at_most(foreign, ENOUGH_FROM_OTHER)
        if not blocks and not foreign:
            return [] if said else [prompt.manner.no_answer]
        spoken = list(_spoken(blocks, prompt.evidence, said))
        abroad = list(_spoken(foreign, prompt.evidence, said))
        if abroad:
            notice = other_language_notice(prompt.language)
            spoken += ([] if _bare(notice) in said else [f"\n\n{notice}\n"]) + abroad
        return list(_framed(spoken, prompt, said, blocks or foreign))

    def _languages(
        self, prompt: Prompt, own: Sequence[Quotable], other: Sequence[Quotable]
    ) -> tuple[bool, bool]:
        """Say whether the question's own language speaks, and whether the other does."""
        if not own or not other:
            return bool(own), bool(other)
        asked = Asked(prompt.question, own)
        terms = [terms_of(" ".join((p.text, p.title, *p.headings, *p.questions))) for p in own]
        covered = max(asked.strict_share_in(t) for t in terms)
        other_is_ahead = max(p.relevance for p in other) > max(p.relevance for p in own)
        if other_is_ahead and covered < ANSWERS_IN_OWN_LANGUAGE:
            return False, True
        return True, other_is_ahead and covered < 2 * ANSWERS_IN_OWN_LANGUAGE

    async def _chosen(self, prompt: Prompt, evidence: Sequence[Quotable]) -> list[Block]:
        if not evidence:
            return []
        language = evidence[0].language
        across = self._words_across(prompt.question, language) if self._words_across else ()
        asked = Asked(prompt.question, evidence, across)
        sayable = sayable_sentences(evidence)
        scores = word_scores(asked, evidence, sayable, wanted_by(prompt.question))
        scores = await with_likeness(scores, prompt.question, self._similarity)
        return choose(asked, evidence, sayable, scores, openings=prompt.manner.openings)


def _spoken(blocks: Sequence[Block], evidence: Sequence[Quotable], said: frozenset[str]) -> Iterator[str]:
    """Yield the sentences with their citations and what stands between them."""
    pieces = {piece.key: piece for piece in evidence}
    first = True
    for block in blocks:
        previous: Sayable | None = None
        for sentence in block.sentences:
            if _bare(sentence.text) in said or _bare(sentence.without_number()) in said:
                continue
            between = "" if first else _between(previous, sentence)
            yield between + _head(sentence, previous, pieces) + _cited(sentence.text, sentence.key)
            first, previous = False, sentence


def _between(previous: Sayable | None, sentence: Sayable) -> str:
    """Give what separates two sentences: passages by an empty line, items and rows by a line, others as their script does."""
    if previous is None:
        return "\n\n"
    ends = previous.text.rstrip("\"'”’」』）)] ")[-1:] in _END_MARKS
    if not ends or "\n" in sentence.behind or sentence.is_row or sentence.in_list or previous.is_row:
        return "\n"
    return "" if sentence.language == "zh" else " "


def _head(sentence: Sayable, previous: Sayable | None, pieces: dict[str, Quotable]) -> str:
    """Give the table's header before its first quoted row, unless the row is a sentence that needs none."""
    if not sentence.is_row or (previous and previous.is_row):
        return ""
    header = header_of(pieces[sentence.key])
    if not header or header == sentence.text or sentence.text.rstrip(" |")[-1:] in _END_MARKS:
        return ""
    return _cited(header, sentence.key) + "\n"


def _cited(text: str, key: str) -> str:
    """Put the citation before the end mark, or behind a sentence that has none."""
    text = text.rstrip()
    if text[-1:] in _END_MARKS and text[-2:-1] not in _END_MARKS:
        space = "" if text[-1] in "。！？" else " "
        return f"{text[:-1]}{space}[{key}]{text[-1]}"
    return f"{text} [{key}]"


def _framed(
    spoken: Sequence[str], prompt: Prompt, said: frozenset[str], blocks: Sequence[Block]
) -> Iterator[str]:
    """Yield the answer between one of the persona's openings and one of the closings."""
    begins = blocks[0].sentences[0].text if blocks else ""
    openings = [opening for opening in prompt.manner.openings if opening.strip()]
    opens_itself = any(begins.startswith(opening.rstrip(":：")) for opening in openings)
    # "Short answer first:" asks for a sentence that is one; a phrase that stands by itself fits whatever follows.
    standing = [opening for opening in openings if not opening.endswith((":", "："))] or openings
    if standing and not opens_itself and not said:
        yield f"{_turn_of(standing, prompt.question)}\n"
    yield from spoken
    closings = [closing for closing in prompt.manner.closings if closing.strip()]
    if closings and not any(_bare(closing) in said for closing in closings):
        yield f"\n\n{_turn_of(closings, prompt.question)}"


def _language_of(piece: Quotable) -> str:
    """Give the language most of a piece is written in; a Chinese character says as much as four Latin letters."""
    chinese = sum("\u3400" <= character <= "\u9fff" for character in piece.text)
    latin = sum(character.isascii() and character.isalpha() for character in piece.text)
    return piece.language if not chinese and not latin else "zh" if 4 * chinese > latin else "en"


def _turn_of(phrases: Sequence[str], question: str) -> str:
    """Pick one phrase, always the same for the same question."""
    return phrases[zlib.crc32(question.encode()) % len(phrases)]


def _at_most(blocks: Sequence[Block], sentences: int) -> list[Block]:
    kept, left = [], sentences
    for block in blocks:
        if left > 0:
            kept.append(replace(block, sentences=block.sentences[:left]))
            left -= len(block.sentences)
    return kept


def _bare(text: str) -> str:
    return "".join(character for part in sentences_of(text) for character in part if character.isalnum())
