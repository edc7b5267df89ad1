"""Lighter and darker shades of a colour written as `#rrggbb`."""


def darker(colour: str, share: float) -> str:
    """Mix a colour with black; `share` of it is black, 0 to 1."""
    return _mixed(colour, 0, share)


def lighter(colour: str, share: float) -> str:
    """Mix a colour with white; `share` of it is white, 0 to 1."""
    return _mixed(colour, 255, share)


def blended(colour: str, other: str, share: float) -> str:
    """Mix two colours; `share` of the second, 0 to 1."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def is_light(colour: str) -> bool:
    """Say whether a colour is nearer to white than to black."""
    red, green, blue = _parts(colour)
    return 0.3 * red + 0.59 * green + 0.11 * blue > 140


def _mixed(colour: str, towards: int, share: float) -> str:
    return "#" + "".join(f"{round(part + (towards - part) * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
