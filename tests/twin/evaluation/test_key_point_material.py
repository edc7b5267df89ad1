from pathlib import Path

from twin.conflicts.detecting import conflict_detector
from twin.evaluation.conflict_figures import PlantedPair, conflict_figures, load_planted
from twin.evaluation.teach_back_cases import TeachBackCase, is_kept_aside, load_teach_back
from twin.evaluation.teach_back_metrics import judged_cases
from twin.key_points.judgement import KeyPoint, Said
from twin.key_points.judging import KeyPointJudge

CORPORA = Path(__file__).parents[3] / "corpora"


def test_no_chunk_stands_in_both_parts_of_the_teach_back_replies() -> None:
    tuned, aside = (load_teach_back(CORPORA, kept_aside=part) for part in (False, True))

    assert len(tuned) + len(aside) == 2432
    assert not {case.group for case in tuned} & {case.group for case in aside}
    assert all(is_kept_aside(case.group) for case in aside)


def test_every_planted_pair_stands_in_one_part() -> None:
    tuned, aside = (load_planted(CORPORA, kept_aside=part) for part in (False, True))

    assert (len(tuned), len(aside)) == (472, 199)


def test_a_wrong_belief_judged_said_counts_as_danger() -> None:
    point = KeyPoint("p", "Weigh yourself every morning", "en", ("daily weight on the scales",))
    case = TeachBackCase("1", "g", "en", "I weigh myself every morning", (point,), (Said.WRONG,))

    figures = judged_cases(KeyPointJudge(CORPORA), [("tuned", [case])])["tuned en"]

    assert (figures.agreement.hits, figures.agreement.total) == (0, 1)
    assert (figures.danger.hits, figures.danger.total) == (1, 1)


def test_flagged_and_falsely_flagged_are_counted_apart() -> None:
    burn = ("Cool a burn for 5 minutes.", "2010", "Cool a burn for 20 minutes.", "2022")
    pairs = [PlantedPair("k", "number", *burn), PlantedPair("n", "none", burn[0], "2010", burn[0], "2022")]

    figures = conflict_figures(conflict_detector(CORPORA), pairs)

    assert (figures.flagged.hits, figures.flagged.total) == (1, 1)
    assert (figures.falsely.hits, figures.falsely.total) == (0, 1)
