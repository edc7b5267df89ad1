"""How urgent a conversation is, and the history that was taken.

Revision: 0004. Follows: 0003.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "conversation_triage",
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("disposition", sa.String(12), nullable=False),
        sa.Column("level", JSON, nullable=False),
        sa.Column("lowerings", JSON, nullable=False),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("history", JSON, nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
    op.create_index("ix_conversation_triage_disposition", "conversation_triage", ["disposition"])


def downgrade() -> None:
    """Remove it."""
    op.drop_table("conversation_triage")
