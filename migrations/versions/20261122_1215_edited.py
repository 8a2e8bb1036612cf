"""texts that moderators changed for the group."""

import sqlalchemy as sa
from alembic import op

revision = "e07c41b9a5d3"
down_revision = "3b7e5d0c91fa"
branch_labels = None
depends_on = None

# A text that is decided on is the group's, or nobody's: what was made of it on the way
# goes with the decision, whichever way that comes.
_DECIDED = """
create function case_decided() returns trigger language plpgsql as $$
begin
    new.edited := null;
    return new;
end $$
"""
_TRIGGER = """
create trigger case_decided before update of status on "case" for each row
when (new.edited is not null
    and new.status not in ('received', 'review', 'needs_info', 'edited', 'merged'))
execute function case_decided()
"""


def upgrade() -> None:
    """Apply the change."""
    op.add_column("case", sa.Column("edited", sa.LargeBinary(), nullable=True))
    op.execute(_DECIDED)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """Take the change back."""
    op.execute('drop trigger case_decided on "case"')
    op.execute("drop function case_decided()")
    op.drop_column("case", "edited")
