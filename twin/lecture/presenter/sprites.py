"""The presenter's pictures: opaque, composed over the part of the slide that he covers, so that no film needs transparency."""

import io
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twin.labels.consent import LECTURE, ConsentLedger, Use
from twin.lecture.presenter.figure_layers import OVERSAMPLED, FigureLayers, Layer, layers_of
from twin.lecture.presenter.sprite_id import MOST_NOD, MOST_SWAY, Look
from twin.lecture.slides import SlidePicture
from twin.persona.persona import Persona
from twin.portrait.features import drawing_of
from twin.portrait.moving_parts import Eyes, Mouth

_MOST_KEPT_HEADS = 48  # figures without a mouth, 1.5 MB each at 384 × 438
_MOST_KEPT = 160  # finished pictures, 0.5 MB each

Picture = NDArray[np.uint8]
Kept = TypeVar("Kept")


def may_present(ledger: ConsentLedger, persona: Persona) -> bool:
    """Say whether the drawn presenter may be shown today: consent to the likeness for lectures is in force."""
    return Use.LIKENESS in ledger.standing(persona, duty=LECTURE).in_force


def background_of(slide: SlidePicture) -> Picture:
    """Give the part of a slide that the presenter covers, RGB, shape (height, width, 3).

    Raises:
        ValueError: If he does not stand on this slide.
    """
    box = slide.presenter_box
    if box is None:
        raise ValueError(
            f"The presenter does not stand on the slide of scene {slide.scene_id!r}; see its presenter_box."
        )
    with Image.open(io.BytesIO(slide.png)) as image:
        part = image.convert("RGB").crop((box.x, box.y, box.x + box.width, box.y + box.height))
    return np.asarray(part, dtype=np.uint8)


def sprites(persona: Persona, *, background: Picture) -> "Sprites":
    """Give the presenter's pictures over a background, by sprite id; each is made when first asked for.

    Callers ask `may_present` first.

    Args:
        background: RGB, shape (height, width, 3), both even; what the slide shows in the presenter's box.
    """
    height, width, _ = background.shape
    return Sprites(layers_of(drawing_of(persona), width, height), background)


class Sprites(Mapping[str, Picture]):
    """Opaque RGB pictures by sprite id, uint8, shape (height, width, 3). Any thread may ask."""

    def __init__(self, layers: FigureLayers, background: Picture) -> None:
        """Take the figure and what it stands before."""
        self._layers = layers
        ground = background.astype(np.float32) / 255.0
        self._ground = ground.repeat(OVERSAMPLED, axis=0).repeat(OVERSAMPLED, axis=1)
        still = self._ground.copy()
        _lay_over(still, layers.body)
        self._still = _reduced(_bytes_of(still))
        self._heads: OrderedDict[str, _Head] = OrderedDict()
        self._made: OrderedDict[str, Picture] = OrderedDict()
        self._busy = threading.RLock()

    def __getitem__(self, sprite_id: str) -> Picture:
        """Give one picture.

        Raises:
            KeyError: If there is no such look.
        """
        with self._busy:
            if sprite_id in self._made:
                self._made.move_to_end(sprite_id)
                return self._made[sprite_id]
            return _keep(self._made, sprite_id, self._composed(Look.of(sprite_id)), _MOST_KEPT)

    def __iter__(self) -> Iterator[str]:
        """Give every id there is."""
        sways, nods = range(-MOST_SWAY, MOST_SWAY + 1), range(MOST_NOD + 1)
        for parts in product(Mouth, Eyes, (False, True), sways, nods):
            yield Look(*parts).id

    def __len__(self) -> int:
        """Count the looks there are."""
        return len(Mouth) * len(Eyes) * 2 * (2 * MOST_SWAY + 1) * (MOST_NOD + 1)

    def _composed(self, look: Look) -> Picture:
        """Put the mouth on a head, and bring both to the size shown."""
        head = self._head(look)
        mouth = _moved(self._layers.tilted(look.sway)[f"mouth.{look.mouth}"], look)
        around = _whole_pixels(_Part.of(mouth, self._layers.size))
        inside = head.oversampled[
            around.top - head.part.top : around.bottom - head.part.top,
            around.left - head.part.left : around.right - head.part.left,
        ]
        region = inside.astype(np.float32) / 255.0
        _lay_over(region, mouth, corner=(around.left, around.top))
        picture = head.shown.copy()
        picture[around.small()] = _reduced(_bytes_of(region))
        return picture

    def _head(self, look: Look) -> "_Head":
        """Give the figure with a head that has no mouth yet; only what moves is composed anew."""
        key = Look(Mouth.REST, look.eyes, look.raised, look.sway, look.nod).id
        if key in self._heads:
            self._heads.move_to_end(key)
            return self._heads[key]
        moving = self._layers.tilted(look.sway)
        layers = [_moved(moving[name], look) for name in ("behind", f"head.{look.eyes}.{look.raised}")]
        part = _whole_pixels(
            _Part.of(layers[0], self._layers.size).joined(_Part.of(layers[1], self._layers.size))
        )
        region = self._ground[part.top : part.bottom, part.left : part.right].copy()
        for layer in (layers[0], self._layers.body, layers[1]):
            _lay_over(region, layer, corner=(part.left, part.top))
        oversampled = _bytes_of(region)
        shown = self._still.copy()
        shown[part.small()] = _reduced(oversampled)
        return _keep(self._heads, key, _Head(oversampled, part, shown), _MOST_KEPT_HEADS)


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows and columns of the oversampled canvas, half-open."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of(cls, layer: Layer, size: tuple[int, int]) -> "_Part":
        """Give what of a canvas (height, width) a layer covers."""
        height, width = layer.pixels.shape[:2]
        return cls(
            max(layer.y, 0), min(layer.y + height, size[0]), max(layer.x, 0), min(layer.x + width, size[1])
        )

    def joined(self, other: "_Part") -> "_Part":
        """Give the rectangle around both; an empty one counts for nothing."""
        if self.top == self.bottom:
            return other
        return _Part(
            min(self.top, other.top),
            max(self.bottom, other.bottom),
            min(self.left, other.left),
            max(self.right, other.right),
        )

    def small(self) -> tuple[slice, slice]:
        """Give the same place in the size shown."""
        return (
            slice(self.top // OVERSAMPLED, self.bottom // OVERSAMPLED),
            slice(self.left // OVERSAMPLED, self.right // OVERSAMPLED),
        )


@dataclass(frozen=True, slots=True)
class _Head:
    """A figure without a mouth: its moving part oversampled, and the whole in the size shown."""

    oversampled: Picture
    part: _Part
    shown: Picture


def _whole_pixels(part: _Part) -> _Part:
    """Widen a part to whole final pixels, so that what is around it stays exactly as it is."""
    return _Part(
        part.top - part.top % OVERSAMPLED,
        part.bottom + part.bottom % OVERSAMPLED,
        part.left - part.left % OVERSAMPLED,
        part.right + part.right % OVERSAMPLED,
    )


def _moved(layer: Layer, look: Look) -> Layer:
    """Shift a layer with the head: a step of sway or nod is half a pixel, one oversampled pixel."""
    return Layer(layer.pixels, layer.x + look.sway, layer.y + look.nod)


def _lay_over(canvas: NDArray[np.float32], layer: Layer, *, corner: tuple[int, int] = (0, 0)) -> None:
    """Lay a layer over a canvas whose top left corner is at `corner` (x, y), in place."""
    x, y = layer.x - corner[0], layer.y - corner[1]
    part = _Part.of(Layer(layer.pixels, x, y), (canvas.shape[0], canvas.shape[1]))
    if part.top >= part.bottom or part.left >= part.right:
        return
    over = layer.pixels[part.top - y : part.bottom - y, part.left - x : part.right - x]
    region = canvas[part.top : part.bottom, part.left : part.right]
    region *= 1.0 - over[..., 3:]
    region += over[..., :3]


def _bytes_of(canvas: NDArray[np.float32]) -> Picture:
    """Give a canvas as bytes."""
    picture: Picture = np.clip(canvas * 255.0 + 0.5, 0, 255).astype(np.uint8)
    return picture


def _reduced(canvas: Picture) -> Picture:
    """Bring an oversampled canvas to the size shown: each pixel is the mean of four."""
    wide = canvas.astype(np.uint16)
    total = wide[0::2, 0::2] + wide[1::2, 0::2] + wide[0::2, 1::2] + wide[1::2, 1::2]
    reduced: Picture = ((total + 2) // 4).astype(np.uint8)
    return reduced


def _keep(kept: OrderedDict[str, Kept], key: str, picture: Kept, most: int) -> Kept:
    """Keep a picture, and forget the one that was asked for longest ago."""
    kept[key] = picture
    if len(kept) > most:
        kept.popitem(last=False)
    return picture
