"""Word, slides, Markdown, transcripts and the clinic file."""

import io
from pathlib import Path
from typing import Any

import pytest

from tests.twin.passages.conftest import docx_bytes
from twin.errors import DocumentUnreadable
from twin.passages.document import ReadText
from twin.passages.readers import clinic, markdown, slides, transcript, word


def blocks(found: ReadText) -> list[str]:
    return [found.text[a.start : a.end].strip() for a in found.anchors]


def test_a_word_file_keeps_headings_lists_and_whole_tables(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_heading("At home", 1)
        document.add_heading("Measuring", 2)
        document.add_paragraph("Sit down. Rest five minutes.")
        document.add_paragraph("left arm", style="List Bullet")
        document.add_paragraph("first", style="List Number")
        document.add_paragraph("second", style="List Number")
        table = document.add_table(2, 2)
        for cell, words in zip(table._cells, ["Day", "Value", "Monday", "130/80"], strict=True):
            cell.text = words

    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(fill))

    found = word.read(path)

    lists = ["left arm", "1. first", "2. second"]
    assert blocks(found) == [
        "At home",
        "Measuring",
        "Sit down. Rest five minutes.",
        *lists,
        "Day | Value\nMonday | 130/80",
    ]
    assert found.anchors[2].headings == ("At home", "Measuring")
    assert [a.is_table for a in found.anchors] == [False] * 6 + [True]


def test_inserted_words_are_read_and_deleted_words_are_not(tmp_path: Path) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def fill(document: Any) -> None:
        run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
        gone = "<w:del w:id='1'><w:r><w:delText>never </w:delText></w:r></w:del>"
        xml = f"<w:p {nsdecls('w')}>{run.format('Take ')}{gone}<w:ins w:id='2'>{run.format('one pill.')}</w:ins></w:p>"
        document.element.body.insert(0, parse_xml(xml))

    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(fill))

    assert word.read(path).text == "Take one pill."


def test_a_slide_gives_title_bullets_table_and_speaker_notes(tmp_path: Path) -> None:
    from pptx import Presentation
    from pptx.util import Inches

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "房颤"
    slide.placeholders[1].text = "先防脑梗\n再管心跳"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(4), Inches(1)).table
    for cell, words in zip(table.iter_cells(), ["药", "量", "阿哌沙班", "5 mg"], strict=True):
        cell.text = words
    slide.notes_slide.notes_text_frame.text = "我先问的是，您的脑子保护好了没有。"
    path = tmp_path / "a.pptx"
    target = io.BytesIO()
    deck.save(target)
    path.write_bytes(target.getvalue())

    found = slides.read(path)

    assert blocks(found) == [
        "房颤",
        "先防脑梗",
        "再管心跳",
        "药 | 量\n阿哌沙班 | 5 mg",
        "我先问的是，您的脑子保护好了没有。",
    ]
    assert all(a.slide == 1 and a.headings == ("房颤",) for a in found.anchors)


def test_markdown_loses_its_markup_and_keeps_its_headings(tmp_path: Path) -> None:
    front = "---\ntitle: x\n---\n"
    body = "# Salt\n\nEat **less** [salt](http://x) <b>now</b>\nplease [1].\n\n## 做法\n\n少放盐，\n多放醋。\n\n1. one\n2. two\n   - deep\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    path = tmp_path / "a.md"
    path.write_text(front + body, encoding="utf-8")

    found = markdown.read(path, body_start=len(front))

    assert blocks(found) == [
        "Salt",
        "Eat less salt now please [1].",
        "做法",
        "少放盐，多放醋。",
        "1. one",
        "2. two",
        "deep",
        "a | b\n1 | 2",
    ]
    assert found.anchors[3].headings == ("Salt", "做法")
    assert found.anchors[-1].is_table


def test_cues_become_sentences_with_their_seconds(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text(
        "WEBVTT\n\nNOTE not spoken\n\n1\n00:00:01.000 --> 00:00:03.000 align:start\n<v Lin>Hello, today\n\n"
        "00:00:03.000 --> 00:00:05.000\nwe talk. About AF.\n\nNOTE also\nnot spoken\n\n00:00:09.000 --> 00:00:12.500\nNext.\n",
        encoding="utf-8",
    )

    found = transcript.read(path)

    assert found.text == "Hello, today we talk. About AF.\n\nNext."
    assert blocks(found) == ["Hello, today we talk.", "About AF.", "Next."]
    assert found.anchors[0].start_seconds == 1.0 and found.anchors[2].start_seconds == 9.0
    assert 3.0 < (found.anchors[1].start_seconds or 0) < 5.0 and found.anchors[1].end_seconds == 5.0


def test_chinese_cues_join_without_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(
        "1\n00:00:00,000 --> 00:00:02,000\n天冷了，\n\n2\n00:00:02,000 --> 00:00:04,000\n血压会高。\n",
        encoding="utf-8",
    )

    assert transcript.read(path).text == "天冷了，血压会高。"


def test_cues_without_punctuation_stay_lines(tmp_path: Path) -> None:
    cues = "\n".join(
        f"{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},900\nwords without any end mark here\n"
        for n in range(1, 40)
    )
    path = tmp_path / "a.srt"
    path.write_text(cues, encoding="utf-8")

    assert len(transcript.read(path).anchors) == 39


CLINIC = """
valid_from: 2026-03-01
clinics:
  - id: general
    name: {en: General clinic, zh: 专家门诊}
    kind: {en: expert clinic, zh: 专家}
    campus: {en: Main campus, zh: 本部}
    building: {en: Outpatient building, zh: 门诊楼}
    floor: {en: 3rd floor, zh: 3楼}
    room: {en: Room 306, zh: 306诊室}
    sessions: [{days: [mon, wed], from: "08:00", to: "11:30"}]
    closed: [{from: 2026-10-01, to: 2026-10-08, reason: {en: National Day, zh: 国庆}}]
    register: {en: Use the app., zh: 用应用程序挂号。}
    bring: {en: Bring the notebook, zh: 带蓝本子}
"""


def test_the_clinic_is_told_in_sentences_of_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(CLINIC, encoding="utf-8")

    found = clinic.read(path)

    assert "The general clinic is open on Monday and Wednesday from 08:00 to 11:30." in found.text
    assert "The general clinic is closed from 1 October 2026 to 8 October 2026 (National Day)." in found.text
    assert "专家门诊的出诊时间：周一、周三 08:00–11:30。" in found.text
    assert "带蓝本子。" in found.text
    assert {a.headings for a in found.anchors} == {("General clinic",), ("专家门诊",)}


@pytest.mark.parametrize(
    ("broken", "hint"), [("clinics: []", "clinics"), ("a: [", "YAML"), ("clinics: [{id: x}]", "clinic 1")]
)
def test_a_broken_clinic_file_says_what_is_missing(broken: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / "clinic.yaml"
    path.write_text(broken, encoding="utf-8")

    with pytest.raises(DocumentUnreadable, match=hint):
        clinic.read(path)
