"""What triage makes of every labelled message, and of texts made from them: written before a change, compared after it.

`python -m tools.triage_outcomes write FILE` before, `python -m tools.triage_outcomes compare FILE` after; exits 1 where a
level, a rule, a card, the words behind it or a number of the second layer is another one. It is for changes that must not
change what is decided, such as making the engine quicker.
"""

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from twin.evaluation.triage_cases import load_cases
from twin.triage.ratchet import TriageState
from twin.triage.triage import Triage, load_triage

ROOT = Path(__file__).resolve().parents[1]
SEED = 11
MADE_UP = 3000  # texts cut and joined from labelled ones
NOISE = " ,.;:!?-/'\n\t\u200b3、。，？　é①㎎–…°2021年零半个岁"
SHOWN = 20  # differences that are printed


def conversations() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give every labelled conversation by its id, then texts made from them: cut, joined, with letters and marks mixed in."""
    cases = load_cases(ROOT / "corpora")
    for case in cases:
        yield case.id, case.turns
    rng = random.Random(SEED)
    texts = [" ".join(case.turns) for case in cases]
    for number in range(MADE_UP):
        joined = list(rng.choice([" ", ". ", "，", "\n"]).join(rng.choices(texts, k=rng.randint(1, 6))))
        start = rng.randrange(len(joined))
        kept = joined[start : start + rng.randint(1, 700)]
        for _ in range(rng.randint(0, len(kept) // 8)):
            kept.insert(rng.randrange(len(kept) + 1), rng.choice([rng.choice(NOISE), rng.choice(joined)]))
        yield f"made-up-{number}", ("".join(kept),)


def outcome(engine: Triage, turns: tuple[str, ...]) -> dict[str, object]:
    """Give what is decided after each message, and a fingerprint of everything that was found."""
    state: TriageState = engine.begin()
    levels = []
    for turn in turns:
        state = engine.after(state, turn)
        levels.append(state.disposition.value)
    result, found = state.result, state.findings
    assert result is not None  # a conversation has at least one message
    places = [
        (one.sign, one.status.value, one.message, one.sentence, one.start, one.end) for one in found.mentions
    ]
    values = [(one.name, one.value, one.message, one.sentence, one.start, one.end) for one in found.values]
    words = [(one.rule, [(word.sign, word.text, word.start) for word in one.words]) for one in result.fired]
    everything = (
        places,
        values,
        words,
        sorted(found.features),
        sorted(found.there),
        sorted(found.denied),
        found.person,
    )
    return {
        **result.to_json(),
        "levels": levels,
        "score": None if engine.nearness is None else engine.nearness.score(found),
        "found": hashlib.sha256(repr(everything).encode()).hexdigest()[:16],
    }


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    engine = load_triage(ROOT / "corpora")
    now = {name: outcome(engine, turns) for name, turns in conversations()}
    if given.what == "write":
        given.file.write_text(json.dumps(now, ensure_ascii=False), encoding="utf-8")
        return 0
    before = json.loads(given.file.read_text(encoding="utf-8"))
    other = [name for name in before.keys() | now.keys() if before.get(name) != now.get(name)]
    for name in sorted(other)[:SHOWN]:
        sys.stdout.write(f"{name}\n  before {before.get(name)}\n  after  {now.get(name)}\n")
    sys.stdout.write(f"{len(now)} conversations, {len(other)} with another outcome\n")
    return int(bool(other))


if __name__ == "__main__":
    sys.exit(main())
