"""what teams did, without contents: rows are added, and end with their term."""

import sqlalchemy as sa
from alembic import op

revision = "c7a25d90e4b1"
down_revision = "0d4e91c7a2b8"
branch_labels = None
depends_on = None

# A cleaning may delete what is a year old; nothing else may touch a row.
_FUNCTION = """
    create function staff_act_stays() returns trigger language plpgsql as $$
    begin
        if tg_op = 'DELETE' and old.at < app_now() - interval '1 year' then
            return old;
        end if;
        raise exception 'acts of the team are never changed';
    end $$
"""
_TRIGGER = """
    create trigger staff_act_stays before update or delete on staff_act
    for each row execute function staff_act_stays()
"""


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "staff_act",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("app_now()"),
            nullable=False,
        ),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("staff_id", sa.BigInteger(), nullable=False),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_staff_act_group_id_working_group"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_act")),
    )
    op.execute(_FUNCTION)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("staff_act")
    op.execute("drop function staff_act_stays()")
