"""The word index: BM25 over our own tokens, beside the passages in the database.

SQLite: an FTS5 table. Postgres: a tsvector column. Both hold one row per indexed passage and persona, written in the
caller's transaction; hits may name passages that no published generation holds, the library leaves those out.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import BindParameter, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from twin.index.held_passage import Hit
from twin.index.tokens import tokens

MAX_TERMS = 256  # of one question; the weightiest are kept
_MAX_POSITION = 16_383  # the largest position a tsvector holds
_ROWS_PER_STATEMENT = 500  # well below SQLite's limit of bound values

Terms = Mapping[str, float] | Sequence[str]


class WordIndex:
    """Reads and writes the index of one kind of database."""

    def __init__(self, *, is_sqlite: bool) -> None:
        """Choose the dialect."""
        self._is_sqlite = is_sqlite

    async def add(self, session: AsyncSession, persona: str, texts: Mapping[str, str]) -> None:
        """Index passages: id to text. A passage that is indexed already is indexed anew."""
        if not texts:
            return
        await self.remove(session, persona, texts)
        cut = await asyncio.to_thread(lambda: {id_: tokens(words) for id_, words in texts.items()})
        if not self._is_sqlite:
            rows = [
                {"persona": persona, "passage": id_, "tokens": _vector_literal(words)}
                for id_, words in cut.items()
            ]
            await session.execute(_ADD_VECTOR, rows)
            return
        await session.execute(_ADD_ENTRY, [{"persona": persona, "passage": id_} for id_ in cut])
        for ids in _in_parts(list(cut)):
            numbers = await session.execute(_NUMBERS, {"persona": persona, "ids": ids})
            await session.execute(
                _ADD_FTS,
                [
                    {"number": row.number, "tokens": " ".join(cut[row.passage_id]), "persona": persona}
                    for row in numbers
                ],
            )

    async def remove(self, session: AsyncSession, persona: str, passage_ids: Iterable[str]) -> None:
        """Forget passages; unknown ids are no error."""
        for ids in _in_parts(list(passage_ids)):
            chosen = {"persona": persona, "ids": ids}
            if self._is_sqlite:
                await session.execute(_REMOVE_FTS, chosen)
            await session.execute(_REMOVE_ENTRY, chosen)

    async def held(self, session: AsyncSession, persona: str) -> set[str]:
        """Give the ids of every indexed passage of a persona."""
        return set((await session.execute(_HELD, {"persona": persona})).scalars())

    async def search(self, session: AsyncSession, persona: str, terms: Terms, limit: int) -> list[Hit]:
        """Find the passages of a persona that hold any of the terms, best first; equal scores by id.

        Args:
            session: Where to read.
            persona: Whose passages.
            terms: Tokens as `tokens()` makes them. A mapping gives each its weight: its share of the score is
                multiplied by it. In a sequence each distinct term weighs 1. Weights of 0 or less are left out.
            limit: Most hits given.
        """
        weights = _weights(terms)
        if not weights:
            return []
        if self._is_sqlite:
            rows = await self._search_fts(session, persona, weights, limit)
        else:
            chosen = {
                "persona": persona,
                "terms": [_quoted(term) for term in weights],
                "weights": list(weights.values()),
                "limit": limit,
            }
            rows = [tuple(row) for row in await session.execute(_SEARCH_VECTOR, chosen)]
        return [Hit(passage_id=passage, score=float(score)) for passage, score in rows]

    async def _search_fts(
        self, session: AsyncSession, persona: str, weights: Mapping[str, float], limit: int
    ) -> list[tuple[str, float]]:
        """Sum BM25 over groups of equal weight: BM25 adds up over terms, and FTS5 itself knows no term weights."""
        groups: dict[float, list[str]] = {}
        for term, weight in weights.items():
            groups.setdefault(weight, []).append(term)
        chosen: dict[str, object] = {"limit": limit}
        parts = []
        for number, (weight, group) in enumerate(groups.items()):
            any_of = " OR ".join(f'"{term}"' for term in group)
            chosen[f"match{number}"] = f'tokens : ({any_of}) AND scope : "{persona}"'
            chosen[f"weight{number}"] = weight
            parts.append(_FTS_PART.format(number=number))
        statement = text(_FTS_SUM.format(parts=" UNION ALL ".join(parts)))
        return [(row[0], row[1]) for row in await session.execute(statement, chosen)]


def _weights(terms: Terms) -> dict[str, float]:
    """Give each usable term its weight, the weightiest first, at most `MAX_TERMS`."""
    given = terms if isinstance(terms, Mapping) else dict.fromkeys(terms, 1.0)
    # Tokens hold neither quotes nor spaces; anything else cannot be in the index.
    usable = {term: weight for term, weight in given.items() if weight > 0 and _is_token(term)}
    heaviest = sorted(usable, key=lambda term: -usable[term])[:MAX_TERMS]
    return {term: usable[term] for term in heaviest}


def _is_token(term: str) -> bool:
    return bool(term) and not any(c in "\"'\\\0" or c.isspace() for c in term)


def _vector_literal(words: Sequence[str]) -> str:
    """Write a tsvector: each token with its positions. The cast keeps our tokens as they are."""
    positions: dict[str, list[str]] = {}
    for position, word in enumerate(words, start=1):
        positions.setdefault(word, []).append(str(min(position, _MAX_POSITION)))
    return " ".join(f"{_quoted(word)}:{','.join(places[:255])}" for word, places in positions.items())


def _quoted(term: str) -> str:
    """Write a token as a lexeme of tsvector and tsquery literals."""
    return f"'{term}'"


def _in_parts(ids: list[str]) -> list[list[str]]:
    return [ids[start : start + _ROWS_PER_STATEMENT] for start in range(0, len(ids), _ROWS_PER_STATEMENT)]


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_ADD_ENTRY = text("INSERT INTO word_entry (persona, passage_id) VALUES (:persona, :passage)")
_NUMBERS = text(
    "SELECT number, passage_id FROM word_entry WHERE persona = :persona AND passage_id IN :ids"
).bindparams(_IDS)
_ADD_FTS = text("INSERT INTO word_fts (rowid, tokens, scope) VALUES (:number, :tokens, :persona)")
_ADD_VECTOR = text(
    "INSERT INTO word_entry (persona, passage_id, tokens) VALUES (:persona, :passage, CAST(:tokens AS tsvector))"
)
_REMOVE_FTS = text(
    "DELETE FROM word_fts WHERE rowid IN "
    "(SELECT number FROM word_entry WHERE persona = :persona AND passage_id IN :ids)"
).bindparams(_IDS)
_REMOVE_ENTRY = text("DELETE FROM word_entry WHERE persona = :persona AND passage_id IN :ids").bindparams(
    _IDS
)
# bm25() is negative, better is smaller; the scope column must not count. Only parameter names are put in.
_FTS_PART = (
    "SELECT rowid AS number, -bm25(word_fts, 1.0, 0.0) * :weight{number} AS score "
    "FROM word_fts WHERE word_fts MATCH :match{number}"
)
# MATERIALIZED: merged into an aggregate, bm25() refuses to work.
_FTS_SUM = (
    "WITH part AS MATERIALIZED ({parts}), hit AS (SELECT number, sum(score) AS score FROM part GROUP BY number) "
    "SELECT passage_id, score FROM hit JOIN word_entry USING (number) ORDER BY score DESC, passage_id LIMIT :limit"
)
_HELD = text("SELECT passage_id FROM word_entry WHERE persona = :persona")
# One term at a time, so that each has its weight and its rarity (BM25's inverse document frequency); ts_rank
# saturates with repetitions, and its mode 1 divides by the logarithm of the length.
_SEARCH_VECTOR = text(
    """
    WITH term AS (
        SELECT CAST(word AS tsquery) AS word, weight
        FROM unnest(CAST(:terms AS text[]), CAST(:weights AS float8[])) AS given(word, weight)
    ),
    hit AS (
        SELECT entry.passage_id, term.word, term.weight, ts_rank(entry.tokens, term.word, 1) AS rank
        FROM term JOIN word_entry AS entry ON entry.persona = :persona AND entry.tokens @@ term.word
    ),
    held AS (SELECT count(*) AS passages FROM word_entry WHERE persona = :persona),
    rarity AS (
        SELECT word, ln(1 + (max(passages) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
        FROM hit CROSS JOIN held GROUP BY word
    )
    SELECT hit.passage_id, sum(hit.weight * rarity.idf * hit.rank) AS score
    FROM hit JOIN rarity USING (word)
    GROUP BY hit.passage_id ORDER BY score DESC, hit.passage_id LIMIT :limit
    """
)
