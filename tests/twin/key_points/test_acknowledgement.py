import pytest

from twin.key_points.acknowledgement import only_acknowledges


@pytest.mark.parametrize(
    "reply",
    ["Yes, I understand.", "okay fine", "Mm-hm. Yes nurse.", "听明白了，谢谢医生", "嗯嗯嗯。", "", "…"],
)
def test_agreement_and_thanks_show_nothing(reply: str) -> None:
    assert only_acknowledges(reply)


@pytest.mark.parametrize(
    "reply", ["Yes, five grams", "ok, 5", "Yes, I call you", "好，我先打电话", "明白，不停药"]
)
def test_a_reply_with_a_content_is_not_only_agreement(reply: str) -> None:
    assert not only_acknowledges(reply)
