"""Make corpora/reading/common_zh.txt: runs of one to four Chinese characters that lay people use, from our own corpora.

Counted are the messages and questions that were written as patients write: the Chinese triage cases, the personas' lay and
clumsy questions, and the everyday phrasebook. A run is common when enough of these hold it.
Run `python -m tools.make_common_words` when they have changed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "corpora" / "reading" / "common_zh.txt"
LONGEST = 4
FEWEST = {1: 3, 2: 6, 3: 6, 4: 6}  # texts that must hold a run of so many characters
_HAN = re.compile("[\u3400-\u9fff]+")
HEAD = """# Runs of one to four Chinese characters that lay people use, counted in this hospital's own corpora: Chinese triage cases,
# patients' questions to the personas, the everyday phrasebook. Made by `python -m tools.make_common_words`.
"""


def texts() -> Iterator[str]:
    """Give every text that was written as patients write."""
    for path in sorted((ROOT / "corpora" / "triage" / "cases").rglob("*")):
        if path.suffix in {".yaml", ".jsonl", ".json"}:
            yield from path.read_text(encoding="utf-8").splitlines()
    for path in sorted((ROOT / "personas").glob("*/questions/covered.yaml")):
        for one in yaml.safe_load(path.read_text(encoding="utf-8")):
            if one.get("register") in {"lay", "clumsy", "plain"}:
                yield one["text"]
    for path in sorted((ROOT / "corpora" / "phrasebook").glob("*.yaml")):
        yield from path.read_text(encoding="utf-8").splitlines()


def common_runs() -> list[str]:
    """Give the runs, shorter first, in order of code points."""
    held: Counter[str] = Counter()
    for text in texts():
        found = {
            run[start : start + length]
            for run in _HAN.findall(text)
            for length in range(1, LONGEST + 1)
            for start in range(len(run) - length + 1)
        }
        held.update(found)
    return sorted(
        (run for run, count in held.items() if count >= FEWEST[len(run)]), key=lambda r: (len(r), r)
    )


def main() -> None:
    """Write the list."""
    TARGET.parent.mkdir(exist_ok=True)
    runs = common_runs()
    TARGET.write_text(HEAD + "\n".join(runs) + "\n", encoding="utf-8")
    print(f"{len(runs)} runs in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
