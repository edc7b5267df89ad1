"""What a text shows of its writer's manner and nothing of its topic.

The topic is taken out first (text distortion after Stamatatos, EACL 2017): every word that is not in a closed list of function words
becomes `*`, every number `#`; in Chinese every run of characters outside a closed list. What stays are function words, punctuation and
the rhythm between them, read as character n-grams, and the length of sentences.
"""

import re
from collections import Counter
from collections.abc import Iterable

from twin.sentences import CJK, sentences_of, without_marks

CHARACTERS = {
    "en": (4, 5, 6, 7),
    "zh": (1, 2, 3, 4),
}  # lengths of the n-grams; a Chinese character says as much as a word
LENGTHS = {"en": 4, "zh": 6}  # words or characters of one step of sentence length
_FUNCTION_WORDS = """
a an the and or but nor so yet if unless although though while when whenever where why how who whom whose which that what whether than
then as because since until till before after once of in on at by for with without from into onto to up down out off over under about
above below between among through during against within beside behind toward towards upon per via is am are was were be been being do
does did done doing have has had having can could may might must shall should will would ought need not no never none neither nothing
nobody i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them
their theirs themselves this these those here there now today still already again always often sometimes seldom rarely usually soon later
only even just also too very quite rather almost enough more most less least much many few several some any every each all both either
other another such same own one two three first second third let us please yes well first's it's don't doesn't isn't can't won't that's
let's you're we're i'm they're
"""
_FUNCTION_CHARACTERS = (
    "的了着过地得是不没无有也都就还才又再很太更最和与及或但而且因为所以如果若要会能可以把被让给对从到在向往这那哪什么怎"
    "么样吗呢吧啊呀嘛哦呐您你我他她它们咱自己个些先后上下里外之其此该本各每另只仅已正将曾常总便于由按照比跟同却虽然即使"
    "既则乃何谁几多少一二三四五六七八九十第两别请莫勿未非说讲看想记"
)
_WORDS = frozenset(_FUNCTION_WORDS.split())
_LATIN = re.compile(r"[A-Za-z]+(?:[’'][a-z]+)?")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_OTHER_HAN = re.compile(rf"(?:(?![{_FUNCTION_CHARACTERS}])[{CJK}])+")


def distorted(text: str, language: str) -> str:
    """Give the text with its topic taken out, in lower case."""
    plain = _NUMBER.sub("#", without_marks(text).replace("’", "'").lower())
    if language == "zh":
        return re.sub(r"\s+", " ", _OTHER_HAN.sub("*", _LATIN.sub("*", plain)))
    kept = _LATIN.sub(lambda found: found.group() if found.group() in _WORDS else "*", plain)
    return re.sub(r"\s+", " ", kept)


def manner_features(sentences: Iterable[str], language: str) -> Counter[str]:
    """Count the features of sentences of one language; n-grams do not run from one sentence into the next."""
    counted: Counter[str] = Counter()
    for sentence in sentences:
        bent = f" {distorted(sentence, language).strip()} "
        for length in CHARACTERS[language]:
            counted.update(bent[i : i + length] for i in range(len(bent) - length + 1))
        units = len(_LATIN.findall(sentence)) if language == "en" else len(re.findall(f"[{CJK}]", sentence))
        counted[f"length {units // LENGTHS[language]}"] += 1
    return counted


def prose_of(text: str) -> list[str]:
    """Give the sentences of a document that are prose: rows of tables and headings have no manner."""
    return [
        one
        for one in sentences_of(text)
        if " | " not in one and one.rstrip("\"'”’」』）)]")[-1:] in "。！？.!?…"
    ]
