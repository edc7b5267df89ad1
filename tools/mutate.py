"""Mutation testing of one package by its own tests: `python -m tools.mutate twin.gate --tests tests/twin/gate [--seconds 600]`.

Each mutant changes one place of one module in memory: a comparison turned, `and` for `or`, a constant moved, a condition denied, a return
emptied. It is killed when a test fails. Modules are never written to disk; each mutant runs in a child process.
"""

import argparse
import ast
import copy
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEED = 7
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_CHILD = """
import sys, importlib.abc, importlib.util, pytest
name, path, tests = sys.argv[1], sys.argv[2], sys.argv[3:]
source = sys.stdin.read()
class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, fullname, where, target=None):
        return importlib.util.spec_from_loader(fullname, self, origin=path) if fullname == name else None
    def exec_module(self, module):
        module.__file__ = path
        exec(compile(source, path, "exec"), module.__dict__)
sys.meta_path.insert(0, Finder())
sys.exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--no-header", "-m", "not soak", *tests]))
"""


def mutants_of(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """Give each mutant of a module with its line and what was changed."""
    places = [node for node in ast.walk(tree) if hasattr(node, "lineno")]
    for place, node in enumerate(places):
        for what in changes(node):
            mutant = copy.deepcopy(tree)
            twin = [one for one in ast.walk(mutant) if hasattr(one, "lineno")][place]
            change(twin, what)
            yield getattr(node, "lineno", 0), what, ast.fix_missing_locations(mutant)


def changes(node: ast.AST) -> Iterator[str]:
    """Name what can be changed in a node."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        yield "comparison turned"
    if isinstance(node, ast.BoolOp):
        yield "and for or"
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield "condition denied"
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield "number moved"
    if isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield "return emptied"


def change(node: ast.AST, what: str) -> None:
    """Change a node in place."""
    if what == "comparison turned" and isinstance(node, ast.Compare):
        node.ops[0] = TURNED[type(node.ops[0])]()
    elif what == "and for or" and isinstance(node, ast.BoolOp):
        node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    elif what == "condition denied" and isinstance(node, (ast.If, ast.IfExp, ast.While)):
        node.test = ast.UnaryOp(ast.Not(), node.test)
    elif what == "number moved" and isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        node.value = node.value + 1
    elif what == "return emptied" and isinstance(node, ast.Return):
        node.value = ast.Constant(None)


def is_killed(name: str, path: Path, source: str, tests: list[str], *, timeout: float) -> bool:
    """Run the tests against one mutant; a hang counts as killed."""
    command = [sys.executable, "-c", _CHILD, name, str(path), *tests]
    try:
        run = subprocess.run(
            command, input=source, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return run.returncode != 0


def main() -> None:
    """Sample mutants of every module for as long as there is time; print the score as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", help="Dotted name, such as twin.gate or twin.triage.")
    parser.add_argument("--tests", action="append", required=True, help="Paths for pytest; may be repeated.")
    parser.add_argument("--seconds", type=float, default=600.0, help="Stop after this time.")
    parser.add_argument("--module", action="append", default=[], help="Only these module names.")
    given = parser.parse_args()
    folder = ROOT / given.package.replace(".", "/")
    waiting = [
        (path, line, what, mutant)
        for path in sorted(folder.glob("*.py"))
        if path.stem != "__init__" and (not given.module or path.stem in given.module)
        for line, what, mutant in mutants_of(ast.parse(path.read_text(encoding="utf-8")))
    ]
    random.Random(SEED).shuffle(waiting)
    began = time.monotonic()
    killed, survived = 0, []
    for path, line, what, mutant in waiting:
        if time.monotonic() - began > given.seconds:
            break
        name = f"{given.package}.{path.stem}"
        if is_killed(name, path, ast.unparse(mutant), given.tests, timeout=120):
            killed += 1
        else:
            survived.append(f"{path.name}:{line} {what}")
            sys.stderr.write(f"survived {survived[-1]}\n")
    tried = killed + len(survived)
    score = round(killed / tried, 3) if tried else 0.0
    print(
        json.dumps(
            {
                "package": given.package,
                "mutants": len(waiting),
                "tried": tried,
                "killed": killed,
                "score": score,
                "survived": survived,
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
