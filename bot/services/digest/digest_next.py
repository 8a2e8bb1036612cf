"""What a digest says is next: the meeting, its agenda, what has to be announced."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n import Content, Joined, Text, _, bold, lines
from bot.models import WorkingGroup
from bot.services.days import meeting_days
from bot.services.days.deadlines import local_day
from bot.services.digest.digest_facts import Facts, Span


def write(group: WorkingGroup, facts: Facts) -> Content:
    """Say what is on the agenda, what has to be announced, and when the next comes."""
    numbers = Joined(", ", tuple(str(each) for each in facts.agenda))
    more = _(" and {n} more", n=facts.planned - len(facts.agenda))
    rest = more if facts.planned > len(facts.agenda) else ""
    agenda = _("On the agenda: No.\u00a0{ids}{more}", ids=numbers, more=rest)
    untold = _("Decided and not announced yet: {n}", n=facts.untold)
    told = [
        *meeting(group, facts.period),
        agenda if facts.planned else "",
        untold if facts.untold else "",
    ]
    coming = group.next_digest_at
    if coming is not None and coming > facts.period.until:
        day = coming.astimezone(ZoneInfo(group.time_zone)).date()
        told.append(_("Next digest: {date}", date=day))
    return lines(bold(_("What is next")), *told) if any(told) else ""


def meeting(group: WorkingGroup, period: Span) -> Sequence[Text]:
    """Name the day of the next meeting, and until when ideas are for it."""
    day, today = group.meets_on, local_day(period.until, group.time_zone)
    if day is None or day < today:
        return []
    until = meeting_days.collects_until(day)
    told = [_("Meeting: {date}", date=day)]
    return told if until < today else [*told, _("Ideas for it: by {date}", date=until)]
