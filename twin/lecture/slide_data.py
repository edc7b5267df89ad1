"""One slide as data for the template: everything that is seen on it, and nothing else.

Equal data give equal pictures, so a slide's hash is the hash of its data and of the template's design.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from twin.errors import DocumentUnreadable
from twin.lecture.chart_scale import scale_for, shown_value
from twin.lecture.script import Chart, Scene, SceneKind, Script
from twin.lecture.slide_words import DRAFT, LABEL, MORE_SOURCES, SEE_SOURCES, kicker_line
from twin.lecture.talk_sources import NumberedSource
from twin.lecture.theme import Theme
from twin.persona.persona import Language

# Layouts that need the whole width; the presenter steps aside.
FULL_WIDTH = frozenset({"table", "two_columns", "picture", "sources"})


def slides_data(
    script: Script,
    *,
    theme: Theme,
    sources_by_scene: Mapping[str, tuple[NumberedSource, ...]],
    draft: bool,
    pictures: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """Give the data of every slide, one a scene, in order.

    Args:
        sources_by_scene: By scene id, from `numbered_sources`.
        draft: Put the watermark on.
        pictures: SVG text by `Scene.picture` (`svg_of_picture` wraps other formats).

    Raises:
        DocumentUnreadable: When a scene names a picture that is not in `pictures` (`scene_pictures` reads them).
    """
    return [
        _one(
            scene,
            number,
            script,
            theme=theme,
            sources=sources_by_scene.get(scene.id, ()),
            draft=draft,
            pictures=pictures or {},
        )
        for number, scene in enumerate(script.scenes)
    ]


def slide_hash(data: Mapping[str, Any]) -> str:
    """Give the SHA-256 of one slide's data, in hex."""
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def has_presenter(scene: Scene, theme: Theme) -> bool:
    """Say whether the presenter stands beside this scene."""
    return theme.presenter and scene.layout not in FULL_WIDTH


def said_over(scene: Scene, language: Language) -> str:
    """Give what is said over a scene as one paragraph: the notes."""
    return ("" if language == "zh" else " ").join(sentence.text for sentence in scene.sentences)


def _one(
    scene: Scene,
    number: int,
    script: Script,
    *,
    theme: Theme,
    sources: tuple[NumberedSource, ...],
    draft: bool,
    pictures: Mapping[str, str],
) -> dict[str, Any]:
    """Give the data of one slide. `number` counts scenes from 0: the title has none, the next is section 1."""
    language = script.brief.language
    return {
        "layout": _shown_layout(scene),
        "title": scene.title,
        "kicker": kicker_line(max(number, 1), scene.kicker, scene.kind, language),
        "bullets": list(scene.bullets),
        "right_bullets": list(scene.right_bullets),
        "quote": scene.quote,
        "chart": _chart(scene.chart) if scene.chart else None,
        "table": {"columns": list(scene.table.columns), "rows": [list(row) for row in scene.table.rows]}
        if scene.table
        else None,
        "picture": _picture(scene, number, pictures),
        "sources": [{"mark": source.mark, "line": source.line} for source in sources],
        "see_sources": SEE_SOURCES[language],
        "more_sources": MORE_SOURCES[language],
        "label": LABEL[language],
        "draft": DRAFT[language] if draft else "",
        "progress": round((number + 1) / len(script.scenes), 6),
        "presenter": has_presenter(scene, theme),
        "colours": theme.colours.model_dump(),
        "speaker": {"name": theme.speaker_name, "post": theme.speaker_post, "notice": theme.notice},
        "occasion": script.brief.occasion if scene.kind is SceneKind.TITLE else "",
    }


def _shown_layout(scene: Scene) -> str:
    """Give the layout; one that lacks what it shows falls back to bullets."""
    lacks = (
        (scene.layout == "chart" and not (scene.chart and scene.chart.values))
        or (scene.layout == "table" and not (scene.table and scene.table.rows))
        or (scene.layout == "quote" and not scene.quote)
        or (scene.layout == "two_columns" and not (scene.bullets and scene.right_bullets))
        or (scene.layout == "picture" and not scene.picture)
    )
    return "bullets" if lacks else scene.layout


def _picture(scene: Scene, number: int, pictures: Mapping[str, str]) -> str:
    """Give the scene's picture as SVG text; "" where the layout shows none."""
    if scene.layout != "picture" or not scene.picture:
        return ""
    if scene.picture not in pictures:
        raise DocumentUnreadable(
            f"Slide {number + 1} shows the picture {scene.picture!r}, which was not given. Put it into the persona's pictures/ folder, "
            "or choose another layout."
        )
    return pictures[scene.picture]


def _chart(chart: Chart) -> dict[str, Any]:
    """Give a chart with its scale worked out."""
    scale = scale_for(chart.values)
    return {
        "title": chart.title,
        "bars": [
            {
                "label": label,
                "value": value,
                "shown": shown_value(value, chart.unit),
                "largest": value == max(chart.values),
            }
            for label, value in zip(chart.labels, chart.values, strict=True)
        ],
        "scale": {
            "low": scale.low,
            "high": scale.high,
            "ticks": [{"value": tick, "shown": shown_value(tick, chart.unit)} for tick in scale.ticks],
        },
    }
