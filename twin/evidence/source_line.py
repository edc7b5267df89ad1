"""The line that says where a passage comes from, for a person to read."""

from twin.index.held_passage import HeldPassage
from twin.persona.slots import Slot

KIND_WORDS = {
    "clinic": ("clinic plan", "门诊安排"),
    "answer": ("approved answer", "已审核的回答"),
    "lecture": ("lecture", "讲座"),
    "paper": ("paper", "论文"),
    "guideline": ("guideline summary", "指南摘要"),
}


def source_line(held: HeldPassage, *, language: str) -> str:
    """Give title, kind, date and place, such as `Living with AF · lecture · 2026-03-14 · p. 2`."""
    english = language != "zh"
    metadata, passage = held.metadata, held.passage
    kind = KIND_WORDS.get(metadata.kind, (metadata.kind, metadata.kind))[0 if english else 1]
    if held.slot is Slot.LECTURES and metadata.is_view:
        kind = "own view" if english else "个人观点"
    parts = [metadata.title, kind]
    if metadata.date:
        parts.append(metadata.date.isoformat())
    if passage.page is not None:
        parts.append(f"p. {passage.page}" if english else f"第{passage.page}页")
    if passage.slide is not None:
        parts.append(f"slide {passage.slide}" if english else f"第{passage.slide}张幻灯片")
    if passage.start_seconds is not None:
        minutes, seconds = divmod(int(passage.start_seconds), 60)
        parts.append(f"{minutes}:{seconds:02d}")
    return " · ".join(parts)
