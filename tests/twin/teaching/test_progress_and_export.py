"""What a learner takes away: calibration as it was, a table a spreadsheet does not run, xAPI statements a store accepts."""

import csv
import io
import json
import re
from datetime import datetime
from uuid import UUID

from tests.twin.teaching.school import school, worked_through
from twin.storage.database import Database
from twin.teaching.case_room import CaseRoom
from twin.teaching.classroom import Classroom
from twin.teaching.clinical_case import Phase
from twin.teaching.export import to_csv, to_xapi
from twin.teaching.session import Act

HOME = "https://twin.example"
LEVELS = ["data_gathering", "reasoning", "differential", "plan", "safety"]


async def test_calibration_counts_how_often_one_was_right_when_that_sure(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    await worked_through(classroom, "ada", confidence=90)
    await worked_through(classroom, "ada", answers={}, confidence=88)

    found = await classroom.progress("ada")

    (sure,) = found.calibration
    assert (sure.confidence, sure.right.total) == (90, 10)
    assert 0 < sure.right.hits < 10 and found.mean_confidence == 0.9
    assert found.mean_right == sure.right.hits / 10
    assert (found.done, found.begun) == (1, 1)


async def test_gaps_have_the_weakest_topic_first_and_a_learner_without_sessions_has_none(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    await worked_through(classroom, "ada", answers={})

    found, nothing = await classroom.progress("ada"), await classroom.progress("ben")

    shares = [gap.said.value for gap in found.gaps]
    assert shares == sorted(shares) and {gap.topic for gap in found.gaps} == set(room.case.topics)
    assert (nothing.calibration, nothing.gaps, nothing.mean_right, nothing.mean_confidence) == (
        (),
        (),
        None,
        None,
    )


async def begun_and_done(classroom: Classroom) -> None:
    """Leave one case open and finish another."""
    begun = await classroom.begin("ada", "cardiology", "uneven-pulse", language="en")
    await classroom.answer(begun.id, "ada", Act.COMMIT, "duration and fainting", confidence=30)
    await worked_through(classroom, "ada")


async def test_the_table_has_one_row_an_attempt_and_no_cell_that_a_spreadsheet_would_run(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    await begun_and_done(classroom)

    rows = list(csv.DictReader(io.StringIO(to_csv(await classroom.sessions("ada")))))

    assert len(rows) == 6 and {row["phase"] for row in rows} == {phase.value for phase in Phase}
    assert {row["confidence_percent"] for row in rows} == {"30", "70"}
    assert all((row["right"] in "01") and (row["safety"] == "" or row["safety"] in "0123") for row in rows)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]


async def test_xapi_statements_are_valid_and_name_no_person(
    school_database: Database, room: CaseRoom
) -> None:
    classroom = school(school_database, room).classroom
    await begun_and_done(classroom)

    statements = to_xapi(await classroom.sessions("ada"), learner="a1", home=HOME + "/")
    again = to_xapi(await classroom.sessions("ada"), learner="a1", home=HOME)

    assert statements == again and json.loads(json.dumps(statements)) == statements
    assert [one["verb"]["id"].rsplit("/", 1)[1] for one in statements] == ["attempted", "completed"]
    for one in statements:
        assert str(UUID(one["id"])) == one["id"] and UUID(one["id"]).version == 5
        assert datetime.fromisoformat(one["timestamp"]).utcoffset() is not None
        assert one["actor"] == {"objectType": "Agent", "account": {"homePage": HOME, "name": "a1"}}
        assert re.fullmatch(r"https?://\S+", one["verb"]["id"]) and one["verb"]["display"]["en-US"]
        assert one["object"]["objectType"] == "Activity" and one["object"]["id"].startswith(HOME)
        assert re.fullmatch(r"https?://\S+", one["object"]["definition"]["type"])
    result = statements[1]["result"]
    assert "result" not in statements[0] and result["completion"] is True
    assert result["score"]["min"] <= result["score"]["raw"] <= result["score"]["max"] == 15
    assert result["score"]["scaled"] == round(result["score"]["raw"] / 15, 4)
    assert set(result["extensions"][f"{HOME}/xapi/levels"]) == set(LEVELS)
