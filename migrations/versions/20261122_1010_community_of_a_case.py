"""a case is of the community for which its group reads it."""

from alembic import op

revision = "7a1de64b93c5"
down_revision = "3c95d70ab1e8"
branch_labels = None
depends_on = None

# A submission names its first community only. A group that does not serve that one
# reads it for another that the author keeps.
_OF = """
create function case_community(number bigint, reader bigint) returns text
language sql stable as $$
    select coalesce((
        select g.community_code from group_community g
        where g.group_id = reader
        order by g.community_code <> s.community_code,
            not exists (
                select from person_community p where p.person_id = s.person_id
                    and p.community_code = g.community_code
            ),
            g.community_code
        limit 1
    ), s.community_code)
    from submission s where s.id = number
$$
"""
_OPENED = """
create function case_opened() returns trigger language plpgsql as $$
begin
    new.community_code := case_community(new.submission_id, new.group_id);
    return new;
end $$
"""
_TRIGGER = """
create trigger case_opened before insert on "case"
for each row when (new.community_code is null) execute function case_opened()
"""
_SHOWN = """
create or replace function case_shown() returns trigger language plpgsql as $$
begin
    select s.topic into new.topic from submission s where s.id = new.submission_id;
    return new;
end $$
"""
_SHOWN_EARLIER = """
create or replace function case_shown() returns trigger language plpgsql as $$
begin
    select s.community_code, s.topic into new.community_code, new.topic
    from submission s where s.id = new.submission_id;
    return new;
end $$
"""
_COPY_EARLIER = """
update "case" set community_code = case_community(submission_id, group_id)
where community_code is distinct from case_community(submission_id, group_id)
"""
_FOUND_EARLIER = """
update likeness set community_code = c.community_code from "case" c
where c.id = case_id and likeness.community_code <> c.community_code
"""


def upgrade() -> None:
    """Apply the change."""
    for statement in (_OF, _OPENED, _TRIGGER, _SHOWN, _COPY_EARLIER, _FOUND_EARLIER):
        op.execute(statement)


def downgrade() -> None:
    """Take the change back."""
    op.execute('drop trigger case_opened on "case"')
    for function in ("case_opened()", "case_community(bigint, bigint)"):
        op.execute(f"drop function {function}")
    op.execute(_SHOWN_EARLIER)
