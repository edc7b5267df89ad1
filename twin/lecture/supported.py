"""Whether every statement of a script is borne out, by sources that still stand."""

from collections.abc import Container

from twin.errors import ScriptRefused
from twin.lecture.editing import is_unframed
from twin.lecture.script import Script, ScriptSentence, SentenceKind


def refused_sentences(script: Script) -> tuple[ScriptSentence, ...]:
    """Give the sentences that nothing bears out."""
    return tuple(one for one in script.sentences() if one.refused)


def require_supported(script: Script, *, called_wrong: Container[str] = frozenset()) -> None:
    """Go on only with a script every statement of which is borne out and names its source.

    Args:
        script: What is to be spoken.
        called_wrong: Passages that the physician has called wrong since.

    Raises:
        ScriptRefused: Naming each sentence and the gate's reason.
    """
    faults = [(one.id, one.refused, one.text) for one in refused_sentences(script)]
    faults += [
        (one.id, "missing_citation", one.text)
        for one in script.sentences()
        if one.kind is SentenceKind.STATEMENT and not one.sources and not one.refused
    ]
    faults += [
        (one.id, "source_called_wrong", one.text)
        for one in script.sentences()
        if any(source.passage_id in called_wrong for source in one.sources)
    ]
    if is_unframed(script):
        faults.append(("notice", "missing_notice", "A talk begins and ends with the spoken AI notice."))
    if faults:
        raise ScriptRefused(faults)
