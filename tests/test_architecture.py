"""House rules as tests; their messages say what to do."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for top in ("twin", "api") for path in (ROOT / top).rglob("*.py"))
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "manager",
    "managers",
    "base",
    "common",
    "core",
    "misc",
    "service",
    "types",
}
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
DOORS = {
    "chromadb": 1,
    "openai": 1,
    "pypdf": 2,  # one file reads documents, one writes the label into ours; so for docx and pptx
    "docx": 2,
    "pptx": 2,
    "pysubs2": 1,
    "onnxruntime": 1,
    "segno": 1,
    "typst": 1,
    "ffmpeg": 1,
    "imageio_ffmpeg": 1,
    "espeakng_loader": 1,
    "elevenlabs": 1,
    "dbos": 1,
    "fsrs": 1,
    "cryptography": 1,
    "mutagen": 1,
    "typer": None,
}


def imported(path: Path) -> set[str]:
    """Give the top-level packages a file imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_no_file_is_longer_than_the_limit() -> None:
    too_long = [
        f"{path.relative_to(ROOT)} ({lines} lines)"
        for path in SOURCES
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]

    assert not too_long, f"Split these by what they do: {too_long}"


def test_no_function_is_longer_than_the_limit() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert not too_long, f"Split these into named steps: {too_long}"


def test_every_file_is_named_after_what_it_holds() -> None:
    nameless = [str(path.relative_to(ROOT)) for path in SOURCES if path.stem in NAMELESS]

    assert not nameless, f"Name these after what they hold: {nameless}"


def test_each_vendor_has_one_door() -> None:
    crowded = {}
    for vendor, doors in DOORS.items():
        users = [str(path.relative_to(ROOT)) for path in SOURCES if vendor in imported(path)]
        if doors is not None and len(users) > doors:
            crowded[vendor] = users

    assert not crowded, f"Let one file import each of these: {crowded}"


def test_the_product_does_not_import_the_web_framework() -> None:
    strays = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == "twin" and imported(path) & {"fastapi", "starlette"}
    ]

    assert not strays, f"twin/ knows no HTTP; move this to api/: {strays}"


def test_every_module_says_what_it_holds() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert not silent, f"Begin these with a docstring: {silent}"
