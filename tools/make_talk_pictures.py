"""Draw docs/talks/slides-{en,zh}.png and portraits.png: the layouts with the presenter on them, and every demo physician.

Run: python -m tools.make_talk_pictures
"""

import datetime
import io
from pathlib import Path

import numpy as np
from PIL import Image

from twin.lecture.presenter.sprite_id import Look
from twin.lecture.presenter.sprites import background_of, sprites
from twin.lecture.script import (
    Brief,
    Chart,
    Layout,
    Scene,
    SceneKind,
    Script,
    ScriptSentence,
    SentenceSource,
    TableOfFacts,
)
from twin.lecture.slides import slide_pictures
from twin.persona.folder import load_persona
from twin.persona.persona import Language, Persona
from twin.portrait.moving_parts import Eyes, Mouth

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "talks"
PHYSICIANS = ("cardiology", "paediatrics", "pathology", "urology")
# Relative risk reduction per 10 mmHg lower systolic pressure, as the abstract states it.
PAPER = SentenceSource(
    passage_id="paper",
    line="Ettehad D, et al. Blood pressure lowering for prevention of cardiovascular disease and death. Lancet 2016;387:957–967",
)
EXAMPLE = SentenceSource(passage_id="example", line="Layout example / 版式示例")
REDUCTIONS = (20.0, 17.0, 27.0, 28.0, 13.0)
GAP = 12


def main() -> None:
    """Write the three pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    persona = load_persona(ROOT / "personas", "cardiology")
    languages: tuple[Language, Language] = ("en", "zh")
    for language in languages:
        _sheet(_frames(example_talk(language), persona), columns=2, width=800).save(
            OUT / f"slides-{language}.png", optimize=True
        )
    looks = (
        Look(),
        Look(Mouth.OPEN, raised=True, nod=2),
        Look(Mouth.PURSED, Eyes.HALF, sway=2),
        Look(Mouth.WIDE, sway=-2),
    )
    ground = np.full((438, 384, 3), (0xF1, 0xF5, 0xFA), dtype=np.uint8)
    rows = []
    for name in PHYSICIANS:
        shown = sprites(load_persona(ROOT / "personas", name), background=ground)
        rows += [Image.fromarray(shown[look.id]) for look in looks]
    _sheet(rows, columns=len(looks), width=288).save(OUT / "portraits.png", optimize=True)
    print(f"Drawn into {OUT.relative_to(ROOT)}/")


def example_talk(language: Language) -> Script:
    """Give a talk that has most layouts, with a real chart."""
    zh = language == "zh"

    def words(english: str, chinese: str) -> str:
        return chinese if zh else english

    def scene(number: int, layout: Layout, kind: SceneKind, title: str, **more: object) -> Scene:
        sentences = (
            ScriptSentence(id=f"s{number}", text=title, sources=(PAPER,) if layout == "chart" else ()),
        )
        return Scene.model_validate(
            {"id": f"c{number}", "kind": kind, "layout": layout, "title": title, "sentences": sentences}
            | more
        )

    title = words("Living with high blood pressure", "与高血压相处")
    labels = (
        ("主要心血管事件", "冠心病", "脑卒中", "心力衰竭", "全因死亡")
        if zh
        else ("Major CV events", "Coronary disease", "Stroke", "Heart failure", "All-cause death")
    )
    chart = Chart(
        title=words(
            "Relative risk reduction per 10 mmHg lower systolic pressure",
            "收缩压每降低 10 mmHg 的相对风险下降",
        ),
        unit="%",
        labels=labels,
        values=REDUCTIONS,
        source=PAPER,
    )
    rows = (
        (("静坐", "5 分钟", "5 分钟"), ("读数", "2 次", "2 次"), ("连续", "7 天", "7 天"))
        if zh
        else (("Rest before", "5 min", "5 min"), ("Readings", "2", "2"), ("Days in a row", "7", "7"))
    )
    columns = ("项目", "早晨", "晚上") if zh else ("Measure", "Morning", "Evening")
    scenes = (
        scene(0, "title", SceneKind.TITLE, title),
        scene(1, "chart", SceneKind.BODY, words("What 10 mmHg less systolic pressure buys", "收缩压每降低 10 mmHg 的获益"), chart=chart, kicker=words("Evidence", "证据")),
        scene(2, "quote", SceneKind.WHY, words("In my own words", "我的话"), quote=words("One reading in a hurry is a rumour. Seven quiet days in the blue notebook are news.", "匆忙量一次只是传闻，蓝本子里安静记下的七天才是消息。")),
        scene(3, "table", SceneKind.WHAT_TO_DO, words("Measuring at home", "在家量血压"), table=TableOfFacts(columns=columns, rows=rows, source=EXAMPLE)),
        scene(4, "two_columns", SceneKind.WHAT_TO_DO, words("Do, and do not", "该做与不该做"), bullets=(words("Sit with the arm at heart height", "坐着量，手臂与心脏同高"), words("Write every reading down", "每次都记下来")), right_bullets=(words("Do not stop tablets by yourself", "不要自己停药"), words("Do not chase a single reading", "不要盯着某一次读数"))),
        scene(5, "bullets", SceneKind.WHEN_TO_SEEK_HELP, words("Call 120 at once", "马上打 120"), bullets=(words("Chest pain that does not pass", "胸痛不缓解"), words("A weak arm, a crooked mouth, slurred speech", "一侧手臂无力、口角歪斜、说话不清"))),
    )  # fmt: skip
    brief = Brief(persona_id="cardiology", topic=title, language=language)
    return Script(title=title, brief=brief, scenes=scenes, made_on=datetime.date(2026, 11, 22))


def _frames(script: Script, persona: Persona) -> list[Image.Image]:
    """Give the slides with the presenter standing on them."""
    frames = []
    for number, slide in enumerate(slide_pictures(script, persona=persona)):
        frame = Image.open(io.BytesIO(slide.png)).convert("RGB")
        if slide.presenter_box:
            look = Look(tuple(Mouth)[(number * 3) % len(Mouth)], sway=number % 3)
            shown = sprites(persona, background=background_of(slide))[look.id]
            frame.paste(Image.fromarray(shown), (slide.presenter_box.x, slide.presenter_box.y))
        frames.append(frame)
    return frames


def _sheet(pictures: list[Image.Image], *, columns: int, width: int) -> Image.Image:
    """Put pictures of one size side by side, with 256 colours so that the file stays small."""
    height = round(width * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (width + GAP) - GAP, rows * (height + GAP) - GAP), "#c9d2dc")
    for number, picture in enumerate(pictures):
        place = (number % columns * (width + GAP), number // columns * (height + GAP))
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), place)
    return sheet.quantize(256, method=Image.Quantize.FASTOCTREE, kmeans=3, dither=Image.Dither.NONE)


if __name__ == "__main__":
    main()
