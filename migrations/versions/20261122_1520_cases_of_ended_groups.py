"""no case comes before a group that has ended, not even at that very moment."""

from alembic import op

revision = "c4a81e6d9b52"
down_revision = "2f61c0ad93be"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    # A serialization failure: who sends it tries again, and is told what is so by then.
    op.execute("""
        create function case_group() returns trigger language plpgsql as $$
        begin
            perform 1 from working_group
            where id = new.group_id and deleted_at is null for key share;
            if not found then
                raise exception 'the group has ended' using errcode = '40001';
            end if;
            return new;
        end $$
    """)
    op.execute("""
        create trigger case_group before insert on "case"
        for each row execute function case_group()
    """)
    op.execute("""
        create trigger case_group_again before update of status on "case"
        for each row when (old.status = 'done' and new.status = 'review')
        execute function case_group()
    """)


def downgrade() -> None:
    """Take the change back."""
    op.execute('drop trigger case_group_again on "case"')
    op.execute('drop trigger case_group on "case"')
    op.execute("drop function case_group()")
