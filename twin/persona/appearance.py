"""How a physician is drawn, and the colours of the slides: optional parts of `portrait` in persona.yaml."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
HairShape = Literal["short", "swept", "cropped", "side_part", "bob", "low_knot", "long", "bald"]
Grey = Literal["none", "temples", "strand", "flecked"]
GlassesShape = Literal["none", "thin", "round", "square"]
Beard = Literal["none", "short", "full", "moustache"]
Garment = Literal["blouse", "shirt", "shirt_tie", "jumper", "roll_neck", "cardigan", "scrubs"]


class TalkColours(BaseModel, frozen=True, extra="forbid"):
    """Colours of a talk: `ink` for titles and dark ground, `accent` for bars and marks, `highlight` for what stands out."""

    ink: Colour = "#0f2747"
    accent: Colour = "#0b7f7c"
    highlight: Colour = "#d9573f"
    paper: Colour = "#f7f9fc"


class PortraitDrawing(BaseModel, frozen=True, extra="forbid"):
    """What is drawn, part by part. Colours are `#rrggbb`; what is left out follows the words of the description.

    `age_lines`: 0 none, 1 at the eyes, 2 also beside the mouth, 3 also on the forehead. `glasses_up`: pushed up on the head.
    """

    face: Literal["oval", "round", "lean"] = "oval"
    skin: Colour = "#f0c9a4"
    age_lines: int = Field(0, ge=0, le=3)
    hair: HairShape = "short"
    hair_colour: Colour = "#2b2730"
    grey: Grey = "none"
    lashes: bool = False
    lips: Colour = "#b9605a"
    glasses: GlassesShape = "none"
    glasses_colour: Colour = "#34425a"
    glasses_up: bool = False
    beard: Beard = "none"
    coat: bool = True
    garment: Garment = "shirt"
    garment_colour: Colour = "#3f74b5"
    tie_colour: Colour = "#0b7f7c"
    stethoscope: bool = True
    charm: Literal["none", "bear"] = "none"
    held: Literal["none", "notebook", "slide"] = "none"
