"""translations that go with their texts."""

from alembic import op

revision = "0d4e91c7a2b8"
down_revision = "a6f3d8b20c57"
branch_labels = None
depends_on = None

_GONE = """
create function case_text_gone() returns trigger language plpgsql as $$
begin
    new.translation := null;
    return new;
end $$
"""
_TRIGGER = """
create trigger case_text_gone before update of text on "case" for each row
when (new.text is distinct from old.text and new.translation is not null)
execute function case_text_gone()
"""


def upgrade() -> None:
    """Apply the change."""
    op.execute(_GONE)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """Take the change back."""
    op.execute('drop trigger case_text_gone on "case"')
    op.execute("drop function case_text_gone()")
