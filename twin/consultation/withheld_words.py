"""What a reader is told where a sentence was withheld: an honest line in the persona's voice, and the way to a person.

Never silence, never half a sentence, and never the withheld words themselves.
"""

from twin.gate.verdict import Reason
from twin.persona.persona import Bilingual

_NOT_BORNE_OUT = Bilingual(
    en="I left a sentence out here, because its source does not bear it out. Ask about it at the clinic.",
    zh="这里有一句话因为出处不能证实，我没有说。请来门诊时问。",
)
_FOR_THE_CLINIC = Bilingual(
    en="I left a sentence out here: a diagnosis or a change of medicines is not made in a message, but with your own doctor at the clinic.",
    zh="这里有一句话我没有说：下诊断、改药都不能凭留言，请到门诊和您的医生当面定。",
)
_PLAYED_DOWN = Bilingual(
    en="I left a sentence out that would have played this down. Please do not wait for an answer from me: have it looked at, and in an "
    "emergency call for help at once.",
    zh="有一句把情况说轻了的话，我没有说。请不要等我的回答：尽快找医生看，紧急时马上呼救。",
)
_NOT_WHAT_I_AM = Bilingual(
    en="I left a sentence out, because it was not true of me: I am a computer programme and have examined nobody. For a person, come to the clinic.",
    zh="有一句话与我的身份不符，我没有说：我是计算机程序，没有给任何人做过检查。要找真人，请来门诊。",
)
_OUT_OF_PLACE = Bilingual(
    en="I left a sentence out that has no place in an answer. If something is missing, ask me again, or ask at the clinic.",
    zh="有一句话不该出现在回答里，我没有说。如果觉得缺了什么，请再问一次，或到门诊问。",
)
_LINES = {
    **dict.fromkeys((Reason.DIAGNOSIS, Reason.PRESCRIPTION), _FOR_THE_CLINIC),
    Reason.FALSE_REASSURANCE: _PLAYED_DOWN,
    **dict.fromkeys(
        (Reason.CLAIMS_TO_BE_HUMAN, Reason.CLAIMS_TO_BE_THE_PHYSICIAN, Reason.CLAIMS_TO_HAVE_EXAMINED),
        _NOT_WHAT_I_AM,
    ),
    **dict.fromkeys(
        (
            Reason.LEAK,
            Reason.SALES,
            Reason.SCARE,
            Reason.INSULT,
            Reason.PRIVACY,
            Reason.MARKUP,
            Reason.DISGUISED,
            Reason.REPETITION,
            Reason.OTHER_LANGUAGE,
            Reason.TOO_LONG,
            Reason.EMPTY,
        ),
        _OUT_OF_PLACE,
    ),
}


def withheld_words(reason: Reason | None, language: str) -> str:
    """Give the line for a reader; a reason without a line of its own was not borne out."""
    line = _LINES.get(reason, _NOT_BORNE_OUT) if reason is not None else _NOT_BORNE_OUT
    return line.in_language(language)
