"""Which judge of key points is used: one for the house, loaded when first asked for."""

import logging
from functools import lru_cache
from pathlib import Path

from twin.errors import SettingsError
from twin.index.minilm_weights import model_folder
from twin.key_points.judging import KeyPointJudge
from twin.key_points.meaning import RememberedVectors

log = logging.getLogger(__name__)


@lru_cache(maxsize=4)
def point_judge(corpora: Path) -> KeyPointJudge:
    """Give the judge over a corpora folder; by words alone where the embedded model is not installed."""
    try:
        model_folder()
    except SettingsError:
        log.info("the embedded model is not installed: teach-back in English is judged by words alone")
        return KeyPointJudge(corpora)
    return KeyPointJudge(corpora, vectors=RememberedVectors())
