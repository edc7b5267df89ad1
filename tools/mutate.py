"""Mutation testing of one package by its own tests: `python -m tools.mutate twin.gate --tests tests/twin/gate [--sample 300]`.

Each mutant changes one place of one module in memory (tools/mutants.py); modules are never written to disk. It is tried in a child that
is forked after all libraries are loaded and before the package is, by the tests that run its line (tools/covering_tests.py), and
is killed when one of them fails, or when they need many times the CPU that they need without the change.
"""

import argparse
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import random
import re
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from tools.covering_tests import QUIET, ROOT, ChosenTests, CoveringTests, forked, measured, warm_up
from tools.mutants import Mutant, lines_of_functions, mutants_of

SEED = 7
EQUIVALENTS = "docs/mutation.md"  # the list of equivalent mutants, each with its reason
TIMES_THE_CPU = 5.0  # of the clean run of the same tests, and the seconds below; more is a hang
SECONDS_BESIDE = 20.0  # start of pytest, reading of cases
WALL_SECONDS = 240.0  # a child that waits without computing


@dataclass(slots=True)
class Tally:
    """What became of the mutants that were tried."""

    killed: int = 0
    hung: int = 0
    survived: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Count them."""
        return self.killed + len(self.survived)


class MutantFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module of the package with its change."""

    def __init__(self, name: str, mutant: Mutant) -> None:
        self.name, self.mutant = name, mutant

    def find_spec(
        self, fullname: str, path: Any = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the mutant under the module's name."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=str(self.mutant.path))

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed code."""
        module.__file__ = str(self.mutant.path)
        exec(self.mutant.compiled(), module.__dict__)


def is_noticed(mutant: Mutant, package: str, tests: Sequence[str], *, cpu_seconds: float) -> int:
    """In a child: run the tests against the mutant; 0 says that none of them noticed."""
    import pytest

    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_seconds), int(cpu_seconds) + 5))
    sys.meta_path.insert(0, MutantFinder(f"{package}.{mutant.path.stem}", mutant))
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    return int(pytest.main(["-x", *QUIET, *files], plugins=[ChosenTests(tests)]))


def try_all(
    mutants: Sequence[Mutant], package: str, found: CoveringTests, *, seconds: float, workers: int
) -> Tally:
    """Try mutants in their order, some at once, for as long as there is time."""
    tally, running = Tally(), dict[int, tuple[Mutant, float]]()
    waiting, ends = list(reversed(mutants)), time.monotonic() + seconds
    while running or (waiting and time.monotonic() < ends):
        while waiting and len(running) < workers and time.monotonic() < ends:
            mutant = waiting.pop()
            tests = found.of(
                mutant.path, mutant.line, in_function=mutant.line in lines_of_functions(mutant.path)
            )
            if not tests:
                _count(tally, mutant, 0)
                continue
            cpu = SECONDS_BESIDE + TIMES_THE_CPU * sum(found.seconds[test] for test in tests)
            pid = forked(partial(is_noticed, mutant, package, tests, cpu_seconds=cpu))
            running[pid] = (mutant, time.monotonic() + WALL_SECONDS)
        _collect(running, tally)
    return tally


def _collect(running: dict[int, tuple[Mutant, float]], tally: Tally) -> None:
    """Take in what has ended; end what waits for ever."""
    pid, status = os.waitpid(-1, os.WNOHANG)
    if pid in running:
        _count(tally, running.pop(pid)[0], os.waitstatus_to_exitcode(status))
        return
    for one, (_, limit) in running.items():
        if time.monotonic() > limit:
            os.kill(one, signal.SIGKILL)
    time.sleep(0.02)


def _count(tally: Tally, mutant: Mutant, code: int) -> None:
    if code in (0, 5):  # 5: pytest found no test
        tally.survived.append(mutant.to_text())
        sys.stderr.write(f"survived {tally.survived[-1]}\n")
        sys.stderr.flush()
        return
    tally.killed += 1
    tally.hung += code < 0


def equivalents_of(package: str, path: Path) -> frozenset[str]:
    """Read the mutants that behave as the original does: list items "- `package file:line what: code` — reason".

    A reason is required; a line that has moved no longer excuses anything.
    """
    rows = re.findall(
        rf"^- `{re.escape(package)} (.+)` — \S.*$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return frozenset(rows)


def main() -> None:
    """Try the mutants of a package, all or a sample; print the score as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", help="Dotted name, such as twin.gate or twin.triage.")
    parser.add_argument("--tests", action="append", required=True, help="Paths for pytest; may be repeated.")
    parser.add_argument("--seconds", type=float, default=3600.0, help="Begin no mutant after this time.")
    parser.add_argument("--sample", type=int, help="Try so many, drawn with the seed, instead of all.")
    parser.add_argument("--seed", type=int, default=SEED, help="Of the order.")
    parser.add_argument(
        "--longest",
        type=float,
        default=60.0,
        help="Leave out tests of more seconds; it can only lower the score.",
    )
    parser.add_argument("--workers", type=int, default=2, help="Children at once.")
    parser.add_argument("--module", action="append", default=[], help="Only these module names.")
    parser.add_argument(
        "--survivors-of", type=Path, help="Only those that survived in an earlier report (its JSON)."
    )
    given = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # a process with threads is not forked
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.chdir(ROOT)
    folder = ROOT / given.package.replace(".", "/")
    mutants = [
        mutant
        for path in sorted(folder.glob("*.py"))
        if path.stem != "__init__" and (not given.module or path.stem in given.module)
        for mutant in mutants_of(path)
    ]
    excused = equivalents_of(given.package, ROOT / EQUIVALENTS)
    all_of_them = len(mutants)
    mutants = [mutant for mutant in mutants if mutant.to_text() not in excused]
    if given.survivors_of is not None:
        earlier = set(json.loads(given.survivors_of.read_text(encoding="utf-8"))["survived"])
        mutants = [mutant for mutant in mutants if mutant.to_text() in earlier]
    random.Random(given.seed).shuffle(mutants)
    found = measured(folder, given.tests).without_longer_than(given.longest)
    warm_up(found, given.package)
    tally = try_all(
        mutants[: given.sample], given.package, found, seconds=given.seconds, workers=given.workers
    )
    report = report_of(given.package, all_of_them, len(excused), tally)
    print(json.dumps(report, indent=1, ensure_ascii=False))


def report_of(package: str, mutants: int, equivalent: int, tally: Tally) -> dict[str, Any]:
    """Give the score for programs, with its Wilson interval."""
    from twin.shares import share_of

    score = share_of([True] * tally.killed + [False] * len(tally.survived))
    return {
        "package": package,
        "mutants": mutants,
        "equivalent, with a reason": equivalent,
        "tried": tally.tried,
        "killed": tally.killed,
        "of them hung": tally.hung,
        "score": score.to_json(),
        "survived": sorted(tally.survived),
    }


if __name__ == "__main__":
    main()
