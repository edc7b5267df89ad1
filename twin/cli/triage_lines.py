"""What `twin triage` prints for one conversation."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from twin.evidence.other_languages import other_language

NAMED = 3  # departments
FIRST_DOOR = "general_practice"  # where one begins whose words say nothing of a department

if TYPE_CHECKING:
    from twin.triage.result import Language, Result
    from twin.triage.triage import Triage
    from twin.wayfinding.referral import Referral


class TriageLines:
    """Judges entries and shapes them for programs and people."""

    def __init__(self, engine: "Triage", corpora: Path, *, emergency_number: str) -> None:
        """Take the engine and read the names of the departments."""
        self._engine = engine
        self._number = emergency_number
        self._names = _department_names(corpora)
        self._referral = _referral(corpora, self._names)

    def judged(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        """Judge one entry: `text`, or `turns` of which only the user's count."""
        messages = messages_of(entry)
        result = self._engine.assess(messages)
        language = language_of(messages)
        ranked = self._departments(result, messages)
        shown: dict[str, Any] = {"id": entry["id"]} if "id" in entry else {}
        advice = result.advice(language, emergency_number=self._number)
        return shown | {
            "disposition": result.disposition.value,
            "rules": [one.rule for one in result.fired],
            "department": ranked[0],
            "departments": ranked,
            "advice": "\n".join(self._unread(result, messages)) or advice.to_text(),
            "by_when": advice.by_when,
            "questions": list(result.questions),
            "layer": result.layer,
        }

    def to_text(self, text: str) -> str:
        """Judge one text and put it into words for a person."""
        result = self._engine.assess([text])
        language = language_of([text])
        advice = result.advice(language, emergency_number=self._number)
        level = result.to_json()["level"][language]
        departments = " · ".join(one[language] for one in self._departments(result, [text]))
        if unread := self._unread(result, [text]):
            return "\n".join(unread)
        lines = [
            f"{level.upper()} ({advice.by_when})",
            *advice.why,
            "",
            *advice.do_now,
            *advice.until_help,
            "",
        ]
        lines += [*advice.come_back_if, "", departments]
        lines += [f"[{one.rule} v{one.version}] {'; '.join(one.sources)}" for one in result.fired]
        return "\n".join(lines)

    def _unread(self, result: "Result", messages: Sequence[str]) -> tuple[str, ...]:
        """Give what is told to somebody whose language the rules do not read."""
        found = None if result.fired else other_language(messages[-1])
        return () if found is None else tuple(line.format(number=self._number) for line in found.words)

    def _departments(self, result: "Result", messages: list[str]) -> list[dict[str, str]]:
        """Name the three departments that fit best; the first one is where to go."""
        ranked = self._referral.departments_for(
            "\n".join(messages),
            disposition=result.disposition,
            rule_departments=[one.department for one in result.fired],
        )
        chosen = [one.department for one in ranked[:NAMED]] or [FIRST_DOOR]
        return [{"id": one, **self._names[one]} for one in chosen]


def messages_of(entry: Mapping[str, Any]) -> list[str]:
    """Give the user's messages of an entry.

    Raises:
        typer.BadParameter: If a turn is neither a text nor {"role", "content"}.
    """
    if "turns" not in entry:
        return [str(entry["text"])]
    messages = []
    for turn in entry["turns"]:
        if isinstance(turn, str):
            messages.append(turn)
        elif isinstance(turn, dict) and "content" in turn:
            if turn.get("role", "user") == "user":
                messages.append(str(turn["content"]))
        else:
            raise typer.BadParameter(f'Entry {entry.get("id")!r}: a turn is a text or {{"role","content"}}.')
    return messages


def language_of(messages: list[str]) -> "Language":
    """Say which language most of the letters are."""
    text = "".join(messages)
    chinese = sum("\u3400" <= character <= "\u9fff" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    return "zh" if chinese * 3 > latin else "en"


def _referral(corpora: Path, names: Mapping[str, Any]) -> "Referral":
    from twin.wayfinding.referral import load_referral

    return load_referral(corpora / "hospital", departments=names.keys())


def _department_names(corpora: Path) -> dict[str, dict[str, str]]:
    """Read the departments' names; none where the file is absent."""
    from twin.triage.data_files import loaded

    path = corpora / "hospital" / "departments.yaml"
    return {one["id"]: dict(one["name"]) for one in loaded(path)["departments"]} if path.is_file() else {}
