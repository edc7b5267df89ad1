"""The sentences of the evidence that may be quoted: cut, cleaned of headings and filler, in their order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from twin.chat.model import Quotable
from twin.chat.question_words import terms_of
from twin.list_numbers import begins_list, has_list_number, without_list_number
from twin.sentences import sentence_spans, without_marks
from twin.table_rows import readable_rows

CLINIC = 1  # the authority of a clinic's page
FEWEST_LETTERS = (14, 5)  # English, Chinese: a shorter sentence ("Then a tablet.") says nothing alone
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
    r"\b(?:tonight|today|in this talk|in this lecture),? (?:you|we|i)\b|^\W*you also learn\b|"
    r"this handout replaces|this is an opinion\b|contains no new data|^[^.;:]{3,40}, department of\b|^\W*next slide|"
    r"^\W*(?:one|two|three|four|five|six|seven|a few) (?:things|points|rules|steps|lines|words)\W*$|"
    r"^\W*[一二两三四五六七八几](?:件事|句话|条|点|步)\W*$|"
    r"^\W*what [\w' ]{3,40}\.\W*$|^\W*(?!.*是)[^，；、：\d]{2,10}的。\W*$|^\W*请各位|"
    r"^\W*(?:大家好|各位|谢谢|感谢|欢迎|早上好|晚上好|下午好|备注)|(?:今天|今晚|这一讲|这次)(?:我们|咱们|我|想|来)?(?:主要)?(?:讲|聊|谈|说说)",
    re.IGNORECASE,
)
_FICTIONAL = re.compile(
    r"\bfictional\b|虚构", re.IGNORECASE
)  # a talk's note about itself; a clinic names its hospital so
_LEANS_BACK = re.compile(
    r"^\W*(?:(?:\d+[.)、]\s*)?(?:it|this|that|these|those|they|he|she|such|its|their|otherwise|but|however|therefore|then|both|so|also|"
    r"in the same|the same|if (?:not|that|this|it|so)|for this|here|in that case|neither|instead)\b"
    r"|(?:这|那|它|他们|她们|因此|所以|但|不过|否则|同时|其中|此时|同一|反之|另外|而且|如果(?:这|那|不)|由此|其|此外|也就是))",
    re.IGNORECASE,
)
# What somebody believes or asks, for the next sentence to answer.
_BELIEF = re.compile(
    r"^\W*(?:(?:some(?:body|one|times i hear| people)?|people|patients|they|families) (?:says?|asks?|believes?|thinks?|tells? me)\b|"
    r"(?:now )?(?:the|another) question (?:that |which )?(?:i|you|we|people|everybody)\b|"
    r"(?:有人|常有人|很多人|不少人|有的人|有些人|病人|家属)(?:会|常|总|就)?(?:说|问|以为|觉得|认为))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sayable:
    """One sentence of one piece of evidence.

    `text` is verbatim but for reference marks; a table's row is read aloud as `readable_rows` gives it. `passage` is the piece's place in the evidence, `place` the
    sentence's among the piece's sentences, both from 0. `behind` is what stood between it and the sentence
    before. `asks` marks a question, and what somebody else asks or believes. `leans_back` says that it cannot be understood without the sentence before; `leads_on`, without the next.
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
    asks: bool = False

    def without_number(self) -> str:
        """Give the text without its list number or bullet."""
        return without_list_number(self.text)

    @property
    def begins_list(self) -> bool:
        """Say whether it is item 1."""
        return begins_list(self.text)


def sayable_sentences(
    evidence: Sequence[Quotable], openings: frozenset[str] = frozenset()
) -> list[list[Sayable]]:
    """Give the sentences of each piece of evidence, in order; a piece of headings only gives an empty list.

    `openings` are the persona's opening phrases, letters only: a sentence that is one of them, or its beginning, says nothing.
    """
    return [_of_piece(piece, passage, openings) for passage, piece in enumerate(evidence)]


def _of_piece(piece: Quotable, passage: int, openings: frozenset[str]) -> list[Sayable]:
    if piece.is_table:
        return _rows_of(piece, passage)
    found: list[Sayable] = []
    last_end = 0
    headings = {_bare(heading) for heading in (*piece.headings, piece.title)}
    for start, end in sentence_spans(piece.text, piece.language):
        raw = piece.text[start:end]
        if _REFERENCES_BEGIN.match(raw):
            break
        text = without_marks(raw)
        alone = "\n" in piece.text[last_end:start] or start == 0
        ends_line = end == len(piece.text) or piece.text[end:].lstrip(" |").startswith("\n")
        if (
            _bare(text) in headings
            or any(opening.startswith(_bare(text)) for opening in openings)
            or "|" in text
            or (piece.authority != CLINIC and _FICTIONAL.search(text))
            or not _may_be_said(text, alone=alone and ends_line)
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
                leans_back=bool(_LEANS_BACK.match(text))
                or len(_bare(text)) < FEWEST_LETTERS[piece.language == "zh"],
                leads_on=text.rstrip().endswith((":", "：", "?", "？")) or bool(_BELIEF.match(text)),
                in_list=has_list_number(text),
                asks=text.rstrip("\"'”’」』").endswith(("?", "？")) or bool(_BELIEF.match(text)),
            )
        )
        last_end = end
    # What somebody believes, at the end of a piece, stands without the answer to it.
    while found and found[-1].leads_on:
        found.pop()
    return found


def _rows_of(piece: Quotable, passage: int) -> list[Sayable]:
    """Give a table's rows, each read aloud with its columns' names."""
    rows = [row for row in readable_rows(piece.text) if terms_of(row) and not _REFERENCE.search(row)]
    return [
        Sayable(piece.key, row, passage, place, "\n", piece.language, is_row=True)
        for place, row in enumerate(rows)
    ]


def _may_be_said(text: str, *, alone: bool) -> bool:
    """Tell a sentence from a heading, a rule, an entry of a reference list, and a greeting."""
    if _HEADING.match(text) or _RULE.match(text) or _FILLER.search(text) or _REFERENCE.search(text):
        return False
    if not terms_of(text):
        return False
    has_end = text.rstrip("\"'”’」』）)] ")[-1:] in "。！？.!?…；;：:"
    # A short line of its own without an end mark is a heading, unless it is a list item or a row of a table.
    is_heading = alone and not has_end and not has_list_number(text) and len(text) < 60
    return not is_heading


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()
