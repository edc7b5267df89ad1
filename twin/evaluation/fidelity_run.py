"""Measure how faithful a twin is to its folder: every question of the persona, and of all others, through real consultations."""

from collections.abc import Sequence
from typing import TypeVar

from twin.assembly import House
from twin.evaluation.answer import Answer, letters_of
from twin.evaluation.asking import ask
from twin.evaluation.dataset import CoveredQuestion, Dataset, UncoveredQuestion, is_kept_aside, load_dataset
from twin.evaluation.declined_metrics import score_declined
from twin.evaluation.fidelity_figures import Exactness, FidelityFigures, PartFigures
from twin.evaluation.grounded_metrics import score_grounded
from twin.evaluation.isolation_metrics import score_isolation
from twin.evaluation.manner_metrics import MannerClassifier, score_manner
from twin.evaluation.opinion_metrics import OpinionQuestion, later_questions, score_opinion, view_questions
from twin.evaluation.retrieval_metrics import RetrievalScore, score_search
from twin.evaluation.retrieval_run import Ways
from twin.passages.document import Document
from twin.persona.slots import Slot
from twin.shares import share_of

Question = TypeVar("Question", CoveredQuestion, UncoveredQuestion)
Documents = dict[str, Sequence[Document]]


async def fidelity_figures(house: House, persona_id: str) -> FidelityFigures:
    """Ask a persona everything, and judge what came.

    The manner is told from all other published personas; the isolation is tried with their covered questions.

    Raises:
        PersonaNotFound: If there is no such persona.
        IndexMissing: If it has not been indexed.
    """
    return await FidelityRun(house, persona_id, await published_documents(house, persona_id)).figures()


async def published_documents(house: House, persona_id: str) -> Documents:
    """Give the documents of every published persona; of the named one always.

    Raises:
        IndexMissing: If the named one has not been indexed.
    """
    read: Documents = {persona_id: await house.library.documents(persona_id)}
    for other in house.shelf.ids():
        if other != persona_id and await house.library.published(other):
            read[other] = await house.library.documents(other)
    return read


class FidelityRun:
    """One persona's answers to everything, judged in two parts."""

    def __init__(self, house: House, persona_id: str, documents: Documents) -> None:
        """Keep what is asked; the classifiers learn at once."""
        self._house = house
        self._persona = persona_id
        self._documents = documents
        self._others = [one for one in documents if one != persona_id]
        self._dataset = load_dataset(house.settings.paths.personas, persona_id)
        self._classifiers = {language: MannerClassifier(documents, language) for language in ("en", "zh")}

    async def figures(self) -> FidelityFigures:
        """Ask everything once, and give both parts."""
        covered = [(one, await self._ask(one, one.id)) for one in self._dataset.covered]
        uncovered = [(one, await self._ask(one, one.id)) for one in self._dataset.uncovered]
        views = [(one, await self._ask_opinion(one)) for one in view_questions(self._own_documents())]
        laters = [(one, await self._ask_opinion(one)) for one in later_questions(self._own_documents())]
        strangers = await self._ask_others_questions()
        library = self._house.library
        own_passages = frozenset(await library.retrievable(self._persona))
        parts = []
        for aside in (False, True):
            answers = [answer for _, answer in (*covered, *uncovered) if answer.kept_aside is aside]
            parts.append(
                PartFigures(
                    grounded=score_grounded(_part(covered, aside)),
                    declined=score_declined(_part(uncovered, aside), self._no_answer()),
                    retrieval=await self._retrieval(self._dataset.part(kept_aside=aside)),
                    exact=await self._exactness(answers),
                    manner=score_manner(
                        self._persona,
                        [answer for _, answer in _part(covered, aside)],
                        self._classifiers,
                        self._others,
                    ),
                    opinion=score_opinion(
                        [pair for pair in views if pair[1].kept_aside is aside],
                        [pair for pair in laters if pair[1].kept_aside is aside],
                    ),
                    isolation=score_isolation(
                        [answer for answer in strangers if answer.kept_aside is aside],
                        own_passages,
                        others_text=self._others_text(),
                    ),
                )
            )
        served = self._house.served
        model = served.name if served is not None else self._house.quoting.name
        return FidelityFigures(self._persona, model, *parts)

    async def _ask(self, question: CoveredQuestion | UncoveredQuestion, id_: str) -> Answer:
        """Ask one of the persona's own questions."""
        return await ask(
            self._house,
            self._persona,
            question.text,
            language=question.language,
            turns=question.turns,
            kept_aside=is_kept_aside(self._persona, id_),
        )

    async def _ask_opinion(self, question: OpinionQuestion) -> Answer:
        """Ask a question that a document says it answers; the parts are cut by the same hash."""
        return await ask(
            self._house,
            self._persona,
            question.text,
            language=question.language,
            kept_aside=is_kept_aside(self._persona, question.id),
        )

    async def _ask_others_questions(self) -> list[Answer]:
        """Ask this persona what the others' folders answer."""
        answers = []
        for other in self._others:
            for question in load_dataset(self._house.settings.paths.personas, other).covered:
                answers.append(
                    await ask(
                        self._house,
                        self._persona,
                        question.text,
                        language=question.language,
                        turns=question.turns,
                        kept_aside=is_kept_aside(other, question.id),
                    )
                )
        return answers

    async def _retrieval(self, part: Dataset) -> RetrievalScore:
        """Measure Recall@5 as the twin searches."""
        return await score_search("ours: hybrid", Ways(self._house, self._persona).hybrid, part)

    async def _exactness(self, answers: Sequence[Answer]) -> Exactness:
        """Compare every quote shown with its span of the stored document, and every sentence with its quotes."""
        matches, stands = [], []
        for answer in answers:
            for one in answer.citations.values():
                document, _ = await self._house.library.document_of(self._persona, one.passage)
                matches.append(document.text[one.start : one.end].encode() == one.quote.encode())
            stands += [answer.is_supported(sentence) for sentence in answer.stated()]
        return Exactness(share_of(matches), share_of(stands))

    def _others_text(self) -> str:
        """Give what the other personas' own documents say; guidelines are shared."""
        texts = [
            letters_of(one.text)
            for other in self._others
            for one in self._documents[other]
            if one.slot != Slot.GUIDELINES
        ]
        return "\n".join(texts)

    def _own_documents(self) -> Sequence[Document]:
        """Give the persona's documents."""
        return self._documents[self._persona]

    def _no_answer(self) -> tuple[str, str]:
        """Give the persona's no-answer words in both languages."""
        words = self._house.persona(self._persona).no_answer
        return words.en, words.zh


def _part(asked: Sequence[tuple[Question, Answer]], aside: bool) -> list[tuple[Question, Answer]]:
    """Give one part of the questions with their answers."""
    return [pair for pair in asked if pair[1].kept_aside is aside]
