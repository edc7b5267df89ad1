"""The words that say: this is a computer programme, not the physician. In both languages.

GB 45438-2025 asks for a standing notice in a chat, the EU AI Act (article 50) for the same at first contact.
"""

from twin.persona.persona import Persona


def twin_name(persona: Persona, language: str) -> str:
    """Give the name the twin goes by; without consent to the name, the post at the hospital stands for it."""
    if not persona.consent.name:
        post, hospital = persona.title.in_language(language), persona.hospital.in_language(language)
        return f"{hospital}{post}的数字分身" if language == "zh" else f"Digital twin: {post}, {hospital}"
    name = persona.name.in_language(language)
    return f"{name}医生的数字分身" if language == "zh" else f"Digital twin of {name}"


def physician_name(persona: Persona, language: str) -> str:
    """Give the name of the person behind the twin, or "the physician" without consent to the name."""
    if not persona.consent.name:
        return "医生本人" if language == "zh" else "the physician"
    name = persona.name.in_language(language)
    return f"{name}医生本人" if language == "zh" else f"{name} in person"


def first_notice(persona: Persona, language: str) -> str:
    """Give the notice that stands before the first answer of a conversation."""
    name, person = twin_name(persona, language), physician_name(persona, language)
    fictional = persona.fictional
    if language == "zh":
        invented = "（本演示中的医生为虚构人物）" if fictional else ""
        return (
            f"您正在和电脑程序对话：{name}，不是{person}{invented}。它只按医生写过、讲过的内容回答，"
            "不能代替看病；情况紧急请立即拨打急救电话。"
        )
    invented = " (a fictional character of this demonstration)" if fictional else ""
    return (
        f"You are talking to a computer programme: {name}, not {person}{invented}. It answers only from what the "
        "physician wrote or said, and does not replace a visit; in an emergency call the emergency number at once."
    )


def standing_notice(persona: Persona, language: str) -> str:
    """Give the short line that stays on every page of a conversation."""
    if language == "zh":
        return f"AI生成 · 电脑程序，不是{physician_name(persona, language)}"
    return f"AI-generated · a computer programme, not {physician_name(persona, language)}"


def general_notice(language: str) -> str:
    """Give the short line for pages that are about no single twin."""
    if language == "zh":
        return "AI生成 · 电脑程序，不是医生本人"
    return "AI-generated · a computer programme, not the physician"


def talk_opening_notice(persona: Persona, language: str) -> str:
    """Give what every talk says first: that a computer made it and speaks, and whose words it speaks."""
    name = twin_name(persona, language)
    if language == "zh":
        invented = "，医生为虚构人物" if persona.fictional else ""
        return f"本讲座由人工智能生成，由电脑语音朗读：{name}，不是医生本人{invented}。"
    invented = "a fictional physician" if persona.fictional else "not the physician in person"
    lowered = name[:1].lower() + name[1:]
    return f"This talk is AI-generated and read by a computer voice: the {lowered}, {invented}."


def talk_closing_notice(language: str) -> str:
    """Give what every talk says last."""
    if language == "zh":
        return "以上内容由人工智能生成，由电脑语音朗读，不能代替看病。"
    return "This talk was AI-generated and read by a computer voice; it does not replace a visit to a doctor."
