from hypothesis import given
from hypothesis import strategies as st

from twin.key_points.reply_parts import parts_of, plain_form


def test_a_reply_is_cut_at_commas_and_sentences_and_pairs_are_kept() -> None:
    parts = parts_of("Scales before breakfast, write it. Ring the same day.")

    texts = [part.plain for part in parts]
    assert texts[:3] == ["scales before breakfast", "write it", "ring the same day"]
    assert "scales before breakfast, write it" in texts


def test_short_forms_are_written_out() -> None:
    assert plain_form("I don't weigh b4 tea") == "i do not weigh before tea"


@given(st.text(max_size=200))
def test_every_part_stands_where_it_says(text: str) -> None:
    assert all(plain_form(text[part.start : part.end]) == part.plain for part in parts_of(text))
