"""An address as a QR code, on pages and on paper: the one door to segno."""

import io
from typing import Any

from twin.errors import SettingsError


def qr_svg(address: str) -> str:
    """Draw an address as a QR code.

    Args:
        address: What a phone opens; at most a few hundred characters, so that the squares stay large.

    Returns:
        One inline `<svg>` without a size of its own, with the quiet border that readers need.

    Raises:
        SettingsError: If segno is not installed.
    """
    return str(_code(address).svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))


def qr_drawing(address: str) -> str:
    """Draw an address as a whole SVG document, for a leaflet or a slide; otherwise as `qr_svg`.

    Raises:
        SettingsError: If segno is not installed.
    """
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="svg", border=4, omitsize=True, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue().decode()


def _code(address: str) -> Any:
    """Make the code; level M survives a crease or a stain of 15 per cent, as paper in a hospital gets."""
    try:
        import segno
    except ImportError as error:
        raise SettingsError(
            "segno is not installed, so no QR code can be drawn. Run `make setup`."
        ) from error
    return segno.make(address, error="m", micro=False)
