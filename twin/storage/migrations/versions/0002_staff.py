"""Staff accounts, invitations, sessions; autonomy and pause.

Revision: 0002. Follows: 0001.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_account_tables()
    _make_reins_tables()


def downgrade() -> None:
    """Drop the tables."""
    for table in (
        "pause_change",
        "autonomy_review",
        "autonomy_change",
        "sign_in_failure",
        "staff_session",
        "staff_invitation",
        "staff",
    ):
        op.drop_table(table)


def _make_account_tables() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("login", sa.String(80), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("personas", JSON, nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("disabled_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("login"),
    )
    op.create_table(
        "staff_invitation",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("personas", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("ix_staff_session_staff_id", "staff_session", ["staff_id"])
    op.create_table(
        "sign_in_failure",
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key_hash"),
    )


def _make_reins_tables() -> None:
    op.create_table(
        "autonomy_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("duty", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(24), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_autonomy_change_of", "autonomy_change", ["persona", "duty", "topic"])
    op.create_table(
        "autonomy_review",
        sa.Column("cause", sa.String(80), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("duty", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(24), nullable=False),
        sa.Column("unedited", sa.Boolean(), nullable=False),
        sa.Column("reviewed_by", sa.String(120), nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("cause"),
    )
    op.create_index("ix_autonomy_review_of", "autonomy_review", ["persona", "duty", "topic"])
    op.create_table(
        "pause_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.String(120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_pause_change_persona", "pause_change", ["persona"])
