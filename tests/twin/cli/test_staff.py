"""`twin staff` at a terminal: real processes over one folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from twin.persona.scaffold import scaffold

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one persona."""
    scaffold(tmp_path / "personas", "geriatrics")
    return tmp_path


def twin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command in `folder`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TWIN_")}
    return subprocess.run(
        [sys.executable, "-c", "from twin.cli.app import main; main()", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT), "TWIN_PATHS__CORPORA": str(ROOT / "corpora")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_an_invitation_is_a_link_and_makes_no_account_by_itself(folder: Path) -> None:
    run = twin(
        folder, "staff", "invite", "--role", "physician", "--persona", "geriatrics", "--name", "Dr. Wu"
    )

    assert run.returncode == 0 and "/staff/invitation/" in run.stdout and "Good until" in run.stderr
    assert json.loads(twin(folder, "staff", "list", "--json").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("invite", "--role", "patient", "--name", "x"), 2),
        (("invite", "--role", "physician", "--name", "x"), 1),
        (("invite", "--role", "admin", "--persona", "nobody", "--name", "x"), 1),
        (("disable", "nobody"), 1),
        (("pause", "nobody"), 1),
        (("revoke-consent", "geriatrics", "--reason", "x", "--use", "hair"), 2),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    assert twin(folder, "staff", *arguments).returncode == code


def test_a_pause_and_a_revocation_are_heard_by_the_next_command(folder: Path) -> None:
    pause = twin(folder, "staff", "pause", "geriatrics", "--reason", "on leave")
    paused = twin(folder, "ask", "geriatrics", "How do I get up?")
    twin(folder, "staff", "resume", "geriatrics")
    resumed = twin(folder, "ask", "geriatrics", "How do I get up?")
    twin(folder, "staff", "revoke-consent", "geriatrics", "--reason", "letter of 3 November")
    revoked = twin(folder, "ask", "geriatrics", "How do I get up?")

    assert pause.returncode == 0, pause.stderr
    assert "has been paused" in paused.stdout and paused.returncode == 0
    assert "paused" not in resumed.stdout
    assert "withdrawn consent" in revoked.stdout
