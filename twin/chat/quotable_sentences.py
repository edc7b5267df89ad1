"""The sentences of the evidence that may be quoted: cut, cleaned of headings and filler, in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twin.chat.model import Quotable
from twin.chat.question_words import terms_of
from twin.sentences import sentence_spans, without_marks

_HEADING = re.compile(r"^\s*#{1,6}\s")
_RULE = re.compile(r"^[\s|:_=*·.-]+$")
_REFERENCES_BEGIN = re.compile(
    r"^\W*(?:references|sources|bibliography|参考文献|参考资料|文献)\W*$", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"\bdoi\b|https?://|\bet al\b[.,].*\d{4}|\d{4};\s?\d+|\d{4}[,，;；]\s?\d+\s?[(（]\d+[)）]", re.IGNORECASE
)
_FILLER = re.compile(
    r"^\W*(?:good (?:morning|evening|afternoon)|hello|welcome|thank you|thanks for|any questions|notes:|slide \d)|"
    r"\bfictional\b|\b(?:tonight|today|in this talk|in this lecture),? (?:you|we|i)\b|^\W*you also learn\b|"
    r"this handout replaces|this is an opinion\b|contains no new data|^[^.;:]{3,40}, department of\b|^\W*next slide|"
    r"^\W*(?:大家好|各位|谢谢|感谢|欢迎|早上好|晚上好|下午好|备注)|虚构|(?:今天|今晚|这一讲|这次)(?:我们|咱们|我|想|来)?(?:主要)?(?:讲|聊|谈|说说)",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"^\W*(?:(?:\d+[.)、]\s*)?(?:it|this|that|these|those|they|he|she|such|its|their|otherwise|but|however|therefore|then|both|so|also|"
    r"in the same|the same|if (?:not|that|this|it|so)|for this|here|in that case|neither|instead)\b"
    r"|(?:这|那|它|他们|她们|因此|所以|但|不过|否则|同时|其中|此时|同一|反之|另外|而且|如果(?:这|那|不)|由此|其|此外|也就是))",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"^\s*(?:[-*•·]|\d{1,2}[.)、]|[(（]\d{1,2}[)）])\s*")
_FIRST_NUMBER = re.compile(r"^\s*(?:1[.)、]|[(（]1[)）])")


@dataclass(frozen=True, slots=True)
class Sayable:
    """One sentence of one piece of evidence.

    `text` is verbatim but for reference marks. `passage` is the piece's place in the evidence, `place` the
    sentence's among the piece's sentences, both from 0. `behind` is what stood between it and the sentence
    before. `leans_back` says that it cannot be understood without the sentence before; `leads_on`, without the next.
    """

    key: str
    text: str
    passage: int
    place: int
    behind: str
    language: str
    leans_back: bool = False
    leads_on: bool = False
    in_list: bool = False
    is_row: bool = False

    def without_number(self) -> str:
        """Give the text without its list number or bullet."""
        return _LIST_NUMBER.sub("", self.text)

    @property
    def begins_list(self) -> bool:
        """Say whether it is item 1."""
        return bool(_FIRST_NUMBER.match(self.text))


def sayable_sentences(evidence: Sequence[Quotable]) -> list[list[Sayable]]:
    """Give the sentences of each piece of evidence, in order; a piece of headings only gives an empty list."""
    return [_of_piece(piece, passage) for passage, piece in enumerate(evidence)]


def header_of(piece: Quotable) -> str:
    """Give a table's header line without marks, or an empty text."""
    lines = [line.strip() for line in piece.text.splitlines() if "|" in line and not _RULE.match(line)]
    return without_marks(lines[0]) if lines else ""


def _of_piece(piece: Quotable, passage: int) -> list[Sayable]:
    found: list[Sayable] = []
    last_end = 0
    headings = {_bare(heading) for heading in (*piece.headings, piece.title)}
    header = header_of(piece)
    for start, end in sentence_spans(piece.text, piece.language):
        raw = piece.text[start:end]
        if _REFERENCES_BEGIN.match(raw):
            break
        text = without_marks(raw)
        is_row = piece.is_table or text.count("|") > 1
        alone = "\n" in piece.text[last_end:start] or start == 0
        ends_line = end == len(piece.text) or piece.text[end:].lstrip(" |").startswith("\n")
        if (
            _bare(text) in headings
            or (is_row and text == header)
            or not _may_be_said(text, is_row=is_row, alone=alone and ends_line)
        ):
            continue
        found.append(
            Sayable(
                key=piece.key,
                text=text,
                passage=passage,
                place=len(found),
                behind=piece.text[last_end:start],
                language=piece.language,
                leans_back=bool(_LEANS_BACK.match(text)),
                leads_on=text.rstrip().endswith((":", "：")),
                in_list=bool(_LIST_NUMBER.match(text)) and not is_row,
                is_row=is_row,
            )
        )
        last_end = end
    return found


def _may_be_said(text: str, *, is_row: bool, alone: bool) -> bool:
    """Tell a sentence from a heading, a rule, an entry of a reference list, and a greeting."""
    if _HEADING.match(text) or _RULE.match(text) or _FILLER.search(text) or _REFERENCE.search(text):
        return False
    if not terms_of(text):
        return False
    has_end = text.rstrip("\"'”’」』）)] ")[-1:] in "。！？.!?…；;：:"
    # A short line of its own without an end mark is a heading, unless it is a list item or a row of a table.
    is_heading = alone and not has_end and not is_row and not _LIST_NUMBER.match(text) and len(text) < 60
    return not is_heading


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
