"""The implicit label of GB 45438-2025: one `AIGC` field a file, a JSON object of seven keys whose values are strings."""

import hashlib
import json
from dataclasses import dataclass, fields

from twin.errors import LabelInvalid

FIELD = "AIGC"
GENERATED = "1"  # Label: 1 generated, 2 presumably, 3 suspected (GB 45438-2025, annex)
_KEYS = {
    "label": "Label",
    "content_producer": "ContentProducer",
    "produce_id": "ProduceID",
    "reserved_code_1": "ReservedCode1",
    "content_propagator": "ContentPropagator",
    "propagate_id": "PropagateID",
    "reserved_code_2": "ReservedCode2",
}


@dataclass(frozen=True, slots=True)
class AigcLabel:
    """Who made a file, and under which number. All values are strings; the reserved ones stay empty."""

    content_producer: str
    produce_id: str
    label: str = GENERATED
    reserved_code_1: str = ""
    content_propagator: str = ""
    propagate_id: str = ""
    reserved_code_2: str = ""

    def to_json(self) -> str:
        """Give the one line that stands in the file; ASCII, so that no format has to guess an encoding."""
        values = {_KEYS[one.name]: getattr(self, one.name) for one in fields(self)}
        return json.dumps({key: values[key] for key in _KEYS.values()}, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "AigcLabel":
        """Read what a file holds.

        Raises:
            LabelInvalid: When it is no such object, lacks a key, has another one, or a value is no string.
        """
        try:
            value = json.loads(text)
        except ValueError:
            raise LabelInvalid(f"the {FIELD} field is not JSON: {text[:80]!r}") from None
        if not isinstance(value, dict) or set(value) != set(_KEYS.values()):
            raise LabelInvalid(f"the {FIELD} field must hold exactly {', '.join(_KEYS.values())}")
        if not all(isinstance(one, str) for one in value.values()):
            raise LabelInvalid(f"every value of the {FIELD} field must be a string")
        return cls(**{name: value[key] for name, key in _KEYS.items()})


def label_for(producer: str, made_from: str) -> AigcLabel:
    """Give the label of something made here; the same content gets the same number.

    Args:
        producer: The code or name of the provider, from settings.
        made_from: What the content is made from, such as the hash of a script, a voice and a persona.
    """
    number = "DDT" + hashlib.sha256(f"{producer}\n{made_from}".encode()).hexdigest()[:24].upper()
    return AigcLabel(producer, number, content_propagator=producer, propagate_id=number)
