"""The quoting model: it says what the evidence says, and the right part of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.twin.chat.conftest import words_of
from twin.chat.framing_words import ALSO_IN_OTHER_LANGUAGE, FRAMING_SENTENCES, OTHER_LANGUAGE
from twin.chat.model import Manner, Piece, Prompt, Quotable
from twin.chat.quoting_model import QuotingModel
from twin.sentences import without_marks

MANNER = Manner(
    ("Let us take this step by step.",), ("Bring the notebook.",), "I have not put this in writing."
)
APPROVED = Quotable(
    "E2",
    "Short answer first: look at the clock, and never take a double dose [1].\n\n"
    "1. A twice-daily tablet may be taken until 6 hours after its time [1].\n"
    "2. A once-daily tablet may be taken until 12 hours after its time [1].\n"
    "3. Write the missed dose down.",
    "A missed dose of the blood thinner",
    "en",
    2,
    0.8,
    date(2026, 3, 2),
    questions=("I forgot my blood thinner, what now?",),
)
LECTURE = Quotable(
    "E1",
    "Good evening, and welcome.\nThe blood thinner protects the brain [2].\n"
    "It works like an oil film in the pipes. A forgotten blood thinner leaves the film thin.\n"
    "References\n1. Smith J, et al. Eur Heart J 2024;45:3314.",
    "Living with atrial fibrillation",
    "en",
    3,
    1.0,
    date(2026, 1, 1),
    headings=("The blood thinner",),
)
CHINESE = Quotable(
    "E3",
    "先说结论：先别自己停药 [1]。查一次肌酸激酶 [2, 3]。小便像酱油色，当天去急诊。",
    "吃他汀腿酸",
    "zh",
    2,
    0.7,
    questions=("吃他汀腿疼，能不能停？",),
)


async def answer(question: str, *evidence: Quotable, language: str = "en", **given: object) -> str:
    """Give the words of one answer."""
    prompt = Prompt(question, language, evidence, manner=MANNER)
    return words_of(await _pieces(replace(prompt, **given)))  # type: ignore[arg-type]


async def _pieces(prompt: Prompt, model: QuotingModel | None = None) -> list[Piece]:
    return [piece async for piece in (model or QuotingModel()).stream(prompt)]


def quoted(text: str) -> list[tuple[str, str]]:
    """Give (sentence without its citation, key) for every cited sentence."""
    found = re.findall(r"([^\n\[\]]+?)\s?\[(E\d+)\]([。！？.!?]?)", text)
    return [((sentence + end).strip(), key) for sentence, key, end in found]


async def test_a_matching_approved_answer_leads_and_is_quoted_whole_and_in_order() -> None:
    said = await answer("I forgot my blood thinner this morning, what now?", LECTURE, APPROVED)

    keys = [key for _, key in quoted(said)]
    assert keys[:4] == ["E2"] * 4
    assert said.index("never take a double dose") < said.index("6 hours") < said.index("12 hours")
    assert "1. A twice-daily" in said and "2. A once-daily" in said


async def test_every_cited_sentence_stands_in_the_piece_it_cites_but_for_reference_marks() -> None:
    said = await answer("I forgot my blood thinner, what now?", LECTURE, APPROVED)

    texts = {piece.key: without_marks(piece.text) for piece in (LECTURE, APPROVED)}
    assert quoted(said)
    assert all(sentence in texts[key] for sentence, key in quoted(said))
    assert not re.search(r"\[\d", said)


async def test_a_lecture_answers_without_greeting_and_without_its_reference_list() -> None:
    said = await answer("What does the blood thinner protect?", LECTURE)

    assert "The blood thinner protects the brain [E1]." in said
    assert "Good evening" not in said and "Smith" not in said


async def test_a_sentence_that_leans_on_the_one_before_takes_it_along() -> None:
    said = await answer("Is it like an oil film in the pipes?", LECTURE)

    assert said.index("The blood thinner protects the brain") < said.index("It works like an oil film")


async def test_the_answer_stands_between_the_persona_s_own_words() -> None:
    said = await answer("What does the blood thinner protect?", LECTURE)

    assert said.startswith("Let us take this step by step.\n") and said.endswith("\n\nBring the notebook.")


async def test_an_answer_that_opens_itself_gets_no_second_opening() -> None:
    manner = Manner(("Short answer first:",), (), "-")

    said = await answer("I forgot my blood thinner, what now?", APPROVED, manner=manner)

    assert said.count("Short answer first") == 1


async def test_without_evidence_the_no_answer_words_are_said_and_nothing_else() -> None:
    pieces = await _pieces(Prompt("Anything?", "en", (), manner=MANNER))

    assert words_of(pieces) == MANNER.no_answer
    assert pieces[-1].finish_reason == "stop"


async def test_a_chinese_question_is_answered_in_the_chinese_of_the_folder() -> None:
    said = await answer("吃他汀腿疼能停吗", LECTURE, CHINESE, language="zh")

    assert "先说结论：先别自己停药[E3]。查一次肌酸激酶[E3]。" in said
    assert "oil film" not in said


@pytest.mark.parametrize(
    ("question", "language", "piece"), [("吃他汀腿疼", "zh", APPROVED), ("Ache?", "en", CHINESE)]
)
async def test_words_in_the_other_language_only_are_announced(
    question: str, language: str, piece: Quotable
) -> None:
    said = await answer(question, piece, language=language)

    assert said.index(OTHER_LANGUAGE[language]) < said.index(f"[{piece.key}]")


async def test_words_of_the_other_language_beside_the_own_are_announced_as_such_and_do_not_repeat_numbers() -> (
    None
):
    own = Quotable(
        "E1",
        "A forgotten tablet may be taken until 6 hours after its time, 12 hours for one a day.",
        "T",
        "en",
        3,
        1.0,
    )
    chinese = Quotable(
        "E2", "漏服6小时以内可以补，每天一次的12小时以内。漏服后记在蓝本子上。", "漏服", "zh", 3, 1.0
    )

    said = await answer("A forgotten tablet, 漏服?", own, chinese)

    assert said.index("6 hours") < said.index(ALSO_IN_OTHER_LANGUAGE["en"]) < said.index("蓝本子")
    assert "6小时" not in said


async def test_the_glossary_carries_a_question_to_sentences_of_the_other_language() -> None:
    def words_across(question: str, into: str, /) -> Sequence[Sequence[str]]:
        return [["oil film", "film of oil"]] if into == "en" else []

    prompt = Prompt("油膜是怎么回事", "zh", (LECTURE,), manner=MANNER)
    said = words_of(await _pieces(prompt, QuotingModel(words_across=words_across)))

    assert "oil film in the pipes [E1]." in said


async def test_what_was_said_before_an_interruption_is_not_said_again() -> None:
    before = "Short answer first: look at the clock, and never take a double dose."

    said = await answer("I forgot my blood thinner, what now?", APPROVED, already_said=(before,))

    assert "double dose" not in said and "6 hours" in said
    assert not said.startswith("Let us take")


async def test_near_repetition_from_another_document_is_left_out() -> None:
    twin_piece = Quotable("E4", "The blood thinner protects the brain.", "Another talk", "en", 3, 0.9)

    said = await answer("What does the blood thinner protect?", LECTURE, twin_piece)

    assert said.count("protects the brain") == 1


async def test_the_same_words_with_another_number_are_no_repetition() -> None:
    first = Quotable("E1", "The blood pressure target is 130 mmHg.", "One", "en", 3, 1.0)
    second = Quotable("E2", "The blood pressure target is 150 mmHg.", "Two", "en", 3, 0.9)

    said = await answer("What is the blood pressure target?", first, second)

    assert "130" in said and "150" in said


async def test_an_older_edition_of_a_talk_is_silent_beside_the_newer() -> None:
    old = Quotable(
        "E1", "The target is 140 mmHg.", "Blood pressure, handout 2022", "en", 3, 1.0, date(2022, 1, 1)
    )
    new = Quotable(
        "E2", "The target is 130 mmHg.", "Blood pressure, handout 2026", "en", 3, 0.9, date(2026, 1, 1)
    )

    said = await answer("What is the blood pressure target?", old, new)

    assert "130" in said and "140" not in said


async def test_a_table_s_row_is_read_aloud_with_its_columns_names() -> None:
    table = Quotable(
        "E1",
        "| pill | after a forgotten dose |\n|---|---|\n| twice daily | up to 6 hours |\n| once daily | up to 12 hours |",
        "Forgotten doses",
        "en",
        3,
        1.0,
        is_table=True,
    )

    said = await answer("How late may I take a pill that is twice daily?", table)

    assert "pill: twice daily; after a forgotten dose: up to 6 hours [E1]." in said
    assert "|" not in said and "---" not in said


async def test_an_item_out_of_the_middle_of_a_list_loses_its_number() -> None:
    listed = Quotable(
        "E1",
        "1. Rest.\n2. Drink.\n3. Three: measure the pulse for a minute.\n4. Sleep.\n5. Eat.\n6. Read.\n7. Walk.\n8. Sing.\n9. Wait.",
        "Heat",
        "en",
        3,
        1.0,
    )

    said = await answer("How do I measure the pulse?", listed)

    assert "Measure the pulse for a minute [E1]." in said and "3." not in said and "Three" not in said


async def test_the_persona_s_opening_is_no_quotation() -> None:
    talk = Quotable("E1", "Step by step. The pulse is felt at the wrist.", "Pulse", "en", 2, 1.0)
    manner = Manner(("Step by step.",), (), "-")

    said = await answer("Where is the pulse felt?", talk, manner=manner)

    assert said == "Step by step.\nThe pulse is felt at the wrist [E1]."


async def test_what_people_say_is_quoted_with_the_answer_to_it() -> None:
    talk = Quotable(
        "E1",
        "Someone says: my cholesterol is good now, so I stop the statin. It is good because of the pill.",
        "Statins",
        "en",
        3,
        1.0,
    )

    said = await answer("My cholesterol is good, may I stop the statin?", talk)

    assert said.index("so I stop the statin") < said.index("because of the pill")


async def test_a_guideline_is_silent_where_the_physician_answers() -> None:
    guideline = Quotable("E1", "A pulse above 110 asks for an ECG.", "Guideline", "en", 5, 1.0)
    own = Quotable("E2", "A pulse above 110 at rest: call us the same day.", "Pulse", "en", 3, 0.9)

    with_own = await answer("My pulse is above 110, what now?", guideline, own)
    alone = await answer("My pulse is above 110, what now?", guideline)

    assert "[E2]" in with_own and "[E1]" not in with_own
    assert "[E1]" in alone


async def test_chinese_sentences_are_compared_by_their_glossary_terms() -> None:
    talk = Quotable("E1", "茶可以喝。早饭时吞下去。每天走路。", "一天", "zh", 3, 1.0)
    english = {"药片": "tablet", "早饭": "breakfast", "茶": "tea", "走路": "walk", "餐": "breakfast"}

    def words_across(text: str, into: str, /) -> Sequence[Sequence[str]]:
        return [[form] for word, form in english.items() if word in text] if into == "en" else []

    async def alike(question: str, sentences: Sequence[str]) -> list[float]:
        return [1.0 if "breakfast" in question and "breakfast" in one else 0.0 for one in sentences]

    model = QuotingModel(similarity=alike, words_across=words_across)
    said = words_of(await _pieces(Prompt("药片和餐", "zh", (talk,)), model))

    assert said.startswith("早饭时吞下去[E1]。")


async def test_an_injected_comparison_can_lift_a_sentence_without_a_common_word() -> None:
    talk = Quotable(
        "E1", "Tea is fine. Tablets go with breakfast. Walk daily. Sleep well. Rest more.", "Day", "en", 3, 1
    )

    async def alike(question: str, sentences: Sequence[str]) -> list[float]:
        return [1.0 if "breakfast" in sentence else 0.0 for sentence in sentences]

    said = words_of(await _pieces(Prompt("Pills and meals?", "en", (talk,)), QuotingModel(similarity=alike)))

    assert said.startswith("Tablets go with breakfast [E1].")


async def test_the_same_prompt_always_gets_the_same_answer() -> None:
    first, second = [await answer("Why a blood thinner?", LECTURE, APPROVED) for _ in range(2)]

    assert first == second


_TEXT = st.text(alphabet=st.sampled_from("ab .。\n|1[]E?！中药#:-"), max_size=120)


@given(texts=st.lists(_TEXT, min_size=1, max_size=4), question=st.text(max_size=40))
async def test_whatever_the_evidence_no_word_is_invented(texts: list[str], question: str) -> None:
    evidence = tuple(
        Quotable(f"E{n}", text, "t", "zh" if n % 2 else "en", 1 + n % 5, 1 / n)
        for n, text in enumerate(texts, 1)
    )

    pieces = await _pieces(Prompt(question, "en", evidence))

    held = re.sub(r"[^a-z中药]", "", "".join((*texts, *FRAMING_SENTENCES)).lower())
    assert set(re.sub(r"[^a-z中药]", "", words_of(pieces).lower())) <= set(held)
    assert pieces[-1].finish_reason == "stop"


async def test_a_phrase_that_opens_answers_is_heard_once() -> None:
    manner = Manner(("Short answer first:",), (), "-")
    pulse = Quotable("E1", "Short answer first: count the pulse for a minute.", "Counting", "en", 3, 1.0)
    rest = Quotable("E2", "Short answer first: a pulse is counted at rest for safety.", "Rest", "en", 3, 0.9)

    said = await answer("How is the pulse counted?", pulse, rest, manner=manner)

    assert said.count("Short answer first") == 1
