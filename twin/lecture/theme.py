"""How the slides of one physician look, and what the first slide says of the speaker."""

from dataclasses import dataclass

from twin.labels.disclosure import twin_name
from twin.persona.appearance import TalkColours
from twin.persona.persona import Language, Persona


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours, the speaker's lines, and whether a presenter's place is kept free. `notice` says that a computer speaks."""

    colours: TalkColours
    speaker_name: str
    speaker_post: str
    notice: str
    presenter: bool = True


def theme_of(persona: Persona, language: Language, *, presenter: bool = True) -> Theme:
    """Give a persona's theme. Without consent to the name, the post stands for it.

    Args:
        presenter: Keep a place for the drawn presenter, bottom right. False where he is switched off or the likeness is not
            lent (ConsentLedger, duty `lectures`).
    """
    post = f"{persona.title.in_language(language)}{'，' if language == 'zh' else ', '}{persona.hospital.in_language(language)}"
    name = persona.name.in_language(language) + ("医生" if language == "zh" else "")
    invented = persona.fictional
    if language == "zh":
        notice = (
            "本讲座由 AI 生成，由数字分身讲解"
            + ("；医生为演示虚构人物" if invented else "")
            + "，不能代替看病。"
        )
    else:
        notice = "An AI-generated talk, given by a digital twin" + (
            " of a fictional physician of this demonstration. " if invented else ". "
        )
        notice += "It does not replace a visit."
    shown = name if persona.consent.name else twin_name(persona, language)
    return Theme(persona.portrait.colours, shown, post, notice, presenter)
