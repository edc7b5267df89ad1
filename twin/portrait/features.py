"""What is drawn of a persona: its `drawing`, or what the words of its description say."""

import hashlib
import re

from twin.persona.appearance import Beard, Garment, GlassesShape, HairShape, PortraitDrawing
from twin.persona.persona import Persona

_SKINS = ("#f3d0ad", "#efc59d", "#e6b78d")
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
    "grey-black": "#4a4b55",
    "salt-and-pepper": "#4a4b55",
    "white": "#dfe1e6",
    "silver": "#b9bec8",
    "grey": "#8b909b",
    "gray": "#8b909b",
    "brown": "#573a2a",
    "black": "#2b2730",
}


def drawing_of(persona: Persona) -> PortraitDrawing:
    """Give what is drawn; a part that neither the drawing nor the description says comes from the persona's id."""
    return persona.portrait.drawing or drawing_from_words(persona.portrait.description.en, persona.id)


def drawing_from_words(description: str, persona_id: str) -> PortraitDrawing:
    """Read the features out of an English description."""
    words = description.lower()
    chance = hashlib.sha256(persona_id.encode()).digest()
    found = re.search(r"([a-z,\- ]*)\bhair\b", words)
    hair_words = found.group(1) if found else ""
    garment = re.search(r"([a-z\- ]*)\b(blouse|shirt|tie|dress|sweater|jumper|scrubs|cardigan)\b", words)
    is_woman = bool(re.search(r"\b(woman|she|her|female|lady)\b", words))
    age = re.search(r"\b(\d{2})\b", words)
    years = int(age.group(1)) if age else 40
    return PortraitDrawing(
        skin=_SKINS[chance[0] % len(_SKINS)],
        age_lines=0 if years < 45 else 1 if years < 55 else 2,
        hair=_hair_shape(words, hair_words, is_woman=is_woman),
        hair_colour=next((colour for name, colour in _HAIR.items() if name in hair_words), _HAIR["black"]),
        grey="temples" if "temples" in words else "none",
        lashes=is_woman,
        lips="#b8505a" if is_woman else "#b5655c",
        glasses=_glasses(words),
        beard=_beard(words),
        garment="roll_neck"
        if re.search(r"\b(roll-?neck|turtleneck)\b", words)
        else _garment(garment.group(2) if garment else "", is_woman=is_woman),
        garment_colour=next(
            (colour for name, colour in _CLOTHES.items() if garment and name in garment.group(1)), "#0d8a88"
        ),
    )


def _hair_shape(words: str, hair_words: str, *, is_woman: bool) -> HairShape:
    if re.search(r"\b(bald|balding|shaven head)\b", words):
        return "bald"
    if re.search(r"\b(bun|knot|tied|pinned|ponytail)\b", words):
        return "low_knot"
    if "long" in hair_words:
        return "long"
    if "cropped" in hair_words:
        return "cropped"
    return ("swept" if "short" in hair_words else "bob") if is_woman else "short"


def _glasses(words: str) -> GlassesShape:
    if "glasses" not in words and "spectacles" not in words:
        return "none"
    return "round" if "round" in words else "square" if "square" in words else "thin"


def _beard(words: str) -> Beard:
    if re.search(r"\b(moustache|mustache)\b", words):
        return "moustache"
    if re.search(r"\b(beard|goatee)\b", words):
        return "short" if "short beard" in words else "full"
    return "none"


def _garment(word: str, *, is_woman: bool) -> Garment:
    named: dict[str, Garment] = {
        "blouse": "blouse",
        "dress": "blouse",
        "shirt": "shirt",
        "tie": "shirt_tie",
        "sweater": "jumper",
        "jumper": "jumper",
        "scrubs": "scrubs",
        "cardigan": "cardigan",
    }
    return named.get(word, "blouse" if is_woman else "shirt")
