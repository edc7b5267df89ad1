"""Pictures of original pages: drawn once, kept in the data directory."""

import asyncio
from pathlib import Path
from uuid import uuid4

from twin.passages.page_drawing import drawn_page

WIDTH = 1_200  # pixels; sharp on a phone with three pixels to the point, about 150 KB a page
_AT_ONCE = asyncio.Semaphore(2)  # children; more would starve the answers


async def page_picture(pdf: Path, *, page: int, kept_in: Path, content_hash: str) -> Path:
    """Give the picture of a page, drawing it when it is not yet kept.

    Args:
        pdf: The original file.
        page: Page number, counted from 1.
        kept_in: Folder of the pictures; made when missing.
        content_hash: The document's; a changed file gets new pictures.

    Raises:
        DocumentError: If the page cannot be drawn.
    """
    target = kept_in / f"{content_hash[:32]}-{page}-{WIDTH}.png"
    if await asyncio.to_thread(_is_kept, target):
        return target
    unfinished = target.with_suffix(f".{uuid4().hex}.part")
    try:
        async with _AT_ONCE:
            if not await asyncio.to_thread(_is_kept, target):
                await drawn_page(pdf, page=page, width=WIDTH, target=unfinished)
                # Renaming is atomic: nobody is ever served half a picture.
                await asyncio.to_thread(unfinished.replace, target)
    finally:
        await asyncio.to_thread(unfinished.unlink, missing_ok=True)
    return target


def _is_kept(target: Path) -> bool:
    """Say whether a picture is there, and make its folder when it is not."""
    if target.exists():
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    return False
