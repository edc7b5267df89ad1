"""Residents' teaching: sessions, disagreements, review cards, ward rounds, guided readings.

Revision: 0007. Follows: 0006.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
# In the order in which they are made; the last goes first.
TABLES = (
    "teaching_session",
    "teaching_disagreement",
    "teaching_card",
    "ward_round",
    "ward_round_seat",
    "ward_round_event",
    "guided_reading",
)


def upgrade() -> None:
    """Make the tables."""
    _make_sessions()
    _make_rounds()


def _make_sessions() -> None:
    op.create_table(
        "teaching_session",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(60), nullable=False),
        sa.Column("case_version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.Column("said", JSON, nullable=False),
        sa.Column("scores", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_teaching_session_learner", "teaching_session", ["learner"])
    op.create_table(
        "teaching_disagreement",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("line", sa.String(120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["teaching_session.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "line"),
    )
    op.create_table(
        "teaching_card",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(60), nullable=False),
        sa.Column("point_id", sa.String(60), nullable=False),
        sa.Column("passage_id", sa.String(40), nullable=False),
        sa.Column("schedule", JSON, nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("learner", "persona", "case_id", "point_id"),
    )
    op.create_index("ix_teaching_card_due", "teaching_card", ["learner", "due_at"])


def _make_rounds() -> None:
    op.create_table(
        "ward_round",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("opened_by", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("case_id", sa.String(60), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", JSON, nullable=False),
        sa.Column("turn_of", sa.String(64), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_ward_round_opened_by", "ward_round", ["opened_by"])
    op.create_table(
        "ward_round_seat",
        sa.Column("round_id", sa.String(32), nullable=False),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["ward_round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "learner"),
    )
    op.create_table(
        "ward_round_event",
        sa.Column("round_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["ward_round.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("round_id", "number"),
    )
    op.create_table(
        "guided_reading",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("document", sa.String(200), nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_guided_reading_learner", "guided_reading", ["learner"])


def downgrade() -> None:
    """Remove them."""
    for name in reversed(TABLES):
        op.drop_table(name)
