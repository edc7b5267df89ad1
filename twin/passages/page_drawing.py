"""Draw one page of a PDF, as a program of its own: `python -m twin.passages.page_drawing FILE PAGE WIDTH TARGET`.

A PDF from outside can make its reader eat memory and time, so nobody draws it in the serving process:
`drawn_page` starts this file as a child with limits and waits for the picture.
"""

import asyncio
import resource
import sys
from pathlib import Path

from twin.errors import DocumentTooLarge, DocumentUnreadable

MEMORY_BYTES = 1 << 30  # address space of the child; an A4 page at 1,600 px takes about 150 MB
CPU_SECONDS = 10
LONGEST_SIDE = 4_000  # pixels; a poster is drawn smaller rather than refused


async def drawn_page(pdf: Path, *, page: int, width: int, target: Path) -> None:
    """Draw a page into a PNG file, in a child process with limits.

    Args:
        pdf: The file; it stays unchanged.
        page: Page number, counted from 1.
        width: Width of the picture in pixels.
        target: Where the PNG is written; its folder must exist.

    Raises:
        DocumentTooLarge: If the page takes more than `CPU_SECONDS` or `MEMORY_BYTES`.
        DocumentUnreadable: If the file or the page cannot be drawn.
    """
    arguments = [
        sys.executable, "-m", "twin.passages.page_drawing", str(pdf), str(page), str(width), str(target)
    ]  # fmt: skip
    child = await asyncio.create_subprocess_exec(
        *arguments, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE
    )
    try:
        _, complaint = await asyncio.wait_for(child.communicate(), CPU_SECONDS * 2)
    except TimeoutError as error:
        raise DocumentTooLarge(
            f"Page {page} of {pdf.name} took longer than {CPU_SECONDS * 2} s to draw. Save the PDF anew, more simply."
        ) from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode:
        last_line = complaint.decode(errors="replace").strip().splitlines()[-1:]
        raise DocumentUnreadable(
            f"Page {page} of {pdf.name} cannot be drawn ({' '.join(last_line)[:200] or child.returncode}). "
            "Check that the file opens in a PDF reader."
        )


def draw(pdf: Path, *, page: int, width: int, target: Path) -> None:
    """Draw a page into a PNG file, in this process."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(f"it has {len(document)} pages")
        sheet = document[page - 1]
        across, down = sheet.get_size()
        scale = min(width / across, LONGEST_SIDE / down)
        sheet.render(scale=scale).to_pil().convert("P", palette=1, colors=128).save(
            target, format="PNG", optimize=True
        )
    finally:
        document.close()


def _limit() -> None:
    """Limit what this process may take."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


if __name__ == "__main__":
    _limit()
    draw(Path(sys.argv[1]), page=int(sys.argv[2]), width=int(sys.argv[3]), target=Path(sys.argv[4]))
