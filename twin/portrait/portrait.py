"""The portrait put together, as SVG text: for pages, and in the layers that a presenter moves.

One drawing, 400 × 456 units; the head turns about the nape. Without consent to the likeness nobody in particular is drawn.
"""

from xml.sax.saxutils import escape

from twin.persona.appearance import PortraitDrawing
from twin.persona.persona import Persona
from twin.portrait.clothes import body
from twin.portrait.features import drawing_of
from twin.portrait.glasses import glasses
from twin.portrait.hair import hair_before, hair_behind
from twin.portrait.head import beard, ears, face
from twin.portrait.moving_parts import Eyes, Mouth, brows, eyes, mouth

WIDTH, HEIGHT = 400, 456
_NAPE = "200 330"
_SILHOUETTE = '<circle cx="200" cy="196" r="76" fill="#8fb4bd"/><path d="M56 456c4-92 62-132 144-132s140 40 144 132Z" fill="#8fb4bd"/>'


def portrait_svg(persona: Persona, *, title: str) -> str:
    """Draw the portrait for a page: square, on its ground.

    Args:
        persona: Whose drawing or description is drawn; without consent to the likeness, nobody in particular.
        title: Accessible name, in the reader's language; escaped here.
    """
    inside = whole_figure(drawing_of(persona)) if persona.consent.likeness else _SILHOUETTE
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 30 400 400" role="img">'
        f"<title>{escape(title)}</title>"
        '<rect y="30" width="400" height="400" fill="#e3eef4"/><circle cx="200" cy="222" r="166" fill="#d2e6ea"/>'
        f"{inside}</svg>"
    )


def whole_figure(
    drawing: PortraitDrawing,
    *,
    shape: Mouth = Mouth.REST,
    state: Eyes = Eyes.OPEN,
    raised: bool = False,
    tilt: float = 0,
) -> str:
    """Draw the whole figure without a ground. `tilt` is in degrees, clockwise."""
    return (
        behind_layer(drawing, tilt=tilt)
        + body(drawing)
        + head_layer(drawing, state=state, raised=raised, tilt=tilt)
        + mouth_layer(drawing, shape, tilt=tilt)
    )


def behind_layer(drawing: PortraitDrawing, *, tilt: float = 0) -> str:
    """Draw the hair behind the shoulders."""
    return _turned(hair_behind(drawing), tilt)


def head_layer(drawing: PortraitDrawing, *, state: Eyes, raised: bool, tilt: float = 0) -> str:
    """Draw the head with everything but its mouth."""
    parts = (
        ears(drawing),
        face(drawing),
        beard(drawing),
        eyes(drawing, state),
        hair_before(drawing),
        brows(drawing, raised=raised),
        glasses(drawing),
    )
    return _turned("".join(parts), tilt)


def mouth_layer(drawing: PortraitDrawing, shape: Mouth, *, tilt: float = 0) -> str:
    """Draw the mouth alone."""
    return _turned(mouth(drawing, shape), tilt)


def svg_document(inside: str, *, box: tuple[float, float, float, float] = (0, 0, WIDTH, HEIGHT)) -> str:
    """Wrap drawn parts as an SVG document that shows `box` (x, y, width, height) of the portrait."""
    view = " ".join(f"{number:g}" for number in box)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" width="{box[2]:g}" height="{box[3]:g}">{inside}</svg>'


def _turned(inside: str, tilt: float) -> str:
    return f'<g transform="rotate({tilt:g} {_NAPE})">{inside}</g>' if tilt else inside
