"""Where one sentence ends and the next begins, in English, Chinese and text that mixes both.

Ground floor, no imports of ours: the reader cuts passages here, the quoting model quotes by it, and the gate
judges by it, so all three agree on what a sentence is.

A line break always ends a sentence (readers have joined wrapped lines before). `。！？` and `.!?` end one, with
the closing quotes, brackets and reference marks behind them; `；` and `：` do not, because what stands behind
them leans on the subject before them.
"""

import re

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
MARK = r"[\[［]\s*E?\d{1,3}(?:\s*[,，、;–-]\s*E?\d{1,3})*\s*[\]］]"

_CJK = re.compile(f"[{CJK}]")
_MARKS_BEHIND = re.compile(rf"(?:[ \t\u3000]*{MARK})+")
_REFERENCE_MARK = re.compile(r"[ \t\u3000]*[\[［]\s*\d{1,3}(?:\s*[,，、;–-]\s*\d{1,3})*\s*[\]］]")
_END = re.compile(r"[。！？｡!?．]|\.+|…+")
_CLOSERS = "\"'”’」』》）)]】〉"
_OPENERS = "\"'“‘「『《（([【〈"
_BLANK = " \t\u3000\xa0"
_BRACKET_PAIRS = {"（": "）", "(": ")", "【": "】"}
_LONGEST_BRACKET = 300  # characters; a bracket open for longer is taken for a slip of the keyboard
_LOOK_AHEAD = 80  # characters behind an end mark that can matter; bounds the work on endless lines
_LOOK_BACK = 300  # characters before it


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Always followed by what they introduce, so never the end of a sentence.
_INTRODUCING = _words(
    "dr drs prof mr mrs ms mx st vs v.s e.g eg i.e ie cf approx ca resp incl excl esp viz aka dept univ assoc "
    "jr.dr rev hon gen col capt sen gov temp al"
)
# Abbreviations only in front of a number or a letter: "No. 5", "Fig. 2", but "No. Do not stop it."
_NUMBERING = _words(
    "no nos fig figs tab eq eqs ref refs vol vols pp p sec sect ch chap art app suppl ed eds ser pt"
)
# May end a sentence: decided by what comes next.
_CLIPPED = _words(
    "etc mg mcg ug µg g kg ml dl l mmol mol iu mm cm hr hrs h min mins sec secs wk wks mo mos yr yrs y d "
    "max avg inj tab tabs cap caps inc ltd co corp a.m p.m am pm jan feb mar apr jun jul aug sep sept "
    "oct nov dec mon tue wed thu fri sat sun i.v iv i.m im s.c sc p.o po b.i.d t.i.d q.d q.i.d p.r.n b.d o.d "
    "syst diast diam freq conc wt ht neg pos abd bilat hosp pat pts med meds dx rx tx hx sx"
)
# A single capital behind these words names a kind, not a person: "vitamin D. Take it ..."
_LETTERED_THINGS = _words(
    "vitamin hepatitis apolipoprotein immunoglobulin cyclosporin troponin type group grade class stage factor plan option protein phase influenza category "
    "appendix figure table part level step arm cohort score lead point line"
)
_INTRODUCES_A_NAME = _words("by and with from to per dr prof mr mrs ms of & et")
_STARTERS = _words(
    "The A An In It This That These Those If Do We You He She They But And So When What Why How For After "
    "Before On At No Not Never Always Please Take Stop Call Ask His Her Our My Your There Some Most Many"
)
_MIXED_CASE_START = re.compile(r"(?:e[A-Z]|m[RD]NA|pH\b|hs-?[A-Z]|i[A-Z]|[a-z]+-?[A-Z]{2})")
_ASKED_OR_SAID = re.compile(
    "(?:他|她|我|你|您|它|咱|们|有|人|常|还|又|就|都|总|会|病人|患者|医生|家属|大家|老人|爸|妈|先生|女士|阿姨|大爷){0,6}"
    "(?:问|说|讲|道|喊|答|想|觉得|认为)|的|这|那|之|等|或|和|与|及|[，、；：,;:]"
)


def is_cjk(character: str) -> bool:
    """Say whether a character is a Chinese ideograph."""
    return bool(_CJK.match(character))


def without_marks(text: str) -> str:
    """Give the text as shown to a reader: without reference marks such as `[1]` or `[2, 3]`.

    Evidence keys (`[E1]`) stay; they belong to an answer, not to a document.
    """
    return _REFERENCE_MARK.sub("", text).lstrip(_BLANK)


def sentence_spans(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Find the sentences.

    Args:
        text: Any text; a line break ends a sentence.
        language: en or zh, as a hint; the rules look at the characters, so None serves both.

    Returns:
        Half-open spans in order, disjoint, without blank edges; together they cover all that is not blank.
    """
    spans: list[tuple[int, int]] = []
    line_start = 0
    for line in text.splitlines(keepends=True):
        for start, end in _spans_of_line(line, english_only=language == "en"):
            piece = line[start:end]
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            if left < right:
                spans.append((line_start + start + left, line_start + start + right))
        line_start += len(line)
    return spans


def sentences_of(text: str, language: str | None = None) -> list[str]:
    """Give the sentences themselves, in order."""
    return [text[start:end] for start, end in sentence_spans(text, language)]


def _spans_of_line(line: str, *, english_only: bool) -> list[tuple[int, int]]:
    brackets = iter(_bracket_spans(line))
    bracket = next(brackets, None)
    spans: list[tuple[int, int]] = []
    start = position = 0
    while found := _END.search(line, position):
        position = found.end()
        while bracket is not None and bracket[1] <= found.start():
            bracket = next(brackets, None)
        inside = bracket is not None and bracket[0] < found.start()
        if (
            bracket is not None
            and inside
            and not _closes_a_bracketed_sentence(line, start, found.end(), bracket)
        ):
            continue
        end = _behind_closers(line, found.end())
        if _is_boundary(line, start, found.start(), found.end(), end, english_only=english_only):
            spans.append((start, end))
            start = position = end
    if start < len(line):
        spans.append((start, len(line)))
    return spans


def _bracket_spans(line: str) -> list[tuple[int, int]]:
    """Find outermost bracketed runs: half-open, from the opening to behind the closing bracket."""
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(line):
        closing = _BRACKET_PAIRS.get(line[position])
        if closing is not None:
            end = line.find(closing, position, position + _LONGEST_BRACKET)
            if end > 0:
                spans.append((position, end + 1))
                position = end
        position += 1
    return spans


def _closes_a_bracketed_sentence(line: str, start: int, mark_end: int, bracket: tuple[int, int]) -> bool:
    """Say whether the whole sentence stands in the bracket and its end mark is the last thing in it."""
    return not line[start : bracket[0]].strip() and not line[mark_end : bracket[1] - 1].strip(
        _CLOSERS + _BLANK
    )


def _behind_closers(line: str, end: int) -> int:
    """Move behind further end marks, closing quotes and brackets, and reference marks."""
    while True:
        before = end
        while end < len(line) and line[end] in "。！？!?．…｡":
            end += 1
        while end < len(line) and line[end] in _CLOSERS:
            # A straight quote behind a blank would open the next sentence; directly behind the mark it closes.
            end += 1
        marks = _MARKS_BEHIND.match(line, end)
        if marks:
            end = marks.end()
        if end == before:
            return end


def _is_boundary(line: str, start: int, mark: int, mark_end: int, end: int, *, english_only: bool) -> bool:
    """Decide one end mark: it stands at `mark`, and `end` is behind its closers and reference marks."""
    rest = line[end : end + _LOOK_AHEAD]
    ahead = rest.lstrip(_BLANK + "\r\n")
    closed = any(character in _CLOSERS for character in line[mark_end:end].split("[", maxsplit=1)[0])
    first = line[mark]
    if not ahead:
        return True
    if first in "。｡！？":
        return _chinese_mark_ends(first, ahead, closed=closed)
    spaced = rest[0] in _BLANK + "\r\n"
    if closed and ahead[0].islower() and ahead[0].isascii():
        return False
    if first in "!?":
        told = closed and not spaced and _ASKED_OR_SAID.match(ahead)
        return not told and (spaced or is_cjk(ahead[0]) or ahead[0] in _OPENERS)
    if first == "…" or mark_end - mark > 1:
        return spaced and (ahead[0].isupper() or is_cjk(ahead[0]))
    touching = not spaced and end == mark_end and (english_only or not is_cjk(ahead[0]))
    so_far = line[max(start, mark - _LOOK_BACK) : mark]
    return not touching and _full_stop_ends(so_far, ahead, marked=end > mark_end and not closed)


def _chinese_mark_ends(mark: str, ahead: str, *, closed: bool) -> bool:
    """Decide `。！？`: what is told of a quotation (“能停吗？”他问) still belongs to its sentence."""
    if mark in "。｡":
        return not (closed and ahead[0] in "，、；：的")
    return not (_ASKED_OR_SAID.match(ahead) if closed else ahead[0] in "，、；")


def _full_stop_ends(before: str, ahead: str, *, marked: bool) -> bool:
    """Decide a single full stop: `before` is the sentence so far, `ahead` what follows the blank."""
    if marked or before.endswith(("]", "］")):
        return True
    words = before.split()
    token = re.sub(f"^.*[{CJK}]", "", words[-1]).lstrip(_OPENERS + "-–/") if words else ""
    word = token.lower()
    if not words or _is_list_number(words, token) or word in _INTRODUCING:
        return False
    if word in _NUMBERING:
        return not re.match(r"(?:[SA-D]?\d|[IVX]+\b|[A-H]\b(?! [a-z]))", ahead)
    if len(token) == 1 and token.isalpha() and token.isupper():
        return _capital_ends(words, ahead)
    return _abbreviation_ends(token, ahead)


def _abbreviation_ends(token: str, ahead: str) -> bool:
    """Decide a full stop behind a word that may be a clipped one."""
    follower = ahead.lstrip(_OPENERS)[:1]
    starts_anew = follower.isupper() or is_cjk(follower)
    dotted = re.fullmatch(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,3}", token)
    if dotted and token[0].isupper() and token.lower() not in _CLIPPED:
        return re.split(r"\W", ahead)[0] in _STARTERS or is_cjk(follower)
    if dotted or token.lower() in _CLIPPED:
        return starts_anew
    if follower.islower() and follower.isascii():
        return len(token) >= 4 or not token.isalpha() or bool(_MIXED_CASE_START.match(ahead))
    return True


def _is_list_number(words: list[str], token: str) -> bool:
    """Say whether the token before the full stop numbers a list item: first in its sentence, or behind a colon."""
    if not re.fullmatch(r"\d{1,3}|[a-hA-H]|[IVXivx]{1,5}", token):
        return False
    return len(words) == 1 or (token.isdigit() and words[-2][-1] in ":：;；,，")


def _capital_ends(words: list[str], ahead: str) -> bool:
    """Decide `X.`: an initial goes on into the name, the D of vitamin D ends the sentence."""
    previous = words[-2] if len(words) > 1 else ""
    bare = previous.strip(".,;:()（）").lower()
    starter = re.split(r"\W", ahead)[0] in _STARTERS
    named = not previous or previous.endswith(".") or bare in _INTRODUCES_A_NAME
    return bare in _LETTERED_THINGS or (starter and not named)
