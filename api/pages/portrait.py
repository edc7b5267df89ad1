"""A drawn portrait from the persona's description: an SVG of our own, never a photograph."""

import hashlib
import re
from dataclasses import dataclass
from xml.sax.saxutils import escape

from twin.persona.persona import Persona

_SKINS = ("#f2cba6", "#efc39b", "#e8b88f")
_CLOTHES = {
    "navy": "#1d3a6b",
    "dark blue": "#1d3a6b",
    "blue": "#3f74b5",
    "teal": "#0d8a88",
    "green": "#3f7f5b",
    "red": "#b04a44",
    "purple": "#6a4f94",
    "grey": "#68758a",
    "gray": "#68758a",
    "white": "#dfe8f2",
}
_HAIR = {
    "grey-black": ("#4a4b55", "#7b7d88"),
    "salt-and-pepper": ("#4a4b55", "#7b7d88"),
    "white": ("#d9dce2", "#f1f2f5"),
    "silver": ("#b9bec8", "#dadde3"),
    "grey": ("#8b909b", "#b1b5bd"),
    "gray": ("#8b909b", "#b1b5bd"),
    "brown": ("#573a2a", "#7a5643"),
    "black": ("#2a2630", "#403a48"),
}

_SILHOUETTE = '<circle cx="160" cy="130" r="58" fill="#8fb4bd"/><path d="M50 320c4-78 50-110 110-110s106 32 110 110Z" fill="#8fb4bd"/>'


@dataclass(frozen=True, slots=True)
class Features:
    """What is drawn. Colours are `#rrggbb`."""

    is_woman: bool
    glasses: bool
    beard: bool
    long_hair: bool
    bald: bool
    hair: str
    hair_light: str
    clothes: str
    skin: str
    older: bool


def features_of(persona: Persona) -> Features:
    """Read the features out of the English description; what it does not say comes from the persona's id."""
    words = persona.portrait.description.en.lower()
    chance = hashlib.sha256(persona.id.encode()).digest()
    hair = re.search(r"([a-z,\- ]*)\bhair\b", words)
    hair_words = hair.group(1) if hair else ""
    dark, light = next((pair for name, pair in _HAIR.items() if name in hair_words), _HAIR["black"])
    garment = re.search(r"([a-z\- ]*)\b(blouse|shirt|tie|dress|sweater|jumper|scrubs|turtleneck)\b", words)
    colour = next((c for name, c in _CLOTHES.items() if garment and name in garment.group(1)), "#0d8a88")
    age = re.search(r"\b(\d{2})\b", words)
    return Features(
        is_woman=bool(re.search(r"\b(woman|she|her|female|lady)\b", words)),
        glasses="glasses" in words or "spectacles" in words,
        beard=bool(re.search(r"\b(beard|moustache|mustache|goatee)\b", words)),
        long_hair=bool(re.search(r"\b(long|bun|ponytail|tied|pinned)\b", hair_words + words)),
        bald=bool(re.search(r"\b(bald|balding|shaven head)\b", words)),
        hair=dark,
        hair_light=light,
        clothes=colour,
        skin=_SKINS[chance[0] % len(_SKINS)],
        older=bool(age) and int(age.group(1) if age else 0) >= 50,
    )


def portrait_svg(persona: Persona, *, title: str) -> str:
    """Draw the portrait as an SVG document of 320 × 320 units.

    Args:
        persona: Whose description is drawn; without consent to the likeness, nobody in particular.
        title: Accessible name, in the reader's language; escaped here.
    """
    if not persona.consent.likeness:
        return _frame(title, _SILHOUETTE)
    look = features_of(persona)
    layers = [
        _hair_behind(look),
        _body(look),
        _head(look),
        _hair_before(look),
        _face(look),
    ]
    return _frame(title, "".join(layers))


def _frame(title: str, drawing: str) -> str:
    """Put a drawing on its ground, with its name."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" role="img">'
        f"<title>{escape(title)}</title>"
        '<rect width="320" height="320" fill="#e3eef4"/><circle cx="160" cy="150" r="132" fill="#d2e6ea"/>'
        f"{drawing}</svg>"
    )


def _hair_behind(look: Features) -> str:
    """Draw what falls behind the face."""
    if not look.is_woman or look.bald:
        return ""
    depth = 232 if look.long_hair else 196
    return f'<path d="M88 {depth}C70 60 250 60 232 {depth}C215 {depth + 14} 105 {depth + 14} 88 {depth}Z" fill="{look.hair}"/>'


def _body(look: Features) -> str:
    """Draw neck, blouse or shirt, white coat and stethoscope."""
    return (
        f'<path d="M134 190h52v48c0 18-52 18-52 0Z" fill="{look.skin}"/>'
        '<path d="M134 206c14 14 38 14 52 0v12c-14 12-38 12-52 0Z" fill="#b9805a" opacity=".35"/>'
        '<path d="M34 320c2-52 34-74 96-84h60c62 10 94 32 96 84Z" fill="#fbfdff" stroke="#c6d3e1" stroke-width="2"/>'
        f'<path d="M128 234l32 34 32-34 14 86h-92Z" fill="{look.clothes}"/>'
        '<path d="M128 232l32 36-24 34-28-58Z" fill="#fff" stroke="#c6d3e1" stroke-width="2"/>'
        '<path d="M192 232l-32 36 24 34 28-58Z" fill="#fff" stroke="#c6d3e1" stroke-width="2"/>'
        '<path d="M104 240c-10 34-8 54 2 72M216 240c8 26 8 40 4 50" fill="none" stroke="#20395f" stroke-width="6" stroke-linecap="round"/>'
        '<circle cx="220" cy="298" r="10" fill="#9fb6d3" stroke="#20395f" stroke-width="5"/>'
    )


def _head(look: Features) -> str:
    """Draw ears and face."""
    return (
        f'<ellipse cx="101" cy="146" rx="11" ry="17" fill="{look.skin}"/><ellipse cx="219" cy="146" rx="11" ry="17" fill="{look.skin}"/>'
        f'<path d="M104 128c0-74 112-74 112 0 0 46-22 88-56 88s-56-42-56-88Z" fill="{look.skin}"/>'
    )


def _hair_before(look: Features) -> str:
    """Draw the hair over the forehead."""
    if look.bald:
        return f'<path d="M98 140c-4-22 0-36 8-46-2 16-4 30-8 46ZM222 140c4-22 0-36-8-46 2 16 4 30 8 46Z" fill="{look.hair}"/>'
    if look.is_woman:
        bun = f'<circle cx="160" cy="44" r="22" fill="{look.hair}"/>' if look.long_hair else ""
        return (
            f'{bun}<path d="M92 166C80 62 130 42 164 44c44 0 76 32 64 122-4-30-10-48-22-62-24 4-66 2-86-22-8 24-22 40-28 84Z" fill="{look.hair}"/>'
            f'<path d="M120 82c22 22 60 26 86 22-20 10-66 8-86-22Z" fill="{look.hair_light}"/>'
        )
    return (
        f'<path d="M100 142C84 54 132 40 164 42c44 0 72 30 56 100-4-24-8-36-16-44-30 6-66 2-84-8-10 10-16 26-20 52Z" fill="{look.hair}"/>'
        f'<path d="M120 90c20-8 62-10 84 8-28 6-66 2-84-8Z" fill="{look.hair_light}"/>'
    )


def _face(look: Features) -> str:
    """Draw brows, eyes, nose, mouth, glasses and beard."""
    brows = look.hair if look.hair != "#d9dce2" else "#9aa0aa"
    parts = [
        f'<path d="M122 124c8-6 18-6 26-2M172 122c8-4 18-4 26 2" fill="none" stroke="{brows}" stroke-width="4.5" stroke-linecap="round"/>',
        '<ellipse cx="136" cy="142" rx="6" ry="6.5" fill="#33261f"/><ellipse cx="184" cy="142" rx="6" ry="6.5" fill="#33261f"/>',
        '<circle cx="138" cy="140" r="2" fill="#fff"/><circle cx="186" cy="140" r="2" fill="#fff"/>',
        '<path d="M160 146c-2 10-6 16-4 20 2 3 6 3 9 1" fill="none" stroke="#c98f68" stroke-width="3.5" stroke-linecap="round"/>',
        '<ellipse cx="120" cy="168" rx="11" ry="6" fill="#e8877a" opacity=".3"/><ellipse cx="200" cy="168" rx="11" ry="6" fill="#e8877a" opacity=".3"/>',
        '<path d="M142 184c10 9 26 9 36 0" fill="none" stroke="#b4504c" stroke-width="4.5" stroke-linecap="round"/>',
    ]
    if look.beard:
        parts.insert(
            0,
            f'<path d="M110 160c4 40 26 60 50 60s46-20 50-60c-8 14-16 16-24 14-16-8-36-8-52 0-8 2-16 0-24-14Z" fill="{look.hair}" opacity=".9"/>',
        )
    if look.older:
        parts.append(
            '<path d="M112 150c-3 4-4 8-4 12M208 150c3 4 4 8 4 12" fill="none" stroke="#c98f68" stroke-width="2" stroke-linecap="round"/>'
        )
    if look.glasses:
        parts.append(
            '<g fill="#fff" fill-opacity=".18" stroke="#2b3c5a" stroke-width="3"><rect x="116" y="128" width="39" height="30" rx="12"/>'
            '<rect x="165" y="128" width="39" height="30" rx="12"/><path d="M155 140q5-5 10 0M116 140l-12-3M204 140l12-3" fill="none"/></g>'
        )
    return "".join(parts)
