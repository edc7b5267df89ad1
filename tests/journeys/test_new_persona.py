"""From an empty folder to a twin that answers, by the commands of docs/new-persona.md, as real processes."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.new_persona.plain_documents import MATERIAL, write_plain_documents

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = {"afternoon-nap", "zhutingqi-zh"}  # the other documents are lectures


@dataclass(frozen=True, slots=True)
class Walk:
    """The folder walked in, and what the commands on the way said."""

    folder: Path
    made: subprocess.CompletedProcess[str]
    faulty: subprocess.CompletedProcess[str]
    mended: subprocess.CompletedProcess[str]
    built: subprocess.CompletedProcess[str]

    def asked(self, question: str) -> dict[str, Any]:
        """Ask the twin; give its answer as programs read it."""
        run = twin(self.folder, "ask", "geriatrics", question, "--json")
        assert run.returncode == 0, run.stderr
        answer: dict[str, Any] = json.loads(run.stdout)
        return answer


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Walk from `new` to `build` once: somebody's plain documents, one slip in a side-car, the slip mended."""
    folder = tmp_path_factory.mktemp("new_persona")
    persona = folder / "personas/geriatrics"
    made = twin(folder, "persona", "new", "geriatrics")
    replace_examples(persona)
    put_into_slots(write_plain_documents(folder / "handed-over"), persona)
    side_car = persona / "lectures/forgetful-parent.srt.yaml"
    right = side_car.read_text(encoding="utf-8")
    side_car.write_text(right.replace("language: en", "language: English"), encoding="utf-8")
    faulty = twin(folder, "persona", "check", "geriatrics")
    side_car.write_text(right, encoding="utf-8")
    mended = twin(folder, "persona", "check", "geriatrics")
    built = twin(folder, "index", "build", "geriatrics", "--json")
    return Walk(folder, made, faulty, mended, built)


def twin(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command over the personas and data of `folder`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TWIN_")}
    return subprocess.run(
        [sys.executable, "-c", "from twin.cli.app import main; main()", *arguments],
        cwd=folder,
        env=kept
        | {
            "PYTHONPATH": str(ROOT),
            "TWIN_PATHS__PERSONAS": str(folder / "personas"),
            "TWIN_PATHS__CORPORA": str(ROOT / "corpora"),
            "TWIN_PATHS__DATA": str(folder / "data"),
        },
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def replace_examples(persona: Path) -> None:
    """Put Dr. Mei's own files where `twin persona new` left examples."""
    for example in ("lectures/welcome.md", "consent/signature.md"):
        (persona / example).unlink()
    for name in ("persona.yaml", "clinic.yaml", "style_guide.md", "references.yaml"):
        shutil.copyfile(MATERIAL / name, persona / name)
    for name in ("consent", "questions"):
        shutil.copytree(MATERIAL / name, persona / name, dirs_exist_ok=True)


def put_into_slots(documents: list[Path], persona: Path) -> None:
    """Put each document into its slot: Markdown below front matter, other formats beside a side-car."""
    for document in documents:
        slot = persona / ("answers" if document.stem in ANSWERS else "lectures")
        if document.suffix == ".md":
            about = (MATERIAL / "about" / f"{document.stem}.yaml").read_text(encoding="utf-8")
            text = document.read_text(encoding="utf-8")
            (slot / document.name).write_text(f"---\n{about}---\n{text}", encoding="utf-8")
        else:
            shutil.copyfile(document, slot / document.name)
            shutil.copyfile(MATERIAL / "about" / f"{document.name}.yaml", slot / f"{document.name}.yaml")


def cited(answer: dict[str, Any]) -> list[str]:
    """Give the documents that the spoken sentences cite, in their order."""
    documents = {one["key"]: one["document"] for one in answer["citations"]}
    return [documents[key] for sentence in answer["sentences"] for key in sentence["citations"]]


def test_a_new_folder_is_made_and_says_what_to_do_next(walk: Walk) -> None:
    said = walk.made.stderr

    assert walk.made.returncode == 0
    assert "twin persona check geriatrics" in said


def test_the_slip_in_a_side_car_is_named_with_file_line_and_what_is_allowed(walk: Walk) -> None:
    said = walk.faulty.stdout

    assert walk.faulty.returncode == 1
    assert "geriatrics/lectures/forgetful-parent.srt.yaml:3: wrong: language" in said
    assert "'en' or 'zh' (found 'English')" in said


def test_the_mended_folder_passes_the_check(walk: Walk) -> None:
    said = walk.mended.stdout

    assert walk.mended.returncode == 0
    assert "6 documents, 0 wrong, 0 warnings" in said


def test_the_build_reads_every_document_and_measures_its_floor_on_the_questions(walk: Walk) -> None:
    assert walk.built.returncode == 0, walk.built.stderr

    (report,) = json.loads(walk.built.stdout)

    assert report["index"]["documents"] == 6
    assert report["floor"]["covered_kept"] >= 0.85
    assert report["floor"]["uncovered_declined"] >= 0.95


def test_an_english_question_is_answered_from_the_talk(walk: Walk) -> None:
    answer = walk.asked("My mother asks the same question again and again. How do I answer?")

    assert answer["covered"]
    assert "Answer the feeling, not the question." in [one["text"] for one in answer["sentences"]]
    assert set(cited(answer)) == {"forgetful-parent"}


def test_a_chinese_question_is_answered_from_the_approved_answer(walk: Walk) -> None:
    answer = walk.asked("助听器戴上太吵怎么办？")

    assert answer["language"] == "zh"
    assert "刚戴上时觉得吵，是因为耳朵很久没听见这些声音了。" in [one["text"] for one in answer["sentences"]]
    assert cited(answer)[0] == "zhutingqi-zh"


def test_what_she_has_not_written_about_is_declined_in_her_words(walk: Walk) -> None:
    answer = walk.asked("How do I treat a bedsore?")

    assert not answer["covered"]
    assert answer["sentences"][0]["text"].startswith("I have not written about this")
