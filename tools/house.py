"""The rules of the house, read off the syntax trees of its files.

Each rule takes a file and yields what breaks it; `tests/test_architecture.py` applies
them and plants a fault for each.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from bot.playground.methods import NAMES

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = ("bot", "handlers", "tools", "trials")
LONGEST_FILE: Final = 250
LONGEST_FUNCTION: Final = 40
# Who may speak with Telegram, or over HTTP at all.
SPEAKERS: Final = (
    "bot/api.py",
    "bot/transport.py",
    "bot/web.py",
    "bot/pages/",
    "bot/outbox/",
    "bot/intake/",
    "bot/playground/",
    "bot/demo/",  # looks into its own stand-in
    "tools/",
    "trials/",
)
SAYING: Final = {
    "say",
    "edit",
    "alert",
    "show_menu",
    "Button",
    "Choice",
    "Saying",
    "UserError",
    "bold",
    "lines",
    "paragraphs",
    "quote",
}
MARKING: Final = {"_", "label", "ngettext"}
SQL: Final = {
    "execute",
    "scalar",
    "scalars",
    "stream",
    "add",
    "add_all",
    "flush",
    "get",
}
TRANSACTIONS: Final = {"commit", "rollback", "begin", "begin_nested"}
_CALLS: Final = {
    "".join(f"_{each.lower()}" if each.isupper() else each for each in name)
    for name in NAMES.values()
}


@dataclass(frozen=True)
class File:
    """A file of the project and its syntax tree."""

    path: str
    source: str

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file of the project."""
        return cls(path.relative_to(ROOT).as_posix(), path.read_text())

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """List everything that is written in it."""
        return list(ast.walk(ast.parse(self.source)))

    @property
    def calls(self) -> Iterator[tuple[ast.Call, str, str]]:
        """List calls: the call, the name called, and the name it is called on."""
        for node in self.nodes:
            if isinstance(node, ast.Call):
                yield node, _last_name(node.func), _owner(node.func)

    @property
    def imports(self) -> Iterator[tuple[str, str]]:
        """List imports: the module, and the name taken from it."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((node.module or "", alias.name) for alias in node.names)


Rule = Callable[[File], Iterator[str]]


def every_file() -> list[File]:
    """Read the files of the project that people wrote."""
    paths = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return [File.read(path) for path in sorted(paths) if path.stem != "generated"]


def only_speakers_speak(file: File) -> Iterator[str]:
    """Commit, then speak: only the outbox and the intake call Telegram."""
    if file.path.startswith(SPEAKERS):
        return
    yield from (
        f"imports {name}" for name, _ in file.imports if _top(name) == "aiohttp"
    )
    for _, name, owner in file.calls:
        if owner == "bot" and name in _CALLS:
            yield f"calls bot.{name}"


def services_leave_transactions_alone(file: File) -> Iterator[str]:
    """Leave the update's transaction to the engine, a job's to the job."""
    if file.path.startswith(("bot/services/", "bot/models/")):
        yield from (
            f"calls {name}" for _, name, _ in file.calls if name in TRANSACTIONS
        )


def handlers_write_no_sql(file: File) -> Iterator[str]:
    """Pass the session on: handlers know it only as a value."""
    if not file.path.startswith("handlers/"):
        return
    for module, name in file.imports:
        if _top(module) == "sqlalchemy" and name != "AsyncSession":
            yield f"imports {module}.{name}"
    for _, name, owner in file.calls:
        if owner == "session" and name in SQL:
            yield f"calls session.{name}"


def handlers_mark_what_they_say(file: File) -> Iterator[str]:
    """Mark every text where it is written: what people read is translated."""
    if not file.path.startswith("handlers/"):
        return
    for call, name, _ in file.calls:
        said = call.args[1:] if name == "Choice" else call.args
        said = said[:1] if name == "Button" else said
        if name in SAYING:
            yield from (f"says {text!r}" for each in said for text in _literals(each))


def marked_texts_are_literals(file: File) -> Iterator[str]:
    """Write marked texts out: catalogues are extracted from the source."""
    for call, name, _ in file.calls:
        wanted = 2 if name == "ngettext" else 1
        if name in MARKING and isinstance(call.func, ast.Name):
            for each in call.args[:wanted]:
                if not isinstance(each, ast.Constant):
                    yield f"line {call.lineno}: {name}() of something computed"


def files_are_short(file: File) -> Iterator[str]:
    """Keep files short enough for one's head."""
    length = len(file.source.splitlines())
    if length > LONGEST_FILE:
        yield f"{length} lines"


def functions_are_short(file: File) -> Iterator[str]:
    """Keep functions short enough for a screen."""
    for node in file.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.name} has {length} lines"


def tasks_belong_to_groups(file: File) -> Iterator[str]:
    """Await every task: one that nobody awaits loses its errors."""
    groups = {
        item.optional_vars.id
        for node in file.nodes
        if isinstance(node, ast.AsyncWith)
        for item in node.items
        if "TaskGroup" in ast.unparse(item.context_expr)
        and isinstance(item.optional_vars, ast.Name)
    }
    groups |= {
        node.arg
        for node in file.nodes
        if isinstance(node, ast.arg)
        and node.annotation is not None
        and "TaskGroup" in ast.unparse(node.annotation)
    }
    for call, name, owner in file.calls:
        if name in {"create_task", "ensure_future"} and owner not in groups:
            yield f"line {call.lineno}: {owner}.{name}"


RULES: Final[tuple[Rule, ...]] = (
    only_speakers_speak,
    services_leave_transactions_alone,
    handlers_write_no_sql,
    handlers_mark_what_they_say,
    marked_texts_are_literals,
    files_are_short,
    functions_are_short,
    tasks_belong_to_groups,
)


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _owner(node: ast.expr) -> str:
    return _last_name(node.value) if isinstance(node, ast.Attribute) else ""


def _top(module: str) -> str:
    return module.split(".", 1)[0]


def _literals(node: ast.expr) -> Iterator[str]:
    """Find words that would be said as they stand; a call speaks for itself."""
    match node:
        case ast.Constant(value=str(text)) if any(map(str.isalpha, text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.BinOp(left=one, right=other):
            yield from _literals(one)
            yield from _literals(other)
        case ast.JoinedStr(values=parts) | ast.BoolOp(values=parts):
            yield from (text for part in parts for text in _literals(part))
        case ast.Starred(value=inner):
            yield from _literals(inner)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            yield from (text for part in parts for text in _literals(part))
        case _:
            pass
