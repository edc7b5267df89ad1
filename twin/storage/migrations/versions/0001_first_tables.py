"""All tables of the first release, and the word index of this database's kind.

Revision: 0001. Follows: nothing.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table."""
    _make_document_tables()
    _make_generation_tables()
    _make_conversation_tables()
    _make_word_index()


def downgrade() -> None:
    """Drop every table."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE word_fts")
    for table in (
        "word_entry",
        "event",
        "turn",
        "conversation",
        "published",
        "generation_document",
        "generation",
        "vector",
        "passage",
        "document",
    ):
        op.drop_table(table)


def _make_document_tables() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("document_metadata", JSON, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("anchors", JSON, nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", "persona"),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer()),
        sa.Column("slide", sa.Integer()),
        sa.Column("start_seconds", sa.Float()),
        sa.Column("end_seconds", sa.Float()),
        sa.Column("headings", JSON, nullable=False),
        sa.Column("is_table", sa.Boolean(), nullable=False),
        sa.Column("personal_data", JSON, nullable=False),
        sa.Column("duplicate_of", sa.String(40)),
        sa.PrimaryKeyConstraint("id", "persona"),
    )
    op.create_index("ix_passage_document", "passage", ["persona", "document_id"])
    op.create_table(
        "vector",
        sa.Column("passage_id", sa.String(40), nullable=False),
        sa.Column("embedder", sa.String(120), nullable=False),
        sa.Column("vectors", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("passage_id", "embedder"),
    )


def _make_generation_tables() -> None:
    op.create_table(
        "generation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("embedder", sa.String(120), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("floor", JSON, nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_generation_persona", "generation", ["persona"])
    op.create_table(
        "generation_document",
        sa.Column("generation_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("generation_id", "document_id"),
    )
    op.create_table(
        "published",
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("generation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"]),
        sa.PrimaryKeyConstraint("persona"),
    )


def _make_conversation_tables() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("audience", sa.String(12), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_conversation_owner", "conversation", ["owner"])
    op.create_table(
        "turn",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("preference", sa.Text(), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("worker", sa.String(64)),
        sa.Column("lease_until", MOMENT),
        sa.Column("stop_requested", sa.Boolean(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("conversation_id", "number"),
    )
    op.create_index("ix_turn_conversation_id", "turn", ["conversation_id"])
    op.create_index("ix_turn_status", "turn", ["status"])
    op.create_table(
        "event",
        sa.Column("turn_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("body", JSON, nullable=False),
        sa.Column("at_milliseconds", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("turn_id", "number"),
    )


def _make_word_index() -> None:
    """Make the table behind `twin.index.word_index`: one row per indexed passage of a persona.

    SQLite keeps the tokens in an FTS5 table with the same row number; Postgres in a tsvector column.
    """
    op.create_table(
        "word_entry",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("passage_id", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("persona", "passage_id"),
    )
    if op.get_context().dialect.name == "sqlite":
        # Our tokens are already folded: `ascii` leaves what lies beyond ASCII whole.
        op.execute(
            "CREATE VIRTUAL TABLE word_fts USING fts5("
            "tokens, scope, tokenize = \"ascii tokenchars '._%/+-:,'\")"
        )
        return
    op.execute("ALTER TABLE word_entry ADD COLUMN tokens tsvector NOT NULL")
    op.execute("CREATE INDEX ix_word_entry_tokens ON word_entry USING gin (tokens)")
