"""steps of cases and votes: rows are added, and end with what they tell of."""

from alembic import op

revision = "5f0c2b7e91d4"
down_revision = "f5b9c27e80a4"
branch_labels = None
depends_on = None

# What was said in a step is sealed after it, and anew under a new key, and is erased;
# who took it is erased after a year. Steps go with their case, and with nothing else.
_CASE_EVENT = """
    create function case_event_stays() returns trigger language plpgsql as $$
    begin
        if tg_op = 'DELETE' and pg_trigger_depth() > 1 then
            return old;
        end if;
        if tg_op = 'UPDATE'
            and (new.id, new.case_id, new.status, new.reason, new.at)
                is not distinct from
                (old.id, old.case_id, old.status, old.reason, old.at)
            and (new.staff_id is not distinct from old.staff_id or new.staff_id is null
                and old.at < app_now() - interval '365 days') then
            return new;
        end if;
        raise exception 'steps of cases are never changed';
    end $$
"""
# Who voted what is deleted some time after the ballot is closed.
_VOTE_EVENT = """
    create function vote_event_stays() returns trigger language plpgsql as $$
    begin
        if tg_op = 'DELETE' and (pg_trigger_depth() > 1 or exists (
            select from ballot where id = old.ballot_id and closed_at is not null
        )) then
            return old;
        end if;
        raise exception 'changes of votes are never changed';
    end $$
"""
_TRIGGER = """
    create trigger {table}_stays before update or delete on {table}
    for each row execute function {table}_stays()
"""


def upgrade() -> None:
    """Apply the change."""
    for table, function in (("case_event", _CASE_EVENT), ("vote_event", _VOTE_EVENT)):
        op.execute(function)
        op.execute(_TRIGGER.format(table=table))


def downgrade() -> None:
    """Take the change back."""
    for table in ("case_event", "vote_event"):
        op.execute(f"drop trigger {table}_stays on {table}")
        op.execute(f"drop function {table}_stays()")
