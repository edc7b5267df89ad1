"""The application as a whole: its description is valid and complete."""

from pathlib import Path

from openapi_spec_validator import validate

from api.app import create_app
from api.error_handlers import STATUS_OF, status_of
from tests.api.small_app import SmallHouse
from twin import errors


def test_the_description_of_the_routes_is_valid_openapi(tmp_path: Path) -> None:
    validate(create_app(SmallHouse(tmp_path)).openapi())


def test_every_route_says_what_it_does_and_how_it_fails(tmp_path: Path) -> None:
    paths = create_app(SmallHouse(tmp_path)).openapi()["paths"]
    operations = {
        f"{method} {path}": one for path, methods in paths.items() for method, one in methods.items()
    }
    # The red flags need nothing and nobody, so nothing can be missing; what no file vouches for is an answer.
    can_fail = [name for name in operations if name not in ("post /api/triage", "post /api/verify")]
    with_own_errors = [name for name in can_fail if "{" in name or "post" in name]

    assert operations
    assert not [name for name, one in operations.items() if not one.get("description")]
    assert not [name for name in with_own_errors if not set(operations[name]["responses"]) & {"401", "404"}]


def test_every_error_of_ours_has_a_status() -> None:
    def all_kinds(kind: type[errors.TwinError]) -> set[type[errors.TwinError]]:
        return {kind}.union(*(all_kinds(sub) for sub in kind.__subclasses__()))

    known = {kind for kind, _ in STATUS_OF}
    assert all(isinstance(status_of(kind.__new__(kind)), int) for kind in all_kinds(errors.TwinError))
    assert errors.TwinError in known
