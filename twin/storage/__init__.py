"""Ground: the database, its tables and their migrations."""

# Alembic compares, and tests create, every table that is registered: all of them, whichever a caller imports.
from twin.storage import (
    education_tables,
    lecture_tables,
    review_tables,
    staff_tables,
    tables,
    teaching_tables,
    triage_tables,
)

__all__ = [
    "education_tables",
    "lecture_tables",
    "review_tables",
    "staff_tables",
    "tables",
    "teaching_tables",
    "triage_tables",
]
