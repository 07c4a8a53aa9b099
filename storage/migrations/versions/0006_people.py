"""The people around a case: confirmations, plans, papers, check-ins, grants, decisions, audit."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
WHEN = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("peer", TEXT(), nullable=False),
        sa.Column("win_ref", TEXT(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", TEXT(), nullable=False),
        sa.Column("turn", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("answer", TEXT(), nullable=False),
        sa.Column("said", TEXT(), nullable=False),
        sa.Column("praise_ref", TEXT(), nullable=False),
        sa.Column("asked_at", WHEN(), nullable=False),
        sa.Column("answered_at", WHEN(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "win_ref", "peer", "turn"),
    )
    with op.batch_alter_table("confirmation", schema=None) as batch_op:
        batch_op.create_index(
            "ix_confirmation_peer", ["workspace", "peer", "asked_at"], unique=False
        )

    op.create_table(
        "tie",
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("peer", TEXT(), nullable=False),
        sa.Column("kind", TEXT(), nullable=False),
        sa.Column("at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "owner", "peer"),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("sponsor", TEXT(), nullable=False),
        sa.Column("turn", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("target", TEXT(), nullable=False),
        sa.Column("target_name", TEXT(), nullable=False),
        sa.Column("cycle", sa.Date(), nullable=False),
        sa.Column("cadence", TEXT(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("missing", TEXT(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", WHEN(), nullable=False),
        sa.Column("updated_at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "turn"),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("other", TEXT(), nullable=False),
        sa.Column("kind", TEXT(), nullable=False),
        sa.Column("about", TEXT(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", TEXT(), nullable=False),
        sa.Column("digest", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("correction", TEXT(), nullable=False),
        sa.Column("owner_at", WHEN(), nullable=False),
        sa.Column("other_at", WHEN(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "about", "number"),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index("ix_paper_other", ["workspace", "other"], unique=False)

    op.create_table(
        "checkin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("sponsor", TEXT(), nullable=False),
        sa.Column("plan_ref", TEXT(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("note", TEXT(), nullable=False),
        sa.Column("sponsor_note", TEXT(), nullable=False),
        sa.Column("shared_at", WHEN(), nullable=True),
        sa.Column("updated_at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "plan_ref", "day"),
    )
    op.create_table(
        "share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("grantee", TEXT(), nullable=False),
        sa.Column("kind", TEXT(), nullable=False),
        sa.Column("ref", TEXT(), nullable=False),
        sa.Column("until", WHEN(), nullable=False),
        sa.Column("revoked_at", WHEN(), nullable=True),
        sa.Column("first_read_at", WHEN(), nullable=True),
        sa.Column("read_at", WHEN(), nullable=True),
        sa.Column("reads", sa.Integer(), nullable=False),
        sa.Column("created_at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "grantee", "kind", "ref"),
    )
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.create_index("ix_share_grantee", ["workspace", "grantee"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("public_id", TEXT(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("owner", TEXT(), nullable=False),
        sa.Column("sponsor", TEXT(), nullable=False),
        sa.Column("source", TEXT(), nullable=False),
        sa.Column("answer", TEXT(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("said", TEXT(), nullable=False),
        sa.Column("target", TEXT(), nullable=False),
        sa.Column("dimension", TEXT(), nullable=False),
        sa.Column("gap", TEXT(), nullable=False),
        sa.Column("evidence", TEXT(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("checkpoint", sa.Date(), nullable=True),
        sa.Column("blocker", TEXT(), nullable=False),
        sa.Column("state", TEXT(), nullable=False),
        sa.Column("wins", sa.JSON(), nullable=False),
        sa.Column("follows", TEXT(), nullable=False),
        sa.Column("is_moved", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("created_at", WHEN(), nullable=False),
        sa.Column("updated_at", WHEN(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("public_id"),
        sa.UniqueConstraint("workspace", "owner", "source"),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index("ix_decision_owner", ["workspace", "owner", "said_on"], unique=False)

    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", WHEN(), nullable=False),
        sa.Column("verb", TEXT(), nullable=False),
        sa.Column("actor", TEXT(), nullable=False),
        sa.Column("thing", TEXT(), nullable=False),
        sa.Column("seal", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("workspace", "number"),
    )
    op.create_table(
        "auditseal",
        sa.Column("workspace", TEXT(), nullable=False),
        sa.Column("key", TEXT(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seal", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("workspace"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("takes_requests", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("file_since", sa.Date(), nullable=True))
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.alter_column("takes_requests", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_column("file_since")
        batch_op.drop_column("takes_requests")
    op.drop_table("auditseal")
    op.drop_table("audit")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_owner")
    op.drop_table("decision")
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.drop_index("ix_share_grantee")
    op.drop_table("share")
    op.drop_table("checkin")
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.drop_index("ix_paper_other")
    op.drop_table("paper")
    op.drop_table("plan")
    op.drop_table("tie")
    with op.batch_alter_table("confirmation", schema=None) as batch_op:
        batch_op.drop_index("ix_confirmation_peer")
    op.drop_table("confirmation")
