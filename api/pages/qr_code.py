"""An address as a QR code: the one door to segno."""

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
    try:
        import segno
    except ImportError as error:
        raise SettingsError(
            "segno is not installed, so no QR code can be drawn. Run `make setup`."
        ) from error
    # Level M survives a crease or a stain of 15 per cent, as paper in a hospital gets.
    code = segno.make(address, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, dark="#000", light="#fff"))
