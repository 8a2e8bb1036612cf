"""Buttons: what they carry, and how they are written for the Bot API."""

import pytest

from bot.i18n import label, translator
from bot.keyboards import Button, Inline, Menu, NoMenu, column, data

UK = translator("uk")


def test_callback_data_names_feature_action_and_arguments() -> None:
    assert data("queue.1", "pass", 7, "P01") == "queue.1:pass:7:P01"


def test_callback_data_may_fill_64_bytes() -> None:
    assert len(data("queue.1", "pass", "x" * 51)) == 64


def test_callback_data_of_more_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"queue\.1:pass"):
        data("queue.1", "pass", "x" * 52)


def test_callback_data_is_counted_in_bytes() -> None:
    with pytest.raises(ValueError, match=r"queue\.1:pass"):
        data("queue.1", "pass", "ї" * 26)


@pytest.mark.parametrize(
    "parts", [("queue:1", "pass"), ("queue.1", "pa:ss"), ("queue.1", "pass", "7:8")]
)
def test_callback_data_with_a_separator_inside_is_refused(
    parts: tuple[str, ...],
) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        data(*parts)


def test_a_button_speaks_the_language_of_its_reader() -> None:
    written = column(Button(label("Back"), "form.1:back")).render(UK)
    (((button,),),) = written.values()
    assert button == {"text": "Назад", "callback_data": "form.1:back"}


def test_a_link_carries_no_data() -> None:
    written = column(Button("Віче", url="https://t.me/viche_bot")).render(UK)
    assert written == {
        "inline_keyboard": [[{"text": "Віче", "url": "https://t.me/viche_bot"}]]
    }


def test_a_label_of_a_button_is_not_escaped() -> None:
    written = column(Button("<Дах & Ко>", "x")).render(UK)
    assert written["inline_keyboard"][0][0]["text"] == "<Дах & Ко>"


def test_empty_rows_are_left_out() -> None:
    written = Inline([[], [Button("a", "a")], []]).render(UK)
    assert len(written["inline_keyboard"]) == 1


def test_a_column_has_one_button_a_row() -> None:
    assert [len(row) for row in column(Button("a", "a"), Button("b", "b")).rows] == [
        1,
        1,
    ]


def test_the_menu_is_a_reply_keyboard() -> None:
    written = Menu([[label("Back")]]).render(UK)
    assert written["keyboard"] == [[{"text": "Назад"}]]


def test_the_menu_can_be_taken_away() -> None:
    assert NoMenu().render(UK) == {"remove_keyboard": True}
