"""`twin find`: real processes, with nothing but the folders."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def find(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder; whatever it would write there would show."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TWIN_")}
    paths = {"TWIN_PATHS__PERSONAS": str(ROOT / "personas"), "TWIN_PATHS__CORPORA": str(ROOT / "corpora")}
    program = "from twin.cli.app import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "find", *arguments],
        cwd=folder,
        env=kept | paths | {"PYTHONPATH": str(ROOT)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_person_reads_the_way_in_the_language_of_the_question(tmp_path: Path) -> None:
    english = find(tmp_path, "Atrial fibrillation clinic", "--from", "east-gate")
    chinese = find(tmp_path, "306诊室", "--from", "west-gate", "--step-free")

    assert english.returncode == 0, english.stderr
    assert "Outpatient building, 3rd floor, Room 312" in english.stdout
    assert "1. Come in by the east gate" in english.stdout
    assert "本部 门诊楼 3楼 306诊室" in chinese.stdout
    assert "1. 从西门进来" in chinese.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_program_reads_json(tmp_path: Path) -> None:
    answer = find(tmp_path, "cardiology", "--json")

    told = json.loads(answer.stdout)

    assert told["suggestions"][0]["id"] == "cardiology"
    assert told["way"]["from"] == "east-gate"
    assert 1 <= len(told["way"]["steps"]) <= 5


def test_what_nobody_knows_exits_1_and_says_where_to_ask(tmp_path: Path) -> None:
    answer = find(tmp_path, "zzz")

    assert answer.returncode == 1
    assert (
        "Ask at the information desk: Main campus, Outpatient building, 1st floor, Room 101" in answer.stdout
    )


def test_a_wrong_entrance_and_a_missing_directory_name_the_way_out(tmp_path: Path) -> None:
    wrong = find(tmp_path, "cardiology", "--from", "roof")
    missing = find(tmp_path, "cardiology", TWIN_WAYFINDING__FOLDER="nowhere")

    assert (wrong.returncode, missing.returncode) == (1, 3)
    assert "No entrance or room 'roof'" in wrong.stderr
    assert "TWIN_WAYFINDING__FOLDER" in missing.stderr
