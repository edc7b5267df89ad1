"""Similar entries together: the same question of many patients, in either language, is one thing to decide."""

from collections.abc import Callable, Sequence

from twin.review.question_reading import QuestionReader, QuestionReading
from twin.review.queue import Entry, Group, grouped_entries, ordered
from twin.review.sameness import FLOOR, nearness

COMPARED = (
    400  # groups a new entry is compared with, newest first; beyond that the desk is read from the top anyway
)


async def grouped(
    entries: Sequence[Entry], reader: QuestionReader, *, about_children: Callable[[str], bool]
) -> list[Group]:
    """Group entries of one persona that ask the same, and order the groups.

    Args:
        entries: In any order.
        reader: Reads questions.
        about_children: Says of a persona whether everybody asks it about children.

    Returns:
        Every entry in exactly one group; the group with the largest risk times how often asked first.
    """
    groups: list[tuple[QuestionReading, list[Entry]]] = []
    for entry in sorted(entries, key=lambda one: (one.created_at, one.id)):
        reading = reader.read(entry.question)
        home = None
        for known, members in reversed(groups[-COMPARED:]):
            if members[0].persona == entry.persona and await _is_same(
                known, reading, reader, about_children=about_children(entry.persona)
            ):
                home = members
                break
        if home is None:
            groups.append((reading, [entry]))
        else:
            home.append(entry)
    return ordered([grouped_entries(members) for _, members in groups])


async def _is_same(
    known: QuestionReading, reading: QuestionReading, reader: QuestionReader, *, about_children: bool
) -> bool:
    if not known.said or not reading.said:
        return False  # "And what now?" asks something else in every conversation
    if known.bare == reading.bare:
        return True
    heads = {one.head for one in known.said}
    if heads and not heads & {one.head for one in reading.said}:
        return False  # nothing named in common: vectors need not be asked
    return await nearness(known, reading, reader, about_children=about_children) >= FLOOR
