"""How fast triage is: p50 and p99 at 500 characters, each pattern and the whole engine on 100 kB of hostile text."""

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from twin.evaluation.triage_cases import load_cases
from twin.triage.matching import EncodedText
from twin.triage.pattern_index import IndexedPattern
from twin.triage.triage import Triage, load_triage

ROOT = Path(__file__).resolve().parents[1]
CHARACTERS = 500
MESSAGES = 1500
HOSTILE = 100_000  # bytes
SLOWEST_PATTERN_MS = 50.0
SLOWEST_P99_MS = 5.0


def milliseconds(work: Callable[[], object]) -> float:
    """Time one call."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def messages(rng: random.Random) -> list[str]:
    """Make messages of 500 characters out of labelled ones, no two alike."""
    by_language: dict[str, list[str]] = {}
    for case in load_cases(ROOT / "corpora"):
        by_language.setdefault(case.language, []).append(" ".join(case.turns))
    languages = sorted(by_language)
    made: list[str] = []
    while len(made) < MESSAGES:
        texts = by_language[languages[len(made) % len(languages)]]
        text = ". ".join(rng.choice(texts) for _ in range(8))
        start = rng.randrange(max(1, len(text) - CHARACTERS))
        made.append(text[start : start + CHARACTERS])
    return made


def hostile_texts() -> dict[str, str]:
    """Make 100 kB texts that make backtracking engines stop: repeats, almost-matches, no sentence end, all anchors."""
    anchors = "chest arm no not pain head blood "
    chinese = "胸口没有不疼头晕喘血肚子"
    return {
        "one letter": "a" * HOSTILE,
        "one word": "pain " * (HOSTILE // 5),
        "almost": "chest and and and and " * (HOSTILE // 22),
        "anchors": anchors * (HOSTILE // len(anchors)),
        "anchors zh": (chinese * (HOSTILE // len(chinese.encode()))),
        "denials": "no no not without " * (HOSTILE // 18),
        "numbers": "38.5 120/80 3 days " * (HOSTILE // 19),
        "syllables": "xiong kou teng an " * (HOSTILE // 18),
        "typos": "".join(f"chesst{number} brething " for number in range(HOSTILE // 19)),
    }


def measure(engine: Triage) -> dict[str, object]:
    """Take the figures."""
    figures: dict[str, object] = {}
    rng = random.Random(4)
    texts = messages(rng)
    figures["compiling every pattern, ms"] = milliseconds(engine.warm_up)
    for text in texts[:300]:
        engine.assess([text])
    took = sorted(milliseconds(partial(engine.assess, [text])) for text in texts[300:])
    slowest, worst = 0.0, ""
    whole = {}
    for name, text in hostile_texts().items():
        whole[name] = milliseconds(partial(engine.assess, [text]))
        prepared = EncodedText(engine.messages.normal(text).text)
        for pattern in engine.reader.index.candidates(prepared):
            spent = milliseconds(partial(_all_places, pattern, prepared))
            if spent > slowest:
                slowest, worst = spent, f"{pattern.owner} on {name}"
    figures["memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures | {
        "rules": len(engine.rules),
        "patterns": len(engine.reader.index.patterns),
        "500 characters, p50 ms": took[len(took) // 2],
        "500 characters, p99 ms": took[int(len(took) * 0.99)],
        "slowest pattern on 100 kB, ms": slowest,
        "slowest pattern": worst,
        "whole engine on 100 kB, slowest ms": max(whole.values()),
        "whole engine on 100 kB, ms": whole,
    }


def _all_places(pattern: IndexedPattern, text: EncodedText) -> list[tuple[int, int]]:
    return list(pattern.places(text))


def main() -> int:
    """Print the figures as JSON; exits 1 when a promise of docs/decisions/0014-triage.md is broken."""
    figures: dict[str, object] = {}
    figures["load, ms"] = milliseconds(
        lambda: figures.update(engine=load_triage(ROOT / "corpora", on_wrong=print_wrong))
    )
    engine = figures.pop("engine")
    assert isinstance(engine, Triage)
    figures |= measure(engine)
    print(json.dumps(figures, ensure_ascii=False))
    slowest, p99 = figures["slowest pattern on 100 kB, ms"], figures["500 characters, p99 ms"]
    assert isinstance(slowest, float)
    assert isinstance(p99, float)
    return int(slowest > SLOWEST_PATTERN_MS or p99 > SLOWEST_P99_MS)


def print_wrong(wrong: Exception) -> None:
    """Say what is left out."""
    print(wrong, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
