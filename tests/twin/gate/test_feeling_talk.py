"""Sympathy needs no source; calm, orders, leave and illnesses in its clothes are no sympathy."""

import pytest

from twin.gate.feeling_talk import is_sympathy

ASKED = "My toddler has a fever since yesterday. What can I do?"
ASKED_ZH = "孩子发烧两天，夜里哭闹，怎么办？"
FELT = [
    "It must be hard to see your toddler with a fever.",
    "That sounds exhausting, and I understand your worry.",
    "I am sorry that you both have to go through this.",
    "This is not easy for anyone.",
    'A word like "dysplasia" on a report can be alarming.',
    "谁看到这样的报告都会着急。",
    "夜里守着哭闹的孩子，真的很熬人。",
    "我明白您的心情。",
    "It is completely understandable that you are nervous before the results.",
    "It is not a silly question, and I hear how worried you are.",
    "It is no wonder that you are tired and worried.",
    "换成谁都会紧张。",
    "等结果最磨人。",
]
NOT_FELT = [
    "You are worried without reason.",
    "I understand your worry, but it is nothing.",
    "It is hard, so wait until tomorrow.",
    "Watch your toddler if you are worried.",
    "I understand that you are worried; give him an aspirin.",
    "It is frightening, and it is measles.",
    "Your child is loved.",
    "It is natural that the fever comes, and I understand your worry.",
    "It is no wonder, I understand: it means a small stroke.",
    "I understand that the pain is mild.",
    "孩子发烧很自然，我理解您。",
    "The paper and the number are two.",
    "Your fear is normal.",
    "I understand your worry, " + "and your worry, " * 10 + "and your fear.",
    "您别着急。",
    "我明白您着急，孩子没事。",
    "我理解您担心，先吃半片阿司匹林。",
    "孩子两天了。",
    "我明白您着急，在家多看看。",
]


@pytest.mark.parametrize("sentence", FELT)
def test_sympathy_is_told_from_its_words(sentence: str) -> None:
    assert is_sympathy(sentence.lower(), asked=ASKED + ASKED_ZH)


@pytest.mark.parametrize("sentence", NOT_FELT)
def test_what_calms_orders_or_names_an_illness_is_no_sympathy(sentence: str) -> None:
    assert not is_sympathy(sentence.lower(), asked=ASKED + ASKED_ZH)
