"""Medical words explained where a lay audience first hears them, in the one line that the glossary has."""

from collections.abc import Sequence

from twin.evidence.glossary import Glossary, Term
from twin.index.minilm_weights import english_words
from twin.lecture.script import ScriptSentence, SentenceKind, SentenceSource
from twin.lecture.speakable import sentence_id

GLOSSARY = (
    "glossary:"  # how the passage id of an explanation begins; behind it stands the term's English head
)
_LONG_ZH = 4  # characters; shorter Chinese terms (食盐, 血压) are everyday words
_LINE = {"en": "Glossary · {head}", "zh": "词汇表 · {head}"}


def explanation_of(term: Term, language: str) -> tuple[str, SentenceSource] | None:
    """Give what is said to explain a term, and its source; None where the glossary has no line."""
    plain = (term.plain_zh if language == "zh" else term.plain_en).strip()
    if not plain or term.is_everyday:
        return None
    head = (term.zh if language == "zh" else term.en)[0]
    text = (
        f"{head}：{plain}"
        if language == "zh"
        else f"{head[:1].upper()}{head[1:]}: {plain[:1].lower()}{plain[1:]}"
    )
    return text, SentenceSource(passage_id=f"{GLOSSARY}{term.en[0]}", line=_LINE[language].format(head=head))


class PlainWords:
    """Explains terms in one talk, each once; `most` bounds how many."""

    def __init__(self, glossary: Glossary, language: str, *, most: int, topic: str = "") -> None:
        """Take the glossary. The terms of the topic come first and are explained even when others are not."""
        self._glossary = glossary
        self._language = language
        self._left = most
        self._heard: set[str] = set()
        self._topic = {one.term.en[0] for one in glossary.find(topic)}

    def with_plain_words(self, sentences: Sequence[ScriptSentence]) -> list[ScriptSentence]:
        """Give the sentences of a scene with at most one explanation, behind the sentence that first holds the term."""
        given: list[ScriptSentence] = []
        in_scene = 0
        for one in sentences:
            given.append(one)
            if one.kind is not SentenceKind.STATEMENT:
                continue
            for term in self._new_terms(one.text):
                explained = explanation_of(term, self._language)
                if explained is None or self._left <= 0 or in_scene:
                    continue
                text, source = explained
                given.append(
                    ScriptSentence(id=sentence_id(source.passage_id, text), text=text, sources=(source,))
                )
                self._left -= 1
                in_scene += 1
        return given

    def _is_hard(self, term: Term, form: str) -> bool:
        """Say whether a term, as it stands in the text, needs explaining: the topic's own, and what is no everyday word."""
        if term.en[0] in self._topic:
            return True
        if self._language == "zh":
            return form == term.zh[0] and len(form) >= _LONG_ZH
        # Under another name than its head a word may mean another thing: a stent of the ureter is no coronary stent.
        is_itself = form.lower() == term.en[0].lower()
        return is_itself and not all(word in english_words() for word in form.lower().split())

    def _new_terms(self, text: str) -> list[Term]:
        """Give the terms heard for the first time; one that its own sentence explains (“means”, “叫”) needs no more."""
        found = [
            one.term
            for one in self._glossary.find(text)
            if one.term.en[0] not in self._heard and self._is_hard(one.term, text[one.start : one.end])
        ]
        self._heard.update(one.en[0] for one in found)
        if " means " in text or " called " in text or "叫" in text or "就是" in text:
            return []
        return sorted(found, key=lambda one: one.en[0] not in self._topic)
