"""The quoting model: the embedded default. It has no weights, and says nothing that the evidence does not say."""

import asyncio
import zlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace

from twin.chat.clinic_plan import choose_from_plan, is_plan_only
from twin.chat.framing_words import other_language_notice
from twin.chat.model import Piece, Prompt, Quotable
from twin.chat.question_words import wanted_by
from twin.chat.quotable_sentences import Sayable, sayable_sentences
from twin.chat.sentence_choice import Block, choose
from twin.chat.sentence_meaning import Meaning, with_meaning
from twin.chat.sentence_scores import Asked, SentenceSimilarity, WordsAcross, word_scores
from twin.sentences import sentences_of

OTHER_SPEAKS_TOO = (
    -0.25
)  # by how much the other language's best sentence is better, from which both are heard
OTHER_SPEAKS_ALONE = 0.9  # by how much, from which the own language holds no answer
ENOUGH_FROM_OTHER = 3  # sentences of the other language, when both speak
ENOUGH_FROM_OWN = 5
_END_MARKS = "。！？.!?"


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
        blocks, foreign = await self._chosen(prompt)
        if not blocks and not foreign:
            return [] if said else [prompt.manner.no_answer]
        spoken = list(_spoken(blocks, said))
        abroad = list(_spoken(foreign, said))
        if abroad:
            notice = other_language_notice(prompt.language, beside_own=bool(spoken))
            gap = "\n\n" if spoken else "\n"
            spoken += ([] if _bare(notice) in said else [f"{gap}{notice}\n"]) + abroad
        if is_plan_only(prompt.evidence):  # days and rooms need no comfort
            return spoken
        return list(_framed(spoken, prompt, said, blocks or foreign))

    async def _chosen(self, prompt: Prompt) -> tuple[list[Block], list[Block]]:
        """Give what is said in the question's language, and what in the other."""
        # By the words and not by the document: a clinic's page has both languages.
        evidence = [replace(piece, language=_language_of(piece)) for piece in prompt.evidence]
        readings = {one: self._reading(prompt.question, one, evidence) for one in ("en", "zh")}
        openings = frozenset(_bare(opening) for opening in prompt.manner.openings)
        sayable = sayable_sentences(evidence, openings)
        if is_plan_only(evidence) and (
            plan := choose_from_plan(prompt.question, prompt.language, evidence, sayable)
        ):
            return plan, []
        meaning = Meaning(prompt.question, similarity=self._similarity, words_across=self._words_across)
        matches = await meaning.matches(evidence)
        by_words = word_scores(readings, evidence, sayable, wanted_by(prompt.question))
        scores = await with_meaning(by_words, evidence, matches, meaning)
        own = {s: score for s, score in scores.items() if s.language == prompt.language}
        other = {s: score for s, score in scores.items() if s.language != prompt.language}
        begin = tuple(o.rstrip(":：") for o in prompt.manner.openings if o.endswith((":", "：")))
        tongue = "en" if prompt.language == "zh" else "zh"
        ahead = max(other.values(), default=-99.0) - max(own.values(), default=-99.0)
        if other and ahead >= OTHER_SPEAKS_ALONE:
            return [], choose(readings[tongue], evidence, sayable, other, matches, openings=begin)
        blocks = choose(readings[prompt.language], evidence, sayable, own, matches, openings=begin)
        if not blocks or ahead < OTHER_SPEAKS_TOO:
            return blocks, []
        blocks = choose(
            readings[prompt.language],
            evidence,
            sayable,
            own,
            matches,
            most=ENOUGH_FROM_OWN,
            openings=begin,
            may_be_whole=False,
        )
        foreign = choose(
            readings[tongue],
            evidence,
            sayable,
            other,
            matches,
            most=ENOUGH_FROM_OTHER,
            may_be_whole=False,
            beside=[sentence for block in blocks for sentence in block.sentences],
        )
        return blocks, foreign

    def _reading(self, question: str, language: str, evidence: Sequence[Quotable]) -> Asked:
        """Read the question for the pieces of one language."""
        across = self._words_across(question, language) if self._words_across else ()
        return Asked(question, [piece for piece in evidence if piece.language == language], across)


def _spoken(blocks: Sequence[Block], said: frozenset[str]) -> Iterator[str]:
    """Yield the sentences with their citations and what stands between them."""
    first = True
    for block in blocks:
        previous: Sayable | None = None
        for sentence in block.sentences:
            if _bare(sentence.text) in said or _bare(sentence.without_number()) in said:
                continue
            between = "" if first else _between(previous, sentence)
            yield between + cited(sentence.text, sentence.key)
            first, previous = False, sentence


def _between(previous: Sayable | None, sentence: Sayable) -> str:
    """Give what separates two sentences: passages by an empty line, items and rows by a line, others as their script does."""
    if previous is None:
        return "\n\n"
    ends = previous.text.rstrip("\"'”’」』）)] ")[-1:] in _END_MARKS
    if not ends or "\n" in sentence.behind or sentence.is_row or sentence.in_list or previous.is_row:
        return "\n"
    return "" if sentence.language == "zh" else " "


def cited(text: str, key: str) -> str:
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


def _bare(text: str) -> str:
    return "".join(
        character for part in sentences_of(text) for character in part if character.isalnum()
    ).lower()
