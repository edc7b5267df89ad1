"""The presenter's layers as pictures with transparency, twice the size they are shown in, rendered when first asked for."""

import functools
import io
import threading
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twin.lecture.presenter.sprite_id import MOST_SWAY
from twin.persona.appearance import PortraitDrawing
from twin.portrait.clothes import body
from twin.portrait.moving_parts import Eyes, Mouth
from twin.portrait.portrait import behind_layer, head_layer, mouth_layer, svg_document
from twin.typesetting.typst_door import compile_pictures

OVERSAMPLED = 2
TILT_DEGREES = 0.34  # of one step of sway
# What of the drawing is shown, and where in it head, hair and mouth are however the head is held: x, y, width, height in its units.
SHOWN = (8.0, 18.0, 384.0, 438.0)
_HEAD = (78.0, 30.0, 250.0, 290.0)
_BEHIND = (78.0, 30.0, 250.0, 370.0)
_MOUTH = (160.0, 236.0, 80.0, 56.0)


@dataclass(frozen=True, slots=True)
class Layer:
    """A piece of drawing: premultiplied RGBA in 0 to 1, float32, shape (height, width, 4), and its top left corner."""

    pixels: NDArray[np.float32]
    x: int
    y: int


class FigureLayers:
    """All layers of one drawing in one size. Any thread may ask."""

    def __init__(self, drawing: PortraitDrawing, width: int, height: int) -> None:
        """Take the drawing and the size in pixels in which it is shown."""
        self._drawing = drawing
        self.size = (height * OVERSAMPLED, width * OVERSAMPLED)
        self._scale = width * OVERSAMPLED / SHOWN[2]
        self._tilted: dict[int, dict[str, Layer]] = {}
        self._busy = threading.Lock()
        self.body = self._rendered(SHOWN, [body(drawing)])[0]

    def tilted(self, sway: int) -> dict[str, Layer]:
        """Give the layers that move, for one step of sway: `behind`, `head.<eyes>.<raised>`, `mouth.<shape>`."""
        with self._busy:
            if sway not in self._tilted:
                self._tilted[sway] = self._render_tilted(sway)
            return self._tilted[sway]

    def _render_tilted(self, sway: int) -> dict[str, Layer]:
        if abs(sway) > MOST_SWAY:
            raise KeyError(sway)
        drawing, tilt = self._drawing, sway * TILT_DEGREES
        looks = list(product(Eyes, (False, True)))
        heads = [head_layer(drawing, state=state, raised=raised, tilt=tilt) for state, raised in looks]
        mouths = [mouth_layer(drawing, shape, tilt=tilt) for shape in Mouth]
        (behind,) = self._rendered(_BEHIND, [behind_layer(drawing, tilt=tilt)])
        named = {"behind": behind}
        named |= {
            f"head.{state}.{raised}": layer
            for (state, raised), layer in zip(looks, self._rendered(_HEAD, heads), strict=True)
        }
        named |= {
            f"mouth.{shape}": layer
            for shape, layer in zip(Mouth, self._rendered(_MOUTH, mouths), strict=True)
        }
        return named

    def _rendered(self, part: tuple[float, float, float, float], drawings: list[str]) -> list[Layer]:
        """Render drawings, cut to a part of the figure whose corners lie on whole pixels."""
        scale = self._scale
        x, y = (int((part[axis] - SHOWN[axis]) * scale) // 2 * 2 for axis in (0, 1))
        width = min(round(part[2] * scale) // 2 * 2, self.size[1] - x)
        height = min(round(part[3] * scale) // 2 * 2, self.size[0] - y)
        view = (SHOWN[0] + x / scale, SHOWN[1] + y / scale, width / scale, height / scale)
        data = {
            "width": width / 2,
            "height": height / 2,
            "pictures": [svg_document(drawing, box=view) for drawing in drawings],
        }
        pictures = compile_pictures("figure.typ", data, ppi=144, checked=False)
        return [_layer(picture, (width, height), x, y) for picture in pictures]


@functools.lru_cache(maxsize=4)
def layers_of(drawing: PortraitDrawing, width: int, height: int) -> FigureLayers:
    """Give the layers of a drawing in a size, rendered once a process."""
    return FigureLayers(drawing, width, height)


def _layer(picture: bytes, size: tuple[int, int], x: int, y: int) -> Layer:
    """Read a PNG as a layer without what is wholly transparent; cut or padded to `size` where rounding differs by a pixel."""
    with Image.open(io.BytesIO(picture)) as image:
        whole = image.convert("RGBA").crop((0, 0, *size))
    seen = whole.getchannel("A").getbbox() or (0, 0, 0, 0)
    pixels = np.asarray(whole.crop(seen), dtype=np.float32) / np.float32(255)
    pixels[..., :3] *= pixels[..., 3:]
    return Layer(pixels, x + seen[0], y + seen[1])
