"""Whether a question is in a language that the twin does not read, and what its writer must know, in that language.

The twin reads English and Chinese; its red flags too. Whoever writes in another language must be told at once, in words
they understand: a script, or the little words of a language, tell which one it is.
"""

import re
from dataclasses import dataclass

LONGEST_READ = 600  # characters; by then a language has shown itself
FEWEST_LITTLE_WORDS = 2  # one little word may be a name, or English
MOST_ENGLISH = (
    0.3  # share of English little words among the words: above it the text is English with a foreign phrase
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A language that is not read. `words` are paragraphs for its reader; `{number}` stands for the emergency number."""

    code: str
    words: tuple[str, ...]


_ALSO = "I read only English and Chinese. In an emergency call {number}. 我只看得懂中文和英文，紧急情况请拨打{number}。"
_SAID = {
    "fr": "Je ne lis que l’anglais et le chinois. En cas d’urgence, appelez le {number}.",
    "de": "Ich lese nur Englisch und Chinesisch. Im Notfall rufen Sie {number} an.",
    "es": "Solo leo inglés y chino. En una emergencia, llame al {number}.",
    "it": "Leggo solo l’inglese e il cinese. In caso di emergenza chiami il {number}.",
    "pt": "Só leio inglês e chinês. Em caso de emergência, ligue para o {number}.",
    "nl": "Ik lees alleen Engels en Chinees. Bel in een noodgeval {number}.",
    "ja": "英語と中国語しか読めません。緊急のときは{number}に電話してください。",
    "ko": "저는 영어와 중국어만 읽을 수 있습니다. 응급 상황이면 {number}로 전화하세요.",
    "ru": "Я читаю только по-английски и по-китайски. В экстренном случае звоните {number}.",
    "ar": "أقرأ الإنجليزية والصينية فقط. في حالة الطوارئ اتصل بالرقم {number}.",
    "th": "ฉันอ่านได้เฉพาะภาษาอังกฤษและภาษาจีน ในกรณีฉุกเฉินโทร {number}",
    "vi": "Tôi chỉ đọc được tiếng Anh và tiếng Trung. Trong trường hợp khẩn cấp, hãy gọi {number}.",
    "": "",
}
# The first script that a text holds two letters of tells its language, or that it is none of ours.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af\u3130-\u318f]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("", re.compile(r"[\u0590-\u05ff\u0900-\u0dff\u0e80-\u0fff\u10a0-\u11ff\u1780-\u17ff]")),
)
FEWEST_LETTERS = 2
# No word that pinyin may be (du, fa, mi), nor one that is common in English.
_LITTLE = {
    "en": "the a an and or of to in on at for with is are was be been not no do does did this that it you your my me i we our he she "
    "they if when as by from than have has had can should will what how why",
    "fr": "je suis est une les des dans avec pas qui mon mes depuis très où quoi comment pouvez vous nous bonjour mal tête douleur "
    "fièvre enfant ventre poitrine fils fille",
    "de": "ich habe ist ein eine einen der das und nicht mit für auf mein meine meinen seit sehr wie kann wir haben kopf schmerzen "
    "kopfschmerzen brustschmerzen fieber kind guten hallo",
    "es": "yo tengo estoy una las los del por muy cómo puedo hola dolor duele está qué tiene cabeza pecho fiebre hijo hija niño desde",
    "it": "sono è una gli con mio mia molto posso dolore della buongiorno testa febbre petto bambino figlio figlia",
    "pt": "eu tenho estou é uma meu minha desde muito posso dor não está olá cabeça febre peito filho filha",
    "nl": "ik heb een het niet voor mijn sinds erg pijn goed dag hoofdpijn koorts kind",
    "vi": "tôi bị đau không của và là rất từ với được chào sốt đầu ngực",
}
_LITTLE_WORDS = {code: frozenset(words.split()) for code, words in _LITTLE.items()}


def other_language(text: str) -> OtherLanguage | None:
    """Say which other language a text is in, by its beginning; None where it is English, Chinese, or cannot be told."""
    text = text[:LONGEST_READ]
    for code, script in _SCRIPTS:
        if len(script.findall(text)) >= FEWEST_LETTERS:
            return _told(code)
    words = [word.casefold() for word in _WORD.findall(text)]
    counts = {code: sum(word in little for word in words) for code, little in _LITTLE_WORDS.items()}
    english = counts.pop("en")
    best = max(counts, key=lambda code: counts[code])
    return _told(best) if counts[best] >= FEWEST_LITTLE_WORDS and counts[best] > english else None


def _told(code: str) -> OtherLanguage:
    return OtherLanguage(code, tuple(line for line in (_SAID[code], _ALSO) if line))
