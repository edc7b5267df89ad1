"""A served embedding model: asked in batches, tried again, and every failure named."""

import numpy as np
import pytest
from pydantic import SecretStr

from tests.served.script import Script
from tests.served.server import ScriptedServer
from twin.errors import EmbedderUnavailable
from twin.index.embedder import Embedder
from twin.index.langchain_embeddings import LangChainEmbeddings
from twin.index.served_embedder import ServedEmbedder


def _embedder(base_url: str, *, retries: int = 1) -> ServedEmbedder:
    return ServedEmbedder(
        base_url=base_url,
        model="multi",
        api_key=SecretStr("sk-secret"),
        batch=3,
        timeout_seconds=2,
        retries=retries,
    )


async def test_seven_texts_go_out_in_three_batches_and_come_back_in_order(
    scripted_server: ScriptedServer,
) -> None:
    embedder: Embedder = _embedder(scripted_server.base_url)
    texts = [f"blood pressure number {i}" for i in range(7)]

    vectors = await embedder.embed_passages(texts)

    alone = np.stack([await embedder.embed_query(text) for text in texts])
    assert sorted(len(request.json["input"]) for request in scripted_server.requests[:3]) == [1, 3, 3]
    assert np.allclose(vectors, alone)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.dimensions == vectors.shape[1]


async def test_a_question_asked_twice_is_embedded_once(scripted_server: ScriptedServer) -> None:
    embedder = _embedder(scripted_server.base_url)

    await embedder.embed_query("can I drink coffee")
    await embedder.embed_query("can I drink coffee")

    assert len(scripted_server.requests) == 1
    await embedder.close()


async def test_a_server_that_is_busy_once_is_asked_again(scripted_server: ScriptedServer) -> None:
    scripted_server.play("429", "right", model="/embeddings")

    vectors = await _embedder(scripted_server.base_url).embed_passages(["a"])

    assert vectors.shape[0] == 1
    assert len(scripted_server.requests) == 2


@pytest.mark.parametrize(
    ("script", "said"), [("401", "HTTP 401"), ("500", "HTTP 500"), ("slow", "APITimeoutError")]
)
async def test_a_failing_server_is_named_without_the_key_or_the_text(
    scripted_server: ScriptedServer, script: str, said: str
) -> None:
    scripted_server.play(script, model="/embeddings")

    with pytest.raises(EmbedderUnavailable, match=said) as caught:
        await _embedder(scripted_server.base_url, retries=0).embed_passages(["my chest hurts"])

    assert "sk-secret" not in str(caught.value)
    assert "my chest" not in str(caught.value)
    assert "TWIN_EMBEDDING__BASE_URL" in str(caught.value)


async def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(EmbedderUnavailable, match="APIConnectionError"):
        await _embedder("http://127.0.0.1:9/v1", retries=0).embed_passages(["a"])


async def test_a_vector_of_another_width_is_refused(scripted_server: ScriptedServer) -> None:
    embedder = _embedder(scripted_server.base_url)
    embedder.dimensions = 5

    with pytest.raises(EmbedderUnavailable, match="earlier 5"):
        await embedder.embed_passages(["a"])


async def test_no_texts_ask_nobody(scripted_server: ScriptedServer) -> None:
    vectors = await _embedder(scripted_server.base_url).embed_passages([])

    assert len(vectors) == 0
    assert scripted_server.requests == []


async def test_langchain_gets_the_same_vectors_inside_and_outside_a_loop(
    scripted_server: ScriptedServer,
) -> None:
    embedder = _embedder(scripted_server.base_url)
    face = LangChainEmbeddings(embedder)

    rows = [
        *(await face.aembed_documents(["heart"])),
        await face.aembed_query("heart"),
        face.embed_query("heart"),
    ]

    assert np.allclose(rows[0], rows[1])
    assert np.allclose(rows[0], rows[2])


async def test_a_refused_request_is_not_sent_again(scripted_server: ScriptedServer) -> None:
    scripted_server.play(Script(status=400, body="{}"), model="/embeddings")

    with pytest.raises(EmbedderUnavailable, match="HTTP 400"):
        await _embedder(scripted_server.base_url, retries=2).embed_passages(["a"])

    assert len(scripted_server.requests) == 1
