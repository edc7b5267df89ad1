"""Which models the settings choose: the embedder, and the served chat model if there is one. Loaded when chosen."""

from twin.chat.model import ChatModel
from twin.index.embedder import Embedder
from twin.settings import ChatSettings, EmbeddingSettings


def chosen_embedder(settings: EmbeddingSettings) -> Embedder:
    """Choose the embedder: a served one where a base URL is set, else the embedded MiniLM."""
    if settings.base_url:
        from twin.index.served_embedder import ServedEmbedder

        return ServedEmbedder(
            base_url=settings.base_url,
            model=settings.model or "",
            api_key=settings.api_key,
            batch=settings.batch,
            timeout_seconds=settings.timeout_seconds,
        )
    from twin.index.minilm_embedder import MiniLmEmbedder

    return MiniLmEmbedder(batch=settings.batch, threads=settings.threads)


def chosen_chat_model(settings: ChatSettings) -> ChatModel | None:
    """Choose the served model, if any is configured."""
    if settings.provider:
        from twin.chat.any_model import open_any_model

        return open_any_model(settings)
    if settings.base_url:
        from twin.chat.served_model import ServedModel

        return ServedModel(settings)
    return None
