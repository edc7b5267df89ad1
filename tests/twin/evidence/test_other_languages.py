"""Whoever writes in a language that is not read is told so, in that language; English, Chinese and pinyin are read."""

import pytest

from twin.evidence.other_languages import other_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour, j'ai mal à la tête", "fr"),
        ("Je suis enceinte et je saigne", "fr"),
        ("Ich habe seit gestern starke Brustschmerzen", "de"),
        ("Tengo dolor en el pecho", "es"),
        ("Ho la febbre e un forte dolore alla testa, sono preoccupato", "it"),
        ("Estou com muita dor de cabeça, não sei o que fazer", "pt"),
        ("Ik heb pijn op de borst", "nl"),
        ("胸が痛いです", "ja"),
        ("가슴이 아파요", "ko"),
        ("У меня болит грудь", "ru"),
        ("عندي ألم في الصدر", "ar"),
        ("เจ็บหน้าอก", "th"),
        ("Tôi bị đau ngực", "vi"),
        ("मुझे सीने में दर्द है", ""),
    ],
)
def test_the_language_is_told_and_the_emergency_number_is_in_it(text: str, code: str) -> None:
    found = other_language(text)

    assert found is not None and found.code == code
    assert all("{number}" in line for line in found.words)
    assert "English" in found.words[-1] and "中文" in found.words[-1]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "My head hurts",
        "What is Ménière's disease?",
        "déjà vu since yesterday, and my son has a café au lait spot",
        "Is amlodipine the same as Norvasc?",
        "der Doctor said das to me, is it so?",
        "wo ma ma tou tong fa shao le",
        "wo du zi tong la du zi san tian le",
        "xiong kou men de huang",
        "我妈妈头疼",
        "INR 3.5 能吃菠菜吗",
        "β受体阻滞剂能停吗",
        "eGFR 45 mL/min/1.73 m²",
        "α-blocker and μg dose",
        "su hijo",
    ],
)
def test_english_chinese_and_pinyin_are_read(text: str) -> None:
    assert other_language(text) is None
