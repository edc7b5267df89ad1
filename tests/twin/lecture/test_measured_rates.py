"""A voice that was measured is estimated by its own rate; a fault of the sound is no rate."""

from pathlib import Path

from twin.lecture.measured_rates import FASTEST, MeasuredRates


def test_a_measured_rate_is_kept_by_voice_and_language(tmp_path: Path) -> None:
    MeasuredRates(tmp_path).measured("elevenlabs:lin", "en", estimated=120, spoken=100)

    rates = MeasuredRates(tmp_path)
    assert rates.rate("elevenlabs:lin", "en") == 1.2
    assert rates.rate("elevenlabs:lin", "zh") == rates.rate("embedded:en-us", "en") == 1.0


def test_silence_and_nonsense_change_no_rate(tmp_path: Path) -> None:
    rates = MeasuredRates(tmp_path)

    assert rates.measured("v", "en", estimated=100, spoken=0) == 1.0
    assert rates.measured("v", "en", estimated=1000, spoken=1) == FASTEST
    (tmp_path / "voice_rates.json").write_text("{broken", encoding="utf-8")
    assert rates.rate("v", "en") == 1.0
