"""Lessons of patients: how far, what was understood, whether the physician may see it.

Revision: 0006. Follows: 0005.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lesson_session",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("progress", JSON, nullable=False),
        sa.Column("is_shown", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lesson_session_owner", "lesson_session", ["owner"])
    op.create_index("ix_lesson_session_changed_at", "lesson_session", ["changed_at"])
    op.create_index("ix_lesson_session_shown", "lesson_session", ["persona", "is_shown"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("lesson_session")
