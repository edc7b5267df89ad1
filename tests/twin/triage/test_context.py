"""What a mention means beside its cues: how far a denial, a past and a question reach, to the word and to the character."""

import pytest

from twin.triage.context import KINDS, Context, Status


def meaning(
    text: str,
    said: str,
    *,
    denial: str = "scope",
    owns_denial: bool = False,
    is_event: bool = False,
    **cues: str,
) -> Status:
    """Give what `said` means in `text`; each cue stands where its words first stand, several are parted by a bar."""
    found: dict[str, list[tuple[int, int]]] = {kind: [] for kind in (*KINDS, "made_up", "joke")}
    for kind, words in cues.items():
        found[kind] = sorted((text.index(one), text.index(one) + len(one)) for one in words.split("|"))
    start = text.index(said)
    return Context(text, found).status(
        start, start + len(said), denial=denial, owns_denial=owns_denial, is_event=is_event
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("no one two three four pain", Status.DENIED),
        ("no one two three four five pain", Status.ASSERTED),
        ("no,pain", Status.ASSERTED),
        ("hello\nno pain", Status.DENIED),
        ("no\npain", Status.ASSERTED),
        ("pain no", Status.ASSERTED),
    ],
)
def test_no_denies_what_follows_within_four_words(text: str, status: Status) -> None:
    assert meaning(text, "pain", denial_near="no") is status


@pytest.mark.parametrize(("between", "status"), [("一二三", Status.DENIED), ("一二三四", Status.ASSERTED)])
def test_a_chinese_no_denies_what_follows_within_three_characters(between: str, status: Status) -> None:
    assert meaning(f"不{between}疼", "疼", denial_near="不") is status


@pytest.mark.parametrize(("length", "status"), [(16, Status.DENIED), (17, Status.ASSERTED)])
def test_mei_you_reaches_sixteen_characters(length: int, status: Status) -> None:
    assert meaning(f"没有{'头' * length}疼", "疼", denial_wide="没有") is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("denies fever and cough and pain", Status.ASSERTED),
        ("denies much of any real pain at all", Status.DENIED),
        ("denies fever,cough or pain", Status.DENIED),
        ("denies fever,cough,pain", Status.ASSERTED),
        ("denies fever,pain or sweat", Status.DENIED),
        ("denies fever,pain,or sweat", Status.DENIED),
        ("denies fever,pain,but one or two", Status.ASSERTED),
        ("denies fever,a very long item here now,pain or sweat", Status.ASSERTED),
        ("denies fever,a very long item,pain or sweat", Status.DENIED),
        ("denies fever,cough,or pain", Status.DENIED),
        ("denies fever,cough,or bad pain", Status.DENIED),
        ("denies fever,or cough,pain", Status.ASSERTED),
        ("denies fever,cough,or so,sweat,or pain", Status.ASSERTED),
    ],
)
def test_a_wide_denial_holds_for_a_list_that_ends_with_or(text: str, status: Status) -> None:
    assert meaning(text, "pain", denial_wide="denies") is status


def test_a_wide_chinese_denial_ends_with_its_clause() -> None:
    assert meaning("没有烧,疼", "疼", denial_wide="没有") is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("没有烧、咳,或者疼", Status.DENIED),
        ("没有烧、咳,或疼", Status.DENIED),
        ("没有烧、咳,或是疼", Status.DENIED),
        ("没有烧、咳,以及疼", Status.DENIED),
        ("没有烧、咳,及疼", Status.DENIED),
        ("没有烧,和疼", Status.DENIED),
        ("没有烧,或许疼", Status.ASSERTED),
        ("没有烧,或者说疼", Status.ASSERTED),
        ("没有烧,咳,或者疼", Status.ASSERTED),
        ("没有,或者疼", Status.ASSERTED),
        (f"没有{'烧' * 16},或者疼", Status.DENIED),
        (f"没有{'烧' * 17},或者疼", Status.ASSERTED),
    ],
)
def test_the_last_of_a_chinese_list_is_denied_right_behind_the_comma(text: str, status: Status) -> None:
    assert meaning(text, "疼", denial_wide="没有") is status


def test_a_second_denial_goes_on_where_a_chinese_list_ends() -> None:
    assert meaning("没有烧、咳,也不疼", "疼", denial_wide="没有", denial_near="也不") is Status.DENIED
    assert meaning("没有烧、咳,也不疼", "咳", denial_wide="没有", denial_near="也不") is Status.DENIED


def test_a_listing_denial_holds_on_until_the_turn() -> None:
    assert (
        meaning("negative for fever,cough,and pain", "pain", denial_listing="negative for") is Status.DENIED
    )
    assert meaning("no fever but pain", "pain", denial_wide="no", turn="but") is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("pain,is absent", "absent", Status.DENIED),
        ("pain one two is absent", "absent", Status.DENIED),
        ("pain four two is absent", "absent", Status.ASSERTED),
        ("pain absent now", "absent", Status.ASSERTED),
        ("pain no now", "no", Status.ASSERTED),
        ("pain no", "no", Status.DENIED),
        ("pain,no", "no", Status.DENIED),
        ("pain,cough,fever,no", "no", Status.ASSERTED),
        ("pain no,fever", "no", Status.DENIED),
    ],
)
def test_a_denial_behind_closes_what_it_denies(text: str, cue: str, status: Status) -> None:
    assert meaning(text, "pain", denial_after=cue) is status


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("疼没有", "没有", Status.DENIED),
        ("疼一一没有", "没有", Status.DENIED),
        ("疼一一一没有", "没有", Status.ASSERTED),
        ("疼,不吐", "不吐", Status.ASSERTED),
        ("疼没有,吐", "没有", Status.DENIED),
        ("疼没有吐", "没有", Status.ASSERTED),
    ],
)
def test_a_chinese_denial_behind_stands_within_two_characters(text: str, cue: str, status: Status) -> None:
    assert meaning(text, "疼", denial_after=cue) is status


@pytest.mark.parametrize(
    ("text", "sign", "status"),
    [
        ("尿血不疼", "尿血", Status.ASSERTED),
        ("胸闷但不疼", "胸闷", Status.ASSERTED),
        ("胸口不疼", "胸口", Status.DENIED),
        ("胸口也不疼", "胸口", Status.DENIED),
    ],
)
def test_what_is_seen_or_told_before_a_but_is_not_denied_by_painlessness(
    text: str, sign: str, status: Status
) -> None:
    heard = (
        meaning(text, sign, denial_after="不疼", turn="但")
        if "但" in text
        else meaning(text, sign, denial_after="不疼")
    )

    assert heard is status


def test_a_sign_that_is_a_denial_is_not_denied_by_itself() -> None:
    assert meaning("not a breath", "not a breath", denial_near="not") is Status.DENIED
    assert meaning("not a breath", "not a breath", denial_near="not", owns_denial=True) is Status.ASSERTED
    assert meaning("pain no", "pain", denial_after="no", owns_denial=True) is Status.ASSERTED


def test_a_sign_that_cannot_be_denied_is_not() -> None:
    assert meaning("no pain", "pain", denial_near="no", denial="never") is Status.ASSERTED


def test_only_a_denial_right_before_it_takes_self_harm_away() -> None:
    assert meaning("do not die", "die", denial="direct", denial_direct="do not") is Status.DENIED
    assert meaning("do not ever die", "die", denial="direct", denial_direct="do not") is Status.ASSERTED
    assert meaning("no die", "die", denial="direct", denial_near="no") is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("signs of pain", Status.ASKED),
        ("signs of fever,pain", Status.ASKED),
        ("signs of fever,a very long item here now,pain", Status.ASSERTED),
        ("signs of i have pain", Status.ASSERTED),
        ("signs of fever,i have pain", Status.ASSERTED),
        ("pain,signs of", Status.ASSERTED),
        ("pain has which signs of", Status.ASKED),
        ("i have pain,signs of", Status.ASSERTED),
        ("signs of\npain", Status.ASSERTED),
    ],
)
def test_a_question_about_an_illness_is_no_illness(text: str, status: Status) -> None:
    personal = {"personal": "i have"} if "i have" in text else {}

    assert meaning(text, "pain", asked="signs of", **personal) is status  # type: ignore[arg-type]


def test_a_made_up_story_holds_until_something_is_now() -> None:
    assert meaning("my novel\nhe has pain", "pain", made_up="novel") is Status.ASKED
    assert (
        meaning("my novel\nhe has pain now", "pain", made_up="novel", present_again="now") is Status.ASSERTED
    )
    assert meaning("my novel\nnow,he has pain", "pain", made_up="novel", present_again="now") is Status.ASKED


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("like one two three four shot", "like", Status.IDIOM),
        ("like one two three four five shot", "like", Status.ASSERTED),
        ("like,shot", "like", Status.ASSERTED),
        ("shot like", "like", Status.ASSERTED),
        ("像一二三shot", "像", Status.IDIOM),
        ("像一二三四shot", "像", Status.ASSERTED),
    ],
)
def test_an_event_within_a_comparison_did_not_happen(text: str, cue: str, status: Status) -> None:
    assert meaning(text, "shot", is_event=True, simile=cue) is status
    assert meaning(text, "shot", simile=cue) is Status.ASSERTED


def test_a_joke_takes_an_event_away_but_never_self_harm() -> None:
    assert meaning("haha shot", "shot", is_event=True, joke="haha") is Status.IDIOM
    assert meaning("haha shot", "shot", is_event=True, denial="direct", joke="haha") is Status.ASSERTED


def test_a_manner_of_speaking_is_no_sign() -> None:
    assert meaning("pain in the neck", "pain", idiom="pain in the neck") is Status.IDIOM
    assert meaning("neck,pain", "pain", idiom="neck") is Status.ASSERTED
    assert meaning("necks pain", "pain", idiom="necks ") is Status.ASSERTED


def test_one_of_many_manners_of_speaking_is_found() -> None:
    text = "a b c d e f g h i pain"

    assert meaning(text, "pain", idiom="a|b|c|d|e|f|g|h|i pain") is Status.IDIOM
    assert meaning(text, "pain", idiom="a|b|c|d|e|f|g|h|i") is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "cues", "status"),
    [
        ("pain once", {"past_near": "once"}, Status.PAST),
        ("pain in 2015", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("pain,in 2015", {"past_far": "in 2015"}, Status.ASSERTED),
        ("in 2015,pain", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("x,in 2015,pain", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("in 2015 we moved,pain", {"past_far": "in 2015"}, Status.ASSERTED),
        ("in 2015 then,pain", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("in 2015 thenxx,pain", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("in 2015 thenxxx,pain", {"past_far": "in 2015"}, Status.ASSERTED),
        ("we in 2015,pain", {"past_far": "in 2015"}, Status.ASSERTED),
        ("pain once but now", {"past_near": "once", "present_again": "now"}, Status.ASSERTED),
        ("pain once,it returns", {"past_near": "once", "returning": "returns"}, Status.ASSERTED),
        ("once well then pain", {"past_near": "once", "time_turn": "then"}, Status.ASSERTED),
        ("pain then once", {"past_near": "once", "time_turn": "then"}, Status.ASSERTED),
        (
            "now well then pain once",
            {"past_near": "once", "time_turn": "then", "present_again": "now"},
            Status.PAST,
        ),
        ("once\npain", {"past_near": "once"}, Status.ASSERTED),
        ("well\nin 2015 pain", {"past_far": "in 2015"}, Status.FAR_PAST),
        ("in 2015 but pain", {"past_far": "in 2015", "time_turn": "but"}, Status.ASSERTED),
    ],
)
def test_the_past_reaches_over_its_clause_and_ends_where_time_turns(
    text: str, cues: dict[str, str], status: Status
) -> None:
    assert meaning(text, "pain", **cues) is status  # type: ignore[arg-type]
