"""What a person corrected, and what a win was already asked about."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("workspace", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("owner", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("win_id", sa.Integer(), nullable=False),
        sa.Column("moved_from", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("moved_to", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace", "win_id"], ["win.workspace", "win.id"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "owner", "win_id"),
    )
    # The default is for the rows that are there; new ones bring their own.
    asked = sa.Column("asked", sa.JSON(), nullable=False, server_default="{}")
    op.add_column("win", asked)


def downgrade() -> None:
    with op.batch_alter_table("win", schema=None) as batch_op:
        batch_op.drop_column("asked")
    op.drop_table("correction")
