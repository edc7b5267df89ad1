"""The lecture studio: projects, versions, comments, approvals, artefacts.

Revision: 0005. Follows: 0004.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lecture_project",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("brief", JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lecture_project_persona", "lecture_project", ["persona"])
    op.create_table(
        "lecture_version",
        sa.Column("project_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("script", sa.Text(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("restored_from", sa.Integer()),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["lecture_project.id"]),
        sa.PrimaryKeyConstraint("project_id", "number"),
    )
    op.create_table(
        "lecture_comment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("project_id", sa.String(32), nullable=False),
        sa.Column("sentence_id", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(120), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("resolved_at", MOMENT),
        sa.Column("resolved_by", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["lecture_project.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lecture_comment_project_id", "lecture_comment", ["project_id"])
    _make_approvals_and_artefacts()


def _make_approvals_and_artefacts() -> None:
    op.create_table(
        "lecture_approval",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("project_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("approved_hash", sa.String(64), nullable=False),
        sa.Column("slides_hash", sa.String(64), nullable=False),
        sa.Column("voice_id", sa.String(120), nullable=False),
        sa.Column("approver", sa.String(120), nullable=False),
        sa.Column("approver_id", sa.String(32), nullable=False),
        sa.Column("approved_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("withdrawn_by", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["lecture_project.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lecture_approval_hash", "lecture_approval", ["project_id", "approved_hash"])
    op.create_table(
        "lecture_artefact",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("project_id", sa.String(32), nullable=False),
        sa.Column("persona", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("voice_id", sa.String(120), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["lecture_project.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_lecture_artefact_project_id", "lecture_artefact", ["project_id"])
    op.create_index("ix_lecture_artefact_persona", "lecture_artefact", ["persona"])


def downgrade() -> None:
    """Drop the tables."""
    for name in (
        "lecture_artefact",
        "lecture_approval",
        "lecture_comment",
        "lecture_version",
        "lecture_project",
    ):
        op.drop_table(name)
