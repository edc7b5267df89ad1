"""A real Chromium, and a site for it to visit. `TWIN_SCREENSHOTS=1` keeps pictures in docs/screenshots."""

import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from filelock import FileLock
from PIL import Image
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.api.pages.fake_house import FakeHouse, fake_application
from tests.journeys.serving import ROOT, free_port, served, served_process

ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SCREENSHOTS = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
expect.set_options(timeout=20_000)  # ms; the machines that run the tests are shared
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
OpenPage = Callable[..., Page]
# Each language and each width once in `make test`; the other pairs in the soak.
LANGUAGES_AND_SIZES = [
    pytest.param("en", PHONE, id="en-phone"),
    pytest.param("zh", DESK, id="zh-desk"),
    pytest.param("en", DESK, id="en-desk", marks=pytest.mark.soak),
    pytest.param("zh", PHONE, id="zh-phone", marks=pytest.mark.soak),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium once a file: while it runs, its event loop keeps asynchronous tests from running."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if binary is None:
        pytest.skip("No Chromium; run `sh tools/install_test_programs.sh`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def indexed_cardiologist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the demo's cardiologist and her index, made once for all processes of a run; copy it."""
    base = tmp_path_factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "indexed-cardiologist"
    with FileLock(f"{made}.lock", timeout=240):
        if not made.is_dir():
            began = made.with_name(f"{made.name}-begun")
            shutil.copytree(ROOT / "personas" / "cardiology", began / "personas" / "cardiology")
            with served_process(began, port=free_port(), build=True):
                pass
            began.rename(made)
    return made


@pytest.fixture
def house(tmp_path: Path) -> FakeHouse:
    """Give a cardboard house whose answers take a quarter of a second."""
    return FakeHouse(tmp_path / "pictures", pause_seconds=0.03)


@pytest.fixture
def site(house: FakeHouse) -> Iterator[str]:
    """Serve the cardboard house."""
    with served(fake_application(house)) as address:
        yield address


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Give a way to open pages; each notes what it asked for and what it complained about.

    Any complaint of the console or any request to another server fails the test at its end.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(
        address: str,
        *,
        language: str = "en",
        view: str = "standard",
        javascript: bool = True,
        size: dict[str, int] | None = None,
    ) -> Page:
        context = chromium.new_context(
            viewport=size or PHONE,  # type: ignore[arg-type]
            locale="zh-CN" if language == "zh" else "en-GB",
            java_script_enabled=javascript,
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        host = "/".join(address.split("/")[:3])
        context.add_cookies([{"name": "view", "value": view, "url": host}])
        page = context.new_page()
        _note_faults(page, host, faults)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not faults


def _note_faults(page: Page, host: str, faults: list[str]) -> None:
    """Note script errors, dialogs, refused content, and whatever is asked of another server."""

    def on_dialog(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def on_console(line: ConsoleMessage) -> None:
        if "Content Security" in line.text:
            faults.append(f"console: {line.text}")

    def on_request(sent: Request) -> None:
        if not sent.url.startswith((host, "data:", "blob:")):
            faults.append(f"elsewhere: {sent.url}")

    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("dialog", on_dialog)
    page.on("console", on_console)
    page.on("request", on_request)


@pytest.fixture
def keep() -> Callable[[Page, str], None]:
    """Give a way to keep a picture of what is in view, when pictures are asked for."""

    def keep_one(page: Page, name: str) -> None:
        if os.environ.get("TWIN_SCREENSHOTS"):
            SCREENSHOTS.mkdir(parents=True, exist_ok=True)
            picture = Image.open(BytesIO(page.screenshot()))
            # 128 colours: a third of the size, and nobody sees the difference.
            picture.convert("RGB").quantize(128).save(SCREENSHOTS / f"{name}.png", optimize=True)

    return keep_one
