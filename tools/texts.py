"""Keep the catalogues: `update` extracts and merges, `check` refuses what is wrong.

Texts are marked with `_()` and `ngettext()`; the English catalogue repeats the
message ids and is filled by `update`, the Ukrainian one is written by people.
"""

import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parent.parent
LOCALES: Final = ROOT / "locales"
TEMPLATE: Final = LOCALES / "messages.pot"
SOURCES: Final = ("bot", "handlers")
KEYWORDS: Final = {"_": None, "ngettext": (1, 2), "label": None}
LABEL_LIMIT: Final = 24  # characters; domain: style rules
_TAG: Final = re.compile(r"</?[a-z]+")


def extract() -> Catalog:
    """Read all marked texts out of the sources; labels bear the comment `label`."""
    catalogue = Catalog(project="viche", charset="utf-8")
    for folder in SOURCES:
        found = extract_from_dir(
            ROOT / folder, keywords=KEYWORDS, comment_tags=("NOTE:",)
        )
        for name, _line, text, comments, _context in found:
            catalogue.add(
                text, locations=[(f"{folder}/{name}", 0)], auto_comments=comments
            )
    return catalogue


def update() -> None:
    """Write the template and bring both catalogues up to it."""
    template = extract()
    _write(TEMPLATE, template)
    for language in ("uk", "en"):
        path = _path(language)
        catalogue = _read(path, language) if path.exists() else Catalog(locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        if language == "en":
            _repeat_ids(catalogue)
        _write(path, catalogue)


def check() -> list[str]:
    """List everything that is wrong with the catalogues; none is good."""
    problems = list(_stale())
    for language in ("uk", "en"):
        catalogue = _read(_path(language), language)
        for message in _messages(catalogue):
            problems += [f"{language}: {each}" for each in _faults(message, catalogue)]
    return problems


def _stale() -> Iterator[str]:
    wanted = {_key(message) for message in _messages(extract())}
    for name, path in [
        ("messages.pot", TEMPLATE),
        *((_, _path(_)) for _ in ("uk", "en")),
    ]:
        found = {_key(message) for message in _messages(_read(path, None))}
        if found != wanted:
            yield f"{name} is stale: run `make texts` ({len(found ^ wanted)} differ)"


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    name = _forms(message.id)[0]
    forms = _forms(message.string)
    if message.fuzzy:
        yield f"fuzzy: {name}"
    if message.pluralizable and len(forms) != catalogue.num_plurals:
        yield f"{len(forms)} plural forms, not {catalogue.num_plurals}: {name}"
    for form in forms:
        if not form.strip():
            yield f"empty: {name}"
        elif not _agrees(message, form):
            yield f"placeholders or tags differ: {name}"


def _agrees(message: Message, form: str) -> bool:
    wanted = {frozenset(_placeholders(each)) for each in _forms(message.id)}
    tags = {tuple(sorted(_TAG.findall(each))) for each in _forms(message.id)}
    return (
        frozenset(_placeholders(form)) in wanted
        and tuple(sorted(_TAG.findall(form))) in tags
    )


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def _repeat_ids(catalogue: Catalog) -> None:
    for message in _messages(catalogue):
        message.string = message.id


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _forms(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _key(message: Message) -> tuple[str, ...]:
    return tuple(_forms(message.id))


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def _read(path: Path, language: str | None) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(
        written,
        catalogue,
        width=0,
        no_location=True,
        omit_header=False,
        sort_output=True,
    )
    kept = [line for line in written.getvalue().split(b"\n") if not _dated(line)]
    path.write_bytes(b"\n".join(kept))


def _dated(line: bytes) -> bool:
    return line.startswith((b'"POT-Creation-Date', b'"PO-Revision-Date'))


def main(command: str) -> int:
    """Run one command; the exit code says whether all is well."""
    if command == "update":
        update()
        return 0
    problems = check()
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
