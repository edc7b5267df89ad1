"""The service is killed while a patient reads an answer; the page waits, and the answer goes on where it was."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPage
from tests.journeys.serving import ROOT, free_port, started_process
from tests.served.script import Script
from tests.served.server import ScriptedServer

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.soak, pytest.mark.timeout(400)]


def test_an_answer_outlives_the_service_with_nothing_lost_or_doubled(
    tmp_path: Path, open_page: OpenPage
) -> None:
    shutil.copytree(ROOT / "personas" / "cardiology", tmp_path / "personas" / "cardiology")
    port = free_port()
    with ScriptedServer() as upstream:
        upstream.play(Script(between_seconds=0.15))
        settings = {
            "TWIN_CHAT__BASE_URL": upstream.base_url,
            "TWIN_CHAT__MODEL": "scripted",
            "TWIN_CONSULTATION__LEASE_SECONDS": "2",
        }
        with started_process(tmp_path, port=port, build=True, **settings) as service:
            page = open_page(f"http://127.0.0.1:{port}/d/cardiology")
            page.get_by_role("textbox").fill("Can I drink coffee with atrial fibrillation?")
            page.locator("button.primary").click()
            expect(page.locator(".sentence").first).to_be_visible(timeout=30_000)
            service.kill()
            expect(page.get_by_role("status")).to_contain_text("The connection is gone.")

        with started_process(tmp_path, port=port, build=False, **settings):
            expect(page.get_by_role("status")).to_have_text("The answer is ready.", timeout=60_000)
            streamed = page.locator(".sentence").all_text_contents()
            page.reload()

            assert page.locator(".sentence").all_text_contents() == streamed
            assert len(streamed) == len(set(streamed)) >= 2
