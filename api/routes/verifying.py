"""Verify over JSON: whether a file is what this house made. Anybody may ask; nothing of the file is kept."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.requests import Request

from api.dependencies import House
from api.error_handlers import declared
from api.upload import sent_file
from twin.errors import UploadInvalid, UploadTooLarge

router = APIRouter(prefix="/api", tags=["verify"])
_FILE = {"type": "string", "format": "binary"}
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": _FILE, "manifest": _FILE},
                }
            }
        },
    }
}


class CheckOut(BaseModel):
    """One thing looked at."""

    check: Literal["label", "manifest", "signature", "key", "number", "file"]
    good: bool
    words: str = Field(description="What was found.")


class VerifiedOut(BaseModel):
    """The outcome: genuine when every check is good. `facts` are those of the manifest that speaks for the file."""

    file: str
    genuine: bool
    checks: list[CheckOut]
    label: dict[str, str] | None
    facts: dict[str, Any] | None


@router.post("/verify", openapi_extra=_FORM, responses=declared(UploadInvalid, UploadTooLarge))
async def verify(request: Request, house: House) -> VerifiedOut:
    """Check one exported file: its AI label, its manifest, the signature, the key, every byte."""
    async with sent_file(request, most_mib=house.serve.upload_mib) as sent:
        found = await house.films.verifying.verify(sent.path, name=sent.name, manifest=sent.manifest)
    return VerifiedOut.model_validate(found)
