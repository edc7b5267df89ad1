"""From a question to evidence: words and meaning searched, fused, ordered by authority and date, judged for coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.errors import IndexMissing
from twin.evidence.asked_alike import AskedIndex
from twin.evidence.clinic_asked import is_about_coming, is_only_about_coming, is_outside_the_plan
from twin.evidence.coverage import CoverageFloor, Signs, nearness_of
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.fusion import FusedHit
from twin.evidence.glossary import Glossary
from twin.evidence.language import language_of, passage_language
from twin.evidence.likeness import signs_of
from twin.evidence.query import Query, query_for
from twin.evidence.ranking import ranked
from twin.evidence.source_line import source_line
from twin.evidence.vocabulary import SAMPLE, Vocabulary
from twin.index.embedder import Embedder
from twin.index.held_passage import HeldPassage, Hit
from twin.index.library import Library
from twin.index.minilm_weights import english_words
from twin.index.searchable_text import searchable_text
from twin.index.tokens import tokens
from twin.persona.slots import Audience, Slot
from twin.settings import RetrievalSettings

MEMORY_GENERATIONS = 16


@dataclass(frozen=True, slots=True)
class Searched:
    """One search, before it is judged. `fused` is best first; `held` and `cosines` are by passage id."""

    query: Query
    fused: tuple[FusedHit, ...]
    held: Mapping[str, HeldPassage]
    words: tuple[Hit, ...]
    meaning: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class FolderWords:
    """What is kept of one published folder: its words, the ways of asking for its passages, the clinic's pages in order."""

    vocabulary: Vocabulary
    asked: AskedIndex
    clinic: tuple[HeldPassage, ...]


class Retriever:
    """Finds evidence in one library for any persona."""

    def __init__(
        self, library: Library, embedder: Embedder, glossary: Glossary, settings: RetrievalSettings
    ) -> None:
        """Keep the parts; nothing is read yet."""
        self._library = library
        self._embedder = embedder
        self._glossary = glossary
        self._settings = settings
        self._folders: dict[tuple[str, int], FolderWords] = {}

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: Sequence[str] = (),
        audience: Audience = Audience.PATIENT,
        without: frozenset[str] = frozenset(),
    ) -> Evidence:
        """Give the evidence for one question.

        Args:
            persona_id: Whose folder.
            question: As asked.
            language: `en` or `zh`; by script when not given.
            earlier: The same patient's earlier questions, oldest first.
            audience: Who asks; for patients, patients' texts win near-ties.
            without: Passages to be left out, with those that say nearly the same.

        Returns:
            At most `top_k` items, best first. When nothing comes near enough, `covered` is false and the items are
            the nearest things held.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        published = await self._library.published(persona_id)
        if published is None:
            raise IndexMissing(persona_id)
        searched = await self.search(
            persona_id, question, language=language, earlier=earlier, audience=audience, without=without
        )
        signs = await self.signs(persona_id, searched)
        floor = CoverageFloor.from_json(dict(published.floor).get("coverage", {}))
        nearness = nearness_of(signs)
        plan = await self._plan(persona_id, searched.query, without)
        if plan:
            return Evidence(searched.query.question, searched.query.language, True, 1.0, plan)
        items = _only_clinic(searched.query.question, _items(searched, self._settings.top_k))
        held = [one.held for one in items]
        covered = bool(items) and nearness >= floor.floor and not _is_outside(searched.query.question, held)
        return Evidence(searched.query.question, searched.query.language, covered, nearness, items)

    async def best(self, persona_id: str, question: str, *, top: int) -> tuple[EvidenceItem, ...]:
        """Give the `top` best passages, best first, whether or not they answer.

        Raises:
            IndexMissing: If the persona has no published index.
        """
        return _items(await self.search(persona_id, question), top)

    async def search(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: Sequence[str] = (),
        audience: Audience = Audience.PATIENT,
        without: frozenset[str] = frozenset(),
    ) -> Searched:
        """Search words and meaning and fuse them, without judging coverage."""
        asked_in = language or language_of(question)
        vocabulary = await self.vocabulary(persona_id)
        query = query_for(
            question, language=asked_in, earlier=earlier, glossary=self._glossary, vocabulary=vocabulary
        )
        own = await self._by_words(persona_id, query.own)
        across = await self._by_words(persona_id, query.across)
        meaning = await self._by_meaning(persona_id, query)
        asked = (await self._asked(persona_id)).alike(query)
        ids = dict.fromkeys([*(hit.passage_id for hits in (own, across, meaning) for hit in hits), *asked])
        held = {one.passage.id: one for one in await self._library.passages(persona_id, list(ids))}
        left_out = _held_back(held, without).union(
            ids.keys() - held.keys()
        )  # and what the library leaves out
        own, across, meaning = (
            [hit for hit in hits if hit.passage_id not in left_out] for hits in (own, across, meaning)
        )
        asked = {id_: alike for id_, alike in asked.items() if id_ not in left_out}
        fused = ranked(
            query,
            held,
            own_words=own,
            across=across,
            meaning=meaning,
            asked=asked,
            audience=audience,
        )
        return Searched(query, tuple(fused), held, tuple(own or across), tuple(meaning))

    async def signs(self, persona_id: str, searched: Searched) -> Signs:
        """Give the signs by which coverage is judged."""
        return signs_of(
            searched.query,
            [searched.held[hit.passage_id] for hit in searched.fused[: self._settings.top_k]],
            await self.vocabulary(persona_id),
            words=searched.words,
            meaning=searched.meaning,
            translated=searched.query.language not in self._embedder.languages,
        )

    async def vocabulary(self, persona_id: str) -> Vocabulary:
        """Give the words of the persona's published passages; counted once per generation."""
        return (await self._folder_words(persona_id)).vocabulary

    async def _asked(self, persona_id: str) -> AskedIndex:
        """Give the phrasings of the persona's published passages; sorted once per generation."""
        return (await self._folder_words(persona_id)).asked

    async def _folder_words(self, persona_id: str) -> FolderWords:
        published = await self._library.published(persona_id)
        if published is None:
            raise IndexMissing(persona_id)
        key = (persona_id, published.generation)
        if key not in self._folders:
            ids = (await self._library.retrievable(persona_id))[:SAMPLE]
            held = await self._library.passages(persona_id, ids)
            known = {
                word for term in self._glossary.terms for form in term.en for word in form.lower().split()
            }
            vocabulary = Vocabulary((words_of(one) for one in held), known=known, ordinary=english_words())
            clinic = sorted(
                (one for one in held if one.slot is Slot.CLINIC and not one.superseded),
                key=lambda one: (one.passage.document, one.passage.start),
            )
            self._folders[key] = FolderWords(vocabulary, AskedIndex(held), tuple(clinic))
            while len(self._folders) > MEMORY_GENERATIONS:
                self._folders.pop(next(iter(self._folders)))
        return self._folders[key]

    async def _plan(self, persona_id: str, query: Query, without: frozenset[str]) -> tuple[EvidenceItem, ...]:
        """Give the clinic's whole plan to somebody who only asks how to come: it answers, whatever its words are near to."""
        question = query.texts[query.language]
        if not is_about_coming(question):
            return ()
        clinic = [one.passage.id for one in (await self._folder_words(persona_id)).clinic]
        pages = [
            one for one in await self._library.passages(persona_id, clinic) if one.passage.id not in without
        ]
        words = {token for one in pages for token in tokens(words_of(one))}
        if not is_only_about_coming(question, words) or _is_outside(question, pages):
            return ()
        own = [one for one in pages if passage_language(one) == query.language] or pages
        return tuple(
            EvidenceItem(f"E{number}", one, source_line(one, language=query.language), 1.0)
            for number, one in enumerate(own[: self._settings.top_k], start=1)
        )

    async def _by_words(self, persona_id: str, terms: Mapping[str, float]) -> list[Hit]:
        """Search words; no words find nothing."""
        return await self._library.words(persona_id, terms, self._settings.candidates) if terms else []

    async def _by_meaning(self, persona_id: str, query: Query) -> list[Hit]:
        """Search by the vector of the question, or of its translation where the embedder lacks the language."""
        languages = self._embedder.languages
        own = query.texts[query.language] if query.language in languages else ""
        text = own or next((query.texts[one] for one in sorted(languages) if query.texts.get(one)), "")
        if not text:
            return []
        vector = await self._embedder.embed_query(text)
        return await self._library.dense(persona_id, vector, self._settings.candidates)


def _held_back(held: Mapping[str, HeldPassage], without: frozenset[str]) -> frozenset[str]:
    """Give the passages to be left out, and with them those that say nearly the same as one of them."""
    originals = {held[one].passage.duplicate_of for one in without if one in held}
    without = without.union(one for one in originals if one)
    return without.union(id_ for id_, one in held.items() if one.passage.duplicate_of in without)


def _items(searched: Searched, top: int) -> tuple[EvidenceItem, ...]:
    """Number the first passages E1 to En and write their source lines."""
    return tuple(
        EvidenceItem(
            key=f"E{number}",
            held=searched.held[hit.passage_id],
            source=source_line(searched.held[hit.passage_id], language=searched.query.language),
            score=hit.score,
        )
        for number, hit in enumerate(searched.fused[:top], start=1)
    )


def _only_clinic(question: str, items: tuple[EvidenceItem, ...]) -> tuple[EvidenceItem, ...]:
    """Leave nothing but the clinic's page beside itself where somebody asks how to come."""
    if not items or items[0].held.slot is not Slot.CLINIC or not is_about_coming(question):
        return items
    return tuple(one for one in items if one.held.slot is Slot.CLINIC)


def _is_outside(question: str, held: Sequence[HeldPassage]) -> bool:
    """Say whether only the clinic's pages were found, and what is asked stands in none."""
    if any(one.slot is not Slot.CLINIC for one in held):
        return False
    return is_outside_the_plan(question, "\n".join(one.passage.text for one in held))


def words_of(held: HeldPassage) -> str:
    """Give the words a passage is found by."""
    return searchable_text(
        held.passage.text,
        title=held.metadata.title,
        headings=held.passage.headings,
        questions=held.questions,
    )
