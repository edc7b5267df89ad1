"""Both languages say everything, and the templates say nothing that has no words."""

import re
import string
from pathlib import Path

import pytest

from api.pages.wording import language_accepted, words_in

API = Path(__file__).resolve().parents[3] / "api"
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((API / "templates").glob("*.html")))
PYTHON = "\n".join(path.read_text(encoding="utf-8") for path in sorted((API / "pages").glob("*.py")))
# Keys that are put together from a prefix and a value.
FAMILIES = ("learn_also_", "learn_for_", "learn_depth_", "learn_ask_",
    "origin_", "slot_", "audience_", "view_", "error_", "day_", "role_", "topic_", "level_", "duty_", "desk_kind_", "desk_verdict_",
    "desk_help_", "desk_do_", "desk_scope_", "desk_answer_", "desk_fact_", "desk_queue", "reply_", "card_title_", "card_until_",
    "studio_tab_", "studio_scene_", "studio_off_", "studio_kind_", "studio_note_", "studio_change_", "studio_why_not_", "studio_job_",
    "studio_making_", "studio_step_", "studio_fault_", "studio_refused_", "studio_captions_in_", "studio_captions_of_", "language_name_", "talk_file_", "verify_check_", "verify_good_",
    "verify_bad_", "verify_no_file", "verify_too_large", "teach_level_", "teach_phase_", "teach_sex_", "teach_ask_", "teach_part_",
    "teach_line_", "teach_dim_", "teach_outcome_", "teach_recall_", "teach_who_", "journal_part_")  # fmt: skip


def fields(text: str) -> set[str]:
    """Give the names of the gaps in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_and_chinese_have_the_same_words() -> None:
    assert set(words_in("en")) == set(words_in("zh"))


def test_each_pair_of_words_has_the_same_gaps() -> None:
    uneven = [key for key in words_in("en") if fields(words_in("en")[key]) != fields(words_in("zh")[key])]

    assert not uneven


def test_no_word_hides_behind_a_name_that_mappings_use_themselves() -> None:
    assert not [key for key in words_in("en") if hasattr(dict, key)]


def test_every_word_the_templates_ask_for_exists() -> None:
    asked = set(re.findall(r"words\.([a-z_0-9]+)", TEMPLATES))

    assert not asked - set(words_in("en"))


def test_every_word_is_used_somewhere() -> None:
    asked = set(re.findall(r"words\.([a-z_0-9]+)", TEMPLATES))
    asked |= set(re.findall(r'"([a-z_0-9]+)"\]', PYTHON)) | set(re.findall(r'words\["([a-z_0-9]+)"', PYTHON))

    idle = [key for key in words_in("en") if key not in asked and not key.startswith(FAMILIES)]

    assert not idle, f"Delete these from words/*.yaml or use them: {idle}"


def test_the_templates_hold_no_words_of_their_own() -> None:
    shown = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&#?\w+;", " ", TEMPLATES, flags=re.DOTALL)

    assert set(re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", shown)) <= {"wide", "narrow"}  # class names


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("de,zh;q=0.5,en;q=0.7", "en"),
        ("zh-TW", "zh"),
        ("fr", "en"),
        ("", "en"),
        ("zh;q=nonsense,en;q=0.1", "en"),
    ],
)
def test_a_first_visit_is_in_the_browser_s_language(header: str, language: str) -> None:
    assert language_accepted(header) == language
