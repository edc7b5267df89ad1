"""What bears the weight of a sentence is retold as it stands: sides, sites, orders, bounds, duties, reasons."""

import pytest

from tests.twin.consultation.ward import evidence_of, held
from twin.gate.exchanged_words import exchanges_a_word
from twin.gate.nearest import nearest_sentences
from twin.gate.order_of_steps import turns_the_steps
from twin.gate.reasons import gives_another_reason
from twin.gate.strengthened import says_more
from twin.gate.told_otherwise import is_told_otherwise

# (source, sentence): the sentence says what the source does not.
BENT = [
    ("The insulin is injected into the outer side of the thigh.", "The insulin is injected into the inner side of the thigh."),
    ("The insulin is injected into the thigh or the belly.", "The insulin is injected into the buttock or the belly."),
    ("The readings of the first day are left out, and the average counts.", "The readings of the last day are left out."),
    ("Take the tablet in the morning before breakfast.", "Take the tablet in the morning after breakfast."),
    ("Measure the peak flow twice each time.", "Measure the peak flow once each time."),
    ("The British guideline advises a scan after 6 weeks.", "The American guideline advises a scan after 6 weeks."),
    ("Lay the child on the left side after the seizure.", "Lay the child on the right side after the seizure."),
    ("The study found more falls with the sleeping tablet.", "The study found fewer falls with the sleeping tablet."),
    ("A smaller dose may be considered in frail people.", "A smaller dose must be chosen in frail people."),
    ("Antibiotics are given for a sore throat with scarlet fever.", "Antibiotics are given for every sore throat."),
    ("Smokers of more than 20 pack years are offered a scan.", "Whichever smokers are asked, they are offered a scan."),
    ("Infants with eczema should have egg early.", "Only infants with eczema should have egg early."),
    ("The usual dose is 5 mg, and 2.5 mg with weak kidneys.", "The usual dose is 5 mg, also with weak kidneys."),
    ("The cream and the ointment help against the itch.", "The cream helps against the itch more than the ointment, it is better than the ointment."),
    ("Cool the burn with running water within 3 hours.", "Cool the burn with running water at any time, all day."),
    ("After the operation at low risk, without fever, and if a helper is at home, going home the same day is possible.",
     "After the operation going home the same day is possible."),
    ("The blood is taken and the drip is put in.", "The blood is taken before the drip is put in."),
    ("Rest helps the sprain. Cold narrows the vessels.", "Rest helps the sprain because warmth calms the nerves quickly."),
    ("The tablets make the urine red.", "The tablets make the urine red because it bleeds."),
    ("A smaller dose may be considered in frail people.", "A smaller dose is recommended in frail people."),
    ("An infected kidney must be drained urgently.", "An infected kidney may be drained."),
    ("The tablet is taken with food in the evening.", "The tablet is taken without food in the evening."),
    ("Severe croup is treated in hospital.", "Mild croup is treated in hospital."),
    ("The clinic weighs the baby weekly.", "The clinic weighs the baby monthly."),
    ("必须马上引流感染的肾。", "感染的肾可以考虑引流。"),
    ("针打在大腿外侧。", "针打在上臂外侧。"),
    ("热性惊厥时让孩子侧卧。", "热性惊厥时让孩子平躺。"),
    ("房颤的人喝酒，发作会多一些。", "房颤的人喝酒，发作会少一些。"),
    ("血压药早饭前吃。", "血压药早饭后吃。"),
    ("严重心衰的人可以考虑限水。", "严重心衰的人必须限水。"),
    ("有哮喘的孩子打流感疫苗。", "所有孩子打流感疫苗。"),
    ("湿疹的孩子早点吃鸡蛋。", "湿疹的孩子才需要早点吃鸡蛋。"),
    ("普通人用5毫克，肾不好的人用2.5毫克。", "肾不好的人仍然用5毫克。"),
    ("布洛芬和对乙酰氨基酚退烧。", "布洛芬退烧比对乙酰氨基酚更好。"),
    ("烫伤3小时内冲凉水有用。", "烫伤当天之内冲凉水有用。"),
    ("冲完用保鲜膜盖上伤口。", "先用保鲜膜盖上伤口，再冲。"),
    ("漏服的药跳过，下一次按时吃。", "漏服的药先吃掉，再把下一次的药跳过。"),
    ("绿叶菜含维生素K。", "绿叶菜要少吃，因为钾太高伤肾脏。"),
    ("非那雄胺吃半年，PSA约降一半。", "非那雄胺吃半年，肿瘤缩小了，所以PSA约降一半。"),
]  # fmt: skip
STRAIGHT = [
    ("The insulin is injected into the outer side of the thigh.", "Inject the insulin into the outer thigh."),
    ("The left ear or the right ear may hurt.", "One ear, the left or the right, may hurt."),
    ("Take the tablet in the morning before breakfast.", "Take the tablet before breakfast."),
    ("A smaller dose may be considered in frail people.", "A smaller dose may have to be considered in frail people."),
    ("A smaller dose should be chosen and may be split.", "A smaller dose must be chosen."),
    ("A smaller dose may be considered, and is recommended in frail people.", "A smaller dose is recommended in frail people."),
    ("An infected kidney must be drained, and may be drained by a stent.", "An infected kidney may be drained by a stent."),
    ("Croup is treated in hospital.", "Mild croup is treated in hospital."),
    ("All infants should have vitamin D.", "Every baby should have vitamin D."),
    ("Wash your hands after the toilet.", "Wash your hands after the toilet every day."),
    ("Only the red tablet is taken with food.", "Only the red tablet is taken with food."),
    ("Weigh yourself first, then eat breakfast.", "Weigh yourself before the breakfast is eaten."),
    ("If you are well, without fever, and if someone is at home, going home is possible.", "If someone is at home, going home is possible."),
    ("The head may throb, because the drug widens the vessels.", "The head may throb because the vessels widen."),
    ("Your head hurts less.", "Your head hurts less because of it."),
    ("冲完用保鲜膜盖上伤口。", "先冲，再用保鲜膜盖上伤口。"),
    ("早饭前量血压。", "早饭前量血压，量两遍。"),
    ("药像水里的防垢剂，断了不行。", "药不能断，因为药像水里的防垢剂。"),
    ("散步让心脏更有力。", "走路好。"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "sentence"), BENT)
def test_what_is_bent_is_found(source: str, sentence: str) -> None:
    assert is_told_otherwise(sentence, evidence_of(held(source)).items)


@pytest.mark.parametrize(("source", "sentence"), STRAIGHT)
def test_what_is_straight_passes(source: str, sentence: str) -> None:
    assert not is_told_otherwise(sentence, evidence_of(held(source)).items)


def test_without_a_source_sentence_nothing_is_compared() -> None:
    assert not exchanges_a_word("Left.", [])
    assert not says_more("You must.", [])
    assert not turns_the_steps("First A, then B.", [])


def test_a_source_in_the_other_language_is_not_compared_word_by_word() -> None:
    items = evidence_of(held("热性惊厥时让孩子侧卧。")).items

    assert nearest_sentences("Lay the child flat because of that.", items) == []
    assert not gives_another_reason("Lay the child flat, because that is better for the lungs.", items)


def test_the_sentence_that_holds_the_number_goes_before_the_one_that_holds_more_words() -> None:
    source = "The European guideline advises a scan after 6 weeks. The Chinese guideline advises a scan after 9 weeks."
    items = evidence_of(held(source)).items

    nearest = nearest_sentences("The Chinese guideline advises a scan after 6 weeks.", items)

    assert nearest == ["The European guideline advises a scan after 6 weeks."]


def test_a_sentence_without_content_has_no_nearest() -> None:
    assert nearest_sentences("And so it is.", evidence_of(held("It is so.")).items) == []
