"""The pictures that scenes show: files of the persona folder's `pictures/`, as SVG text for the slides."""

import io
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from twin.errors import DocumentUnreadable
from twin.lecture.script import Script
from twin.typesetting.typst_door import svg_of_picture

FOLDER = "pictures"
_MOST_PIXELS = 24_000_000  # a camera's picture; more is a bomb or a scan that nobody needs on a slide
_KINDS = frozenset({".png", ".jpg", ".jpeg", ".svg"})


def scene_pictures(script: Script, persona_folder: Path) -> dict[str, str]:
    """Give the SVG text of every picture a script names, by the name in `Scene.picture`.

    Args:
        persona_folder: `personas/<id>`; names are paths below its `pictures/`.

    Raises:
        DocumentUnreadable: When a picture is missing, outside the folder, too large or of another kind than SVG, PNG, JPEG.
    """
    home = (persona_folder / FOLDER).resolve()
    names = {scene.picture for scene in script.scenes if scene.layout == "picture" and scene.picture}
    return {name: _svg_text(home, name) for name in sorted(names)}


def _svg_text(home: Path, name: str) -> str:
    """Read one picture."""
    path = (home / name).resolve()
    if not path.is_relative_to(home) or path.suffix.lower() not in _KINDS or not path.is_file():
        raise DocumentUnreadable(
            f"There is no picture {name!r}. Put it into {home.parent.name}/{FOLDER}/ as SVG, PNG or JPEG, or choose another "
            "layout for its scene."
        )
    if path.suffix.lower() == ".svg":
        return path.read_text(encoding="utf-8")
    try:
        with Image.open(path) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise DocumentUnreadable(
                    f"The picture {name!r} has {image.width} × {image.height} pixels; at most {_MOST_PIXELS:,} in all. Make it smaller."
                )
            buffer = io.BytesIO()
            image.convert("RGB").save(buffer, "PNG")
            return svg_of_picture(buffer.getvalue(), width=image.width, height=image.height)
    except (UnidentifiedImageError, OSError) as error:
        raise DocumentUnreadable(
            f"The picture {name!r} cannot be read ({error}). Save it again as PNG."
        ) from error
