"""The physician's desk: what waits, and what was decided.

Revision: 0003. Follows: 0002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "review_entry",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("cause", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("draft", JSON, nullable=False),
        sa.Column("decision_id", sa.String(32)),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT),
        sa.Column("passed_on_at", MOMENT),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("cause"),
    )
    op.create_index("ix_review_entry_conversation_id", "review_entry", ["conversation_id"])
    op.create_index("ix_review_entry_turn_id", "review_entry", ["turn_id"])
    op.create_index("ix_review_entry_decision_id", "review_entry", ["decision_id"])
    op.create_index("ix_review_entry_open", "review_entry", ["persona", "decision_id"])
    op.create_table(
        "review_decision",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("scope", sa.String(10), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer_en", sa.Text(), nullable=False),
        sa.Column("answer_zh", sa.Text(), nullable=False),
        sa.Column("passages", JSON, nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("undone_by", sa.String(120), nullable=False),
        sa.Column("undone_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_review_decision_live", "review_decision", ["persona", "undone_at"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("review_decision")
    op.drop_table("review_entry")
