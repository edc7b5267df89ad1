"""`twin triage` over the real corpus."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin.cli.app import app

run = CliRunner().invoke


def test_an_emergency_is_told_with_the_number_to_call_and_where_to_go() -> None:
    result = run(app, ["triage", "crushing chest pain and sweating for 20 minutes"])

    assert result.exit_code == 0
    assert "EMERGENCY" in result.stdout and "120" in result.stdout and "Emergency department" in result.stdout


def test_lines_of_turns_give_one_line_each_and_only_the_user_counts(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    turns = [
        {"role": "user", "content": "胸口压着疼，出冷汗"},
        {"role": "assistant", "content": "no chest pain"},
        "没事了吧",
    ]
    path.write_text(
        json.dumps({"id": 1, "turns": turns}) + "\n\n" + json.dumps({"id": 2, "text": "hello"}) + "\n",
        encoding="utf-8",
    )

    result = run(app, ["triage", "--jsonl", str(path)])

    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["id"], first["disposition"], first["department"]["id"]) == (1, "emergency", "emergency")
    assert set(first["departments"][0]) == {"id", "en", "zh"} and len(first["departments"]) <= 3
    assert (second["id"], second["disposition"]) == (2, "routine")


def test_lines_are_read_from_standard_input() -> None:
    result = run(
        app, ["triage", "--jsonl", "-"], input='{"id": "a", "text": "I want to kill myself tonight"}\n'
    )

    assert json.loads(result.stdout)["disposition"] == "emergency"


def test_json_is_printed_for_programs() -> None:
    shown = json.loads(run(app, ["triage", "--json", "he is not breathing"]).stdout)

    assert shown["disposition"] == "emergency" and "id" not in shown and shown["advice"]


def test_every_sign_found_can_be_explained() -> None:
    result = run(app, ["triage", "--explain", "no chest pain since 3 days, temp 39"])

    assert "denied" in result.stdout and "measured" in result.stdout and "level" in result.stdout


@pytest.mark.parametrize("arguments", [[], ["text", "--jsonl", "-"], ["--jsonl", "absent.jsonl"]])
def test_a_call_that_makes_no_sense_is_a_usage_error(arguments: list[str]) -> None:
    assert run(app, ["triage", *arguments]).exit_code == 2


def test_a_line_that_is_no_entry_is_a_usage_error() -> None:
    assert run(app, ["triage", "--jsonl", "-"], input="nothing\n").exit_code == 2
    assert run(app, ["triage", "--jsonl", "-"], input='{"id": 1, "turns": [5]}\n').exit_code == 2


def test_misses_are_shown_of_the_tuned_part_only() -> None:
    assert run(app, ["evaluate", "triage", "--misses"]).exit_code == 2


def test_a_language_that_is_not_read_gets_a_number_to_call_and_no_advice() -> None:
    result = run(app, ["triage", "Tengo dolor en el pecho desde ayer"])

    assert result.exit_code == 0
    assert "llame al 120" in result.stdout and "APPOINTMENT" not in result.stdout
