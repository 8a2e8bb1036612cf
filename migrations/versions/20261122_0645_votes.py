"""ballots, votes and what is shown to a community."""

import sqlalchemy as sa
from alembic import op

revision = "b41c7d20e9f6"
down_revision = "5fd0a9e2b714"
branch_labels = None
depends_on = None

_NOW = sa.text("app_now()")
_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply the change."""
    op.add_column("case", sa.Column("published_at", _MOMENT, nullable=True))
    op.create_index(
        "ix_case_published",
        "case",
        ["submission_id"],
        postgresql_where=sa.text("published_at is not null"),
    )
    op.create_table(
        "person_move",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", _MOMENT, server_default=_NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_person_move_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_person_move")),
    )
    op.create_table(
        "ballot",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("community_code", sa.String(), nullable=False),
        sa.Column("opens_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("closes_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("key", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "closes_at >= opens_at", name=op.f("ck_ballot_closes_later")
        ),
        sa.CheckConstraint(
            "closed_at is null or key is null", name=op.f("ck_ballot_key_dies")
        ),
        sa.ForeignKeyConstraint(
            ["community_code"],
            ["community.code"],
            name=op.f("fk_ballot_community_code_community"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ballot")),
    )
    op.create_index(
        "uq_ballot_open",
        "ballot",
        ["community_code"],
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "vote",
        *_what_it_is_about("vote"),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("choice between -1 and 1", name=op.f("ck_vote_choice")),
        sa.PrimaryKeyConstraint(
            "ballot_id", "mark", "submission_id", name=op.f("pk_vote")
        ),
    )
    op.create_table(
        "vote_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        *_what_it_is_about("vote_event"),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("choice", sa.BigInteger(), nullable=True),
        sa.Column("at", _MOMENT, server_default=_NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_event")),
    )
    op.create_index("ix_vote_event_ballot_id", "vote_event", ["ballot_id", "id"])
    op.create_table(
        "tally",
        *_what_it_is_about("tally"),
        *(
            sa.Column(
                each, sa.BigInteger(), server_default=sa.text("0"), nullable=False
            )
            for each in ("agree", "disagree", "unsure")
        ),
        sa.PrimaryKeyConstraint("ballot_id", "submission_id", name=op.f("pk_tally")),
    )


def downgrade() -> None:
    """Take the change back."""
    for table in ("tally", "vote_event", "vote", "ballot", "person_move"):
        op.drop_table(table)
    op.drop_column("case", "published_at")


def _what_it_is_about(table: str) -> list[sa.Column[int] | sa.ForeignKeyConstraint]:
    return [
        sa.Column("ballot_id", sa.BigInteger(), nullable=False),
        sa.Column("submission_id", sa.BigInteger(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{other}_id"],
                [f"{other}.id"],
                name=op.f(f"fk_{table}_{other}_id_{other}"),
                ondelete="CASCADE",
            )
            for other in ("ballot", "submission")
        ),
    ]
