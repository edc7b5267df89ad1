"""What the intake report tells the person who filled the folder."""

import datetime
import json
from dataclasses import replace

from tests.twin.passages.conftest import MakeDocument, MakeFile
from twin.errors import DocumentEncrypted
from twin.passages.duplicates import mark_duplicates
from twin.passages.intake import intake_report
from twin.passages.reading import Refused
from twin.passages.splitting import passages_of
from twin.settings import PassageSettings

TEXT = "Measure your blood pressure twice in the morning and twice in the evening for a week, and write it all down."
DAY = datetime.date(2026, 3, 1)


def test_the_report_names_everything_a_person_should_look_at(
    document_of: MakeDocument, file_of: MakeFile
) -> None:
    new = document_of((TEXT, {}), name="new", date=DAY, supersedes=("old", "lost"))
    old = replace(document_of((TEXT, {}), name="old", language="zh"), content_hash="o" * 64)
    private = document_of(
        ("病人王建国，住院号0012345，手机13800138000。", {"page": 2}), name="private", language="zh", date=DAY
    )
    locked = Refused(
        file_of("locked.pdf", "x"), DocumentEncrypted("demo/lectures/locked.pdf: needs a password.")
    )
    passages = mark_duplicates([p for d in (new, old, private) for p in passages_of(d, PassageSettings())])

    report = intake_report([new, old, private, locked], passages)

    assert [file.document for file in report.read] == ["new", "old", "private"]
    assert [(r.path, r.error) for r in report.refused] == [("demo/lectures/locked.pdf", "DocumentEncrypted")]
    assert [(d.document, d.document_of_first) for d in report.duplicates] == [("old", "new")]
    assert report.undated == ("old",)
    assert report.superseded == (("old", "new"),)
    assert [(o.document, o.declared, o.detected) for o in report.other_languages] == [("old", "zh", "en")]
    assert [(h.document, h.place, h.kinds) for h in report.held_back] == [
        ("private", "p. 2", ("name", "phone", "record_number"))
    ]


def test_the_report_never_repeats_the_personal_data(document_of: MakeDocument) -> None:
    document = document_of(
        ("病人王建国，住院号0012345，手机13800138000。", {}), name="private", language="zh"
    )

    report = intake_report([document], passages_of(document, PassageSettings()))

    for shown in (report.to_text(), report.to_text("zh"), json.dumps(report.to_json(), ensure_ascii=False)):
        assert "王建国" not in shown and "0012345" not in shown and "13800138000" not in shown
    assert "疑含个人信息" in report.to_text("zh")
