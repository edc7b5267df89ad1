"""From a question to evidence: words and meaning searched, fused, ordered by authority and date, judged for coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twin.errors import IndexMissing
from twin.evidence.coverage import CoverageFloor, Signs
from twin.evidence.evidence import Evidence, EvidenceItem
from twin.evidence.fusion import FusedHit, reciprocal_rank_fusion
from twin.evidence.glossary import Glossary
from twin.evidence.language import language_of
from twin.evidence.likeness import signs_of, words_of
from twin.evidence.query import Query, query_for
from twin.evidence.source_line import source_line
from twin.evidence.vocabulary import SAMPLE, Vocabulary
from twin.index.embedder import Embedder
from twin.index.held_passage import HeldPassage, Hit
from twin.index.library import Library
from twin.persona.slots import Audience, Slot
from twin.settings import RetrievalSettings

CARRIED_RANKING_WEIGHT = 0.6  # words carried by the glossary count less than the patient's own
TRANSLATED_MEANING_WEIGHT = 0.6  # so does a vector of the glossary's translation
# Authority and date only break near-ties: a share of the first place's score, so a clearly better passage stays first.
AUTHORITY_BONUS = {
    Slot.CLINIC: 0.0,
    Slot.ANSWERS: 0.06,
    Slot.LECTURES: 0.02,
    Slot.PAPERS: 0.0,
    Slot.GUIDELINES: 0.0,
}
PATIENT_BONUS = 0.02  # for patients, text written for patients
SUPERSEDED_FACTOR = 0.3
MEMORY_GENERATIONS = 16


@dataclass(frozen=True, slots=True)
class Searched:
    """One search, before it is judged. `fused` is best first; `held` and `cosines` are by passage id."""

    query: Query
    fused: tuple[FusedHit, ...]
    held: Mapping[str, HeldPassage]
    words: tuple[Hit, ...]
    meaning: tuple[Hit, ...]


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
        self._vocabularies: dict[tuple[str, int], Vocabulary] = {}

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str | None = None,
        earlier: Sequence[str] = (),
        audience: Audience = Audience.PATIENT,
    ) -> Evidence:
        """Give the evidence for one question.

        Args:
            persona_id: Whose folder.
            question: As asked.
            language: `en` or `zh`; by script when not given.
            earlier: The same patient's earlier questions, oldest first.
            audience: Who asks; for patients, patients' texts win near-ties.

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
            persona_id, question, language=language, earlier=earlier, audience=audience
        )
        signs = await self.signs(persona_id, searched)
        floor = CoverageFloor.from_json(dict(published.floor).get("coverage", {}))
        nearness = floor.nearness(signs)
        items = _items(searched, self._settings.top_k)
        covered = bool(items) and nearness >= floor.floor
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
    ) -> Searched:
        """Search words and meaning and fuse them, without judging coverage."""
        asked_in = language or language_of(question)
        vocabulary = await self.vocabulary(persona_id)
        query = query_for(
            question, language=asked_in, earlier=earlier, glossary=self._glossary, vocabulary=vocabulary
        )
        own, carried = await self._by_words(persona_id, query)
        meaning, meaning_weight = await self._by_meaning(persona_id, query)
        rankings = [(own, 1.0), (carried, CARRIED_RANKING_WEIGHT), (meaning, meaning_weight)]
        used = [(hits, weight) for hits, weight in rankings if hits]
        fused = reciprocal_rank_fusion(
            [[hit.passage_id for hit in hits] for hits, _ in used], weights=[weight for _, weight in used]
        )
        held = {
            one.passage.id: one
            for one in await self._library.passages(persona_id, [hit.passage_id for hit in fused])
        }
        ordered = _by_authority([hit for hit in fused if hit.passage_id in held], held, audience)
        return Searched(query, tuple(ordered), held, tuple(own or carried), tuple(meaning))

    async def signs(self, persona_id: str, searched: Searched) -> Signs:
        """Give the signs by which coverage is judged."""
        return signs_of(
            searched.query,
            [searched.held[hit.passage_id] for hit in searched.fused[: self._settings.top_k]],
            await self.vocabulary(persona_id),
            words=searched.words,
            meaning=searched.meaning,
        )

    async def vocabulary(self, persona_id: str) -> Vocabulary:
        """Give the words of the persona's published passages; counted once per generation."""
        published = await self._library.published(persona_id)
        if published is None:
            raise IndexMissing(persona_id)
        key = (persona_id, published.generation)
        if key not in self._vocabularies:
            ids = (await self._library.retrievable(persona_id))[:SAMPLE]
            held = await self._library.passages(persona_id, ids)
            known = {
                word for term in self._glossary.terms for form in term.en for word in form.lower().split()
            }
            self._vocabularies[key] = Vocabulary((words_of(one) for one in held), known=known)
            while len(self._vocabularies) > MEMORY_GENERATIONS:
                self._vocabularies.pop(next(iter(self._vocabularies)))
        return self._vocabularies[key]

    async def _by_words(self, persona_id: str, query: Query) -> tuple[list[Hit], list[Hit]]:
        """Search the question's own words, and those together with what the glossary carries."""
        limit = self._settings.candidates
        own = await self._library.words(persona_id, query.own, limit) if query.own else []
        if not query.carried:
            return own, []
        return own, await self._library.words(persona_id, query.own | query.carried, limit)

    async def _by_meaning(self, persona_id: str, query: Query) -> tuple[list[Hit], float]:
        """Search by the vector of the question, or of its translation where the embedder lacks the language."""
        languages = self._embedder.languages
        if query.language in languages:
            text, weight = query.texts[query.language], 1.0
        else:
            text = next((query.texts[one] for one in sorted(languages) if query.texts.get(one)), "")
            weight = TRANSLATED_MEANING_WEIGHT
        if not text:
            return [], 0.0
        vector = await self._embedder.embed_query(text)
        return await self._library.dense(persona_id, vector, self._settings.candidates), weight


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


def _by_authority(
    fused: Sequence[FusedHit], held: Mapping[str, HeldPassage], audience: Audience
) -> list[FusedHit]:
    """Let authority and audience break near-ties, and put superseded passages behind their successors."""
    if not fused:
        return []
    best = fused[0].score

    def weighed(hit: FusedHit) -> FusedHit:
        one = held[hit.passage_id]
        bonus = AUTHORITY_BONUS[one.slot]
        for_patients = one.metadata.audience in {Audience.PATIENT, Audience.PUBLIC}
        bonus += PATIENT_BONUS if audience is Audience.PATIENT and for_patients else 0.0
        factor = SUPERSEDED_FACTOR if one.superseded else 1.0
        return FusedHit(hit.passage_id, (hit.score + bonus * best) * factor)

    ordered = sorted((weighed(hit) for hit in fused), key=lambda hit: (-hit.score, hit.passage_id))
    return _successors_first(ordered, held)


def _successors_first(ordered: list[FusedHit], held: Mapping[str, HeldPassage]) -> list[FusedHit]:
    """Move every superseded passage behind all passages of the documents that replace its document."""
    replaced_by: dict[str, set[str]] = {}
    for hit in ordered:
        for old in held[hit.passage_id].metadata.supersedes:
            replaced_by.setdefault(old, set()).add(held[hit.passage_id].passage.document)
    result: list[FusedHit] = []
    waiting: list[FusedHit] = []
    for hit in ordered:
        successors = replaced_by.get(held[hit.passage_id].passage.document)
        (waiting if successors else result).append(hit)
    for hit in waiting:
        successors = replaced_by[held[hit.passage_id].passage.document]
        last = max(
            (
                place
                for place, one in enumerate(result)
                if held[one.passage_id].passage.document in successors
            ),
            default=-1,
        )
        place = max(last + 1, next((i for i, one in enumerate(result) if one.score < hit.score), len(result)))
        result.insert(
            place, FusedHit(hit.passage_id, min(hit.score, result[place - 1].score if place else hit.score))
        )
    return result
