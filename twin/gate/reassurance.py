"""Rule: no sentence calms where triage, or the evidence, says that help is needed."""

from twin.gate.pattern_set import PatternSet
from twin.triage.disposition import Disposition

_DENIED = (
    r"\b(?:do\snot|don't|never|not|cannot|must\snot|should\snot|no\stime\sto)\s(?:\w+\s){0,2}?wait\b[^.;,]{0,30}",
    r"\b(?:not|never|isn't)\s(?:\w+\s)?(?:harmless|normal|nothing)\b",
    r"(?:不要|别|勿|不能|不|莫|没时间)(?:再)?(?:等|拖|耽搁|挂|观察)[^，。；]{0,6}", r"(?:不正常|不放心|非正常|异常)",
)  # fmt: skip
# Said to anybody about anything: help is put off or not needed at all.
ALWAYS = PatternSet(
    (
        r"\bno\sneed\sto\s(?:call|go|see|come|ring|visit|worry)\b|\b(?:need|do)\snot\s(?:need\sto\s)?(?:call|ring)\s(?:120|an\sambulance|anybody|anyone|a\sdoctor)\b|\bnot\sa\sreason\sto\s(?:call|come|go|worry)\b",
        r"\bnobody\s(?:has|needs)\sto\s(?:look|see|come|examine)\b|\bno\s(?:emergency\sdepartment|ambulance|doctor|hospital)\s(?:is|are)?\s?(?:needed|necessary)\b|\bstay\sat\shome\b|\bis\snormal,?\s(?:stay|so|and)\b",
        r"\b(?:may|can|could)\sbe\streated\swith\s(?:tea|rest|sleep|water|honey)\b|\bi\s(?:promise|guarantee)\b|\babsolutely\s(?:fine|nothing|safe)\b|\bperfectly\s(?:safe|fine|harmless)\b|\bnothing\s(?:to\sworry|serious|bad|at\sall)\b|\byou\sare\sfine\b|\bthere\sis\sno\sneed\b|\bif\syou\slike\b",
        r"不(?:用|必|需要|须)(?:去|打|叫|看|上|跑|找)[^，。；]{0,4}(?:120|急诊|医院|救护车|医生|急救|门诊)|不(?:用|必)(?:打|管它?|理会|担心|害怕|紧张)(?:$|[，。！了])|就不用管|绝对没事|没事(?:的|儿)?$|我(?:保证|担保)|不用。?打|包(?:您|你)没事|也不用打",
        # a sign explained away, a person left alone
        r"是(?:因为|由于)?(?:没睡好|没睡醒|太累|累着|累了|着凉|上火|年纪大|岁数大|吃多了|吃坏了|长个|长身体)|\b(?:let|leave)\s(?:him|her|it|them)\s(?:be|alone|lie)\b|\bneeds?\snobody\b|\bis\s(?:simply|just|only|merely)\s(?:what\sage|age|nerves|tiredness|teething|growing)\b",
    ),
    denied=_DENIED,
)
# Said to somebody who needs help now or today.
IN_NEED = PatternSet(
    (
        r"\b(?:can|may|could|will)\s(?:safely\s|easily\s)?wait\b|\bwait\s(?:until|till|for)\s(?:tomorrow|morning|the\smorning|monday|the\sclinic|next)|\bsee\show\sthings?\b|\bin\sthe\smorning\b[^.]{0,10}$|\blet\s(?:the|him|her|your)\s(?:\w+\s)?sleep\b|\bno\s(?:hurry|rush|danger|emergency)\b",
        r"\bharmless\b|\bnothing\sserious\b|\bnot\s(?:serious|dangerous|urgent|an\semergency|a\sworry)\b|\bdon't\sworry\b|\bdo\snot\sworry\b|\bpass(?:es)?\sby\sitself\b|\bgoes\saway\sby\sitself\b|\bis\s(?:quite\s|perfectly\s|completely\s)?normal\b|\bgo\sback\sto\s(?:sleep|bed)\b|\btomorrow\sis\s|\bnext\sweek\b|\ba\sbit\sof\sstress\b|\bonly\sa\s(?:pulled|strained|bit|little)\b",
        r"可以等|能等|等到?(?:天亮|明天|明早|下周|门诊|上班)|来得及|(?:再)?观察(?:一|两|二|三|几)|也不迟|歇一?歇|睡一觉|没(?:什么)?(?:大)?(?:事|问题|关系)|不要紧|不打紧|别紧张|别担心|别怕|放心|很?正常|挂(?:下周|明天|个)?[^，。]{0,4}(?:号|门诊)|不急|不着急|不会是|在家(?:多|歇|观察|休息|等)|慢慢(?:去|来|开)|明天(?:再|去|来)|过(?:几|两|三)天|自己会?(?:好|退|通)|冲一冲|不必|不用",
    ),
    denied=_DENIED,
)


def reassures_against(text: str, disposition: Disposition | None) -> bool:
    """Say whether a sentence calms against the disposition; without one, only what calms anybody falsely is found."""
    if ALWAYS.found_in(text):
        return True
    return disposition is not None and disposition >= Disposition.URGENT and IN_NEED.found_in(text)
