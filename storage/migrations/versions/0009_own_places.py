"""A place of one's own: an address that was confirmed, a folder that was typed, a passphrase."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = ("address", "code", "key_file")


def upgrade() -> None:
    with op.batch_alter_table("place") as place:
        for name in TEXT:
            place.add_column(
                sa.Column(
                    name, sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""
                )
            )
        place.add_column(
            sa.Column("code_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True)
        )
        place.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        place.add_column(
            sa.Column("waits_for_lock", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("place") as place:
        for name in (*TEXT, "tries", "waits_for_lock"):
            place.alter_column(name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("place") as place:
        for name in (*TEXT, "code_until", "tries", "waits_for_lock"):
            place.drop_column(name)
