"""Run every benchmark and write docs/benchmarks.json and docs/benchmarks.md: `make bench`."""

import datetime
import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RUNS = {
    "relay": ["benchmarks.relay_bench"],
    "streams": ["benchmarks.stream_bench"],
    "gate": ["benchmarks.gate_bench"],
    "triage": ["benchmarks.triage_bench"],
    "talk": ["benchmarks.talk_bench"],
    "index": ["benchmarks.index_bench", "--with-reference", "--sizes", "1000,10000,100000"],
}
MEANING = {
    "relay": "CPU per relayed token of a served model, beside a relay that only copies bytes.",
    "streams": "Time to the first checked sentence at 1, 20 and 100 concurrent streams, beside a bare relay of the same pace.",
    "gate": "True sentences stopped and spoiled sentences stopped, over a whole folder.",
    "triage": "Urgency of 500-character messages made of labelled ones; every pattern and the whole engine on 100 kB of hostile text.",
    "talk": "CPU-seconds of a whole three-minute talk beside the bare encode of its frames; of one edited sentence of forty; times real time; beside MoviePy where TWIN_BENCH_PYTHON has it.",
    "index": "Passages embedded per second beside sentence-transformers; search beside bare Chroma; event-loop lag; memory.",
}


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks (all by default); figures of the others stay as they are."""
    path = ROOT / "docs/benchmarks.json"
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    failed = []
    for name in chosen or RUNS:
        sys.stderr.write(f"running {name}\n")
        run = subprocess.run(
            [sys.executable, "-m", *RUNS[name]], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
        )
        if run.returncode:  # of a figure that misses its promise the figure is written all the same
            failed.append(name)
        if not run.stdout.strip():
            continue
        figures[name] = {
            "measured": datetime.date.today().isoformat(),
            "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
            "figures": json.loads(run.stdout),
        }
        path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        (ROOT / "docs/benchmarks.md").write_text(page(figures), encoding="utf-8")
    if failed:
        sys.stderr.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def page(figures: dict[str, Any]) -> str:
    """Write the figures as tables."""
    lines = [
        "# Benchmarks",
        "",
        "<!-- Written by `make bench`; the same figures as JSON: benchmarks.json. -->",
        "",
        "Ratios hold better than absolute figures; the floor (a bare relay, bare Chroma, the reference library) was measured in the same run.",
    ]
    for name, one in figures.items():
        lines += ["", f"## {name}", "", f"{MEANING[name]} {one['measured']}, {one['machine']}.", ""]
        lines += ["| figure | value |", "|---|---|"]
        lines += [f"| {path} | {value} |" for path, value in flattened(one["figures"])]
    return "\n".join(lines) + "\n"


def flattened(value: Any, path: str = "") -> list[tuple[str, str]]:
    """Give every number of nested figures with its path."""
    if isinstance(value, dict):
        return [
            row
            for key, below in value.items()
            for row in flattened(below, f"{path} · {key}" if path else str(key))
        ]
    if isinstance(value, list):
        return [row for number, below in enumerate(value) for row in flattened(below, f"{path} · {number}")]
    return [(path, f"{value:.4g}" if isinstance(value, float) else str(value))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
