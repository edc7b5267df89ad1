"""From a complaint to departments."""

from pathlib import Path

import pytest

from twin.errors import DirectoryInvalid
from twin.evaluation.referral_cases import load_complaints
from twin.evaluation.referral_metrics import by_part_and_language
from twin.triage.data_files import loaded
from twin.triage.disposition import Disposition
from twin.wayfinding.complaint_terms import ComplaintTerms, Term, load_terms
from twin.wayfinding.referral import Referral, load_referral
from twin.wayfinding.referral_weights import load_weights

HOSPITAL = Path(__file__).parents[3] / "corpora/hospital"
DEPARTMENTS = [one["id"] for one in loaded(HOSPITAL / "departments.yaml")["departments"]]


@pytest.fixture(scope="module")
def referral() -> Referral:
    return load_referral(HOSPITAL, departments=DEPARTMENTS)


@pytest.mark.parametrize(
    ("complaint", "department"),
    [
        ("a itchy rash in the bend of my elbows for months", "dermatology"),
        ("爬楼梯胸口发闷，歇一会儿就好", "cardiology"),
        ("my knee locks and swells after football", "orthopaedics"),
        ("月经三个月没来，不是怀孕", "gynaecology"),
        ("尿频尿急尿不尽，男，65岁", "urology"),
        ("看东西有黑影飘来飘去", "ophthalmology"),
        ("fasting sugar is 9, what next", "endocrinology"),
    ],
)
def test_a_plain_complaint_finds_its_department_among_the_first_two(
    referral: Referral, complaint: str, department: str
) -> None:
    found = referral.departments_for(complaint)

    assert department in [one.department for one in found[:2]]


@pytest.mark.parametrize(
    ("complaint", "department"),
    [
        ("3岁宝宝咳嗽两周，晚上厉害", "paediatrics"),
        ("my 5 year old has had diarrhoea since Monday", "paediatrics"),
        ("出生10天的宝宝皮肤黄，吃奶还行", "neonatology"),
        ("8个月男宝 腹股沟鼓包 疝气 要手术吗", "paediatric_surgery"),
    ],
)
def test_a_childs_complaint_goes_to_the_childrens_department(
    referral: Referral, complaint: str, department: str
) -> None:
    found = referral.departments_for(complaint)

    assert found[0].department == department


def test_an_emergency_goes_to_the_emergency_department_first(referral: Referral) -> None:
    found = referral.departments_for("胸口剧痛出冷汗", disposition=Disposition.EMERGENCY)

    assert found[0].department == "emergency"
    assert found[0].reason.en == "This may be an emergency."
    assert "cardiology" in [one.department for one in found[1:3]]


@pytest.mark.parametrize("text", ["zzz", "hello", "你好", "电影", "?"])
def test_a_text_without_any_known_word_gets_no_department(referral: Referral, text: str) -> None:
    found = referral.departments_for(text)

    assert found == []


@pytest.mark.parametrize("text", ["my leg hurts", "腿不得劲", "疼"])
def test_a_vague_complaint_still_gets_one(referral: Referral, text: str) -> None:
    found = referral.departments_for(text, disposition=Disposition.ROUTINE)

    assert found


def test_what_is_urgent_gets_a_department_in_whatever_words(referral: Referral) -> None:
    found = referral.departments_for("zzz", disposition=Disposition.URGENT)

    assert found


def test_the_triage_is_asked_when_nobody_says_how_urgent_it_is() -> None:
    asked: list[str] = []

    def level_of(text: str) -> Disposition:
        asked.append(text)
        return Disposition.EMERGENCY

    found = load_referral(HOSPITAL, departments=DEPARTMENTS, level_of=level_of).departments_for("toothache")

    assert asked == ["toothache"]
    assert found[0].department == "emergency"


def test_the_department_of_a_rule_that_fired_comes_forward(referral: Referral) -> None:
    text = "since this morning I feel unwell"

    without = [one.department for one in referral.departments_for(text)]
    given = [one.department for one in referral.departments_for(text, rule_departments=["nephrology"])]

    assert given.index("nephrology") < without.index("nephrology")


def test_a_hospital_without_a_department_sends_its_patients_to_the_likeliest_neighbour() -> None:
    smaller = [one for one in DEPARTMENTS if one != "andrology"]

    found = load_referral(HOSPITAL, departments=smaller).departments_for("早泄怎么治疗")

    assert found[0].department == "urology"
    assert "andrology" not in [one.department for one in found]


def test_every_suggestion_says_why_in_both_languages(referral: Referral) -> None:
    for one in referral.departments_for("偏头痛发作"):
        assert one.reason.en and one.reason.zh

    assert "偏头痛" in referral.departments_for("偏头痛发作")[0].reason.zh


def test_the_longest_term_hides_those_inside_it() -> None:
    terms = ComplaintTerms([Term("疝气", "general_surgery", ()), Term("小儿疝气", "paediatric_surgery", ())])

    found = terms.named_in("小儿 疝气怎么办")

    assert [one.term.department for one in found] == ["paediatric_surgery"]
    assert found[0].weight == 2.0


def test_english_terms_are_found_as_whole_words_in_any_ending() -> None:
    terms = ComplaintTerms([Term("kidney stone", "urology", ()), Term("ear", "ent", ())])

    assert [one.term.text for one in terms.named_in("two Kidney Stones last year")] == ["kidney stone"]
    assert terms.named_in("") == []


def test_missing_files_are_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(DirectoryInvalid, match=r"conditions\.yaml is missing"):
        load_terms(tmp_path)
    with pytest.raises(DirectoryInvalid, match="fit_referral"):
        load_weights(tmp_path)


def test_an_entry_without_a_department_is_named(tmp_path: Path) -> None:
    (tmp_path / "conditions.yaml").write_text("conditions:\n  - {zh: [头痛]}\n", encoding="utf-8")

    with pytest.raises(DirectoryInvalid, match="entry 1 names no department"):
        load_terms(tmp_path)


def test_the_part_kept_aside_reaches_what_was_asked(referral: Referral) -> None:
    complaints = load_complaints(HOSPITAL)

    judged = [(one, [d.department for d in referral.departments_for(one.text)]) for one in complaints]
    figures = by_part_and_language(judged)["kept aside"]

    assert figures.top_1.value >= 0.75
    assert figures.top_3.value >= 0.88
