"""The name of one look of the presenter: mouth, eyes, brows, and how the head is held."""

from dataclasses import dataclass

from twin.portrait.moving_parts import Eyes, Mouth

MOST_SWAY = 3  # steps to either side; one is a third of a degree and half a pixel
MOST_NOD = 4  # half pixels


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `sway` is -3 to 3, `nod` 0 to 4."""

    mouth: Mouth = Mouth.REST
    eyes: Eyes = Eyes.OPEN
    raised: bool = False
    sway: int = 0
    nod: int = 0

    @property
    def id(self) -> str:
        """Give the sprite's id, such as `open.half.level.-1.2`."""
        return f"{self.mouth}.{self.eyes}.{'raised' if self.raised else 'level'}.{self.sway}.{self.nod}"

    @classmethod
    def of(cls, sprite_id: str) -> "Look":
        """Read a sprite's id.

        Raises:
            KeyError: If it is none.
        """
        try:
            mouth, eyes, brows, sway, nod = sprite_id.split(".")
            look = cls(Mouth(mouth), Eyes(eyes), {"raised": True, "level": False}[brows], int(sway), int(nod))
        except (ValueError, KeyError):
            raise KeyError(sprite_id) from None
        if abs(look.sway) > MOST_SWAY or not 0 <= look.nod <= MOST_NOD:
            raise KeyError(sprite_id)
        return look
