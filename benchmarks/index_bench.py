"""Measure the index: embedding beside the reference library, search beside bare Chroma, event-loop lag, memory.

Ratios hold on other machines, absolute figures do not. Writes JSON to stdout.

Usage: python benchmarks/index_bench.py [--sizes 1000,10000,100000] [--with-reference] [--skip-embedding]

`--with-reference` makes a temporary virtual environment with torch and sentence-transformers (needs a package index).
"""

import argparse
import asyncio
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.index_material import PreparedEmbedder, clustered_vectors, made_up_texts, read_documents
from twin.index.chroma_home import ChromaHome
from twin.index.chroma_index import ChromaIndex
from twin.index.indexing import Indexing
from twin.index.library import Library
from twin.index.minilm_embedder import MiniLmEmbedder
from twin.index.minilm_weights import model_folder
from twin.index.tokens import tokens
from twin.settings import ChromaSettings
from twin.storage.database import Database, sqlite_url
from twin.storage.migrating import upgrade

PERSONA = "cardiology"
QUESTIONS = 300
LIMIT = 40  # candidates per index, the default of RetrievalSettings
REFERENCE = """
import json, sys, time
import numpy as np
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu")
texts = json.load(open(sys.argv[2]))
model.encode(texts[:8])
started = time.perf_counter()
vectors = model.encode(texts, batch_size=32, normalize_embeddings=True)
seconds = time.perf_counter() - started
np.save(sys.argv[3], vectors)
print(json.dumps({"seconds": seconds}))
"""


async def main() -> None:
    """Run what was asked for and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--with-reference", action="store_true")
    parser.add_argument(
        "--reference-python", type=Path, help="a Python that has sentence-transformers already"
    )
    parser.add_argument("--skip-embedding", action="store_true")
    asked = parser.parse_args()
    result: dict[str, Any] = {}
    if not asked.skip_embedding:
        result["embedding"] = await embedding(asked.reference_python, with_reference=asked.with_reference)
        result["loop_lag_while_indexing"] = await loop_lag()
    result["search"] = [await search(int(size)) for size in asked.sizes.split(",") if size]
    print(json.dumps(result, indent=2))


async def embedding(prepared: Path | None, *, with_reference: bool) -> dict[str, Any]:
    """Passages per second of 256 tokens and of mixed lengths, in turns with sentence-transformers on the same texts."""
    result: dict[str, Any] = {}
    embedder = MiniLmEmbedder()
    with tempfile.TemporaryDirectory() as folder:
        python = prepared or (_reference_environment(Path(folder)) if with_reference else None)
        for kind, words in (("full_256_tokens", (300, 300)), ("mixed", (20, 180))):
            texts = made_up_texts(96, words=words, seed=1)
            ours, theirs, cosine = [], [], 1.0
            await embedder.embed_passages(texts[:8])
            for _ in range(3):
                started = time.perf_counter()
                vectors = await embedder.embed_passages(texts)
                ours.append(len(texts) / (time.perf_counter() - started))
                if python:
                    seconds, reference = _reference_run(python, texts, Path(folder))
                    theirs.append(len(texts) / seconds)
                    cosine = min(cosine, float((vectors * reference).sum(axis=1).min()))
            figures: dict[str, Any] = {"passages_per_second": round(float(np.median(ours)), 1)}
            if theirs:
                figures["reference_passages_per_second"] = round(float(np.median(theirs)), 1)
                figures["ratio"] = round(float(np.median(ours) / np.median(theirs)), 2)
                figures["lowest_cosine_to_reference"] = round(cosine, 7)
            result[kind] = figures
    timings = await _timed(
        [partial(embedder.embed_query, q) for q in made_up_texts(100, words=(8, 16), seed=2)]
    )
    return result | {"query_ms": timings}


def _reference_environment(folder: Path) -> Path:
    """Make a virtual environment with torch and sentence-transformers; give its Python."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "torch==2.13.0", "sentence-transformers"]
    subprocess.run(install, check=True, stdout=sys.stderr)
    return python


def _reference_run(python: Path, texts: Sequence[str], folder: Path) -> tuple[float, NDArray[np.float32]]:
    (folder / "texts.json").write_text(json.dumps(list(texts)))
    arguments = [str(model_folder()), str(folder / "texts.json"), str(folder / "vectors.npy")]
    done = subprocess.run(
        [str(python), "-c", REFERENCE, *arguments], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])["seconds"], np.load(folder / "vectors.npy")


async def loop_lag() -> dict[str, float]:
    """How late the event loop is while 400 passages are embedded and indexed beside it, Chroma in its child."""
    late: list[float] = []

    async def watch() -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.005)
            late.append((time.perf_counter() - before - 0.005) * 1000)

    with tempfile.TemporaryDirectory() as folder:
        embedder = MiniLmEmbedder()
        await embedder.embed_query("load the model")
        async with _Bench(Path(folder), embedder) as bench:
            await bench.chroma.count(PERSONA, embedder.name)
            watcher = asyncio.create_task(watch())
            documents = read_documents(made_up_texts(400, words=(60, 120), seed=3), per_document=20)
            report = await bench.indexing.index_persona(PERSONA, documents)
            watcher.cancel()
    return _spread(late) | {"passages": report.passages, "seconds": report.seconds}


async def search(size: int) -> dict[str, Any]:
    """Search times at one size: our exact search, our Chroma, our words, and bare Chroma with its defaults."""
    vectors = clustered_vectors(size, seed=size)
    texts = made_up_texts(size, words=(40, 90), seed=4)
    rows = np.random.default_rng(0).choice(size, size=min(QUESTIONS, size), replace=False)
    embedder = PreparedEmbedder(texts, vectors)
    result: dict[str, Any] = {"passages": size}
    with tempfile.TemporaryDirectory() as folder:
        async with _Bench(Path(folder), embedder) as bench:
            started = time.perf_counter()
            await bench.indexing.index_persona(PERSONA, read_documents(texts, per_document=50))
            result["index_passages_per_second_without_embedding"] = round(
                size / (time.perf_counter() - started)
            )
            ids = await bench.library.retrievable(PERSONA)
            own = await bench.library.vectors(PERSONA, ids)
            for name, exact_below in (("exact", size + 1), ("chroma", 0)):
                library = bench.reading(exact_below)
                await library.dense(PERSONA, own[0], LIMIT)
                result[f"{name}_ms"] = await _timed(
                    [partial(library.dense, PERSONA, own[r], LIMIT) for r in rows]
                )
                result[f"{name}_missed_own"] = await _missed(library, ids, own)
            questions = made_up_texts(len(rows), words=(6, 10), seed=5)
            result["words_ms"] = await _timed(
                [partial(bench.library.words, PERSONA, tokens(q), LIMIT) for q in questions]
            )
            result["unchanged_build_seconds"] = await _unchanged(bench, texts)
    result["bare_chroma"] = await asyncio.to_thread(_bare_chroma, vectors, rows)
    bare = result["bare_chroma"]["query_ms"]["p50"]
    result["ratio_p50_to_bare_chroma"] = {
        name: round(result[f"{name}_ms"]["p50"] / bare, 2) for name in ("exact", "chroma", "words")
    }
    result["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return result


async def _unchanged(bench: "_Bench", texts: Sequence[str]) -> float:
    started = time.perf_counter()
    await bench.indexing.index_persona(PERSONA, read_documents(texts, per_document=50))
    return round(time.perf_counter() - started, 2)


async def _missed(library: Library, ids: Sequence[str], own: NDArray[np.float32]) -> str:
    """Count passages that are not among the first ten for their own vector, of at most 10,000."""
    looked = range(0, len(ids), max(1, len(ids) // 10_000))
    missed = 0
    for row in looked:
        hits = await library.dense(PERSONA, own[row], 10)
        missed += all(hit.passage_id != ids[row] for hit in hits)
    return f"{missed} of {len(looked)}"


def _bare_chroma(vectors: NDArray[np.float32], rows: NDArray[np.int64]) -> dict[str, Any]:
    """The same vectors in a plain Chroma collection with default settings, in this process."""
    import chromadb

    folder = tempfile.mkdtemp()
    collection = chromadb.PersistentClient(folder).create_collection(
        "bare", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    started = time.perf_counter()
    for start in range(0, len(vectors), 1000):
        part = vectors[start : start + 1000]
        collection.add(ids=[str(start + i) for i in range(len(part))], embeddings=part)
    seconds = time.perf_counter() - started
    taken, missed = [], 0
    for row in rows:
        before = time.perf_counter()
        found = collection.query(
            query_embeddings=vectors[row][None, :], n_results=LIMIT, include=["distances"]
        )
        taken.append((time.perf_counter() - before) * 1000)
        missed += str(row) not in found["ids"][0][:10]
    shutil.rmtree(folder, ignore_errors=True)
    return {
        "adds_per_second": round(len(vectors) / seconds),
        "query_ms": _spread(taken),
        "missed_own": f"{missed} of {len(rows)}",
    }


async def _timed(calls: Sequence[Callable[[], Awaitable[object]]]) -> dict[str, float]:
    taken = []
    for call in calls:
        before = time.perf_counter()
        await call()
        taken.append((time.perf_counter() - before) * 1000)
    return _spread(taken)


def _spread(values: Sequence[float]) -> dict[str, float]:
    points = {"p50": 50, "p95": 95, "p99": 99, "max": 100}
    return {name: round(float(np.percentile(values, point)), 2) for name, point in points.items()}


class _Bench:
    """An index in a folder of its own, with Chroma served by a child as in the service."""

    def __init__(self, folder: Path, embedder: Any) -> None:
        settings = ChromaSettings()
        self.embedder = embedder
        self.database = Database(sqlite_url(folder))
        self.home = ChromaHome(folder, settings)
        self.chroma = ChromaIndex(self.home, settings)
        self.library = self.reading(50_000)
        self.indexing = Indexing(
            self.database, embedder, self.chroma, self.library, data=folder, sentences_below=5_000
        )

    def reading(self, exact_below: int) -> Library:
        return Library(self.database, self.chroma, embedder_name=self.embedder.name, exact_below=exact_below)

    async def __aenter__(self) -> "_Bench":
        await upgrade(self.database)
        await self.home.serve()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.chroma.close()
        await self.home.close()
        await self.database.close()


if __name__ == "__main__":
    asyncio.run(main())
