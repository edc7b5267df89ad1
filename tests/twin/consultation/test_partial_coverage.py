"""Which part of a question stays open."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.twin.consultation.ward import COFFEE, evidence_of, held, physician
from twin.consultation.asked import Asked
from twin.consultation.partial_coverage import PartialCoverage, parts_of
from twin.evidence.evidence import Evidence
from twin.persona.slots import Audience


@dataclass
class KnowsOnly:
    """Covers a part that holds a word."""

    word: str

    async def retrieve(
        self,
        persona_id: str,
        question: str,
        *,
        language: str,
        earlier: Sequence[str] = (),
        audience: Audience,
    ) -> Evidence:
        return evidence_of(held(COFFEE), covered=self.word in question, question=question)


async def open_parts(word: str, question: str, language: str = "en") -> tuple[str, ...]:
    found = await PartialCoverage(KnowsOnly(word), lambda _: None).of(Asked(physician(), question, language))
    return found.parts if found else ()


def test_a_question_is_cut_where_something_else_is_asked() -> None:
    assert parts_of("May I drink coffee? And may I fly to Spain next month?") == (
        "May I drink coffee?",
        "And may I fly to Spain next month?",
    )
    assert parts_of("我有房颤。能喝咖啡吗？另外，下个月能坐飞机吗？") == (
        "我有房颤。能喝咖啡吗？",
        "下个月能坐飞机吗？",
    )
    assert parts_of("May I drink coffee with atrial fibrillation?") == (
        "May I drink coffee with atrial fibrillation?",
    )


async def test_the_part_that_is_not_covered_is_named() -> None:
    question = "May I drink coffee? And may I fly to Spain next month?"

    assert await open_parts("coffee", question) == ("And may I fly to Spain next month?",)


async def test_the_way_to_an_answer_is_told_in_the_language_asked() -> None:
    question = "房颤能喝咖啡吗？另外，下个月能坐飞机去旅行吗？"

    found = await PartialCoverage(KnowsOnly("咖啡"), lambda _: None).of(Asked(physician(), question, "zh"))

    assert found is not None and "下个月能坐飞机去旅行吗" in found.notice and "门诊" in found.route


async def test_a_question_of_one_part_or_of_no_covered_part_is_left_alone() -> None:
    assert await open_parts("tea", "May I drink coffee?") == ()
    assert await open_parts("tea", "May I drink coffee? And may I fly to Spain next month?") == ()
