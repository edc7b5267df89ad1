"""A small talk, and the people around it."""

import datetime

from twin.lecture.script import (
    Brief,
    Scene,
    SceneKind,
    Script,
    ScriptSentence,
    SentenceKind,
    SentenceSource,
)
from twin.staff.member import Role, StaffMember

WORKER = StaffMember("w1", "Ms Chen", Role.OUTREACH, frozenset({"cardiology"}))
PHYSICIAN = StaffMember("p1", "Dr. Lin", Role.PHYSICIAN, frozenset({"cardiology"}))
OTHERS_PHYSICIAN = StaffMember("p2", "Dr. Gao", Role.PHYSICIAN, frozenset({"urology"}))
ADMIN = StaffMember("a1", "Mr Xu", Role.ADMIN)
BRIEF = Brief(persona_id="cardiology", topic="Weighing yourself with heart failure", minutes=1)
SOURCE = SentenceSource(passage_id="abc1", line="Heart failure at home · lecture · 2026-03-14 · p. 2")


def sentence(number: int, text: str, *, refused: str = "") -> ScriptSentence:
    """Give a statement with its source."""
    return ScriptSentence(id=f"s{number}", text=text, sources=(SOURCE,), seconds=3.5, refused=refused)


def small_script(*texts: str, refused: str = "") -> Script:
    """Give a talk of a title and one scene with these sentences."""
    said = texts or ("Weigh yourself every morning.", "Call us when you gain 2 kg in 3 days.")
    title = Scene(
        id="c1",
        kind=SceneKind.TITLE,
        layout="title",
        title=BRIEF.topic,
        sentences=(
            ScriptSentence(id="n1", text="This is a computer voice.", kind=SentenceKind.NOTICE, seconds=2.0),
        ),
    )
    body = Scene(
        id="c2",
        kind=SceneKind.BODY,
        layout="bullets",
        title="Every morning",
        kicker="1 · Home",
        sentences=tuple(sentence(number, text) for number, text in enumerate(said, start=1)),
        bullets=("Every morning", "2 kg in 3 days: call"),
    )
    if refused:
        body = body.model_copy(
            update={"sentences": (*body.sentences, sentence(99, refused, refused="not_supported"))}
        )
    last = Scene(
        id="c3",
        kind=SceneKind.SOURCES,
        layout="sources",
        title="Sources",
        sentences=(
            ScriptSentence(id="n2", text="That was a computer voice.", kind=SentenceKind.NOTICE, seconds=2.0),
        ),
        bullets=(SOURCE.line,),
    )
    return Script(
        title=BRIEF.topic, brief=BRIEF, scenes=(title, body, last), made_on=datetime.date(2026, 11, 22)
    )
