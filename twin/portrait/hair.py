"""Hair, before and behind the head, and glasses. Units: the portrait's 400 × 456."""

from collections.abc import Callable

from twin.persona.appearance import PortraitDrawing
from twin.portrait.head import MIDDLE, face_shape
from twin.portrait.shades import darker, is_light, lighter

_GREY = "#c3c7cf"


def hair_behind(drawing: PortraitDrawing) -> str:
    """Draw what falls behind face and shoulders."""
    dark = darker(drawing.hair_colour, 0.18)
    shapes = {
        "swept": "M118 190C108 70 292 70 282 190C286 222 274 240 262 246L138 246C126 240 114 222 118 190Z",
        "bob": "M112 190C100 58 300 58 288 190C294 240 290 268 280 286C262 296 240 292 236 280L164 280C160 292 138 296 120 286C110 268 106 240 112 190Z",
        "long": "M110 190C96 54 304 54 290 190C300 262 304 330 300 372C268 390 132 390 100 372C96 330 100 262 110 190Z",
        "low_knot": "M122 190C112 70 288 70 278 190C280 214 276 236 268 250L132 250C124 236 120 214 122 190Z",
    }
    path = shapes.get(drawing.hair, "")
    knot = (
        f'<ellipse cx="262" cy="276" rx="30" ry="27" fill="{drawing.hair_colour}"/>'
        f'<path d="M244 262c14 -10 34 -4 38 14M246 284c10 12 28 10 36 -2" fill="none" stroke="{lighter(drawing.hair_colour, 0.2)}" '
        'stroke-width="2.6" stroke-linecap="round"/>'
        if drawing.hair == "low_knot"
        else ""
    )
    return (f'<path d="{path}" fill="{dark}"/>' if path else "") + knot


def hair_before(drawing: PortraitDrawing) -> str:
    """Draw what lies over forehead and temples."""
    return _SHAPES[drawing.hair](drawing)


def _filled(drawing: PortraitDrawing, path: str, shine: str) -> str:
    """Fill a shape of hair and draw its shine."""
    colour = drawing.hair_colour
    light = darker(colour, 0.12) if is_light(colour) else lighter(colour, 0.22)
    edge = f' stroke="{darker(colour, 0.16)}" stroke-width="1.6"' if is_light(colour) else ""
    return (
        f'<path d="{path}" fill="{colour}"{edge}/><path d="{shine}" fill="none" stroke="{light}" stroke-width="4" '
        'stroke-linecap="round" opacity=".75"/>'
    )


def _flecks(drawing: PortraitDrawing, lines: str, width: float = 3.4) -> str:
    """Draw grey strands along the hair."""
    return (
        f'<path d="{lines}" fill="none" stroke="{_GREY}" stroke-width="{width}" stroke-linecap="round" opacity=".85"/>'
        if drawing.grey != "none"
        else ""
    )


def _swept(drawing: PortraitDrawing) -> str:
    """Short hair with a side-swept fringe that covers the tops of the ears."""
    hair = _filled(
        drawing,
        "M116 212C102 150 112 84 172 70C190 56 252 60 274 98C294 128 292 176 284 212C278 214 272 206 272 196"
        "C272 170 264 148 246 132C222 142 182 142 158 124C150 146 134 152 130 196C128 206 122 214 116 212Z",
        "M170 84c34 -12 68 -2 86 26M150 98c6 -6 12 -10 18 -12",
    )
    return hair + _flecks(
        drawing,
        "M190 76c26 -4 50 6 64 22M166 108c14 14 40 20 66 14M128 150c-6 14 -8 28 -6 44M276 150c4 14 5 28 3 42M206 92c18 0 34 8 44 20",
    )


def _short(drawing: PortraitDrawing) -> str:
    """Short hair combed to the side, ears free, with sideburns."""
    wide, _, _ = face_shape(drawing)
    left, right = MIDDLE - wide, MIDDLE + wide
    hair = _filled(
        drawing,
        f"M{left - 6} 188C{left - 16} 118 {left + 14} 72 {left + 70} 70C{left + 92} 54 {right - 10} 60 {right + 2} 104C{right + 12} 128 {right + 10} 160 "
        f"{right + 6} 188L{right - 3} 188C{right - 4} 164 {right - 10} 146 {right - 22} 134C{right - 54} 138 {left + 62} 134 {left + 40} 116"
        f"C{left + 30} 128 {left + 10} 144 {left + 3} 188Z",
        f"M{left + 48} 90c24 -14 56 -12 78 8",
    )
    if drawing.grey != "temples":
        return hair + _flecks(drawing, f"M{left + 60} 84c20 -8 44 -6 62 8M{left + 2} 150c-2 10 -2 20 0 30")
    temples = (
        f"M{left - 6} 188C{left - 9} 168 {left - 8} 150 {left - 5} 146C{left + 3} 148 {left + 6} 154 {left + 7} 160C{left + 5} 168 {left + 4} 176 {left + 3} 188Z"
        f"M{right + 6} 188C{right + 9} 168 {right + 9} 150 {right + 6} 146C{right - 2} 148 {right - 6} 154 {right - 7} 160C{right - 5} 166 {right - 4} 174 {right - 3} 188Z"
    )
    return hair + f'<path d="{temples}" fill="#8f949e" opacity=".85"/>'


def _cropped(drawing: PortraitDrawing) -> str:
    """Close-cropped hair that follows the skull, a little high at the temples."""
    wide, _, _ = face_shape(drawing)
    left, right = MIDDLE - wide, MIDDLE + wide
    return _filled(
        drawing,
        f"M{left - 2} 186C{left - 14} 118 {left + 16} 78 {MIDDLE} 76C{right - 16} 78 {right + 14} 118 {right + 2} 186L{right - 6} 180"
        f"C{right - 6} 158 {right - 8} 140 {right - 20} 126C{right - 26} 112 {MIDDLE + 26} 110 {MIDDLE} 112"
        f"C{MIDDLE - 26} 110 {left + 26} 112 {left + 20} 126C{left + 8} 140 {left + 6} 158 {left + 6} 180Z",
        f"M{MIDDLE - 34} 92c20 -7 48 -7 68 0",
    )


def _side_part(drawing: PortraitDrawing) -> str:
    """Hair parted on one side, flat."""
    wide, _, _ = face_shape(drawing)
    left, right = MIDDLE - wide, MIDDLE + wide
    return _filled(
        drawing,
        f"M{left - 5} 186C{left - 14} 110 {left + 26} 74 {MIDDLE} 74C{right - 20} 74 {right + 14} 112 {right + 5} 186L{right - 4} 180"
        f"C{right - 6} 158 {right - 14} 134 {right - 30} 126C{MIDDLE + 10} 130 {left + 60} 122 {left + 44} 104C{left + 30} 128 {left + 8} 146 {left + 4} 180Z",
        f"M{left + 52} 92c28 -8 56 -4 76 14",
    ) + _flecks(drawing, f"M{left + 62} 100c24 -4 46 0 62 10")


def _bob(drawing: PortraitDrawing) -> str:
    """Chin-length hair with a fringe."""
    return _filled(
        drawing,
        "M112 230C98 60 302 60 288 230C284 250 274 250 272 230C272 186 266 156 250 140C220 150 180 150 150 140C134 156 128 186 128 230C126 250 116 250 112 230Z",
        "M148 96c32 -22 76 -22 104 2",
    ) + _flecks(drawing, "M170 86c24 -8 48 -4 66 10M122 176c-2 16 -2 32 0 46")


def _long(drawing: PortraitDrawing) -> str:
    """Long hair, parted in the middle."""
    return _filled(
        drawing,
        "M112 250C92 120 120 70 200 68C280 70 308 120 288 250C282 262 274 250 272 226C270 176 244 132 200 112C156 132 130 176 128 226C126 250 118 262 112 250Z",
        "M140 104c14 -16 32 -22 50 -22M260 104c-14 -16 -32 -22 -50 -22",
    ) + _flecks(drawing, "M206 82c30 6 52 30 60 66")


def _low_knot(drawing: PortraitDrawing) -> str:
    """Hair combed back from a side parting into a low knot."""
    hair = _filled(
        drawing,
        "M122 206C108 128 122 74 196 70C276 68 294 128 278 206C274 204 272 196 271 186C268 150 240 122 184 106C158 122 134 150 129 186C128 196 126 204 122 206Z",
        "M200 84c36 2 60 26 68 58M176 86c-22 6 -38 24 -44 48",
    )
    if drawing.grey != "strand":
        return hair + _flecks(drawing, "M210 92c28 8 46 28 54 54M166 94c-16 10 -26 24 -30 40")
    return (
        hair
        + f'<path d="M186 104C232 114 262 142 271 186C273 172 268 146 250 126C232 108 208 100 186 104Z" fill="{_GREY}"/>'
    )


def _bald(drawing: PortraitDrawing) -> str:
    """A rim of hair over the ears."""
    wide, _, _ = face_shape(drawing)
    left, right = MIDDLE - wide, MIDDLE + wide
    return (
        f'<path d="M{left - 4} 192C{left - 12} 168 {left - 10} 144 {left + 6} 132C{left + 4} 152 {left + 6} 170 {left + 4} 190Z'
        f'M{right + 4} 192C{right + 12} 168 {right + 10} 144 {right - 6} 132C{right - 4} 152 {right - 6} 170 {right - 4} 190Z" fill="{drawing.hair_colour}"/>'
        f'<path d="M{MIDDLE - 30} 108c18 -10 40 -10 58 -2" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".35"/>'
    )


_SHAPES: dict[str, Callable[[PortraitDrawing], str]] = {
    "short": _short,
    "swept": _swept,
    "cropped": _cropped,
    "side_part": _side_part,
    "bob": _bob,
    "long": _long,
    "low_knot": _low_knot,
    "bald": _bald,
}
