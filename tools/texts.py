"""Keep the catalogues: `update` extracts and merges, `check` refuses what is wrong.

Texts are marked with `_()` and `ngettext()`; the English catalogue repeats the
message ids and is filled by `update`, the Ukrainian one is written by people.
"""

import ast
import io
import re
import string
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).parent.parent
LOCALES: Final = ROOT / "locales"
TEMPLATE: Final = LOCALES / "messages.pot"
SOURCES: Final = (ROOT / "bot", ROOT / "handlers")
MARKS: Final = {"_": 1, "label": 1, "ngettext": 2}  # how many texts each takes
LABEL_LIMIT: Final = 24  # characters; domain: style rules
SENTENCE_LIMIT: Final = 90  # characters; domain: style rules
SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
_PLACEHOLDER: Final = "x" * 8  # what a value takes, more or less
_LABEL: Final = "label"
_TAG: Final = re.compile(r"</?[a-z]+>?")
_LOOSE: Final = "№ "  # the number may not go to the next line (domain 5.0)
_HEAD: Final = "# Texts of Viche: `make texts` brings them up to the sources."
# Longer ones, and why.
_LONG: Final[frozenset[str]] = frozenset()


def extract() -> Catalog:
    """Read all marked texts out of the sources; labels bear the comment `label`."""
    catalogue = Catalog(charset="utf-8")
    _head(catalogue)
    for mark, text in _marked():
        catalogue.add(text, auto_comments=[_LABEL] if mark == _LABEL else [])
    return catalogue


def _marked() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Find marks by the syntax tree: `column.label("n")` of SQL is none."""
    for path in sorted(path for each in SOURCES for path in each.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = _texts(node.args[: MARKS.get(node.func.id, 0)])
                if texts:
                    yield node.func.id, texts[0] if len(texts) == 1 else tuple(texts)


def _texts(arguments: list[ast.expr]) -> list[str]:
    return [
        each.value
        for each in arguments
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def update() -> None:
    """Write the template and bring both catalogues up to it."""
    template = extract()
    _write(TEMPLATE, template)
    for language in ("uk", "en"):
        path = _path(language)
        catalogue = _read(path, language) if path.exists() else Catalog(locale=language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        _head(catalogue)
        if language == "en":
            _repeat_ids(catalogue)
        _write(path, catalogue)


def _head(catalogue: Catalog) -> None:
    catalogue.header_comment, catalogue.fuzzy = _HEAD, False
    catalogue.project, catalogue.version = "Viche", "bot"
    catalogue.last_translator = catalogue.language_team = ""
    catalogue.msgid_bugs_address = ""


def check() -> list[str]:
    """List everything that is wrong with the catalogues; none is good."""
    problems = list(_stale())
    for language in ("uk", "en"):
        catalogue = _read(_path(language), language)
        if catalogue.fuzzy:
            problems.append(f"{language}: fuzzy: the head")
        for message in _messages(catalogue):
            problems += [f"{language}: {each}" for each in _faults(message)]
    return problems


def spoken(language: str) -> list[str]:
    """List what one language says, every plural form by itself."""
    catalogue = _read(_path(language), language)
    return [form for each in _messages(catalogue) for form in _forms(each.string)]


def _stale() -> Iterator[str]:
    wanted = {_key(message) for message in _messages(extract())}
    for name, path in [
        ("messages.pot", TEMPLATE),
        *((_, _path(_)) for _ in ("uk", "en")),
    ]:
        found = {_key(message) for message in _messages(_read(path, None))}
        if found != wanted:
            yield f"{name} is stale: run `make texts` ({len(found ^ wanted)} differ)"


def _faults(message: Message) -> Iterator[str]:
    name = _forms(message.id)[0]
    if message.fuzzy:
        yield f"fuzzy: {name}"
    for form in _forms(message.string):  # a plural form that lacks is read as empty
        if not form.strip():
            yield f"empty: {name}"
        elif not _agrees(message, form):
            yield f"placeholders or tags differ: {name}"
        elif _LOOSE in form:
            yield f"a plain space after №: {name}"
        else:
            yield from _lengths(message, form)


def _lengths(message: Message, form: str) -> Iterator[str]:
    shown = _TAG.sub("", _filled(form))
    if _LABEL in message.auto_comments and len(shown) > LABEL_LIMIT:
        yield f"a label of {len(shown)} characters: {form}"
    longest = max(SENTENCE_END.split(shown), key=len)
    if len(longest) > SENTENCE_LIMIT and _forms(message.id)[0] not in _LONG:
        yield f"a sentence of {len(longest)} characters: {longest}"


def _filled(form: str) -> str:
    return "".join(
        words + (_PLACEHOLDER if field is not None else "")
        for words, field, _, _ in string.Formatter().parse(form)
    )


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
