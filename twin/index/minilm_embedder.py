"""all-MiniLM-L6-v2 on onnxruntime: the embedded default. English only; needs no torch and no network.

The only file that imports onnxruntime and tokenizers.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from twin.index.minilm_weights import (
    TOKENIZER_SHA256,
    WEIGHTS_SHA256,
    checked_file,
    load_weights,
    model_folder,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_TOKENS = 256  # sentence_bert_config.json of the model
DIMENSIONS = 384
# Texts of one forward pass: eight of 256 tokens still fit the processor's cache. One pass after the other, each in
# `threads` threads: on two cores 43 texts of 256 tokens a second, against 35 with two passes of one thread at once.
BATCH = 8
REMEMBERED_QUERIES = 1024  # 1.5 KB each
_GRAPH = Path(__file__).parent / "minilm.onnx"


class MiniLmEmbedder:
    """Embeds in a worker thread; the model is loaded at the first call (0.5 s, 110 MB)."""

    name = f"all-MiniLM-L6-v2/{WEIGHTS_SHA256[:12]}"
    dimensions = DIMENSIONS
    languages = frozenset({"en"})

    def __init__(self, *, batch: int = BATCH, threads: int = 2) -> None:
        """Remember the sizes: at most `batch` (and 8) texts per forward pass, each in `threads` threads."""
        self._batch = min(batch, BATCH)
        self._threads = threads
        self._loading = Lock()
        self._loaded: tuple[Any, Any] | None = None
        self._queries: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    async def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Give one unit vector per text, in order; a text beyond 256 tokens is cut there.

        Raises:
            SettingsError: If the model package is missing or damaged.
        """
        return await asyncio.to_thread(self._embed, list(texts))

    async def embed_query(self, text: str) -> "NDArray[np.float32]":
        """Give the vector of one question; the last 1,024 questions are remembered."""
        known = self._queries.get(text)
        if known is None:
            known = (await asyncio.to_thread(self._embed, [text]))[0]
            self._queries[text] = known
            if len(self._queries) > REMEMBERED_QUERIES:
                self._queries.popitem(last=False)
        else:
            self._queries.move_to_end(text)
        return known

    def embed_here(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Give one unit vector per text, in order, computed in the calling thread: for short texts outside the event loop.

        Raises:
            SettingsError: If the model package is missing or damaged.
        """
        return self._embed(list(texts))

    def _embed(self, texts: list[str]) -> "NDArray[np.float32]":
        """Embed in this thread, similar lengths together so that little padding is computed."""
        import numpy as np

        session, tokenizer = self._model()
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        encodings = tokenizer.encode_batch(texts)
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        parts = [order[start : start + self._batch] for start in range(0, len(order), self._batch)]

        for rows in parts:
            ids, mask = _padded([encodings[i].ids for i in rows])
            vectors[rows] = session.run(["vectors"], {"ids": ids, "mask": mask})[0]
        return vectors

    def _model(self) -> tuple[Any, Any]:
        """Give session and tokenizer, loaded once."""
        with self._loading:
            if self._loaded is None:
                folder = model_folder()
                weights = checked_file(folder / "model.safetensors", WEIGHTS_SHA256)
                tokenizer = checked_file(folder / "tokenizer.json", TOKENIZER_SHA256)
                self._loaded = _open_session(weights, self._threads), _open_tokenizer(tokenizer)
            return self._loaded


def _open_session(weights_file: Path, threads: int) -> Any:
    """Open the graph with the weights as its external initialisers."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    weights = load_weights(weights_file)
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(array) for array in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(
        _GRAPH.read_bytes(), sess_options=options, providers=["CPUExecutionProvider"]
    )


def _padded(texts: "Sequence[Sequence[int]]") -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Put token ids of several texts into one table, filled up with zeros, and say where tokens stand."""
    import numpy as np

    ids = np.zeros((len(texts), max(map(len, texts))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, tokens in enumerate(texts):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask


def _open_tokenizer(file: Path) -> Any:
    """Open the tokenizer: cut at 256 tokens, no padding of its own."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    tokenizer.no_padding()
    return tokenizer
