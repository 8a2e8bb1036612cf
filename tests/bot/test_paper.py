"""Paper: whatever people write is printed as it stands, and nothing is carried out."""

import json
from pathlib import Path

from bot import paper
from bot.i18n import translator
from bot.paper import Block, Kind, Poster, Sheet

NAUGHTY = Path(__file__).parents[2] / "data" / "naughty.json"
CODE = (  # each ends the printing if it is carried out
    '#panic("carried out")',
    '#read("/etc/passwd")',
    '" + panic("carried out") + "',
    "#{ while true {} }",
    "$ #panic() $ ` ```typ #panic() ``` @nowhere <label> */ /* ",
)


async def test_nothing_that_people_write_is_carried_out() -> None:
    written = [*json.loads(NAUGHTY.read_text("utf-8")), *CODE]
    blocks = [Block(each) for each in written]
    blocks += [Block(each, kind) for each in CODE for kind in Kind]
    blocks += [Block(each, link=each) for each in CODE]
    sheet = Sheet(CODE[0], blocks)
    printed = await paper.print_sheet(sheet, translator("uk"))
    assert printed.startswith(b"%PDF-")


async def test_a_poster_carries_nothing_out_either() -> None:
    link = "https://t.me/viche_bot?start=c_UA65080150000012345"
    poster = Poster([CODE[0], CODE[0]], CODE[1], link, CODE)
    assert (await paper.print_poster(poster)).startswith(b"%PDF-")


def test_all_of_a_text_reaches_the_paper() -> None:
    naughty = [*json.loads(NAUGHTY.read_text("utf-8")), *CODE]
    dumped = Sheet("…", [Block(each) for each in naughty]).dump(translator("uk"))
    blocks = dumped["blocks"]
    assert isinstance(blocks, list)
    told = "".join("".join(each["text"].split()) for each in blocks)
    assert told == "".join("".join(each.replace("\0", "").split()) for each in naughty)
