"""The code on the printed sheet."""

import sys

import pytest

from twin.errors import SettingsError
from twin.typesetting.qr_code import qr_svg


def test_the_code_is_one_drawing_that_scales_and_runs_nothing() -> None:
    pytest.importorskip("segno")

    drawn = qr_svg("https://twins.example/find/cardiology?from=east-gate&step_free=1")

    assert drawn.startswith("<svg") and drawn.count("<svg") == 1
    assert "viewBox" in drawn and " width=" not in drawn.split(">")[0]
    assert "<script" not in drawn and "style=" not in drawn


def test_without_the_package_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)

    with pytest.raises(SettingsError, match="make setup"):
        qr_svg("https://twins.example/")
