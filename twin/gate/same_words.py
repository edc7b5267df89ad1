"""Words of the ward that mean the same to a patient, so that a retelling in everyday words is recognised as one.

Only what can stand for each other in any sentence of the folder: no two medicines, no two illnesses, no degrees ("often", "always").
Stems as `words_of` makes them; the first of a line stands for all.
"""

import re

_ENGLISH = """
doctor physician clinician
child toddler kid
baby infant newborn
medicin drug
pill tablet
start begin began begun
flu influenza
hospital
sign symptom
belly abdomen tummy
stool poo
urin urination pee
vomit vomiting
test examination exam check
goal target aim
advis recommend advic suggest recommendation
giv offer
contact ring telephon phon
remov take-out
also besid
additional extra add
complet whol full
fall drop decreas reduc reduction
rise rais increas
shortnes breathlessnes
bring carry
watch look
cuff
explain tell
fix fixation
sport exercis
coffe caffein
strict stringent
repeat recurrent again
intravenou intravenously
prevent preventiv prevention
frail frailty
dizz dizzy dizzines
oral mouth
depend
ill sick
allow permit
larg big
smaller small
vaccin jab vaccination immunisation immunization shot
pneumococcal pneumococci pneumococcus
tepid lukewarm
nappy nappie diaper
person people
improv improvement better
normal usual
clos pass
skip omit
roughly about approximately
""".strip().splitlines()
ENGLISH = {word: line.split()[0] for line in _ENGLISH for word in line.split()[1:] if word != line.split()[0]}
_CHINESE = {
    "孩子": "宝宝|小孩|患儿|儿童|小朋友",
    "病人": "患者",
    "医生": "大夫",
    "马上": "立即|立刻|赶紧|赶快|现在就|尽快",
    "发热": "发烧",
    "腹泻": "拉肚子|拉稀",
    "尿": "小便|排尿",
    "没力": "没力气|无力|没劲|没有力",
    "就诊": "看医生|就医|看病|看诊|看门诊",
    "小时": "个钟头|钟头|个小时",
    "每天": "每日",
    "联系": "打电话|告诉",
    "吃": "服用|口服|服",
    "变": "变成|变得",
    "漏": "漏服|漏吃|漏了|忘了吃|忘记吃",
    "补": "补上|补服|补吃",
    "平均": "平均数|平均值",
    "一周": "一个星期|7天|七天",
    "家": "家里|在家|家庭",
}
_CHINESE_FORMS = {form: word for word, forms in _CHINESE.items() for form in forms.split("|")}
_CHINESE_WORDS = re.compile("|".join(sorted(map(re.escape, _CHINESE_FORMS), key=len, reverse=True)))


def in_common_words(text: str) -> str:
    """Give a Chinese text with one word of each such group throughout."""
    return _CHINESE_WORDS.sub(lambda match: _CHINESE_FORMS[match.group(0)], text)
