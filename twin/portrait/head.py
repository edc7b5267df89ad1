"""The head without what moves in it: ears, face, nose, age lines, beard. Units: the portrait's 400 × 456."""

from twin.persona.appearance import PortraitDrawing
from twin.portrait.shades import blended, darker, is_light

# Half the width at the temples, half the width at the jaw, y of the chin.
_SHAPES = {"oval": (71.0, 60.0, 298.0), "round": (75.0, 66.0, 294.0), "lean": (67.0, 53.0, 302.0)}
MIDDLE = 200.0


def face_shape(drawing: PortraitDrawing) -> tuple[float, float, float]:
    """Give half the width at the temples, half the width at the jaw, and the y of the chin."""
    return _SHAPES[drawing.face]


def face_path(drawing: PortraitDrawing) -> str:
    """Give the outline of the face as path data."""
    wide, jaw, chin = face_shape(drawing)
    return (
        f"M{MIDDLE - wide} 178C{MIDDLE - wide - 1} 70 {MIDDLE + wide + 1} 70 {MIDDLE + wide} 178"
        f"C{MIDDLE + wide} 214 {MIDDLE + jaw + 6} 246 {MIDDLE + jaw - 10} 266"
        f"C{MIDDLE + jaw - 24} 283 {MIDDLE + 28} {chin} {MIDDLE} {chin}"
        f"C{MIDDLE - 28} {chin} {MIDDLE - jaw + 24} 283 {MIDDLE - jaw + 10} 266"
        f"C{MIDDLE - jaw - 6} 246 {MIDDLE - wide} 214 {MIDDLE - wide} 178Z"
    )


def ears(drawing: PortraitDrawing) -> str:
    """Draw both ears; hair may cover them."""
    wide, _, _ = face_shape(drawing)
    shade = darker(drawing.skin, 0.16)
    return "".join(
        f'<ellipse cx="{MIDDLE + side * (wide + 4)}" cy="196" rx="12" ry="20" fill="{drawing.skin}"/>'
        f'<path d="M{MIDDLE + side * (wide + 9)} 186c{-side * 7} 2 {-side * 9} 10 {-side * 6} 20" fill="none" '
        f'stroke="{shade}" stroke-width="2.6" stroke-linecap="round"/>'
        for side in (-1, 1)
    )


def face(drawing: PortraitDrawing) -> str:
    """Draw the face with cheeks, nose and age lines."""
    shade = darker(drawing.skin, 0.17)
    blush = blended(drawing.skin, "#d9503f", 0.45)
    outline = face_path(drawing)
    chin = face_shape(drawing)[2]
    return (
        f'<path d="{outline}" fill="{drawing.skin}"/>'
        f'<clipPath id="f"><path d="{outline}"/></clipPath><g clip-path="url(#f)"><path d="M{MIDDLE} {chin}c46 -8 58 -52 58 -90'
        f'c0 -40 2 -60 0 -80h40v{chin - 110}Z" fill="{shade}" opacity=".2"/></g>'
        f'<ellipse cx="158" cy="226" rx="17" ry="10" fill="{blush}" opacity=".3"/>'
        f'<ellipse cx="242" cy="226" rx="17" ry="10" fill="{blush}" opacity=".3"/>'
        f'<path d="M203 186c0 16 8 27 9 35c0 7 -8 9 -17 7" fill="none" stroke="{shade}" stroke-width="3.2" '
        'stroke-linecap="round" stroke-linejoin="round"/>' + _age_lines(drawing, shade)
    )


def _age_lines(drawing: PortraitDrawing, shade: str) -> str:
    """Draw fine lines: at the eyes, beside the mouth, on the forehead."""
    lines = []
    if drawing.age_lines >= 1:
        lines.append("M143 188l-7 -4M143 194l-8 1M257 188l7 -4M257 194l8 1")
        lines.append("M158 207c7 4 15 4 22 1M242 207c-7 4 -15 4 -22 1")
    if drawing.age_lines >= 2:
        lines.append("M179 231c-6 5 -9 11 -10 17M221 231c6 5 9 11 10 17")
    if drawing.age_lines >= 3:
        lines.append("M172 142c18 -5 38 -5 56 0M177 131c15 -4 31 -4 46 0M196 168l-2 -9M204 168l2 -9")
    return f'<path d="{"".join(lines)}" fill="none" stroke="{shade}" stroke-width="2" stroke-linecap="round" opacity=".8"/>'


def beard(drawing: PortraitDrawing) -> str:
    """Draw beard or moustache; the mouth comes over it."""
    colour = drawing.hair_colour
    moustache = "M168 246c8 -13 24 -15 32 -9c8 -6 24 -4 32 9c-14 -4 -22 -4 -32 -3c-10 -1 -18 -1 -32 3Z"
    if drawing.beard == "none":
        return ""
    if drawing.beard == "moustache":
        return f'<path d="{moustache}" fill="{colour}"/>'
    wide, jaw, chin = face_shape(drawing)
    opacity = 0.5 if drawing.beard == "short" and not is_light(colour) else 0.95
    below = 4 if drawing.beard == "short" else 16
    return (
        f'<path d="M{MIDDLE - wide} 200C{MIDDLE - wide + 6} 230 {MIDDLE - 44} 238 {MIDDLE - 32} 240C{MIDDLE - 12} 232 {MIDDLE + 12} 232 '
        f"{MIDDLE + 32} 240C{MIDDLE + 44} 238 {MIDDLE + wide - 6} 230 {MIDDLE + wide} 200C{MIDDLE + wide} 222 {MIDDLE + jaw + 6} 250 "
        f"{MIDDLE + jaw - 10} 268C{MIDDLE + jaw * 0.5} {chin + below} {MIDDLE - jaw * 0.5} {chin + below} {MIDDLE - jaw + 10} 268"
        f'C{MIDDLE - jaw - 6} 250 {MIDDLE - wide} 222 {MIDDLE - wide} 200Z" fill="{colour}" opacity="{opacity}"/>'
    )
