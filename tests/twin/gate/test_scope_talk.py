"""What the passages hold and lack is told without a source; nothing is slipped in with it."""

import pytest

from twin.gate.scope_talk import tells_the_scope
from twin.gate.words_of import content_words

KNOWN = content_words("The next colonoscopy after an adenoma. 下次肠镜的间隔。")
TOLD = [
    "the passages do not name a price",
    "they give no figure for how much you may drink",
    "these texts say nothing about your own report",
    "the passages give the interval of the next colonoscopy by size",
    "for the adenoma they name the interval",
    "肠镜要多少钱，段落里没有写",
    "这里没有写您的报告",
    "以后会不会复发，资料里没有说，我也不猜",
    "段落里有间隔和数字",
    "on the price the passages are silent",
    "how long the scar stays is not written there",
    "about the dose in children there is nothing here",
    "nothing in these passages tells me about the price",
    "关于费用，手头的资料没有提到",
    "药要不要变，段落里没有写",
    "段落里查不到复查的时间",
]
NOT_TOLD = [
    "the passages do not say that you must go to hospital",
    "they do not mention any danger",
    "they give no reason to call a doctor",
    "the passages give warfarin and bananas with sauce",
    "the passages say it is safe",
    "they do not need a doctor",
    "the next colonoscopy is in ten years",
    "不用去医院，段落里没有写",
    "药可以停药，这里没有说",
    "段落里写了一定安全",
    "段落里有香蕉炒饭跑步",
    "下次肠镜是十年以后",
    "nothing in these passages says you must go to hospital",
    "whether you need the ambulance is not written there",
    "关于停药，资料没有提到",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_what_the_passages_hold_or_lack_is_told(sentence: str) -> None:
    assert tells_the_scope(sentence, KNOWN)


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_nothing_else_is_slipped_in(sentence: str) -> None:
    assert not tells_the_scope(sentence, KNOWN)
