"""Promises to readers, checked."""

import re
from pathlib import Path

from tools.make_docs import cli_page, errors_page, settings_page

ROOT = Path(__file__).resolve().parents[1]


def test_generated_pages_are_fresh() -> None:
    pages = {"settings": settings_page(), "cli": cli_page(), "errors": errors_page()}

    stale = [
        name for name, page in pages.items() if (ROOT / f"docs/{name}.md").read_text(encoding="utf-8") != page
    ]

    assert not stale, f"Run `make docs`: {stale} do not match the code"


def test_the_readme_is_short_and_its_links_lead_somewhere() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    dead = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not (ROOT / link).exists()]

    assert len(text.splitlines()) < 150, "Keep the README under 150 lines"
    assert not dead, f"Make these files or mend the links: {dead}"


def test_the_readme_names_the_commands_that_ci_runs() -> None:
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_no_registry_host_stands_in_a_requirements_file() -> None:
    for path in ROOT.glob("requirements*.txt"):
        assert not re.search(r"https?://|--index-url", path.read_text(encoding="utf-8")), (
            f"Run `make lock`: {path.name}"
        )


def test_every_demo_persona_says_that_it_is_fictional() -> None:
    for path in ROOT.glob("personas/*/persona.yaml"):
        assert re.search(r"^fictional: true", path.read_text(encoding="utf-8"), re.MULTILINE), path
