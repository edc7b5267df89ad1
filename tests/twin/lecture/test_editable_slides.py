"""The PPTX can be edited: real titles, chart and table, notes, links, Chinese typeface; labelled, and nothing off the slide."""

import io
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Pt

from tests.twin.lecture.small_talk import CHART, PICTURES, every_layout, said, scene, talk
from twin.lecture.editable_slides import CHINESE_FACE, editable_slides
from twin.lecture.script import SentenceSource
from twin.lecture.text_size import fitting_size, text_width
from twin.persona.folder import load_persona
from twin.persona.persona import Language

LIN = load_persona(Path(__file__).parents[3] / "personas", "cardiology")


def opened(language: Language = "en", **how: Any) -> list[Any]:
    """Write the talk with every layout, open it again, and give its slides."""
    made = editable_slides(every_layout(language), persona=LIN, pictures=PICTURES, **how)
    return list(Presentation(io.BytesIO(made)).slides)


def words(slide: Any) -> str:
    """Give all text of a slide."""
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def descriptions(slide: Any) -> list[str]:
    """Give the alternative texts of a slide."""
    return [shape._element._nvXxPr.cNvPr.get("descr") or "" for shape in slide.shapes]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_slide_has_its_title_its_label_and_what_is_said_as_notes(language: Language) -> None:
    slides, scenes = opened(language), every_layout(language).scenes

    label = "AI-generated · digital twin" if language == "en" else "AI 生成 · 数字分身"
    assert [slide.shapes.title.text_frame.text for slide in slides] == [one.title for one in scenes]
    assert all(label in words(slide) and label in descriptions(slide) for slide in slides)
    assert [slide.notes_slide.notes_text_frame.text for slide in slides] == [
        one.sentences[0].text for one in scenes
    ]


def test_nothing_is_larger_than_the_slide_or_hangs_over_its_edge() -> None:
    for slide in opened(draft=True):
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= Pt(960) and shape.top + shape.height <= Pt(540), shape.name


def test_the_chart_is_native_and_holds_the_numbers() -> None:
    (frame,) = [shape for shape in opened()[2].shapes if shape.has_chart]

    assert list(frame.chart.plots[0].categories) == list(CHART.labels)
    assert list(frame.chart.plots[0].series[0].values) == list(CHART.values)
    assert frame.chart.value_axis.minimum_scale == 0
    assert any("Stroke: 27%" in one for one in descriptions(opened()[2]))


def test_the_table_is_native() -> None:
    (frame,) = [shape for shape in opened()[5].shapes if shape.has_table]

    assert [cell.text for cell in frame.table.rows[1].cells] == ["Readings", "2", "2"]


def test_chinese_letters_have_a_chinese_typeface() -> None:
    for slide in opened("zh"):
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                for run in paragraph.runs:
                    properties = run._r.rPr
                    assert properties.get("lang") == "zh-CN"
                    assert [child.get("typeface") for child in properties if child.tag.endswith("}ea")] == [
                        CHINESE_FACE
                    ]


def test_addresses_among_the_sources_are_links_and_the_line_of_sources_leads_to_them() -> None:
    doi = SentenceSource(
        passage_id="p", line="Van Gelder IC. Eur Heart J 2024;45:3314, 10.1093/eurheartj/ehae176"
    )
    web = SentenceSource(passage_id="q", line="Leaflet, https://example.org/af.")
    script = talk(
        scene(1, "bullets", "Why", bullets=("a", "b"), sentences=(said("S.", doi, web),)),
        scene(2, "sources", "Sources"),
    )

    first, last = Presentation(io.BytesIO(editable_slides(script, persona=LIN))).slides

    links = [
        run.hyperlink.address
        for shape in last.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert links == ["https://doi.org/10.1093/eurheartj/ehae176", "https://example.org/af"]
    assert [shape.click_action.target_slide for shape in first.shapes if shape.has_text_frame].count(
        last
    ) == 1


def test_a_draft_says_so_on_every_slide() -> None:
    assert all("DRAFT" in words(slide) for slide in opened(draft=True))
    assert not any("DRAFT" in words(slide) for slide in opened())


def test_a_long_text_gets_a_smaller_size() -> None:
    short = fitting_size(["Short"], width=300, height=100, largest=30, smallest=9)
    long = fitting_size(
        ["A longer text of several lines. " * 9], width=300, height=100, largest=30, smallest=9
    )

    assert short == 30 and 9 <= long < 16
    assert text_width("血压", 20) > text_width("bp", 20)
