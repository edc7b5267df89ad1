"""Captions as files: SRT, WebVTT, and ASS for those who want them burned into the picture."""

from collections.abc import Sequence

from twin.lecture.captions import Cue

_FONT = "Noto Sans CJK SC"  # of the slides too, whose Chinese font is asked for at the set-up; its Latin letters are Noto's own
FONT_SHARE = 0.042  # of the picture's height: 45 pixels of 1080, read from the back of a waiting room
MARGIN_SHARE = 0.035


def srt_text(cues: Sequence[Cue]) -> str:
    """Give captions as SRT."""
    blocks = [
        f"{number}\n{_clock(cue.start_seconds, ',')} --> {_clock(cue.end_seconds, ',')}\n{cue.text}\n"
        for number, cue in enumerate(cues, start=1)
    ]
    return "\n".join(blocks)


def vtt_text(cues: Sequence[Cue], *, language: str) -> str:
    """Give captions as WebVTT; each cue is named by its sentence, so that a page can follow the sound."""
    counts: dict[str, int] = {}
    blocks = []
    for cue in cues:
        counts[cue.sentence_id] = counts.get(cue.sentence_id, 0) + 1
        name = f"{cue.sentence_id}-{counts[cue.sentence_id]}"
        text = cue.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        blocks.append(
            f"\n{name}\n{_clock(cue.start_seconds, '.')} --> {_clock(cue.end_seconds, '.')}\n{text}\n"
        )
    return f"WEBVTT\nKind: captions\nLanguage: {language}\n" + "".join(blocks)


def ass_text(cues: Sequence[Cue], *, width: int, height: int, language: str) -> str:
    """Give captions as ASS for a picture of that size: white on one dark band at the bottom, both lines on the same."""
    size, margin = round(height * FONT_SHARE), round(height * MARGIN_SHARE)
    style = (
        f"Style: Default,{_FONT},{size},&H00FFFFFF,&H00FFFFFF,&H60000000,&H60000000,0,0,0,0,100,100,0,0,4,"
        f"0,{max(1, size // 5)},2,{margin},{margin},{margin},1"
    )
    lines = [
        f"Dialogue: 0,{_ass_clock(cue.start_seconds)},{_ass_clock(cue.end_seconds)},Default,,0,0,0,,{_ass_words(cue)}"
        for cue in cues
    ]
    return "\n".join(
        [
            "[Script Info]",
            "ScriptType: v4.00+",
            f"PlayResX: {width}",
            f"PlayResY: {height}",
            "WrapStyle: 2",
            f"Language: {language}",  # which of its forms a Han character has
            "[V4+ Styles]",
            "Format: Name,Fontname,Fontsize,PrimaryColour,SecondaryColour,OutlineColour,BackColour,Bold,Italic,Underline,"
            "StrikeOut,ScaleX,ScaleY,Spacing,Angle,BorderStyle,Outline,Shadow,Alignment,MarginL,MarginR,MarginV,Encoding",
            style,
            "[Events]",
            "Format: Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text",
            *lines,
            "",
        ]
    )


def _ass_words(cue: Cue) -> str:
    return r"\N".join(line.replace("{", "(").replace("}", ")") for line in cue.lines)


def _clock(seconds: float, point: str) -> str:
    """Give hours:minutes:seconds with milliseconds."""
    whole = round(seconds * 1000)
    return (
        f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}{point}{whole % 1000:03}"
    )


def _ass_clock(seconds: float) -> str:
    whole = round(seconds * 100)
    return f"{whole // 360_000}:{whole // 6000 % 60:02}:{whole // 100 % 60:02}.{whole % 100:02}"
