"""The reciting model: says a physician's own answer from its first word to its last, and adds nothing."""

import asyncio
from collections.abc import AsyncGenerator

from twin.chat.framing_words import other_language_notice
from twin.chat.model import Piece, Prompt
from twin.chat.quoting_model import cited
from twin.sentences import sentences_of


class RecitingModel:
    """Recites the first piece of `Prompt.evidence`, sentence by sentence, each with its citation.

    The gate judges what it says like any other model's words.
    """

    name = "physician's answer"
    speaks_only_in_quotations = True

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        """Stream the answer without what was said before an interruption."""
        answer = prompt.evidence[0]
        said = {_bare(sentence) for sentence in prompt.already_said}
        if answer.language != prompt.language:
            notice = other_language_notice(prompt.language, beside_own=False)
            if _bare(notice) not in said:
                yield Piece(text=f"{notice}\n")
        for paragraph in answer.text.split("\n\n"):
            for line in paragraph.splitlines():
                for sentence in sentences_of(line):
                    if _bare(sentence) in said:
                        continue
                    gap = "" if answer.language == "zh" else " "
                    yield Piece(text=cited(sentence, answer.key) + gap)
                    await asyncio.sleep(0)
                yield Piece(text="\n")
            yield Piece(text="\n")
        yield Piece(finish_reason="stop", model=self.name)


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).lower()
