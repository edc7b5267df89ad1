"""The presenter is drawn over the slide's own ground: no box shows, and only what moves changes."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.twin.lecture.small_talk import scene, talk
from twin.labels.consent import ConsentLedger
from twin.lecture.presenter.sprite_id import Look
from twin.lecture.presenter.sprites import Sprites, background_of, may_present, sprites
from twin.lecture.slides import slide_pictures
from twin.persona.folder import load_persona
from twin.portrait.moving_parts import Eyes, Mouth

PERSONAS = Path(__file__).parents[4] / "personas"
LIN = load_persona(PERSONAS, "cardiology")


@pytest.fixture(scope="module")
def ground() -> NDArray[np.uint8]:
    """Give a ground on which every pixel is of its own colour."""
    rows, columns = np.mgrid[0:438, 0:384]
    return np.stack([rows % 256, columns % 256, (rows + columns) % 256], axis=2).astype(np.uint8)


@pytest.fixture(scope="module")
def shown(ground: NDArray[np.uint8]) -> Sprites:
    """Give the physician over that ground."""
    return sprites(LIN, background=ground)


def test_a_sprite_is_opaque_and_of_the_size_of_its_ground(shown: Sprites) -> None:
    picture = shown[Look().id]

    assert picture.shape == (438, 384, 3) and picture.dtype == np.uint8


def test_around_the_figure_the_slide_stays_exactly_as_it_is(
    shown: Sprites, ground: NDArray[np.uint8]
) -> None:
    for look in (Look(), Look(Mouth.OPEN, Eyes.SHUT, True, -3, 4)):
        picture = shown[look.id]

        assert (picture[:12] == ground[:12]).all() and (picture[:200, :40] == ground[:200, :40]).all()
        assert (picture != ground).any(axis=2).mean() > 0.3


def test_only_the_mouth_changes_with_the_mouth(shown: Sprites) -> None:
    changed = (shown[Look().id] != shown[Look(Mouth.OPEN).id]).any(axis=2)

    rows, columns = np.nonzero(changed)
    assert rows.min() > 210 and rows.max() < 275 and columns.min() > 150 and columns.max() < 235


def test_every_mouth_and_every_state_of_the_eyes_looks_different(shown: Sprites) -> None:
    mouths = {shown[Look(mouth).id].tobytes() for mouth in Mouth}
    eyes = {shown[Look(Mouth.REST, eyes, raised).id].tobytes() for eyes in Eyes for raised in (False, True)}

    assert len(mouths) == len(Mouth) == 10 and len(eyes) == 6


def test_the_coat_stands_still_while_the_head_moves(shown: Sprites) -> None:
    upright, swayed = shown[Look().id], shown[Look(sway=3, nod=4).id]

    assert (upright[360:] == swayed[360:]).all() and (upright[:300] != swayed[:300]).any()


def test_the_same_look_is_the_same_bytes_in_another_collection(
    shown: Sprites, ground: NDArray[np.uint8]
) -> None:
    look = Look(Mouth.WIDE, Eyes.HALF, True, 2, 1).id

    assert shown[look].tobytes() == sprites(LIN, background=ground)[look].tobytes()


def test_there_is_no_picture_of_a_look_that_does_not_exist(shown: Sprites) -> None:
    assert "rest.open.level.9.0" not in shown and "nonsense" not in shown
    assert len(list(shown)) == len(shown)


def test_the_ground_comes_from_the_slide() -> None:
    (slide,) = slide_pictures(talk(scene(1, "bullets", "Why", bullets=("a", "b"))), persona=LIN)

    assert (background_of(slide) == np.array([0xF7, 0xF9, 0xFC])).all()


def test_a_full_slide_has_no_place_for_him() -> None:
    (slide,) = slide_pictures(talk(scene(1, "sources", "Sources")), persona=LIN)

    with pytest.raises(ValueError, match="does not stand"):
        background_of(slide)


def test_he_is_shown_only_with_consent_to_the_likeness_for_lectures(tmp_path: Path) -> None:
    folder = tmp_path / "cardiology" / "consent"
    folder.mkdir(parents=True)
    (tmp_path / "cardiology" / LIN.consent.signature_file).write_text("signed")
    signed = LIN.consent.model_copy(update={"signed": date(2020, 1, 1), "expires": date(2999, 1, 1)})
    willing = LIN.model_copy(update={"consent": signed})
    ledger = ConsentLedger(tmp_path)

    assert may_present(ledger, willing)
    assert not may_present(
        ledger, LIN.model_copy(update={"consent": signed.model_copy(update={"likeness": False})})
    )
    assert not may_present(
        ledger, LIN.model_copy(update={"consent": signed.model_copy(update={"scope": ("consultation",)})})
    )
    (folder / "revoked.yaml").write_text("- {date: 2026-01-01, by: x, reason: y, uses: [likeness]}")
    assert not may_present(ledger, willing)
