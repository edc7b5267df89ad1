"""Urgency as text of a chat message: Markdown that reads well where it is not rendered, too."""

from twin.consultation.events import Advised, HistoryAsked, Triaged, Uncovered
from twin.consultation.history_words import opening_words
from twin.persona.persona import Bilingual

_TITLES = {
    "emergency": Bilingual(en="This may be an emergency", zh="这可能是急症"),
    "crisis": Bilingual(en="Please talk to a person now", zh="请现在就找人说说"),
    "poison": Bilingual(en="This may be a poisoning", zh="这可能是中毒"),
}
_CALL = Bilingual(en="Call", zh="立即拨打")
_WAY = Bilingual(en="The way to {name}", zh="去{name}怎么走")


def card_text(triaged: Triaged, *, public_url: str) -> str:
    """Give the card: the number first, as a `tel:` link, then what to do, then the way."""
    language = triaged.language
    title = _TITLES.get(triaged.card_kind, _TITLES["emergency"]).in_language(language)
    number = triaged.emergency_number
    call = f"**{title}. {_CALL.in_language(language)} [{number}](tel:{number})**"
    if language == "zh":
        call = f"**{title}。{_CALL.in_language(language)} [{number}](tel:{number})**"
    lines = [call, " ".join(triaged.why), *(f"- {line}" for line in (*triaged.do_now, *triaged.until_help))]
    lines += [*triaged.come_back_if, way_text(triaged, public_url=public_url)]
    return "\n".join(line for line in lines if line)


def advised_text(advised: Advised, triaged: Triaged | None, *, public_url: str) -> str:
    """Give the end of an answer, with the way."""
    way = way_text(triaged, public_url=public_url) if triaged is not None else ""
    return "\n".join(line for line in ("---", *advised.lines, way) if line)


def way_text(triaged: Triaged, *, public_url: str) -> str:
    """Give the link to the way; empty where no room is known."""
    if not triaged.way:
        return ""
    name = _WAY.in_language(triaged.language).format(name=triaged.departments[0].name)
    return f"[{name}]({public_url.rstrip('/')}{triaged.way})"


def asked_text(asked: HistoryAsked, language: str) -> str:
    """Give the questions for missing facts."""
    return "\n".join([opening_words(language), *(f"- {one.text}" for one in asked.questions)])


def uncovered_text(uncovered: Uncovered) -> str:
    """Say which part is open, and the way to get it answered."""
    return f"{uncovered.notice}\n{uncovered.route}"
