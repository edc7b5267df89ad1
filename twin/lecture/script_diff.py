"""What is different between two scripts, sentence by sentence."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from twin.lecture.script import Script, ScriptSentence

Change = Literal["added", "removed", "changed", "moved", "captions", "slide"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `before` and `after` are the words (the slide's, or the second captions'), empty where there are none."""

    change: Change
    id: str
    scene: str
    before: str = ""
    after: str = ""


def differences(old: Script, new: Script) -> tuple[Difference, ...]:
    """Give what was added, changed, captioned otherwise or moved, in the new order, then what was removed, then slides that changed by themselves.

    A sentence is moved when it stands in another scene, or others that stayed overtook it. Seconds are no difference.
    """
    was, now = _placed(old), _placed(new)
    stayed = _in_same_order([id_ for id_ in was if id_ in now], [id_ for id_ in now if id_ in was])
    found: list[Difference] = []
    for id_, (scene, sentence) in now.items():
        if id_ not in was:
            found.append(Difference("added", id_, scene, after=sentence.text))
            continue
        old_scene, before = was[id_]
        if _said(before) != _said(sentence):
            found.append(Difference("changed", id_, scene, before.text, sentence.text))
        if before.translation != sentence.translation:
            found.append(Difference("captions", id_, scene, before.translation, sentence.translation))
        if old_scene != scene or id_ not in stayed:
            found.append(Difference("moved", id_, scene, before.text, sentence.text))
    found += [
        Difference("removed", id_, scene, before=sentence.text)
        for id_, (scene, sentence) in was.items()
        if id_ not in now
    ]
    return (*found, *_slides(old, new))


def _placed(script: Script) -> dict[str, tuple[str, ScriptSentence]]:
    return {one.id: (scene.id, one) for scene in script.scenes for one in scene.sentences}


def _said(sentence: ScriptSentence) -> tuple[object, ...]:
    return sentence.text, sentence.kind, tuple(one.passage_id for one in sentence.sources), sentence.refused


def _in_same_order(old: list[str], new: list[str]) -> frozenset[str]:
    blocks = SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    return frozenset(id_ for block in blocks for id_ in old[block.a : block.a + block.size])


def _slides(old: Script, new: Script) -> list[Difference]:
    """Give scenes whose slide says something else, though it may be that no sentence changed."""
    before = {scene.id: _slide_text(scene.model_dump(mode="json")) for scene in old.scenes}
    return [
        Difference("slide", scene.id, scene.id, before[scene.id], after)
        for scene in new.scenes
        if scene.id in before and (after := _slide_text(scene.model_dump(mode="json"))) != before[scene.id]
    ]


def _slide_text(scene: dict[str, object]) -> str:
    parts: list[str] = [str(scene["title"]), str(scene["kicker"])]
    for name in ("bullets", "right_bullets", "quote", "chart", "table", "picture"):
        value = scene[name]
        if value:
            parts.append(" / ".join(map(str, value)) if isinstance(value, list) else str(value))
    return " | ".join(part for part in parts if part)
