"""What the scheduler ticks: each job opens its transactions and calls one service."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from bot.db import Sessions
from bot.jobs.cases import (
    ask_outcomes,
    expire_cases,
    remind_unread,
    tell_day30,
    tell_news,
)
from bot.jobs.cleaning import clean
from bot.jobs.concerns import alert_again, call_up, tell_of_lines
from bot.jobs.digests import send_calls, send_digests, tell_network
from bot.jobs.figures import make_figures
from bot.jobs.meetings import end_meetings
from bot.jobs.moderation import (
    carry_out_verdicts,
    close_cards,
    pass_silent,
    remind_asked,
    separate,
    take_photos_back,
)
from bot.jobs.similar import index_missed, read_sentences
from bot.jobs.votes import close_ballots, count_again, open_ballots

Job = Callable[[Sessions], Awaitable[None]]

# Name, seconds between ticks, job.
JOBS: Final[Sequence[tuple[str, float, Job]]] = (
    ("let verdicts leave", 2, carry_out_verdicts),
    ("send digests", 20, send_digests),
    ("send calls", 20, send_calls),
    ("close cards", 30, close_cards),
    ("take photos back", 30, take_photos_back),
    ("pass what nobody objected to", 300, pass_silent),
    ("separate what lost its other half", 300, separate),
    ("alert again", 20, alert_again),
    ("call those above", 60, call_up),
    ("tell day 30", 60, tell_day30),
    ("tell news of the day", 60, tell_news),
    ("ask whether it helped", 300, ask_outcomes),
    ("ask what meetings decided", 300, end_meetings),
    ("open ballots", 60, open_ballots),
    ("close ballots", 20, close_ballots),
    ("expire cases", 300, expire_cases),
    ("remind of questions", 600, remind_asked),
    ("remind of unread texts", 3600, remind_unread),
    ("tell of unchecked numbers", 3600, tell_of_lines),
    ("count votes again", 3600, count_again),
    ("index what is published", 3600, index_missed),
    ("read what is published", 60, read_sentences),
    ("make open figures", 3600, make_figures),
    ("tell of the network", 600, tell_network),
    ("clean", 3600, clean),
)
