"""Glasses: on the nose or pushed up. Units: the portrait's 400 × 456."""

from twin.persona.appearance import PortraitDrawing
from twin.portrait.head import MIDDLE, face_shape
from twin.portrait.shades import lighter

_ON_THE_NOSE, _PUSHED_UP = 190.0, 122.0
_STROKE = {"thin": 2.4, "round": 4.2, "square": 3.2}


def glasses(drawing: PortraitDrawing) -> str:
    """Draw the glasses, or nothing."""
    if drawing.glasses == "none":
        return ""
    y = _PUSHED_UP if drawing.glasses_up else _ON_THE_NOSE
    wide, _, _ = face_shape(drawing)
    inset = 12 if drawing.glasses_up else 3
    temples = (
        f"M{MIDDLE - 55} {y - 5}L{MIDDLE - wide - 6 + inset} {y - 9}M{MIDDLE + 55} {y - 5}L{MIDDLE + wide + 6 - inset} {y - 9}"
        f"M{MIDDLE - 8} {y - 3}q8 -7 16 0"
    )
    stroke = _STROKE[drawing.glasses]
    lens = 0.34 if drawing.glasses_up else 0.14
    return (
        f'<g fill="#fff" fill-opacity="{lens}" stroke="{drawing.glasses_colour}" stroke-width="{stroke}" stroke-linecap="round">'
        f'{_lens(drawing.glasses, MIDDLE - 31, y)}{_lens(drawing.glasses, MIDDLE + 31, y)}<path d="{temples}" fill="none"/></g>'
        f'<path d="M{MIDDLE - 42} {y + 7}l9 -15M{MIDDLE + 20} {y + 7}l9 -15" stroke="{lighter(drawing.glasses_colour, 0.9)}" '
        'stroke-width="3" stroke-linecap="round" opacity=".45"/>'
    )


def _lens(shape: str, x: float, y: float) -> str:
    """Draw one lens around its middle."""
    if shape == "round":
        return f'<circle cx="{x}" cy="{y}" r="23"/>'
    rounding = 15 if shape == "thin" else 6
    height = 34 if shape == "thin" else 36
    return f'<rect x="{x - 24}" y="{y - height / 2}" width="48" height="{height}" rx="{rounding}"/>'
