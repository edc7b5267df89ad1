"""`twin voice`: read a text aloud, show what is set, and make or delete a physician's own voice."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from twin.settings import Settings

app = typer.Typer(help="Voices: say, list, clone, forget.", no_args_is_help=True)
JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
PersonaArgument = Annotated[str, typer.Argument(help="Persona id.")]


@app.command("say")
def say(
    text: Annotated[str, typer.Argument(help="A sentence or a few.")],
    out: Annotated[Path, typer.Option("--out", help="WAV file to write.")],
    language: Annotated[str, typer.Option("--language", help="en or zh; by the text when left out.")] = "",
    persona: Annotated[
        str,
        typer.Option("--persona", help="Read as for this persona's talks; the embedded voice when left out."),
    ] = "",
    as_json: JsonFlag = False,
) -> None:
    """Read a text aloud into a labelled WAV file, with its numbers and units in words.

    Example: twin voice say "Aim for less than 130/80 mmHg." --out pressure.wav
    """
    from twin.settings import load_settings

    spoken = language or ("zh" if any("\u4e00" <= one <= "\u9fff" for one in text) else "en")
    if spoken not in ("en", "zh"):
        raise typer.BadParameter("--language is en or zh.")
    if out.suffix.lower() != ".wav":
        raise typer.BadParameter("--out ends in .wav.")
    told = asyncio.run(_say(load_settings(), text, spoken, persona, out))
    line = f"{told['file']}: {told['seconds']} s, {told['voice']}"
    typer.echo(json.dumps(told, ensure_ascii=False) if as_json else line)


async def _say(
    settings: "Settings", text: str, language: str, persona_id: str, out: Path
) -> dict[str, object]:
    from twin.chosen_voice import chosen_voice
    from twin.labels.aigc_label import label_for
    from twin.labels.file_label import write_label
    from twin.persona.folder import load_persona
    from twin.voice.embedded_voice import EmbeddedVoice
    from twin.voice.speech import Voice
    from twin.voice.spoken_form import spoken_form
    from twin.voice.voice_store import written_whole
    from twin.voice.wave_sound import faded, wav_bytes

    readings: dict[str, str] = {}
    voice: Voice = EmbeddedVoice(language)
    if persona_id:
        readings = load_persona(settings.paths.personas, persona_id).pronunciations.in_language(language)
        voice = chosen_voice(settings, persona_id, language)
    form = spoken_form(text, language=language, pronunciations=readings)
    try:
        speech = await voice.speak(form)
    finally:
        if ending := getattr(voice, "aclose", None):
            await ending()
    await asyncio.to_thread(written_whole, out, wav_bytes(faded(speech.samples)))
    write_label(out, label_for(settings.labels.producer, f"{voice.id}\n{form.spoken}"))
    return {"file": str(out), "seconds": round(speech.seconds, 2), "voice": voice.id, "spoken": form.spoken}


@app.command("list")
def list_voices(as_json: JsonFlag = False) -> None:
    """Show which voice reads for whom, whether consent is in force, and how much sound is kept.

    Example: twin voice list
    """
    from twin.settings import load_settings
    from twin.voice_listing import voice_rows

    rows = voice_rows(load_settings())
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        own = (
            "" if not row["own"] else f"  own voice, {'consent in force' if row['consent'] else 'NO consent'}"
        )
        kept = f"  {row['kept']} sounds kept" if row["kept"] else ""
        typer.echo(f"{row['persona']}\t{row['language']}\t{row['voice'] or row['fault']}{own}{kept}")


@app.command("clone")
def clone(
    persona_id: PersonaArgument,
    recordings: Annotated[
        list[Path], typer.Argument(help="Sound files of the physician alone, 30 s to 10 min together.")
    ],
) -> None:
    """Have ElevenLabs make the physician's own voice. Needs the signed consent to the voice for lectures in the folder.

    Example: twin voice clone cardiology lin-1.wav lin-2.wav
    """
    from twin.chosen_voice import elevenlabs_door, voice_consent, voice_folder
    from twin.labels.consent import LECTURE
    from twin.persona.folder import load_persona
    from twin.settings import load_settings
    from twin.voice.cloned_voices import ClonedVoice, ClonedVoices
    from twin.voice.cloning import clone_voice

    settings = load_settings()
    persona = load_persona(settings.paths.personas, persona_id)
    require_consent = voice_consent(settings, persona_id, duty=LECTURE)
    require_consent()  # before the key is even looked at

    async def make() -> ClonedVoice:
        door = elevenlabs_door(settings.voice)
        try:
            return await clone_voice(
                door,
                ClonedVoices(voice_folder(settings)),
                persona_id=persona_id,
                name=f"{persona.name.en} (digital twin)",
                recordings=recordings,
                require_consent=require_consent,
            )
        finally:
            await door.aclose()

    made = asyncio.run(make())
    typer.echo(f"{made.persona_id}: {made.provider}:{made.voice_id}")


@app.command("forget")
def forget(persona_id: PersonaArgument) -> None:
    """Delete a physician's own voice: the sound kept here, the voice at the provider, its id. Needs no consent.

    Example: twin voice forget cardiology
    """
    from twin.chosen_voice import elevenlabs_door, voice_folder
    from twin.settings import load_settings
    from twin.voice.cloned_voices import ClonedVoice, ClonedVoices
    from twin.voice.cloning import forget_voice
    from twin.voice.voice_store import VoiceStore

    settings = load_settings()
    folder = voice_folder(settings)

    async def delete() -> tuple[int, list[ClonedVoice]]:
        door = elevenlabs_door(settings.voice) if settings.voice.api_key else None
        try:
            return await forget_voice(door, ClonedVoices(folder), VoiceStore(folder), persona_id=persona_id)
        finally:
            if door is not None:
                await door.aclose()

    sounds, voices = asyncio.run(delete())
    typer.echo(f"{persona_id}: {sounds} sounds and {len(voices)} voices deleted")
