"""Reasoning that a model writes inline, `<think>…</think>`, taken apart from the answer while it streams."""

OPEN, CLOSE = "<think>", "</think>"


class ThinkingApart:
    """Splits a stream of text into what is said and what was thought; a tag may be cut anywhere."""

    def __init__(self) -> None:
        self._held = ""
        self._is_thinking = False
        self._just_closed = False

    def feed(self, text: str) -> tuple[str, str]:
        """Give (said, thought) for the next run of text. What may be the beginning of a tag is held back."""
        if not self._held and not self._is_thinking and not self._just_closed and "<" not in text:
            return text, ""
        said, thought, rest = "", "", self._held + text
        self._held = ""
        while rest:
            tag = CLOSE if self._is_thinking else OPEN
            before, found, after = rest.partition(tag)
            if not found:
                kept = _beginning_of(tag, at_end_of=rest)
                before, self._held = rest[: len(rest) - kept], rest[len(rest) - kept :]
            if self._is_thinking:
                thought += before
            else:
                said += self._without_gap(before)
            if found:
                self._just_closed = self._is_thinking
                self._is_thinking = not self._is_thinking
            rest = after
        return said, thought

    def end(self) -> str:
        """Give text that was held back as a possible tag and is none. Unclosed thoughts stay thoughts."""
        held, self._held = self._held, ""
        return "" if self._is_thinking else held

    def _without_gap(self, text: str) -> str:
        """Drop the empty lines between the thoughts and the answer."""
        if not self._just_closed:
            return text
        text = text.lstrip()
        self._just_closed = not text
        return text


def _beginning_of(tag: str, *, at_end_of: str) -> int:
    """Count the characters at the end of a text that may be the beginning of a tag."""
    for length in range(min(len(tag) - 1, len(at_end_of)), 0, -1):
        if at_end_of.endswith(tag[:length]):
            return length
    return 0
