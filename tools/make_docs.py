"""Write docs/settings.md, docs/cli.md and docs/errors.md from the code; `--check` only compares."""

import inspect
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

DOCS = Path(__file__).resolve().parents[1] / "docs"
NOTE = "<!-- Written by `make docs`; edit the code instead. -->\n\n"


def settings_page() -> str:
    """Describe every setting: environment variable, default, meaning."""
    from twin.settings import Settings

    lines = [
        "# Settings\n",
        NOTE,
        "In this order: environment variables, secret files in `TWIN_SECRETS_DIR` (named like the variable's tail, "
        "`chat__api_key`), `twin.toml` (one table per section), defaults. `twin doctor` says where each value came from.\n",
    ]
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            lines.append(
                f"\n## {name}\n\n{inspect.getdoc(section)}\n\n| variable | default | meaning |\n|---|---|---|"
            )
            for key, value in section.model_fields.items():
                variable = f"TWIN_{name}__{key}".upper()
                lines.append(
                    f"| `{variable}` | {_shown(value.get_default(call_default_factory=True))} | {value.description} |"
                )
        else:
            lines.append(
                f"\n## {name}\n\n`TWIN_{name.upper()}`, default {_shown(field.default)}: {field.description}"
            )
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    """Show a default."""
    if value is None or value is PydanticUndefined:
        return "empty"
    if value in ({}, frozenset()):
        return "none"
    return f"`{value.as_posix() if isinstance(value, Path) else value}`"


def cli_page() -> str:
    """Describe every command by its own help."""
    import typer.main

    from twin.cli.app import app

    lines = [
        "# Commands\n",
        NOTE,
        "Exit codes: 0 ok, 1 no, 2 usage, 3 configuration, 4 upstream unreachable, 5 refused by policy.\n",
    ]
    _describe(typer.main.get_command(app), ["twin"], lines)
    return "\n".join(lines) + "\n"


def _describe(command: Any, path: list[str], lines: list[str]) -> None:
    """Describe a command or every command of a group."""
    below = getattr(command, "commands", None)
    if below:
        for name in sorted(below):
            _describe(below[name], [*path, name], lines)
        return
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
    words = [one.name.upper() if one.required else f"[{one.name.upper()}]" for one in arguments]
    lines.append(f"\n## `{' '.join([*path, *words])}`\n\n{inspect.cleandoc(command.help or '')}\n")
    for one in options:
        lines.append(f"- `{'`, `'.join(one.opts)}`: {one.help}")


def errors_page() -> str:
    """Describe the error family: exit code, HTTP status, meaning."""
    from api.error_handlers import status_for
    from twin import errors
    from twin.media import media_errors
    from twin.voice import voice_errors

    lines = ["# Errors\n", NOTE, "| error | exit code | HTTP status | meaning |\n|---|---|---|---|"]
    found = {
        name: one
        for room in (errors, media_errors, voice_errors)
        for name, one in inspect.getmembers(room, inspect.isclass)
    }
    for name, one in sorted(found.items()):
        if issubclass(one, errors.TwinError):
            lines.append(f"| `{name}` | {one.exit_code} | {status_for(one)} | {inspect.getdoc(one)} |")
    return "\n".join(lines) + "\n"


def main(check: bool) -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, page in (("settings", settings_page()), ("cli", cli_page()), ("errors", errors_page())):
        path = DOCS / f"{name}.md"
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != page):
            stale.append(path.name)
        elif not check:
            path.write_text(page, encoding="utf-8")
    if stale:
        sys.stderr.write(f"Stale in docs/: {', '.join(stale)}. Run `make docs`.\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
