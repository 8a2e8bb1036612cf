"""photos of proposals, where a group takes them."""

import sqlalchemy as sa
from alembic import op

revision = "c4e91a7d6b20"
down_revision = "c61f8a0b27de"
branch_labels = None
depends_on = None

# Photos go with the text that they were passed with, whatever erases it.
_ERASED = """
create function case_text_erased() returns trigger language plpgsql as $$
begin
    new.photos := null;
    return new;
end $$
"""
_TRIGGER = """
create trigger case_text_erased before update of text on "case" for each row
when (new.text is null and new.photos is not null)
execute function case_text_erased()
"""


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        "working_group",
        sa.Column(
            "takes_photos", sa.Boolean(), server_default=sa.false(), nullable=False
        ),
    )
    op.add_column("case", sa.Column("photos", sa.LargeBinary(), nullable=True))
    op.execute(_ERASED)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """Take the change back."""
    op.execute('drop trigger case_text_erased on "case"')
    op.execute("drop function case_text_erased()")
    op.drop_column("case", "photos")
    op.drop_column("working_group", "takes_photos")
