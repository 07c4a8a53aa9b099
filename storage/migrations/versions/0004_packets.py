"""Packets: cases and their frozen versions, and the files a message is about to show."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
WHEN = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "packet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("case_key", TEXT(), nullable=False),
        sa.Column("title", TEXT(), nullable=False),
        sa.Column("period", TEXT(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("target", TEXT(), nullable=False),
        sa.Column("opening", TEXT(), nullable=False),
        sa.Column("requirements", sa.JSON(), nullable=False),
        sa.Column("rubric_version", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("curation", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=True),
        sa.Column("digest", TEXT(), nullable=False),
        sa.Column("created_at", WHEN(), nullable=False),
        sa.Column("updated_at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "case_key", "version"),
    )
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.create_index("ix_packet_owner", ["workspace", "owner", "updated_at"], unique=False)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("files", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("files", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_column("files")
    with op.batch_alter_table("packet", schema=None) as batch_op:
        batch_op.drop_index("ix_packet_owner")
    op.drop_table("packet")
