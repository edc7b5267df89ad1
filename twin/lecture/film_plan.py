"""Which piece of film shows what: each scene is cut where a sentence begins, so that an edit changes one piece."""

import functools
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twin.lecture.caption_files import ass_text
from twin.lecture.captions import Cue
from twin.lecture.segments import PieceOfFilm, PresenterPiece
from twin.lecture.slides import SlidePicture
from twin.lecture.timeline import FRAMES_A_SECOND, TimedScene, TimedSentence, Timeline
from twin.persona.persona import Persona


class Presenting(Protocol):
    """Draws the presenter over a slide."""

    def piece(
        self, slide: SlidePicture, sentence: TimedSentence | None, *, frames: int, start_seconds: float
    ) -> PresenterPiece | None:
        """Give the presenter for one piece of `frames` frames in which the sentence's sound begins at `start_seconds`.

        None where he does not stand on this slide; without a sentence he is silent.
        """
        ...


def pieces_of(
    timeline: Timeline,
    slides: Mapping[str, SlidePicture],
    *,
    presenting: Presenting | None = None,
    burned: Sequence[Cue] = (),
    language: str,
) -> tuple[PieceOfFilm, ...]:
    """Give the pieces of a talk in order; together they have exactly its frames.

    Args:
        slides: By scene id.
        presenting: None for a talk without a presenter.
        burned: Captions to burn into the picture; empty for none.
    """
    pieces = []
    for scene in timeline.scenes:
        slide = slides[scene.id]
        for sentence, begin, end in _cut(scene):
            said_at = (sentence.start_frame - begin) / FRAMES_A_SECOND if sentence else 0.0
            presenter = presenting and presenting.piece(
                slide, sentence, frames=end - begin, start_seconds=said_at
            )
            captions = _captions(burned, begin, end, slide, language)
            pieces.append(PieceOfFilm(slide.png, end - begin, presenter or None, captions))
    return tuple(pieces)


def _cut(scene: TimedScene) -> list[tuple[TimedSentence | None, int, int]]:
    """Give (sentence, first frame, frame behind the last) of each piece of a scene; the last keeps the tail."""
    end = scene.start_frame + scene.frames
    if not scene.sentences:
        return [(None, scene.start_frame, end)]
    begins = [scene.start_frame, *(sentence.start_frame for sentence in scene.sentences[1:])]
    ends = [*begins[1:], end]
    return list(zip(scene.sentences, begins, ends, strict=True))


def _captions(cues: Sequence[Cue], begin: int, end: int, slide: SlidePicture, language: str) -> str:
    """Give the captions of one piece, counted from its own beginning."""
    start, stop = begin / FRAMES_A_SECOND, end / FRAMES_A_SECOND
    shown = [
        Cue(
            cue.lines,
            max(cue.start_seconds - start, 0.0),
            min(cue.end_seconds, stop) - start,
            cue.sentence_id,
        )
        for cue in cues
        if cue.start_seconds < stop and start < cue.end_seconds
    ]
    return ass_text(shown, width=slide.width, height=slide.height, language=language) if shown else ""


class DrawnPresenter:
    """The drawn physician; the caller has asked whether he may be shown (`may_present`)."""

    def __init__(self, persona: Persona) -> None:
        """Take whose portrait it is."""
        self._persona = persona
        self._looks: dict[str, Mapping[str, NDArray[np.uint8]]] = {}
        self._marks: dict[str, str] = {}
        self._busy = threading.Lock()
        self._identity = f"{_design()} {persona.portrait.model_dump_json()}"

    def piece(
        self, slide: SlidePicture, sentence: TimedSentence | None, *, frames: int, start_seconds: float
    ) -> PresenterPiece | None:
        """Give the presenter for one piece."""
        from twin.lecture.presenter.presenter_timeline import presenter_timeline

        box = slide.presenter_box
        if box is None:
            return None
        shown = presenter_timeline(
            sentence.said.speech.phonemes if sentence else (),
            frames=frames,
            seed=sentence.said.id if sentence else slide.scene_id,
            start_seconds=start_seconds,
        )
        # What he stands before is part of the slide, by whose bytes a piece is kept anyway.
        return PresenterPiece(self._identity, box.x, box.y, _Looks(lambda: self._over(slide)), shown)

    def _over(self, slide: SlidePicture) -> Mapping[str, NDArray[np.uint8]]:
        """Give his pictures over a slide; slides that show the same behind him share them."""
        from twin.lecture.presenter.sprites import background_of, sprites

        with self._busy:
            if slide.hash not in self._marks:
                background = background_of(slide)
                mark = hashlib.sha256(background.tobytes()).hexdigest()
                if mark not in self._looks:
                    self._looks[mark] = sprites(self._persona, background=background)
                self._marks[slide.hash] = mark
            return self._looks[self._marks[slide.hash]]


class _Looks(Mapping[str, NDArray[np.uint8]]):
    """Pictures that are drawn when a piece is made, and not at all for a piece that is kept."""

    def __init__(self, drawn: Callable[[], Mapping[str, NDArray[np.uint8]]]) -> None:
        self._drawn = drawn

    def __getitem__(self, name: str) -> NDArray[np.uint8]:
        return self._drawn()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._drawn())

    def __len__(self) -> int:
        return len(self._drawn())


@functools.cache
def _design() -> str:
    """Give the hash of what draws him: drawn otherwise he is another."""
    here = Path(__file__).parent
    sources = [*sorted((here / "presenter").glob("*.py")), *sorted((here.parent / "portrait").glob("*.py"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
