"""Mutants: one place of one module changed. A comparison turned, `and` for `or`, a constant moved, a condition denied, a return emptied."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import CodeType

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: `place` counts the nodes of the module that have a line, in the order of `ast.walk`."""

    path: Path
    line: int
    place: int
    what: str
    code: str

    def to_text(self) -> str:
        """Name it, with the code that was changed."""
        return f"{self.path.name}:{self.line} {self.what}: {self.code}"

    def compiled(self) -> CodeType:
        """Give the module's code with the change in it; its lines keep their numbers."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        change(_places(tree)[self.place], self.what)
        return compile(ast.fix_missing_locations(tree), str(self.path), "exec")


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Give each mutant of a module."""
    for place, node in enumerate(_places(_tree(path))):
        for what in changes(node):
            yield Mutant(
                path, getattr(node, "lineno", 0), place, what, " ".join(ast.unparse(node).split())[:90]
            )


def lines_of_functions(path: Path) -> frozenset[int]:
    """Give the lines inside functions: the others run once, at import, whichever test comes first."""
    bodies = [
        one for one in ast.walk(_tree(path)) if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))
    ]
    return frozenset(
        line
        for body in bodies
        for line in range(body.body[0].lineno, (body.end_lineno or body.body[0].lineno) + 1)
    )


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


def _places(tree: ast.Module) -> list[ast.AST]:
    return [node for node in ast.walk(tree) if hasattr(node, "lineno")]


@lru_cache(maxsize=256)
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
