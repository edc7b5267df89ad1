"""How a document becomes passages."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.twin.passages.conftest import MakeDocument, metadata
from twin.passages.document import Anchor, Document
from twin.passages.splitting import passages_of, weight_of
from twin.persona.slots import Slot
from twin.settings import PassageSettings

SETTINGS = PassageSettings()
ENGLISH = "Measure your blood pressure at home in the morning and in the evening, and write it down. "
CHINESE = "每天早晚各量一次血压，把数字写在蓝本子上，复诊的时候带来给我看。"


def test_passages_end_where_sentences_end_and_stay_near_the_target(document_of: MakeDocument) -> None:
    english = document_of((ENGLISH.strip() + (" " + ENGLISH.strip()) * 39, {}))
    chinese = document_of((CHINESE * 60, {}))

    for document, end in ((english, "."), (chinese, "。")):
        passages = passages_of(document, SETTINGS)
        assert all(p.text.endswith(end) for p in passages)
        assert all(400 <= weight_of(p.text) <= 720 for p in passages)


def test_a_passage_quotes_its_document_to_the_letter(document_of: MakeDocument) -> None:
    document = document_of(("One. Two.", {"page": 1}), ("三。四。", {"page": 2}))

    assert all(document.text[p.start : p.end] == p.text for p in passages_of(document, SETTINGS))


def test_a_passage_never_mixes_two_headings_or_two_slides(document_of: MakeDocument) -> None:
    document = document_of(
        ("Salt", {"headings": ("Salt",)}),
        ("Eat less salt.", {"headings": ("Salt",)}),
        ("Tea", {"headings": ("Tea",)}),
        ("Green tea is fine.", {"headings": ("Tea",)}),
        ("First slide.", {"slide": 1}),
        ("Second slide.", {"slide": 2}),
    )

    passages = passages_of(document, SETTINGS)

    assert [(p.text, p.headings, p.slide) for p in passages] == [
        ("Eat less salt.", ("Salt",), None),
        ("Green tea is fine.", ("Tea",), None),
        ("First slide.", (), 1),
        ("Second slide.", (), 2),
    ]


def test_a_heading_with_nothing_under_it_is_not_lost(document_of: MakeDocument) -> None:
    document = document_of(
        ("Keep moving every single day", {"headings": ("Keep moving every single day",), "slide": 1})
    )

    assert [p.text for p in passages_of(document, SETTINGS)] == ["Keep moving every single day"]


def test_a_table_stays_whole_however_long(document_of: MakeDocument) -> None:
    table = "\n".join(f"Drug {n} | {n} mg | with food, in the morning" for n in range(60))
    document = document_of(("Before the table.", {}), (table, {"is_table": True}), ("After the table.", {}))

    passages = passages_of(document, SETTINGS)

    assert [p.text for p in passages] == ["Before the table.", table, "After the table."]
    assert [p.is_table for p in passages] == [False, True, False]


def test_a_passage_opens_on_the_page_and_second_where_it_begins(document_of: MakeDocument) -> None:
    paged = document_of((ENGLISH * 5, {"page": 3}), (ENGLISH * 5, {"page": 4}))
    spoken = document_of(
        ("One.", {"start_seconds": 1.0, "end_seconds": 2.0}),
        ("Two.", {"start_seconds": 2.0, "end_seconds": 4.5}),
    )

    assert [p.page for p in passages_of(paged, SETTINGS)] == [3, 4]
    assert [(p.start_seconds, p.end_seconds) for p in passages_of(spoken, SETTINGS)] == [(1.0, 4.5)]


def test_an_approved_answer_of_usual_length_stays_one_passage(document_of: MakeDocument) -> None:
    blocks = [("Short answer", {"headings": ("Short answer",)})] + [
        (ENGLISH.strip(), {"headings": ("Short answer",)})
    ] * 12
    answer = document_of(*blocks, slot=Slot.ANSWERS)
    lecture = document_of(*blocks)

    assert len(passages_of(answer, SETTINGS)) == 1
    assert len(passages_of(lecture, SETTINGS)) > 1


def test_the_list_of_references_is_no_passage(document_of: MakeDocument) -> None:
    document = document_of(
        ("Walk daily [1].", {}),
        ("References", {"headings": ("References",)}),
        ("[1] McDonagh TA, et al. Guideline. Eur Heart J 2021.", {"headings": ("References",)}),
        ("参考文献", {"headings": ("参考文献",)}),
        ("[1] 中华医学会。指南。", {"headings": ("参考文献",)}),
    )

    assert [p.text for p in passages_of(document, SETTINGS)] == ["Walk daily [1]."]


def test_a_passage_with_an_identity_number_names_the_kind(document_of: MakeDocument) -> None:
    document = document_of(("患者王建国，手机13800138000，住院号0012345。", {}), slot=Slot.LECTURES)

    (passage,) = passages_of(document, SETTINGS)

    assert passage.personal_data == ("name", "phone", "record_number")


def test_a_clinic_may_publish_its_telephone(document_of: MakeDocument) -> None:
    document = document_of(("预约电话：021-64041990。", {}), slot=Slot.CLINIC)

    assert [p.personal_data for p in passages_of(document, SETTINGS)] == [()]


def test_the_same_document_gives_the_same_ids(document_of: MakeDocument) -> None:
    document = document_of((ENGLISH * 20, {}))

    first, second = passages_of(document, SETTINGS), passages_of(document, SETTINGS)

    assert first == second
    assert len({p.id for p in first}) == len(first) and all(len(p.id) <= 40 for p in first)


SENTENCE = st.sampled_from(
    [ENGLISH.strip(), CHINESE, "Rest.", "好。", "1.8 mmol/L [1].", "a list item", "word " * 300, "药" * 900]
)
PLACE = st.sampled_from(
    [{"page": 1}, {"page": 2}, {"slide": 1}, {"headings": ("A",)}, {"is_table": True}, {}]
)


@given(st.lists(st.tuples(st.lists(SENTENCE, min_size=1, max_size=9), PLACE), min_size=1, max_size=8))
def test_passages_are_in_order_apart_and_cover_every_sentence(
    blocks: list[tuple[list[str], dict[str, object]]],
) -> None:
    text, anchors = "", []
    for sentences, place in blocks:
        start = len(text)
        text += " ".join(sentences) + "\n\n"
        anchors.append(Anchor(start, len(text), **place))  # type: ignore[arg-type]
    document = Document("d", Slot.LECTURES, "d.md", "text/markdown", metadata(), "h", text, tuple(anchors))

    passages = passages_of(document, SETTINGS)

    assert all(text[p.start : p.end] == p.text == p.text.strip() for p in passages)
    assert all(a.end <= b.start for a, b in pairwise(passages))
    left_over = list(text)
    for p in passages:
        left_over[p.start : p.end] = " " * (p.end - p.start)
    assert set("".join(left_over).split()) <= {"a", "list", "item"}
