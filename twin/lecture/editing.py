"""Edits of a script, each giving a new script: words, order, scenes. Notices are not anybody's to edit."""

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from twin.errors import BriefInvalid, SentenceNotFound
from twin.lecture.script import Scene, Script, ScriptSentence, SentenceKind

LONGEST_SENTENCE = 600  # characters; a voice breathes


def changed(script: Script, sentence_id: str, text: str) -> Script:
    """Give the script with other words for a sentence; its sources stay until it is judged again, its translation goes."""
    words = _words(text)

    def reworded(one: ScriptSentence) -> ScriptSentence:
        return one.model_copy(
            update={"text": words, "translation": one.translation if words == one.text else ""}
        )

    return _with(script, sentence_id, reworded)


def translated(script: Script, words: Mapping[str, str]) -> Script:
    """Give the script with other second captions for these sentences, by id; empty words take a sentence's away. Notices have theirs too."""
    known = {one.id for one in script.sentences()}
    for id_ in words:
        if id_ not in known:
            raise SentenceNotFound("sentence", id_)
    kept = {id_: _words(text) if text.strip() else "" for id_, text in words.items()}

    def told(one: ScriptSentence) -> ScriptSentence:
        return one.model_copy(update={"translation": kept[one.id]}) if one.id in kept else one

    scenes = (
        scene.model_copy(update={"sentences": tuple(map(told, scene.sentences))}) for scene in script.scenes
    )
    return script.model_copy(update={"scenes": tuple(scenes)})


def added(script: Script, scene_id: str, text: str, *, after: str | None = None) -> Script:
    """Give the script with a new sentence in a scene, behind the sentence `after` or at its beginning."""
    scene = _scene(script, scene_id)
    new = ScriptSentence(id=f"w{uuid4().hex[:10]}", text=_words(text))
    places = [one.id for one in scene.sentences]
    if after is not None and after not in places:
        raise SentenceNotFound("sentence", after)
    place = 0 if after is None else places.index(after) + 1
    sentences = (*scene.sentences[:place], new, *scene.sentences[place:])
    return _kept_framed(script, _with_scene(script, scene.model_copy(update={"sentences": sentences})))


def removed(script: Script, sentence_id: str) -> Script:
    """Give the script without a sentence; a scene that has none left goes too."""
    scene = _home(script, sentence_id)
    left = tuple(one for one in scene.sentences if one.id != sentence_id)
    _require_editable(next(one for one in scene.sentences if one.id == sentence_id))
    if left:
        return _with_scene(script, scene.model_copy(update={"sentences": left}))
    return script.model_copy(update={"scenes": tuple(one for one in script.scenes if one.id != scene.id)})


def moved(script: Script, sentence_id: str, *, up: bool) -> Script:
    """Give the script with a sentence one place up or down, over the edge of its scene into the next one."""
    flat = [(scene.id, one) for scene in script.scenes for one in scene.sentences]
    place = next((number for number, (_, one) in enumerate(flat) if one.id == sentence_id), None)
    if place is None:
        raise SentenceNotFound("sentence", sentence_id)
    home, sentence = flat[place]
    _require_editable(sentence)
    scene = _scene(script, home)
    order = [one.id for one in script.scenes]
    inside = [one.id for one in scene.sentences].index(sentence_id)
    target = inside + (-1 if up else 1)
    if 0 <= target < len(scene.sentences):
        sentences = list(scene.sentences)
        sentences[inside], sentences[target] = sentences[target], sentences[inside]
        return _kept_framed(
            script, _with_scene(script, scene.model_copy(update={"sentences": tuple(sentences)}))
        )
    neighbour = order.index(home) + (-1 if up else 1)
    if not 0 <= neighbour < len(order) or len(scene.sentences) == 1:
        raise BriefInvalid(f"Sentence {sentence_id!r} is at the edge of the script; it cannot move further.")
    other = script.scenes[neighbour]
    rest = scene.model_copy(
        update={"sentences": tuple(one for one in scene.sentences if one.id != sentence_id)}
    )
    joined = (*other.sentences, sentence) if up else (sentence, *other.sentences)
    moved_over = _with_scene(_with_scene(script, rest), other.model_copy(update={"sentences": joined}))
    return _kept_framed(script, moved_over)


def split(script: Script, scene_id: str, *, before: str, title: str) -> Script:
    """Give the script with a scene cut in two: the second begins with the sentence `before`."""
    scene = _scene(script, scene_id)
    places = [one.id for one in scene.sentences]
    if before not in places[1:]:
        raise SentenceNotFound("sentence behind the first one", before)
    place = places.index(before)
    taken = {one.id for one in script.scenes}
    new_id = next(name for number in range(2, 1000) if (name := f"{scene_id}-{number}") not in taken)
    first = scene.model_copy(update={"sentences": scene.sentences[:place]})
    second = scene.model_copy(
        update={
            "id": new_id,
            "title": _words(title),
            "sentences": scene.sentences[place:],
            "layout": "bullets",
        }
    )
    scenes = [part for one in script.scenes for part in ((first, second) if one.id == scene_id else (one,))]
    return script.model_copy(update={"scenes": tuple(scenes)})


def merged(script: Script, scene_id: str) -> Script:
    """Give the script with a scene and the one behind it made one, under the first one's title."""
    place = [one.id for one in script.scenes].index(_scene(script, scene_id).id)
    if place + 1 >= len(script.scenes):
        raise BriefInvalid(f"Scene {scene_id!r} is the last; there is none behind it to merge with.")
    one, other = script.scenes[place], script.scenes[place + 1]
    joined = one.model_copy(update={"sentences": (*one.sentences, *other.sentences)})
    scenes = (*script.scenes[:place], joined, *script.scenes[place + 2 :])
    return script.model_copy(update={"scenes": scenes})


def is_unframed(script: Script) -> bool:
    """Say whether a script lacks the notice that begins or the one that ends every talk."""
    said = script.sentences()
    return not said or any(said[place].kind is not SentenceKind.NOTICE for place in (0, -1))


def touched(old: Script, new: Script) -> frozenset[str]:
    """Give the ids of sentences that must be judged again: those that are new, or say or rest on something else."""
    before = {one.id: (one.text, one.sources, one.kind) for one in old.sentences()}
    return frozenset(
        one.id for one in new.sentences() if before.get(one.id) != (one.text, one.sources, one.kind)
    )


def scenes_changed(old: Script, new: Script) -> frozenset[str]:
    """Give the ids of scenes whose sentences or title are others than before: their slides follow anew."""
    before = {scene.id: (scene.title, [one.text for one in scene.sentences]) for scene in old.scenes}
    return frozenset(
        scene.id
        for scene in new.scenes
        if before.get(scene.id) != (scene.title, [one.text for one in scene.sentences])
    )


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not any(one.isalnum() for one in words) or len(words) > LONGEST_SENTENCE:
        raise BriefInvalid(f"A sentence holds 1 to {LONGEST_SENTENCE} characters; this one has {len(words)}.")
    return words


def _home(script: Script, sentence_id: str) -> Scene:
    for scene in script.scenes:
        if any(one.id == sentence_id for one in scene.sentences):
            return scene
    raise SentenceNotFound("sentence", sentence_id)


def _scene(script: Script, scene_id: str) -> Scene:
    found = next((one for one in script.scenes if one.id == scene_id), None)
    if found is None:
        raise SentenceNotFound("scene", scene_id)
    return found


def _with_scene(script: Script, scene: Scene) -> Script:
    return script.model_copy(
        update={"scenes": tuple(scene if one.id == scene.id else one for one in script.scenes)}
    )


def _with(script: Script, sentence_id: str, change: Callable[[ScriptSentence], ScriptSentence]) -> Script:
    scene = _home(script, sentence_id)
    for one in scene.sentences:
        if one.id == sentence_id:
            _require_editable(one)
    sentences = tuple(change(one) if one.id == sentence_id else one for one in scene.sentences)
    return _with_scene(script, scene.model_copy(update={"sentences": sentences}))


def _require_editable(sentence: ScriptSentence) -> None:
    if sentence.kind is SentenceKind.NOTICE:
        raise BriefInvalid(
            "The notice that a computer made and speaks this talk begins and ends it; it stays as it is."
        )


def _kept_framed(old: Script, new: Script) -> Script:
    """Refuse an edit that would put something before the first notice or behind the last."""
    ends: Sequence[ScriptSentence] = new.sentences()
    was = old.sentences()
    for place in (0, -1):
        if was[place].kind is SentenceKind.NOTICE and ends[place].kind is not SentenceKind.NOTICE:
            raise BriefInvalid("Nothing is said before the first notice or behind the last one.")
    return new
