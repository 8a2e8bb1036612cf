"""Answers to pressed buttons."""

from typing import TYPE_CHECKING

from bot.playground.answers import JSON, bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

LONGEST = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(telegram: "Telegram", params: JSON) -> bool:
    """Stop the spinner of a button, perhaps with a note or an alert."""
    query = telegram.queries.get(params["callback_query_id"])
    text = params.get("text", "")
    if query is None or not query.is_open(telegram.now()):
        raise bad_request(TOO_OLD)
    if len(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answered = True
    telegram.events.tell("answered", person=query.user_id)
    if text:
        is_alert = params.get("show_alert", False)
        person = telegram.people[query.user_id]
        person.alerts.append({"text": text, "show_alert": is_alert})
        telegram.events.tell("alert", person=person.id, text=text, show_alert=is_alert)
    return True
