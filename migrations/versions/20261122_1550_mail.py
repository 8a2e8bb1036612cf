"""e-mail addresses of members, the mails owed to them, what was done from their page."""

import sqlalchemy as sa
from alembic import op

revision = "4a7d1c95e8b3"
down_revision = "b7d40e19c5f2"
branch_labels = None
depends_on = None
_MOMENT = sa.DateTime(timezone=True)
_NOW = sa.text("app_now()")
_STATES = "'pending', 'sending', 'sent', 'unknown', 'refused', 'expired'"


def upgrade() -> None:
    """Apply the change."""
    _create_addresses()
    _create_mails()
    op.create_table(
        "mail_act",
        _reference("mail_id"),
        _reference("case_id"),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False, server_default=_NOW),
        sa.CheckConstraint("act in ('take', 'answer')", name=op.f("ck_mail_act_act")),
        _foreign("mail_act", "mail_id", "mail"),
        _foreign("mail_act", "case_id", "case"),
        sa.PrimaryKeyConstraint("mail_id", "case_id", "act", name=op.f("pk_mail_act")),
    )


def downgrade() -> None:
    """Take the change back."""
    for table in ("mail_act", "mail", "mail_address"):
        op.drop_table(table)


def _create_addresses() -> None:
    op.create_table(
        "mail_address",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        _reference("group_id"),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.Column("failing_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "language in ('uk', 'en')", name=op.f("ck_mail_address_language")
        ),
        sa.CheckConstraint(
            "(person_id is null) = (confirmed_at is null)",
            name=op.f("ck_mail_address_confirmed"),
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["working_group.id"],
            name=op.f("fk_mail_address_group_id_working_group"),
        ),
        _foreign("mail_address", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_address")),
        sa.UniqueConstraint("person_id", name=op.f("uq_mail_address_person_id")),
    )
    op.create_index(
        "uq_mail_address_group_key", "mail_address", ["group_id", "key"], unique=True
    )


def _create_mails() -> None:
    op.create_table(
        "mail",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        _reference("address_id"),
        sa.Column("digest_id", sa.BigInteger(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False, server_default="pending"),
        sa.Column(
            "attempts", sa.BigInteger(), nullable=False, server_default=sa.text("0")
        ),
        sa.Column("not_before", _MOMENT, nullable=True),
        sa.Column("claimed_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False, server_default=_NOW),
        sa.Column("error", sa.String(), nullable=True),
        sa.CheckConstraint(f"state in ({_STATES})", name=op.f("ck_mail_state")),
        _foreign("mail", "address_id", "mail_address"),
        _foreign("mail", "digest_id", "digest"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index(
        "uq_mail_address_digest", "mail", ["address_id", "digest_id"], unique=True
    )
    op.create_index(
        "ix_mail_open",
        "mail",
        ["id"],
        postgresql_where=sa.text("state in ('pending', 'sending')"),
    )


def _reference(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        ondelete="CASCADE",
    )
