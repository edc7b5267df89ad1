"""A small folder, indexed for real, for the tests of retrieval."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from twin.assembly import House, open_house
from twin.evaluation.publishing import build_index
from twin.persona.scaffold import scaffold
from twin.settings import PathSettings, Settings

GLOSSARY = """\
- {en: atrial fibrillation, zh: 心房颤动, also_en: [AF], also_zh: [房颤], plain_en: An uneven rhythm., plain_zh: 心跳不齐。}
- {en: coffee, zh: 咖啡, also_en: [], also_zh: [], plain_en: A drink., plain_zh: 一种饮料。}
- {en: sauna, zh: 桑拿, also_en: [steam bath], also_zh: [汗蒸], plain_en: A hot bath., plain_zh: 很热的浴。}
- {en: heart transplant, zh: 心脏移植, also_en: [], also_zh: [], plain_en: A new heart., plain_zh: 换一颗心。}
"""
PHRASINGS = """\
- document: coffee
  answers:
    - quote: Coffee is allowed with atrial fibrillation.
      asks: [is a morning espresso all right when the heart jumps, 心跳不齐早上能来杯浓缩吗]
"""
DOCUMENTS = {
    "answers/coffee": (
        "en",
        "answer",
        "Coffee with an uneven rhythm",
        "Coffee is allowed with atrial fibrillation. Watch how you feel after a cup.",
        "",
    ),
    "lectures/rhythm": (
        "en",
        "lecture",
        "The uneven rhythm",
        "Atrial fibrillation makes the upper rooms of the heart quiver. Coffee was once forbidden.",
        "",
    ),
    "lectures/sauna-zh": ("zh", "lecture", "泡澡和桑拿", "房颤病人可以短时间蒸桑拿。出汗多了要喝水。", ""),
    "lectures/pressure-2020": (
        "en",
        "lecture",
        "Measuring pressure at home",
        "Measure the pressure at home three times each morning.",
        "",
    ),
    "lectures/pressure-2026": (
        "en",
        "lecture",
        "Measuring pressure at home",
        "Measure the pressure at home twice each morning.",
        "supersedes: [pressure-2020]\n",
    ),
}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Give a house with one indexed persona."""
    folder = tmp_path / "personas/heart"
    scaffold(tmp_path / "personas", "heart")
    (tmp_path / "corpora/glossary").mkdir(parents=True)
    (tmp_path / "corpora/glossary/terms.yaml").write_text(GLOSSARY, encoding="utf-8")
    for name, (language, kind, title, text, more) in DOCUMENTS.items():
        head = (
            f"title: {title}\ndate: 2026-01-02\nlanguage: {language}\naudience: patient\nkind: {kind}\n{more}"
        )
        (folder / f"{name}.md").write_text(f"---\n{head}---\n{text}\n", encoding="utf-8")
    (folder / "phrasings.yaml").write_text(PHRASINGS, encoding="utf-8")
    paths = PathSettings(personas=tmp_path / "personas", corpora=tmp_path / "corpora", data=tmp_path / "data")
    async with open_house(Settings(paths=paths)) as opened:
        await build_index(opened, "heart")
        yield opened
