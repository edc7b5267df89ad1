"""The embedded model gives the vectors of the published model, and refuses weights it does not know."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.twin.index.minilm_reference import MiniLmReference
from twin.errors import SettingsError
from twin.index import minilm_weights
from twin.index.embedder import Embedder
from twin.index.minilm_embedder import DIMENSIONS, MiniLmEmbedder

ROOT = Path(__file__).parents[3]
TEXTS = (
    "Can I drink coffee with atrial fibrillation?",
    "AF",
    "Aim for less than 130/80 mmHg if you tolerate it.",
    "Statins lower LDL cholesterol; muscle aches are common and rarely dangerous. " * 40,
    "糖尿病肾病",
    "",
)

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def embedder() -> MiniLmEmbedder:
    return MiniLmEmbedder(batch=4)


async def test_vectors_equal_those_of_the_published_model(embedder: MiniLmEmbedder) -> None:
    reference = MiniLmReference(minilm_weights.model_folder())

    vectors = await embedder.embed_passages(TEXTS)

    cosines = [float(vector @ reference.embed(text)) for vector, text in zip(vectors, TEXTS, strict=True)]
    assert min(cosines) >= 0.9999


async def test_vectors_have_unit_length_and_keep_the_order_of_the_texts(embedder: MiniLmEmbedder) -> None:
    vectors = await embedder.embed_passages(TEXTS)

    alone = np.stack([(await embedder.embed_passages([text]))[0] for text in TEXTS])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.allclose(vectors, alone, atol=1e-5)


async def test_a_question_has_the_vector_it_would_have_as_a_passage(embedder: MiniLmEmbedder) -> None:
    port: Embedder = embedder

    twice = [await port.embed_query(TEXTS[0]), await port.embed_query(TEXTS[0])]

    passage = (await port.embed_passages(TEXTS[:1]))[0]
    assert all(np.allclose(vector, passage, atol=1e-6) for vector in twice)


async def test_no_texts_give_no_vectors(embedder: MiniLmEmbedder) -> None:
    vectors = await embedder.embed_passages([])

    assert vectors.shape == (0, DIMENSIONS)


def test_damaged_weights_are_refused_with_the_way_out(tmp_path: Path) -> None:
    damaged = tmp_path / "model.safetensors"
    damaged.write_bytes(b"not the model")

    with pytest.raises(SettingsError, match=r"checksum .* run `make setup`"):
        minilm_weights.checked_file(damaged, minilm_weights.WEIGHTS_SHA256)


def test_a_missing_model_package_names_both_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minilm_weights, "PACKAGE", "a_package_that_is_not_installed")

    with pytest.raises(SettingsError, match=r"make setup.*TWIN_EMBEDDING__BASE_URL"):
        minilm_weights.model_folder()


async def test_the_model_package_itself_is_never_imported(embedder: MiniLmEmbedder) -> None:
    await embedder.embed_query("anything")

    assert minilm_weights.PACKAGE not in sys.modules
    assert "torch" not in sys.modules


def test_making_the_graph_again_gives_the_committed_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "minilm.onnx"
    monkeypatch.setattr(sys, "argv", ["make_minilm_graph.py", str(target)])

    runpy.run_path(str(ROOT / "tools" / "make_minilm_graph.py"), run_name="__main__")

    assert target.read_bytes() == (ROOT / "twin" / "index" / "minilm.onnx").read_bytes()
