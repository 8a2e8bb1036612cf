"""What is said of concerns: categories, how long, who deals with them, what is safe."""

from collections.abc import Mapping
from typing import Final

from bot.i18n import Text, _, label
from bot.words.codes import TOPICS

CATEGORIES: Final[Mapping[str, Text]] = {
    "C01": label("Mine, suspicious object"),
    "C02": label("Shelling and damage"),
    "C03": label("Access to a shelter"),
    "C04": label("Alert not heard"),
    "C05": label("Fire hazard"),
    "C06": label("Theft, disorder"),
    "C07": label("Violence at home"),
    "C08": label("Child safety"),
    "C09": label("Alcohol and drugs"),
    "C10": label("Road traffic"),
    "C11": label("Street lighting"),
    "C12": label("Stray animals"),
    "C13": label("No power, heat, gas"),
    "C14": label("Water: none or bad"),
    "C15": label("Dumping, fires, logging"),
    "C16": label("Unsafe building"),
    "C17": label("Hard to get there"),
    "C18": label("Housing for IDPs"),
    "C19": label("Tension between people"),
    "C20": label("Doctor, medicine, help"),
    "C21": label("Fraud, recruitment"),
    "C22": label("Fairness of aid"),
    "C23": label("Harmed by aid workers"),
    "C24": label("Possible corruption"),
    "C25": label("Rumours"),
    "C26": label("Missing person"),
    "C27": label("Evacuation"),
    "C28": label("Military information"),
    "C29": label("Protecting key sites"),
    "C99": label("Other worry"),
}

# What a submission is about, be it a proposal or a concern.
SUBJECTS: Final[Mapping[str, Text]] = {**TOPICS, **CATEGORIES}

SCREENS: Final[Mapping[str, Text]] = {
    "life": label("Life and safety"),
    "trust": label("Fraud, aid, rumours"),
    "home": label("Shelter, power, water"),
    "order": label("Public order"),
    "days": label("Streets and daily life"),
}

URGENCIES: Final[Mapping[int, Text]] = {
    1: _("Urgent"),
    2: _("Important"),
    3: _("Planned"),
}

LASTING: Final[Mapping[str, Text]] = {
    "now": label("It has just begun"),
    "days": label("A few days"),
    "weeks": label("A few weeks"),
    "months": label("A few months"),
    "years": label("Over a year"),
}

BODIES: Final[Mapping[str, Text]] = {
    "AID": _("whoever gives the aid"),
    "POL": _("police"),
    "SES": _("State Emergency Service"),
    "ADM": _("council or military administration"),
    "SOC": _("social services"),
    "CHI": _("children’s service"),
    "EDU": _("schools"),
    "UTL": _("utility services"),
    "MED": _("health care"),
    "WG": _("working group"),
}

# The same where a line has 38 characters (domain 6.2).
SHORT_BODIES: Final[Mapping[str, Text]] = {
    "AID": _("givers of aid"),
    "POL": _("police"),
    "SES": _("emergency service"),
    "ADM": _("council"),
    "SOC": _("social services"),
    "CHI": _("children’s service"),
    "EDU": _("schools"),
    "UTL": _("utilities"),
    "MED": _("health care"),
    "WG": _("working group"),
}

# What comes first when it is happening at this moment (domain 4.3, 5.7).
NOW: Final[Mapping[str, Text]] = {
    "child": _("If a child is in danger, call 102."),
    "fire": _("If something is burning now, call 101."),
    "gas": _("Do you smell gas? Go outside and call 104."),
    "police": _("If it is happening now, call 102."),
    "doctor": _("If somebody needs a doctor at once, call 103."),
}

IN_DANGER: Final = _("Call at once:")
NO_EMERGENCY_LINE: Final = _(
    "This bot cannot call for help. If life is in danger, call 101, 102, 103 or 112."
)
NOT_KEPT: Final = _("We did not keep this text.")
UNDER_AGE: Final = _(
    "If you are under 14, write together with an adult you trust.",
)
WITH_ADULT: Final = _("You can also write together with an adult you trust.")

# What is said instead of taking a text; the numbers follow (domain 5.7).
SAFETY: Final[Mapping[str, tuple[Text, ...]]] = {
    "C01": (
        _(
            "Stop. Touch nothing. Go back the way you came, at least 300 metres. Call "
            "101 or 102 from there."
        ),
        _("Do not use a phone near it and do not photograph it."),
    ),
    "C02": (
        _("Air-raid alert? Shelter first, the bot later."),
        _(
            "Do not write about the military, equipment, positions or damage from "
            "shelling."
        ),
    ),
    "C07": (_("You are not alone. In danger call 102."),),
    "C08": (_("If a child is in danger, call 102."),),
    "C21": (
        _(
            "Offered money for arson, photos or “errands”? That is recruitment. Call "
            "102."
        ),
    ),
    "C23": (
        _("Aid is always free. The group will not be told of this."),
        _("Did somebody demand something for it or hurt you? Call 102."),
        _("The organisation that gives the aid has a line of its own for this, too."),
    ),
    "C24": (
        _("The group cannot look into this, so we do not pass it on."),
        _("It needs an official appeal: it is registered and must be answered."),
    ),
    "C26": (_("Report a missing person to 102."),),
    "C27": (_("Do you need to be evacuated? Call for help:"),),
    "C28": (
        _(
            "Do not write about the military, equipment, positions or damage from "
            "shelling."
        ),
        _("Under martial law this must not be shared. Saw something? Call 102."),
    ),
    "C29": (
        _("This is spoken of in person only, at a closed meeting of the group."),
        _("Please do not write about it here or anywhere in Telegram."),
    ),
}

OFFICIAL: Final = (
    _("An official appeal bears your name and the place where you live."),
    _("It is sent to the council or the military administration, also by e-mail."),
    _("They answer within a month."),
)

# Reasons of refusal whose usual words speak of proposals.
REASONS: Final[Mapping[str, Text]] = {
    "M05": _("We need a little more. What exactly is happening, and how often?"),
    "M07": _("There is a similar message, No. {id}. We added yours to it."),
}
