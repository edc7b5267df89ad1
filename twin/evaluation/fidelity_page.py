"""The page docs/fidelity.md: what was measured, by which rule, and the figures of each persona."""

from collections.abc import Mapping

from twin.evaluation.fidelity_figures import FidelityFigures
from twin.evaluation.manner_metrics import FEWEST_SENTENCES

HEAD = f"""# Fidelity

<!-- Written by `make fidelity` (`twin evaluate fidelity --markdown`); do not edit: run it again. -->

How faithful each twin is to its physician's folder. One table a persona, never one average. The questions in `questions/` were
written before tuning by people who had not seen how retrieval works; a third, fixed by hash, is kept aside from whoever tunes. Every value
is a share with its 95 % Wilson interval and the counts behind it; ✗ marks a value below its goal. `twin evaluate fidelity --json`
gives the same for programs. What is missed in the part kept aside is counted and never named, so that nobody can tune on it.

## What each figure means

- **Grounded.** A sentence is *supported* when it stands, reference marks, blanks, width, case and the lines of tables aside, in a passage it cites. A *point*
  is held when a supported sentence contains it after the same normalisation; a point written in one language is also held when a
  labelled sentence of a document in the other language is said. An answer is grounded when it holds **all** points of its question: that
  is the figure with the goal. It is read to the letter: an answer that makes the point in other words of another document does not
  count. The weaker figure beside it asks for half of the points, or for one whole labelled sentence.
- **Declined.** A false answer is any uncovered question that was answered, also one with a false premise where the answer may have set
  it right. The declined are looked at for the persona's own no-answer words and for the pointer to the nearest thing held.
- **Recall@5.** A labelled passage is among the first five that the twin's own search finds.
- **Exactness.** Each quote shown is compared, byte for byte, with its span of the stored document; each sentence said must stand in
  a passage it cites.
- **Manner.** A multinomial naive Bayes over character n-grams of *distorted* text: every word outside a closed list of function words is a
  `*` (in Chinese every run of other characters), every number a `#`; sentence lengths are the only other feature, so topics are
  invisible to it. It learns from the physicians' documents; all documents that an answer cites are taken out of what it learned before
  it judges that answer. "Of two": against one other physician, chosen by hash for each answer, guessing gives 0.50. "Of all": against all
  others, guessing gives 0.25 for four. Judged are answers with at least {FEWEST_SENTENCES} sentences in the question's language. For a quoting twin
  the manner of the answer *is* that of its documents; the style guide adds an opening and a closing, and taking these away is the
  second figure. It says little about a model that writes in its own words: measure again with that model.
- **Opinion.** Asked are the `questions:` of every document with `view: true` (its title where it names none), and those of documents that
  supersede others together with the questions of what they replace. A view counts when a sentence of that document is said; dated, when its
  source line shows the date; the later text counts only when nothing of the older one is said.
- **Isolation.** Every covered question of every other persona is asked of this one. Each citation must lead to a passage of the
  persona's own index (guidelines are shared), and no sentence that does not stand in such a passage may stand in another's documents.
"""


def fidelity_page(figures: Mapping[str, FidelityFigures]) -> str:
    """Write the page from the figures of all personas."""
    return HEAD + "".join(f"\n## {persona}\n\n{one.to_text()}" for persona, one in figures.items())
