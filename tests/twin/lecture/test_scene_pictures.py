"""A scene's picture comes from the persona's own folder."""

from pathlib import Path

import pytest
from PIL import Image

from tests.twin.lecture.small_talk import scene, talk
from twin.errors import DocumentUnreadable
from twin.lecture.scene_pictures import scene_pictures
from twin.lecture.slides import slide_pictures
from twin.persona.folder import load_persona

LIN = load_persona(Path(__file__).parents[3] / "personas", "cardiology")


def test_a_photograph_of_a_cuff_is_shown(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    Image.new("RGB", (400, 300), "#0b7f7c").save(tmp_path / "pictures" / "cuff.jpg")
    script = talk(scene(1, "picture", "The cuff", picture="cuff.jpg"))

    (slide,) = slide_pictures(script, persona=LIN, pictures=scene_pictures(script, tmp_path))

    assert len(slide.png) > 1000 and slide.presenter_box is None


@pytest.mark.parametrize("name", ["absent.png", "../secret.png", "notes.txt"])
def test_a_picture_that_is_not_there_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "pictures" / "notes.txt").write_text("x")

    with pytest.raises(DocumentUnreadable, match="There is no picture"):
        scene_pictures(talk(scene(1, "picture", "The cuff", picture=name)), tmp_path)


def test_a_broken_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "cuff.png").write_bytes(b"no picture")

    with pytest.raises(DocumentUnreadable, match="cannot be read"):
        scene_pictures(talk(scene(1, "picture", "The cuff", picture="cuff.png")), tmp_path)


def test_a_slide_whose_picture_was_not_given_says_which() -> None:
    with pytest.raises(DocumentUnreadable, match="cuff.png"):
        slide_pictures(talk(scene(1, "picture", "The cuff", picture="cuff.png")), persona=LIN)
