"""Which tests run which lines of a package, and how long each takes: measured once, before its mutants are tried."""

import ast
import gc
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[1]
QUIET = ["-q", "-p", "no:cacheprovider", "-p", "no:cov", "--no-header", "--tb=no", "-m", "not soak"]
OURS = ("twin", "api", "tests")


@dataclass(slots=True)
class CoveringTests:
    """What one clean run of the tests showed.

    `seconds` gives each test by its id with its seconds of CPU; `lines` gives for each file of the package, by line, the
    tests that run it; `modules` are the names of all modules that were loaded, in order.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)

    def without_longer_than(self, longest: float) -> "CoveringTests":
        """Leave out the tests that take more seconds of CPU."""
        kept = {test: seconds for test, seconds in self.seconds.items() if seconds <= longest}
        lines = {
            file: {line: {one for one in tests if one in kept} for line, tests in held.items()}
            for file, held in self.lines.items()
        }
        return CoveringTests(kept, lines, self.modules)

    def of(self, path: Path, line: int, *, in_function: bool) -> list[str]:
        """Give the tests that can notice a change of this line: those of the mirrored test file first, then the shortest.

        A line outside of functions runs at import: then every test counts, those that run the module's functions first.
        """
        held = self.lines.get(str(path), {})
        here = held.get(line, set()) if in_function else set().union(*held.values(), set())
        own = [test for test in here if f"test_{path.stem}.py" in test]
        others = sorted(here.difference(own), key=self._order)
        rest = [] if in_function else sorted(set(self.seconds).difference(here), key=self._order)
        return [*sorted(own, key=self._order), *others, *rest]

    def _order(self, test: str) -> tuple[float, str]:
        return (self.seconds.get(test, 0.0), test)


class _Watching:
    """A pytest plugin: tells the measurement which test runs, and keeps its seconds of CPU."""

    def __init__(self, measurement: coverage.Coverage) -> None:
        self.measurement = measurement
        self.seconds: dict[str, float] = {}
        self.began = 0.0

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.measurement.switch_context(nodeid)
        self.began = time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] = time.process_time() - self.began
        self.measurement.switch_context("")


class ChosenTests:
    """A pytest plugin: keeps the chosen tests only, in the order in which they were chosen."""

    def __init__(self, chosen: Iterable[str]) -> None:
        self.places = {test: place for place, test in enumerate(chosen)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.places), key=lambda item: self.places[item.nodeid]
        )


def measured(folder: Path, tests: list[str]) -> CoveringTests:
    """Run the tests once in a child and see which lines each of them runs.

    Raises:
        SystemExit: If the tests are not green without any change.
    """
    with tempfile.TemporaryDirectory() as there:
        kept = Path(there) / "measured"

        def measure() -> int:
            found, result = _measured_here(folder, tests)
            kept.write_bytes(pickle.dumps(found))
            return result

        if in_child(measure) != 0 or not kept.is_file():
            raise SystemExit(f"The tests are not green as they are: run `pytest {' '.join(tests)}` first.")
        return CoveringTests(*pickle.loads(kept.read_bytes()))


def _measured_here(
    folder: Path, tests: list[str]
) -> tuple[tuple[dict[str, float], dict[str, dict[int, set[str]]], list[str]], int]:
    measurement = coverage.Coverage(data_file=None, include=[str(folder / "*")], config_file=False)
    watching = _Watching(measurement)
    measurement.start()
    result = int(pytest.main([*QUIET, *tests], plugins=[watching]))
    measurement.stop()
    data = measurement.get_data()
    lines = {
        file: {
            line: {one for one in contexts if one} for line, contexts in data.contexts_by_lineno(file).items()
        }
        for file in data.measured_files()
    }
    return (watching.seconds, lines, list(sys.modules)), result


def warm_up(found: CoveringTests, package: str) -> None:
    """Load what the tests load and the package's mutants cannot change: libraries, and rooms that do not import the package."""
    for name in found.modules:
        if name in sys.modules or name.startswith(("__", "tools")):
            continue
        if name.split(".")[0] in OURS and reaches(name, package, seen=set()):
            continue
        try:
            __import__(name)
        except Exception as error:
            sys.stderr.write(f"not warmed: {name} ({type(error).__name__})\n")
    gc.freeze()  # the children share these pages


def reaches(name: str, package: str, *, seen: set[str]) -> bool:
    """Say whether a module of ours imports the package, itself or through others."""
    if name == package or name.startswith(f"{package}."):
        return True
    if name in seen or name.split(".", maxsplit=1)[0] not in OURS:
        return False
    seen.add(name)
    return any(reaches(one, package, seen=seen) for one in _imports_of(name))


def _imports_of(name: str) -> list[str]:
    stem = ROOT / name.replace(".", "/")
    path = next((one for one in (stem.with_suffix(".py"), stem / "__init__.py") if one.is_file()), None)
    if path is None:
        return []
    found = [name.rpartition(".")[0]] if "." in name else []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [node.module, *(f"{node.module}.{one.name}" for one in node.names)]
    return found


def in_child(work: Callable[[], int]) -> int:
    """Fork, do the work there with its output thrown away, and give its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1])


def forked(work: Callable[[], int]) -> int:
    """Fork a child that does the work in silence and ends with its result; give its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        code = work()
    finally:
        os._exit(code)
