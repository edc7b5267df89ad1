"""Talks as lines for people."""

import json
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from twin.lecture.project import Project, Version
    from twin.lecture.script import Script


def project_line(project: "Project") -> str:
    """Give a talk on one line."""
    brief = project.brief
    return (
        f"{project.id}  {project.state.value}  {project.persona}  {brief.language}  {brief.minutes:g} min  "
        f"v{project.version}  {brief.topic}"
    )


def script_text(script: "Script") -> str:
    """Give a script with its slides' bullets and its sources."""
    lines = [script.title, ""]
    for scene in script.scenes:
        lines.append(f"[{scene.layout}] {scene.title}")
        for one in scene.sentences:
            mark = f"  REFUSED ({one.refused})" if one.refused else ""
            source = f"   [{one.sources[0].line}]" if one.sources else ""
            lines.append(f"  {one.text}{source}{mark}")
        lines += [f"    * {bullet}" for bullet in (*scene.bullets, *scene.right_bullets)]
        lines.append("")
    return "\n".join([*lines, *report_lines(script)])


def report_lines(script: "Script") -> list[str]:
    """Give what an author must know of a script: its length, what it lacks, what nothing bears out."""
    from twin.lecture.talk_length import script_seconds

    lines = [f"about {script_seconds(script) / 60:.1f} of {script.brief.minutes:g} minutes"]
    lines += [f"not covered: {point}" for point in script.not_covered]
    lines += [f"no support ({one.refused}): {one.text}" for one in script.sentences() if one.refused]
    return lines


def say_made(made: "Version", *, as_json: bool) -> None:
    """Print the id of a talk and what its author must know; for programs everything as JSON."""
    if as_json:
        script = made.script.model_dump(mode="json")
        typer.echo(
            json.dumps(
                {"project": made.project, "version": made.number, "script": script}, ensure_ascii=False
            )
        )
        return
    typer.echo(made.project)
    for line in report_lines(made.script):
        typer.echo(line, err=True)
