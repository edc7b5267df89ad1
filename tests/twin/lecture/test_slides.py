"""Slides: nothing overflows, nothing is unlabelled, and what has not changed is not drawn again."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from pypdf import PdfReader

from tests.twin.lecture.small_talk import CHART, PICTURES, TABLE, every_layout, said, scene, talk
from twin.lecture import slides
from twin.lecture.slides import (
    CAPTION_BOX,
    PRESENTER_BOX,
    Box,
    SlidePicture,
    handout_pdf,
    slide_pictures,
    slides_hash,
)
from twin.lecture.theme import theme_of
from twin.persona.folder import load_persona
from twin.persona.persona import Language
from twin.typesetting.typst_door import compile_pictures
from twin.typesetting_errors import GlyphMissing, TextDoesNotFit

LIN = load_persona(Path(__file__).parents[3] / "personas", "cardiology")
LONG = (
    "Measure in the morning and in the evening, sitting, with the arm at heart height, after five quiet minutes, "
    "and write every reading of 120/80 mmHg or more into the blue notebook that you bring with you to the clinic."
)
LONG_ZH = (
    "早晚各量两次，坐着量，手臂与心脏同高，先安静五分钟，每次读数都记进蓝本子，来门诊时 bring it along 带上它，"
    * 2
)


def pixels(picture: SlidePicture, box: Box | None = None) -> NDArray[np.uint8]:
    """Give a slide's pixels, or those of a box."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    if box:
        image = image.crop((box.x, box.y, box.x + box.width, box.y + box.height))
    return np.asarray(image)


def is_empty(picture: SlidePicture, box: Box) -> bool:
    """Say whether a box of a slide has the paper's colour only."""
    return bool((pixels(picture, box) == np.array([0xF7, 0xF9, 0xFC])).all())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_layout_is_drawn_in_full_size_with_the_label_on_it(language: Language) -> None:
    made = slide_pictures(every_layout(language), persona=LIN, pictures=PICTURES)

    assert len(made) == 8 and len({picture.hash for picture in made}) == 8
    for picture in made:
        chip = pixels(picture, Box(1500, 36, 300, 60)).reshape(-1, 3)
        assert pixels(picture).shape == (1080, 1920, 3)
        assert (chip == np.array([0xFF, 0xF1, 0xE0])).all(axis=1).mean() > 0.2


def test_the_places_of_presenter_and_captions_are_kept_free() -> None:
    scenes = every_layout().scenes
    made = slide_pictures(every_layout(), persona=LIN, pictures=PICTURES)

    assert [picture.presenter_box is not None for picture in made] == [
        one.layout in ("title", "bullets", "chart", "quote") for one in scenes
    ]
    for picture in made[1:]:
        assert is_empty(picture, picture.caption_box)
        assert picture.presenter_box is None or is_empty(picture, picture.presenter_box)


def test_boxes_are_even_and_inside_the_slide() -> None:
    for box in (PRESENTER_BOX, CAPTION_BOX, slides.WIDE_CAPTION_BOX, slides.LABEL_BOX):
        assert not (box.x % 2 or box.y % 2 or box.width % 2 or box.height % 2)
        assert box.x + box.width <= 1920 and box.y + box.height <= 1068
    assert CAPTION_BOX.x + CAPTION_BOX.width <= PRESENTER_BOX.x


def test_one_changed_scene_is_one_drawing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def counted(template: str, data: dict[str, Any]) -> tuple[bytes, ...]:
        drawn.append(template)
        return compile_pictures(template, data)

    monkeypatch.setattr(slides, "compile_pictures", counted)
    script = every_layout()
    before = slide_pictures(script, persona=LIN, pictures=PICTURES, kept=tmp_path)
    edited = script.scenes[1].model_copy(update={"bullets": ("Another point", "And one more")})
    changed = script.model_copy(update={"scenes": (script.scenes[0], edited, *script.scenes[2:])})

    after = slide_pictures(changed, persona=LIN, pictures=PICTURES, kept=tmp_path)

    assert len(drawn) == 9
    assert [one.png == other.png for one, other in zip(before, after, strict=True)] == [
        True,
        False,
        *[True] * 6,
    ]


def test_the_hash_for_approval_follows_what_is_shown_and_not_what_is_said() -> None:
    theme = theme_of(LIN, "en")
    script = talk(scene(1, "bullets", "Why", bullets=("One", "Two")))
    said_otherwise = talk(
        scene(
            1,
            "bullets",
            "Why",
            bullets=("One", "Two"),
            sentences=(said("Else.", *script.sentences()[0].sources),),
        )
    )
    shown_otherwise = talk(scene(1, "bullets", "Why not", bullets=("One", "Two")))

    assert slides_hash(script, theme) == slides_hash(said_otherwise, theme)
    assert slides_hash(script, theme) != slides_hash(shown_otherwise, theme)


@pytest.mark.parametrize("text", [LONG, LONG_ZH])
def test_five_long_points_fit_without_touching_presenter_or_captions(text: str) -> None:
    script = talk(
        scene(1, "bullets", text[:150], bullets=(text,) * 5), language="zh" if text == LONG_ZH else "en"
    )

    (picture,) = slide_pictures(script, persona=LIN)

    assert picture.presenter_box and is_empty(picture, picture.presenter_box)
    assert is_empty(picture, picture.caption_box)


def test_a_word_without_end_is_made_small_and_not_cut() -> None:
    script = talk(scene(1, "bullets", "Pneumono" * 9, bullets=("ultramicroscopic" * 5, "silico" * 12)))

    (picture,) = slide_pictures(script, persona=LIN)

    assert picture.presenter_box and is_empty(picture, picture.presenter_box)


def test_a_table_of_forty_rows_is_refused_by_name() -> None:
    table = TABLE.model_copy(update={"rows": tuple((f"Row {n}", "1", "2") for n in range(40))})

    with pytest.raises(TextDoesNotFit, match="table of slide 1 does not fit"):
        slide_pictures(talk(scene(1, "table", "Much", table=table)), persona=LIN)


def test_a_title_without_measure_is_refused_by_name() -> None:
    with pytest.raises(TextDoesNotFit, match="title of slide 1 does not fit"):
        slide_pictures(talk(scene(1, "bullets", "endless " * 120, bullets=("a", "b"))), persona=LIN)


def test_twelve_bars_with_long_labels_fit() -> None:
    chart = CHART.model_copy(
        update={
            "labels": tuple(f"Group {n} with a rather long description of itself" for n in range(12)),
            "values": tuple(float(n) * 1000.5 for n in range(12)),
            "unit": "mmol/L",
        }
    )

    (picture,) = slide_pictures(talk(scene(1, "chart", "Many", chart=chart)), persona=LIN)

    assert picture.presenter_box and is_empty(picture, picture.presenter_box)
    assert is_empty(picture, picture.caption_box)


def test_sixty_sources_show_what_fits_and_count_the_rest() -> None:
    sources = tuple(
        TABLE.source.model_copy(update={"line": f"Author {n}, a long title of a paper, Journal 2026;{n}:1"})
        for n in range(60)
    )
    script = talk(
        scene(1, "bullets", "Why", bullets=("a", "b"), sentences=(said("S.", *sources),)),
        scene(2, "sources", "Sources"),
    )

    made = slide_pictures(script, persona=LIN)
    text = "".join(
        page.extract_text() for page in PdfReader(io.BytesIO(handout_pdf(script, persona=LIN))).pages
    )

    assert is_empty(made[1], made[1].caption_box)
    assert "[60]" in text and "more in the handout" in text


def test_a_character_without_a_glyph_is_named_before_anything_is_drawn() -> None:
    with pytest.raises(GlyphMissing, match=r"U\+1F9E0"):
        slide_pictures(talk(scene(1, "bullets", "Brain \U0001f9e0", bullets=("a", "b"))), persona=LIN)


def test_a_draft_looks_like_one() -> None:
    script = talk(scene(1, "bullets", "Why", bullets=("a", "b")))

    plain, draft = (slide_pictures(script, persona=LIN, draft=draft)[0] for draft in (False, True))

    assert plain.hash != draft.hash
    assert (pixels(plain) != pixels(draft)).any(axis=2).mean() > 0.01


def test_without_a_presenter_the_text_takes_the_whole_width() -> None:
    theme = theme_of(LIN, "en", presenter=False)

    (picture,) = slide_pictures(
        talk(scene(1, "bullets", "Why", bullets=(LONG,) * 3)), persona=LIN, theme=theme
    )

    assert picture.presenter_box is None and picture.caption_box.width == 1728
    assert not is_empty(picture, Box(1520, 260, 300, 300))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_handout_holds_slides_words_and_sources_and_is_labelled_on_every_page(language: Language) -> None:
    script = every_layout(language)

    pages = [
        page.extract_text()
        for page in PdfReader(io.BytesIO(handout_pdf(script, persona=LIN, pictures=PICTURES))).pages
    ]

    text = "".join(pages)
    assert all(("AI-generated" if language == "en" else "AI 生成") in page for page in pages)
    assert all(f"Sentence {number}." in text for number in range(8))
    assert "[1] Living with high pressure" in text.replace("\xa0", " ").replace("  ", " ")
