"""The commands as a person at a terminal and a program at a pipe use them: real processes, a small persona."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from twin.cli.serve import listening_at
from twin.persona.scaffold import scaffold
from twin.settings import ServeSettings, Settings

ANSWER = """---
title: Getting up without falling
date: 2026-02-01
language: en
audience: patient
kind: answer
questions: ["How do I get up without falling?"]
---
Sit on the edge of the bed first. Stand up only when the room is still. Hold on to something firm.
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with one indexed persona."""
    folder = tmp_path_factory.mktemp("house")
    scaffold(folder / "personas", "geriatrics")
    (folder / "personas/geriatrics/answers/getting-up.md").write_text(ANSWER, encoding="utf-8")
    built = twin(folder, "index", "build", "geriatrics")
    assert built.returncode == 0, built.stderr
    return folder


def twin(folder: Path, *arguments: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command in `folder`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TWIN_")}
    return subprocess.run(
        [sys.executable, "-c", "from twin.cli.app import main; main()", *arguments],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(Path(__file__).resolve().parents[3])} | settings,
        input=given,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_search_prints_the_documented_json(house: Path) -> None:
    run = twin(house, "search", "geriatrics", "get up from bed", "--json", "--top", "1")

    (hit,) = json.loads(run.stdout)["hits"]
    assert hit["document"] == "getting-up"
    assert set(hit) == {"passage", "document", "title", "page", "slide", "start_seconds", "score", "text"}


def test_search_answers_lines_of_json_one_for_one(house: Path) -> None:
    lines = '{"id": "a", "text": "falling"}\n\n{"id": 2, "text": "挂号在哪里"}\n'

    run = twin(house, "search", "geriatrics", "--jsonl", "-", given=lines)

    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2]
    assert answers[1]["hits"][0]["document"] == "clinic"


def test_a_line_without_a_text_is_named(house: Path) -> None:
    run = twin(house, "search", "geriatrics", "--jsonl", "-", given='{"id": 1}\n')

    assert run.returncode == 2
    assert "Line 1" in run.stderr


def test_ask_prints_the_documented_json_and_every_quote_is_there(house: Path) -> None:
    run = twin(house, "ask", "geriatrics", "How do I get up without falling?", "--json")

    answer = json.loads(run.stdout)
    assert run.returncode == 0
    assert answer["covered"]
    assert answer["language"] == "en"
    spoken = [one["text"] for one in answer["sentences"]]
    assert "Stand up only when the room is still." in spoken
    assert {"key", "document", "title", "page", "slide", "start_seconds", "quote", "start", "end"} == set(
        answer["citations"][0]
    )
    assert answer["seconds_to_first_sentence"] > 0


def test_a_question_beyond_the_folder_is_declined_in_the_personas_words(house: Path) -> None:
    run = twin(house, "ask", "geriatrics", "怎么修打印机？", "--json")

    answer = json.loads(run.stdout)
    assert not answer["covered"]
    assert any("没有写过" in one["text"] for one in answer["sentences"])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("persona", "check", "geriatrics"), 0, "0 wrong"),
        (("persona", "check", "oncology"), 1, "No persona 'oncology'"),
        (("search", "geriatrics"), 2, "Give a text"),
        (("ask", "geriatrics", "?", "--audience", "nobody"), 2, "none of patient"),
        (("index", "report", "geriatrics"), 0, "Read: 3 documents"),
        (("index", "rebuild", "geriatrics"), 0, "passages restored"),
        (("doctor",), 0, "quotations only"),
    ],
)
def test_commands_say_what_happened_and_end_with_the_agreed_code(
    house: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    run = twin(house, *arguments)

    assert run.returncode == code, run.stderr
    assert words in run.stdout + run.stderr


def test_a_wrong_setting_is_named_and_ends_with_code_3(house: Path) -> None:
    run = twin(house, "ask", "geriatrics", "hello", TWIN_CHAT__TEMPERATURE="warm")

    assert run.returncode == 3
    assert "TWIN_CHAT__TEMPERATURE" in run.stderr


def test_another_embedder_than_the_index_was_built_with_says_what_to_run(house: Path) -> None:
    run = twin(
        house,
        "search",
        "geriatrics",
        "falling",
        TWIN_EMBEDDING__BASE_URL="http://127.0.0.1:9/v1",
        TWIN_EMBEDDING__MODEL="other",
    )

    assert run.returncode in {3, 4}
    assert "twin index build geriatrics" in run.stderr or "TWIN_EMBEDDING__BASE_URL" in run.stderr


def test_links_follow_another_port_unless_an_address_was_set() -> None:
    plain = listening_at(Settings(), host=None, port=9123)
    told = listening_at(
        Settings(serve=ServeSettings(public_url="https://twin.example")), host=None, port=9123
    )

    assert plain.serve.public_url == "http://127.0.0.1:9123"
    assert told.serve.public_url == "https://twin.example"
