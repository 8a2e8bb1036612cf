"""Letters show what people wrote; none of it becomes a tag, a link or a script."""

from html.parser import HTMLParser
from random import Random

from sqlalchemy import func
from typing_extensions import override

from tests.bot.mail.conftest import Office
from tests.factories import make_case
from trials import naughty, shown

DICE = Random(20261123)  # noqa: S311 - the same sample every time
TEXTS = DICE.sample([each for each in naughty.STRINGS if "<" in each], 12)
TAGS = {"html", "head", "meta", "body", "a", "b", "i", "br", "blockquote", "p", "hr"}


class Tags(HTMLParser):
    """Lists what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


async def test_nothing_that_was_written_is_part_of_a_letters_page(
    office: Office,
) -> None:
    for text in map(shown.as_kept, TEXTS):
        await make_case(
            office.session,
            group=office.group,
            text=text,
            status="passed",
            passed_at=func.app_now(),
        )
    office.group.name_uk = shown.as_kept(TEXTS[0])
    await office.session.commit()
    await office.digest()
    mail = office.box.mails[-1]
    html, plain = mail.get_body(("html",)), mail.get_body(("plain",))
    assert html is not None
    assert plain is not None
    tags = Tags(html.get_content()).found
    assert {tag for tag, _ in tags} <= TAGS
    links = [str(held["href"]) for tag, held in tags if tag == "a"]
    assert all(each.startswith("https://viche.example.org/bot/m/") for each in links)
    assert all(text.split()[0] in plain.get_content() for text in TEXTS)
