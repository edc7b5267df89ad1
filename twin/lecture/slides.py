"""Slides as pictures of 1920 × 1080 pixels, one a scene, and the handout as a PDF."""

import functools
import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from twin.lecture.script import Script
from twin.lecture.slide_data import has_presenter, said_over, slide_hash, slides_data
from twin.lecture.slide_words import HANDOUT, LABEL
from twin.lecture.talk_sources import NumberedSource, all_sources, numbered_sources
from twin.lecture.theme import Theme, theme_of
from twin.persona.persona import Persona
from twin.typesetting.typst_door import TEMPLATES, compile_pdf, compile_pictures
from twin.typesetting_errors import TextDoesNotFit

WIDTH, HEIGHT = 1920, 1080


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels from the top left corner; all even, as yuv420p needs."""

    x: int
    y: int
    width: int
    height: int


# Where slide.typ keeps the ground free: the presenter stands on the progress bar, bottom right.
PRESENTER_BOX = Box(1500, 630, 384, 438)
CAPTION_BOX = Box(96, 936, 1376, 124)
WIDE_CAPTION_BOX = Box(96, 936, 1728, 124)
LABEL_BOX = Box(1080, 24, 800, 96)


@dataclass(frozen=True, slots=True)
class SlidePicture:
    """One slide. `png` is opaque; equal `hash` means equal bytes. `presenter_box` is None where he does not stand."""

    scene_id: str
    png: bytes
    hash: str
    width: int
    height: int
    presenter_box: Box | None
    caption_box: Box
    label_box: Box


def slide_pictures(
    script: Script,
    *,
    persona: Persona,
    sources_by_scene: Mapping[str, tuple[NumberedSource, ...]] | None = None,
    theme: Theme | None = None,
    draft: bool = False,
    pictures: Mapping[str, str] | None = None,
    kept: Path | None = None,
) -> tuple[SlidePicture, ...]:
    """Draw every slide of a talk; what has not changed is not drawn again.

    Args:
        sources_by_scene: By scene id; None numbers those of the script (`numbered_sources`).
        theme: None takes the persona's own, with a presenter.
        draft: Put the watermark on.
        pictures: SVG text by the name in `Scene.picture`.
        kept: Folder of drawn slides, `<hash>.png`; written and read. None keeps them in memory for this process.

    Raises:
        TypesettingError: A text that does not fit, a character without a glyph, no Chinese font; each is named.
    """
    theme = theme or theme_of(persona, script.brief.language)
    slides = slides_data(
        script,
        theme=theme,
        sources_by_scene=numbered_sources(script) if sources_by_scene is None else sources_by_scene,
        draft=draft,
        pictures=pictures,
    )
    made = []
    for number, (scene, slide) in enumerate(zip(script.scenes, slides, strict=True), start=1):
        # The title of the document is not seen: another title of the talk is no other slide.
        document = {"title": "Slide", "language": script.brief.language, "slides": [slide]}
        key = slide_hash(document | {"design": _design()})
        presents = has_presenter(scene, theme)
        made.append(
            SlidePicture(
                scene_id=scene.id,
                png=_drawn(key, document, kept, number),
                hash=key,
                width=WIDTH,
                height=HEIGHT,
                presenter_box=PRESENTER_BOX if presents else None,
                caption_box=CAPTION_BOX if presents else WIDE_CAPTION_BOX,
                label_box=LABEL_BOX,
            )
        )
    return tuple(made)


def slides_hash(
    script: Script,
    theme: Theme,
    *,
    sources_by_scene: Mapping[str, tuple[NumberedSource, ...]] | None = None,
    pictures: Mapping[str, str] | None = None,
) -> str:
    """Give the SHA-256 that an approval binds to: what all slides say and show, whether draft or not."""
    by_scene = numbered_sources(script) if sources_by_scene is None else sources_by_scene
    slides = slides_data(script, theme=theme, sources_by_scene=by_scene, draft=False, pictures=pictures)
    return slide_hash({"slides": slides})


def handout_pdf(
    script: Script,
    *,
    persona: Persona,
    sources_by_scene: Mapping[str, tuple[NumberedSource, ...]] | None = None,
    theme: Theme | None = None,
    draft: bool = False,
    pictures: Mapping[str, str] | None = None,
) -> bytes:
    """Set the handout: A4, each slide with what is said over it, then every source; labelled on every page, PDF/UA-1.

    Raises:
        TypesettingError: As `slide_pictures`.
    """
    language = script.brief.language
    theme = replace(theme or theme_of(persona, language), presenter=False)  # paper has no presenter
    by_scene = numbered_sources(script) if sources_by_scene is None else sources_by_scene
    slides = slides_data(script, theme=theme, sources_by_scene=by_scene, draft=draft, pictures=pictures)
    pages = [
        {"slide": slide, "alt": scene.title, "notes": [said_over(scene, language)]}
        for scene, slide in zip(script.scenes, slides, strict=True)
    ]
    data = {
        "title": script.title,
        "language": language,
        "label": LABEL[language],
        "by": f"{theme.speaker_name} · {theme.speaker_post} · {script.made_on.isoformat()}",
        "words": HANDOUT[language],
        "colours": theme.colours.model_dump(),
        "slides": pages,
        "sources": [{"mark": one.mark, "line": one.line} for one in all_sources(by_scene)],
    }
    return compile_pdf("handout.typ", data)


def _drawn(key: str, document: Mapping[str, object], kept: Path | None, number: int) -> bytes:
    """Give a slide's picture, drawn now or before; what does not fit is named with the slide's number, from 1."""
    if kept is None:
        with _remembering:
            if key not in _remembered:
                if len(_remembered) >= _MOST_REMEMBERED:
                    _remembered.pop(next(iter(_remembered)))
                _remembered[key] = _draw(document, number)
            return _remembered[key]
    path = kept / f"{key}.png"
    if path.is_file():
        return path.read_bytes()
    png = _draw(document, number)
    kept.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{uuid4().hex}.part")  # two workers may draw the same slide
    half.write_bytes(png)
    half.replace(path)  # whole or not at all, even when killed
    return png


def _draw(document: Mapping[str, object], number: int) -> bytes:
    """Draw one slide."""
    try:
        (png,) = compile_pictures("slides.typ", document)
    except TextDoesNotFit as large:
        raise TextDoesNotFit(f"{large.part} of slide {number}", large.text) from None
    return png


_MOST_REMEMBERED = 64  # about 6 MB of pictures
_remembered: dict[str, bytes] = {}
_remembering = threading.Lock()


@functools.cache
def _design() -> str:
    """Give the hash of the templates: another design is another picture of the same slide."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))).hexdigest()
