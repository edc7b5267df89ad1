"""From an approved script to published files, in nine named steps that survive a kill.

Every part is kept under the hash of what it is made from, so a step that runs again finds its parts; one edited sentence
costs one sentence of voice and one piece of film. Right before everything that speaks or publishes it is asked again
whether that may be done.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from twin.errors import TalkUnsound, TwinError
from twin.jobs.job import JobFailed, JobKind, JobRun, Order, Result
from twin.lecture.caption_files import srt_text, vtt_text
from twin.lecture.editable_slides import editable_slides
from twin.lecture.film_plan import pieces_of
from twin.lecture.production_rooms import ProductionRooms
from twin.lecture.project import ProjectState
from twin.lecture.publishing import publish, sweep_halves
from twin.lecture.second_captions import has_second_captions, other_language, second_words
from twin.lecture.segments import PieceOfFilm, kept_piece
from twin.lecture.slides import handout_pdf
from twin.lecture.supported import require_supported
from twin.lecture.talk_check import check_video
from twin.lecture.talk_files import CaptionTrack, kept_scene, write_podcast, write_thumbnail, write_video
from twin.lecture.talk_in_making import TalkInMaking
from twin.lecture.talk_order import STEPS, TalkOrder
from twin.lecture.talk_sound import write_sound
from twin.lecture.transcript import html_transcript, markdown_transcript
from twin.media.finished_file import keep
from twin.voice.speaking_rate import estimated_seconds
from twin.voice.wave_sound import SAMPLE_RATE

KIND = "talk"
WORKERS = 2  # pieces of film made at once
KINDS_OF_FILES = {
    ".mp4": "video",
    ".mp3": "sound",
    ".srt": "captions",
    ".vtt": "captions",
    ".pdf": "handout",
    ".pptx": "slides",
    ".png": "picture",
    ".json": "manifest",
}


def talk_kind(rooms: ProductionRooms) -> JobKind:
    """Give the kind of job that makes talks."""

    def work(run: JobRun, order: Order) -> Result:
        return Production(rooms, run, TalkOrder(**order)).produce()

    return JobKind(KIND, STEPS, work)


class Production:
    """Makes one talk."""

    def __init__(self, rooms: ProductionRooms, run: JobRun, order: TalkOrder) -> None:
        """Take the rooms, the run of the job, and the order."""
        self._rooms, self._run, self._order = rooms, run, order
        self._talk = TalkInMaking(rooms, order)
        self._planned: tuple[PieceOfFilm, ...] | None = None

    def produce(self) -> Result:
        """Do every step in order; give the folder and the files."""
        self._step("script-check", self._check_script)
        self._step("slides", self._draw_slides)
        self._step("voice", self._speak)
        self._step("loudness", self._level)
        self._step("captions", self._caption)
        self._step("segments", self._film)
        self._step("join", self._join)
        self._step("label", self._label)
        result: Result = self._step("verify", self._verify_and_publish)
        return result

    def _step(self, name: str, work: Callable[[], Awaitable[Any]]) -> Any:
        return self._run.step(name, lambda: self._watched(work))

    async def _watched(self, work: Callable[[], Awaitable[Any]]) -> Any:
        """Do a step; a failure is written where the studio looks, and raised."""
        try:
            return await work()
        except (asyncio.CancelledError, JobFailed):
            await self._stands(ProjectState.APPROVED)
            raise
        except TwinError:
            await self._stands(ProjectState.FAILED)
            raise

    async def _stands(self, state: ProjectState) -> None:
        if not self._order.draft:
            await self._rooms.store.set_state(self._order.project, state)

    async def _check_script(self) -> dict[str, Any]:
        script = await self._talk.script()
        require_supported(script)
        if has_second_captions(script):
            second_words(script, await self._talk.persona())
        await self._talk.require_renderable()
        await self._stands(ProjectState.IN_PRODUCTION)
        return {"scenes": len(script.scenes), "sentences": len(script.sentences())}

    async def _draw_slides(self) -> list[str]:
        return [slide.hash for slide in await self._talk.slides()]

    async def _speak(self) -> float:
        timeline, voice = await self._talk.timeline(self._run.report), await self._talk.voice()
        language = (await self._talk.script()).brief.language
        self._rooms.measured(
            voice.id,
            language,
            estimated=sum(estimated_seconds(one.said.text.written, language) for one in timeline.sentences),
            spoken=sum(one.said.speech.seconds for one in timeline.sentences),
        )
        return timeline.seconds

    async def _level(self) -> int:
        return len(await self._talk.pcm())

    async def _caption(self) -> int:
        script, cues, timeline = (
            await self._talk.script(),
            await self._talk.cues(),
            await self._talk.timeline(),
        )
        language, sources = script.brief.language, await self._talk.sources()
        await self._write(f"captions.{language}.srt", srt_text(cues))
        await self._write(f"captions.{language}.vtt", vtt_text(cues, language=language))
        if second := await self._talk.second_cues():
            other = other_language(language)
            await self._write(f"captions.{other}.srt", srt_text(second))
            await self._write(f"captions.{other}.vtt", vtt_text(second, language=other))
        await self._write("transcript.md", markdown_transcript(script, timeline, sources))
        await self._write("transcript.html", html_transcript(script, timeline, sources))
        return len(cues)

    async def _film(self) -> list[str]:
        pieces = await self._pieces()
        made = 0
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="film") as pool:
            loop = asyncio.get_running_loop()
            folder = self._rooms.work / "segments"
            waiting = [loop.run_in_executor(pool, kept_piece, piece, folder) for piece in pieces]
            try:
                for one in asyncio.as_completed(waiting):
                    await one
                    made += 1
                    self._run.report(made, len(pieces))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return [piece.key for piece in pieces]

    async def _join(self) -> None:
        script, timeline, pcm = await self._talk.script(), await self._talk.timeline(), await self._talk.pcm()
        persona, theme = await self._talk.persona(), await self._talk.theme()
        folder, language = await self._talk.folder(), script.brief.language
        tags = self._rooms.labelling.tags(await self._talk.facts())
        slides, pictures = await self._talk.slides(), await self._talk.pictures()
        scenes = await self._films_by_scene()
        sound, kept = folder.with_suffix(".aac"), self._rooms.work / "coded"

        def join() -> None:
            write_sound(sound, pcm, sample_rate=SAMPLE_RATE, timeline=timeline, kept=kept)
            spoken_in = [language, *([other_language(language)] if has_second_captions(script) else [])]
            tracks = [CaptionTrack(folder / f"captions.{one}.srt", one) for one in spoken_in]
            write_video(
                folder / self._named(".mp4"),
                pieces=[kept_scene(pieces, self._rooms.work / "scenes") for pieces in scenes],
                sound=sound,
                timeline=timeline,
                tracks=tracks,
                language=language,
                metadata=tags,
            )
            write_podcast(
                folder / self._named(".mp3"),
                pcm,
                sample_rate=SAMPLE_RATE,
                timeline=timeline,
                metadata=tags,
                kept=kept,
            )
            write_thumbnail(folder / "thumbnail.png", slides[0].png, kept=self._rooms.work / "thumbnails")
            handout = handout_pdf(
                script, persona=persona, theme=theme, draft=self._order.draft, pictures=pictures
            )
            keep(folder / "handout.pdf", handout)
            pptx = editable_slides(
                script, persona=persona, theme=theme, draft=self._order.draft, pictures=pictures
            )
            keep(folder / "slides.pptx", pptx)

        await asyncio.to_thread(join)

    async def _label(self) -> None:
        facts, folder = await self._talk.facts(), await self._talk.folder()
        await asyncio.to_thread(self._rooms.labelling.label, folder, facts)

    async def _verify_and_publish(self) -> Result:
        folder, timeline, cues = (
            await self._talk.folder(),
            await self._talk.timeline(),
            await self._talk.cues(),
        )
        video = folder / self._named(".mp4")
        if not video.exists():
            raise TalkUnsound(f"{video.name} has gone from the work folder. Render the talk again.")
        loud = await asyncio.to_thread(check_video, video, timeline=timeline, cues=cues, tracks=1)
        out = Path(self._order.out)
        # Nothing may come between this look and the publishing but the publishing itself.
        await self._talk.require_renderable()
        hashes = await asyncio.to_thread(publish, folder, out)
        await self._record(out, hashes)
        await self._stands(ProjectState.DONE)
        await asyncio.to_thread(sweep_halves, self._rooms.work)
        return {
            "folder": str(out),
            "files": hashes,
            "seconds": timeline.seconds,
            "draft": self._order.draft,
            "lufs": loud.lufs,
            "true_peak": loud.true_peak,
        }

    async def _record(self, out: Path, hashes: dict[str, str]) -> None:
        voice = await self._talk.voice()
        for name, sha256 in hashes.items():
            await self._rooms.artefacts.record_artefact(
                self._order.project,
                version=self._order.version,
                kind=KINDS_OF_FILES.get(Path(name).suffix, "text"),
                path=str(out / name),
                sha256=sha256,
                voice_id=voice.id,
            )

    async def _pieces(self) -> tuple[PieceOfFilm, ...]:
        if self._planned is None:
            self._planned = await self._plan()
        return self._planned

    async def _films_by_scene(self) -> list[list[Path]]:
        """Give the finished pieces of film of each scene."""
        films = [self._rooms.work / "segments" / f"{piece.key}.mp4" for piece in await self._pieces()]
        by_scene = []
        for scene in (await self._talk.timeline()).scenes:
            count = max(1, len(scene.sentences))
            by_scene.append(films[:count])
            films = films[count:]
        return by_scene

    async def _plan(self) -> tuple[PieceOfFilm, ...]:
        script, timeline = await self._talk.script(), await self._talk.timeline()
        slides = {slide.scene_id: slide for slide in await self._talk.slides()}
        presenting = await self._talk.presenting()
        burned = await self._talk.cues() if self._order.burned else ()
        return await asyncio.to_thread(
            pieces_of, timeline, slides, presenting=presenting, burned=burned, language=script.brief.language
        )

    async def _write(self, name: str, text: str) -> None:
        await asyncio.to_thread(keep, await self._talk.folder() / name, text.encode("utf-8"))

    def _named(self, suffix: str) -> str:
        """Name the talk's own files; a draft's name says what it is."""
        return ("draft" if self._order.draft else "talk") + suffix
