"""The presenter's mouth follows the sounds without flicker, he blinks, and pieces join without a jump."""

from itertools import groupby, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from twin.lecture.presenter.presenter_timeline import presenter_timeline
from twin.lecture.presenter.sprite_id import Look
from twin.portrait.moving_parts import Eyes, Mouth
from twin.voice.speech import SpokenPhoneme


def said(*sounds: str, each: float = 0.12) -> list[SpokenPhoneme]:
    """Give sounds one after another, of equal length in seconds."""
    return [SpokenPhoneme(one, number * each, (number + 1) * each) for number, one in enumerate(sounds)]


def looks(sounds: list[SpokenPhoneme], frames: int, seed: str = "s1") -> list[Look]:
    """Give the looks of a piece."""
    return [Look.of(one) for one in presenter_timeline(sounds, frames=frames, seed=seed)]


SENTENCE = said(
    *(
        [
            "h",
            "'aI",
            "p",
            "r",
            "'E",
            "S",
            "3",
            "h",
            "a",
            "z",
            "n",
            "'oU",
            "v",
            "'OI",
            "s",
            "m",
            "'oU",
            "s",
            "t",
            "p",
            "'i:",
            "p",
            "@",
            "L",
            "f",
            "'i:",
            "L",
            "n",
            "'V",
            "T",
            "I",
            "N",
        ]
        * 6
    )
)


def test_the_mouth_closes_for_m_and_opens_for_ah() -> None:
    shapes = [look.mouth for look in looks(said("_:", "m", "'A:", "m", "_:", each=0.24), 32)]

    assert [shape for shape, _ in groupby(shapes)] == [
        Mouth.REST,
        Mouth.CLOSED,
        Mouth.OPEN,
        Mouth.CLOSED,
        Mouth.REST,
    ]


def test_the_mouth_opens_with_the_sound_not_after_it() -> None:
    shapes = [look.mouth for look in looks(said("_", "'A:", each=0.4), 25)]

    assert 8 <= shapes.index(Mouth.OPEN) <= 10


def test_a_pause_between_words_does_not_close_the_mouth_and_a_long_one_does() -> None:
    short = [*said("'A:", each=0.4), SpokenPhoneme("_", 0.4, 0.48), SpokenPhoneme("'A:", 0.48, 0.9)]
    long = [*said("'A:", each=0.4), SpokenPhoneme("_", 0.4, 0.9), SpokenPhoneme("'A:", 0.9, 1.3)]

    assert all(look.mouth is Mouth.OPEN for look in looks(short, 30)[3:19])
    assert any(look.mouth is Mouth.REST for look in looks(long, 36)[10:22])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["'aI", "m", "s", "t_", "f", "@", "u:", "_:", "k", "N", "l", "o", "b", "xyz"]),
            st.floats(0.01, 0.4),
        ),
        max_size=60,
    ),
    st.integers(0, 400),
    st.text(max_size=5),
)
def test_whatever_is_said_pieces_have_their_length_and_begin_and_end_alike(
    parts: list[tuple[str, float]], frames: int, seed: str
) -> None:
    at, sounds = 0.0, []
    for name, seconds in parts:
        sounds.append(SpokenPhoneme(name, at, at + seconds))
        at += seconds

    shown = looks(sounds, frames, seed)

    assert len(shown) == frames
    assert not shown or shown[0] == shown[-1] == Look()
    assert all(abs(one.sway - two.sway) <= 1 for one, two in pairwise(shown)) or frames < 30


def test_the_mouth_does_not_flicker() -> None:
    shapes = [look.mouth for look in looks(SENTENCE, 560)]
    runs = [len(list(run)) for _, run in groupby(shapes)]

    assert sum(length == 1 for length in runs[1:-1]) / len(runs) < 0.04
    assert len(runs) / (560 / 25) < 11


def test_he_blinks_every_three_to_five_seconds() -> None:
    eyes = [look.eyes for look in looks(SENTENCE, 1500)]
    starts = [
        frame for frame in range(1, 1500) if eyes[frame] is not Eyes.OPEN and eyes[frame - 1] is Eyes.OPEN
    ]

    assert all(74 <= two - one <= 126 for one, two in pairwise(starts))
    assert 11 <= len(starts) <= 20


def test_he_nods_and_raises_his_brows_where_it_is_stressed_and_seldom() -> None:
    shown = looks(SENTENCE, 560)
    raised = [look.raised for look in shown]

    assert 3 <= sum(now and not before for before, now in pairwise(raised)) <= 9
    assert all(look.nod == 0 or look.raised for look in shown)


def test_equal_seeds_move_alike_and_others_do_not() -> None:
    one, same, other = (presenter_timeline(SENTENCE, frames=300, seed=seed) for seed in ("a", "a", "b"))

    assert one == same != other
