"""What moves in a face: mouth, eyes, brows. Units: the portrait's 400 × 456."""

from enum import StrEnum

from twin.persona.appearance import PortraitDrawing
from twin.portrait.shades import blended, darker, is_light

MOUTH_X, MOUTH_Y = 200, 256


class Mouth(StrEnum):
    """Ten shapes of a mouth: what is heard decides which."""

    REST = "rest"  # silence: closed, a little smile
    CLOSED = "closed"  # m b p
    TEETH = "teeth"  # f v
    NARROW = "narrow"  # s z sh t d and other sounds at the teeth
    TONGUE = "tongue"  # l th n
    WIDE = "wide"  # ee
    MIDDLE = "middle"  # uh, eh
    OPEN = "open"  # ah
    ROUND = "round"  # oh
    PURSED = "pursed"  # oo w


class Eyes(StrEnum):
    """How far the eyes are open."""

    OPEN = "open"
    HALF = "half"
    SHUT = "shut"


# Half the width, how far upper and lower lip are from the middle line, and whether teeth and tongue are seen.
_OPENINGS: dict[Mouth, tuple[float, float, float, bool, bool]] = {
    Mouth.NARROW: (19, 3.0, 5.0, True, False),
    Mouth.TONGUE: (18, 4.0, 9.0, True, True),
    Mouth.WIDE: (24, 4.5, 7.5, True, False),
    Mouth.MIDDLE: (19, 5.0, 10.0, True, True),
    Mouth.OPEN: (21, 7.0, 18.0, True, True),
    Mouth.ROUND: (14, 8.0, 14.0, False, True),
    Mouth.PURSED: (9, 5.5, 8.0, False, False),
}


def mouth(drawing: PortraitDrawing, shape: Mouth) -> str:
    """Draw the mouth."""
    lips = drawing.lips
    if shape in (Mouth.REST, Mouth.CLOSED, Mouth.TEETH):
        return _shut_mouth(drawing, shape)
    half, up, down, teeth, tongue = _OPENINGS[shape]
    x, y = MOUTH_X, MOUTH_Y
    inside = _opening(half, up, down)
    lip = _opening(half + 3.4, up + 3.4, down + 4.6)
    clip = f'<clipPath id="m"><path d="{inside}"/></clipPath>'
    parts = [
        f'<path d="{lip}" fill="{lips}"/>',
        f'<path d="{inside}" fill="#5a1f22"/>',
        '<g clip-path="url(#m)">',
    ]
    if tongue:
        parts.append(
            f'<ellipse cx="{x}" cy="{y + down}" rx="{half * 0.72}" ry="{max(down * 0.5, 3)}" fill="#cf6f6c"/>'
        )
    if teeth:
        parts.append(
            f'<rect x="{x - half}" y="{y - up - 3}" width="{half * 2}" height="{min(up + 3.5, 8.5)}" fill="#fdfaf5"/>'
        )
    if shape is Mouth.WIDE:
        parts.append(f'<rect x="{x - half}" y="{y + 4}" width="{half * 2}" height="6" fill="#f3ede4"/>')
    return clip + "".join(parts) + "</g>" + _shadow(drawing, down)


def _opening(half: float, up: float, down: float) -> str:
    """Give the path data of an open mouth."""
    x, y = MOUTH_X, MOUTH_Y
    return (
        f"M{x - half} {y}C{x - half * 0.6} {y - up} {x - half * 0.25} {y - up} {x} {y - up * 0.86}"
        f"C{x + half * 0.25} {y - up} {x + half * 0.6} {y - up} {x + half} {y}"
        f"C{x + half * 0.72} {y + down} {x - half * 0.72} {y + down} {x - half} {y}Z"
    )


def _shut_mouth(drawing: PortraitDrawing, shape: Mouth) -> str:
    """Draw a mouth that is shut, pressed, or with the teeth on the lower lip."""
    x, y, lips = MOUTH_X, MOUTH_Y, drawing.lips
    line = darker(lips, 0.35)
    if shape is Mouth.REST:
        return (
            f'<path d="M{x - 21} {y - 1}C{x - 12} {y - 4} {x - 6} {y - 5} {x} {y - 3}C{x + 6} {y - 5} {x + 12} {y - 4} {x + 21} {y - 1}'
            f'C{x + 12} {y + 12} {x - 12} {y + 12} {x - 21} {y - 1}Z" fill="{lips}"/>'
            f'<path d="M{x - 24} {y - 3}C{x - 12} {y + 5} {x + 12} {y + 5} {x + 24} {y - 3}" fill="none" stroke="{line}" stroke-width="2.6" stroke-linecap="round"/>'
            + _shadow(drawing, 8)
        )
    if shape is Mouth.CLOSED:
        return (
            f'<path d="M{x - 19} {y}C{x - 10} {y - 4} {x + 10} {y - 4} {x + 19} {y}C{x + 10} {y + 7} {x - 10} {y + 7} {x - 19} {y}Z" fill="{lips}"/>'
            f'<path d="M{x - 21} {y - 1}C{x - 9} {y + 3} {x + 9} {y + 3} {x + 21} {y - 1}" fill="none" stroke="{line}" stroke-width="2.8" stroke-linecap="round"/>'
            + _shadow(drawing, 6)
        )
    return (
        f'<path d="M{x - 20} {y - 1}C{x - 10} {y - 6} {x + 10} {y - 6} {x + 20} {y - 1}C{x + 12} {y + 10} {x - 12} {y + 10} {x - 20} {y - 1}Z" fill="{lips}"/>'
        f'<path d="M{x - 14} {y - 2}H{x + 14}C{x + 10} {y + 5} {x - 10} {y + 5} {x - 14} {y - 2}Z" fill="#fdfaf5"/>'
        + _shadow(drawing, 7)
    )


def _shadow(drawing: PortraitDrawing, down: float) -> str:
    """Draw the soft shadow under the lower lip."""
    y = MOUTH_Y + down + 8
    return (
        f'<path d="M{MOUTH_X - 9} {y}q9 4 18 0" fill="none" stroke="{darker(drawing.skin, 0.17)}" stroke-width="2.4" '
        'stroke-linecap="round" opacity=".7"/>'
    )


def eyes(drawing: PortraitDrawing, state: Eyes) -> str:
    """Draw both eyes."""
    lid, skin_line = "#33262a", darker(drawing.skin, 0.2)
    width = 4.2 if drawing.lashes else 3.4
    parts = []
    for side, x in ((-1, 169), (1, 231)):
        if state is Eyes.SHUT:
            parts.append(
                f'<path d="M{x - 12} 190q12 8 24 0" fill="none" stroke="{lid}" stroke-width="{width}" stroke-linecap="round"/>'
            )
            continue
        top = 177.5 if state is Eyes.OPEN else 184.0
        almond = (
            f"M{x - 13} 190C{x - 8} {top} {x + 8} {top} {x + 13} 190C{x + 8} 199 {x - 8} 199 {x - 13} 190Z"
        )
        name = f"e{'l' if side < 0 else 'r'}"
        parts.append(
            f'<clipPath id="{name}"><path d="{almond}"/></clipPath><path d="{almond}" fill="#fdfcfa"/>'
            f'<g clip-path="url(#{name})"><circle cx="{x}" cy="189" r="7.6" fill="#4a3226"/><circle cx="{x}" cy="189" r="3.8" fill="#1d1412"/>'
            f'<circle cx="{x + 2.6}" cy="186" r="2.2" fill="#fff"/></g>'
            f'<path d="M{x - 13} 190C{x - 8} {top} {x + 8} {top} {x + 13} 190" fill="none" stroke="{lid}" stroke-width="{width}" stroke-linecap="round"/>'
        )
        if state is Eyes.OPEN:
            parts.append(
                f'<path d="M{x - 11} 179q11 -7 22 0" fill="none" stroke="{skin_line}" stroke-width="1.8" stroke-linecap="round" opacity=".7"/>'
            )
        if drawing.lashes:
            parts.append(
                f'<path d="M{x + side * 13} 190l{side * 5} -4" stroke="{lid}" stroke-width="3" stroke-linecap="round"/>'
            )
    return "".join(parts)


def brows(drawing: PortraitDrawing, *, raised: bool) -> str:
    """Draw the brows; raised ones stress a word."""
    colour = drawing.hair_colour
    if is_light(colour):
        colour = darker(colour, 0.28)
    colour = blended(colour, drawing.skin, 0.12)
    y = 160 if raised else 166
    width = 4.6 if drawing.lashes else 6.2
    return (
        f'<path d="M154 {y + 1}C160 {y - 7} 174 {y - 8} 184 {y - 3}M246 {y + 1}C240 {y - 7} 226 {y - 8} 216 {y - 3}" fill="none" '
        f'stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'
    )
