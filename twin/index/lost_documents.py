"""The publish gate's first question: does the new index still hold what the serving one holds?"""

from collections.abc import Collection, Sequence

from twin.index.generation import HeldDocument, Refusal

# A deleted file counts as meant. Many at once look like a folder that was not mounted or half copied.
MEANT_SHARE = 0.1
MEANT_AT_LEAST = 1
# A file that is still there but gives less than half its text was truncated more often than rewritten.
SHRUNK_BELOW = 0.5
SHORT_CHARACTERS = 500  # below this a document may shrink freely
_NAMED = 8


def refusal_for_losses(
    serving: Sequence[HeldDocument], candidate: Sequence[HeldDocument], *, existing_files: Collection[str]
) -> Refusal | None:
    """Say why `candidate` must not replace `serving`, or None when nothing was lost by accident.

    Args:
        serving: The documents that serve now.
        candidate: The documents that shall serve.
        existing_files: Names of all documents whose files lie in the folder, also of those that could not be read.
    """
    names = {document.name: document for document in candidate}
    contents = {document.id for document in candidate}
    missing = [d.name for d in serving if d.name not in names and d.id not in contents]
    unread = [name for name in missing if name in existing_files]
    if unread:
        return Refusal(
            f"{_listed(unread)} still in the folder, but not in the new index",
            "Repair the files (`twin index report` names each fault), or delete them if they shall go.",
        )
    meant = max(MEANT_AT_LEAST, int(len(serving) * MEANT_SHARE))
    if len(missing) > meant or (missing and not candidate):
        return Refusal(
            f"{_listed(missing)} gone from the folder: {len(missing)} of {len(serving)} at once",
            "If they were deleted on purpose, run `twin index build` again with --force.",
        )
    shrunk = [d.name for d in serving if d.name in names and _has_shrunk(d, names[d.name])]
    if shrunk:
        return Refusal(
            f"{_listed(shrunk)} gave less than half the text of before",
            "Check that the files are whole; if they were shortened on purpose, "
            "run `twin index build` again with --force.",
        )
    return None


def _has_shrunk(before: HeldDocument, after: HeldDocument) -> bool:
    return before.characters >= SHORT_CHARACTERS and after.characters < before.characters * SHRUNK_BELOW


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
