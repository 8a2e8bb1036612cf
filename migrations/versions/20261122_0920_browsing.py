"""lists of what is shown to a community."""

import sqlalchemy as sa
from alembic import op

revision = "e2b8f4c6017d"
down_revision = "d7e3a9150c42"
branch_labels = None
depends_on = None

# What is shown is listed by where and what about it is, which submissions know.
_COPY = """
create function case_shown() returns trigger language plpgsql as $$
begin
    select s.community_code, s.topic into new.community_code, new.topic
    from submission s where s.id = new.submission_id;
    return new;
end $$
"""
_TRIGGER = """
create trigger case_shown before insert or update of published_at on "case"
for each row when (new.published_at is not null) execute function case_shown()
"""
_COPY_EARLIER = """
update "case" set community_code = s.community_code, topic = s.topic
from submission s where s.id = submission_id and published_at is not null
"""


def upgrade() -> None:
    """Apply the change."""
    for column in ("community_code", "topic"):
        op.add_column("case", sa.Column(column, sa.String(), nullable=True))
    op.execute(_COPY)
    op.execute(_TRIGGER)
    op.execute(_COPY_EARLIER)
    for column in ("status", "topic"):
        op.create_index(
            f"ix_case_shown_by_{column}",
            "case",
            ["community_code", column, "published_at", "submission_id"],
            postgresql_where=sa.text("published_at is not null"),
        )
    op.create_index("ix_submission_topic", "submission", ["community_code", "topic"])
    support = sa.text("(agree - disagree)")
    op.create_index(
        "ix_tally_support", "tally", ["ballot_id", support, "submission_id"]
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_index("ix_tally_support", "tally")
    op.drop_index("ix_submission_topic", "submission")
    op.execute('drop trigger case_shown on "case"')
    op.execute("drop function case_shown()")
    for column in ("community_code", "topic"):
        op.drop_column("case", column)
