"""`twin review` on the command line: thin over the desk, safe for a terminal."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.api.hospital import ROOT, hospital
from twin.cli.app import app
from twin.review.queue import Cause, Kind

QUESTION = "Can I keep bees\x1b[31m with a pacemaker?"


@pytest.fixture
async def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let one question wait at the desk of a hospital whose data directory the command line uses."""
    monkeypatch.setenv("TWIN_PATHS__DATA", str(tmp_path))
    monkeypatch.setenv("TWIN_PATHS__PERSONAS", str(ROOT / "personas"))
    monkeypatch.setenv("TWIN_PATHS__CORPORA", str(ROOT / "corpora"))
    async with hospital(tmp_path) as opened, opened.browser() as patient:
        begun = await patient.post("/api/consultations", json={"persona": "cardiology"})
        path = f"/api/consultations/{begun.json()['id']}/questions"
        turn = (await patient.post(path, json={"question": QUESTION})).json()["id"]
        await opened.house.desk_rooms.queue.add([Cause(Kind.ESCALATED, turn)])
        (found,) = await opened.house.desk_rooms.queue.open_entries()
    return found.id


def test_a_question_is_listed_shown_decided_and_taken_back(entry: str) -> None:
    run = CliRunner()

    listed = json.loads(run.invoke(app, ["review", "list", "--json"]).stdout)
    shown = run.invoke(app, ["review", "show", entry]).stdout
    options = ["--author", "Dr. Lin", "--reason", "mine", "--answer-en", "Keep them."]
    decided = run.invoke(app, ["review", "decide", entry, "use_answer", *options])
    empty = run.invoke(app, ["review", "list"])
    decision = decided.stdout.split()[0]
    undone = run.invoke(app, ["review", "undo", decision, "--author", "Dr. Lin", "--reason", "no"])
    again = run.invoke(app, ["review", "list"])

    assert [one["entry"] for one in listed] == [entry]
    assert "\x1b" not in shown
    assert "keep bees" in shown
    assert (decided.exit_code, empty.exit_code, undone.exit_code, again.exit_code) == (0, 1, 0, 0)


def test_a_verdict_that_is_none_is_named_with_the_four(entry: str) -> None:
    answer = CliRunner().invoke(app, ["review", "decide", entry, "perhaps", "--author", "a", "--reason", "b"])

    assert answer.exit_code != 0
    assert "source_wrong" in str(answer.exception)
