"""One scene of a script: what is said, and the slide that follows from it."""

from collections.abc import Sequence

from twin.index.held_passage import HeldPassage
from twin.lecture.bullets import FEWEST, bullets_of, is_refusal
from twin.lecture.figures import chart_of, table_of
from twin.lecture.outline import ScenePlan
from twin.lecture.plain_words import GLOSSARY
from twin.lecture.script import Layout, Scene, SceneKind, ScriptSentence, SentenceKind
from twin.lecture.talk_words import KICKERS

_IN_A_QUOTE = {"en": 160, "zh": 60}  # characters that fill a slide of one sentence


def scene_of(
    plan: ScenePlan,
    number: int,
    sentences: Sequence[ScriptSentence],
    language: str,
    *,
    rows_said: bool = False,
    view: str = "",
) -> Scene:
    """Give a scene with its slide.

    Args:
        plan: Its kind, title and passages.
        number: Its place among the scenes behind the title, from 1; stands in the kicker.
        sentences: What is said.
        language: Of the talk.
        rows_said: Whether rows of a table are among what is said: then the table is shown.
        view: The sentence that is the physician's own view, shown as a quotation; empty for none.
    """
    kicker = f"{number} · {KICKERS[plan.kind].in_language(language)}" if plan.kind in KICKERS else ""
    scene = Scene(
        id=plan.id,
        kind=plan.kind,
        layout="bullets",
        title=plan.title,
        kicker=kicker,
        sentences=tuple(sentences),
    )
    return with_slide(scene, plan.passages, language, rows_said=rows_said, view=view)


def with_slide(
    scene: Scene,
    passages: Sequence[HeldPassage],
    language: str,
    *,
    rows_said: bool = False,
    view: str = "",
) -> Scene:
    """Give a scene with bullets, chart, table or quotation as they follow from its sentences."""
    said = {source.passage_id for one in scene.sentences for source in one.sources}
    used = [held for held in passages if held.passage.id in said]
    bullets = bullets_of(scene.sentences, language)
    empty = {"bullets": (), "right_bullets": (), "quote": "", "chart": None, "table": None}
    table = table_of(used, language) if rows_said else None
    chart = chart_of(used, scene.title, language) if table is None else None
    layout: Layout = "bullets"
    update: dict[str, object] = {"bullets": bullets}
    if table is not None:
        layout, update = "table", {"table": table}
    elif chart is not None:
        layout, update = "chart", {"chart": chart, "bullets": bullets[:3]}
    elif view and len(view) <= _IN_A_QUOTE[language]:
        layout, update = "quote", {"quote": view, "bullets": bullets}
    elif len(bullets) < FEWEST:
        quote = _longest(scene.sentences, _IN_A_QUOTE[language])
        if quote:
            layout, update = "quote", {"quote": quote}
    elif scene.kind is SceneKind.WHAT_TO_DO:
        refusals = tuple(one for one in bullets if is_refusal(one))
        others = tuple(one for one in bullets if not is_refusal(one))
        if len(refusals) >= FEWEST and len(others) >= FEWEST:
            layout, update = "two_columns", {"bullets": others, "right_bullets": refusals}
    return scene.model_copy(update={**empty, **update, "layout": layout})


def _longest(sentences: Sequence[ScriptSentence], most: int) -> str:
    """Give the statement that says most and fits on a slide by itself."""
    texts = [
        one.text
        for one in sentences
        if one.kind is SentenceKind.STATEMENT
        and not any(source.passage_id.startswith(GLOSSARY) for source in one.sources)
    ]
    return max((one for one in texts if len(one) <= most), key=len, default="")
