"""A list of readers, as spreadsheets save it: a CSV file with a row for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from octavo.document import Recipient
from octavo.document.problem import Problem, Span
from octavo.files.csv_file import BadTableError, CsvTable, TableRow
from octavo.files.library import LARGEST_FILE, Library
from octavo.files.source_file import error, note, open_source, suggest

COLUMNS = ("id", "name", "audience", "weights", "language")
"""Columns that every list may have; others may be options of the generator."""
MOST_TOLD = 100
"""Faults of one list that are told: whoever has made more has made one and the same in all rows."""
LONGEST_NAME = 200
"""Characters: two lines of the smallest type at the head of a page."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WEIGHT = re.compile(r"([^\s,;=:]+)\s*[=:]\s*([^\s,;=:]+)")


@dataclass(frozen=True, slots=True)
class ListGrounds:
    """What a list of readers is read against."""

    audiences: tuple[str, ...]
    points: Collection[str]
    """Ids."""
    language: str
    """Of the publication."""


@dataclass(slots=True)
class _ListState:
    """What has been read of a list."""

    table: CsvTable
    grounds: ListGrounds
    columns: Mapping[str, int]
    lines: dict[str, int] = field(default_factory=dict[str, int])
    """By id in small letters, where a reader stands."""
    weights: dict[str, tuple[tuple[str, int], ...]] = field(
        default_factory=dict[str, "tuple[tuple[str, int], ...]"]
    )
    """What was read of a cell before: many readers have the same."""
    pairs: dict[tuple[str, int], tuple[str, int]] = field(
        default_factory=dict[tuple[str, int], tuple[str, int]]
    )
    """Every weight once: a long list has each of them a thousand times."""
    faults: int = 0
    others: int = 0
    """Readers of another language."""

    def report(self, row: TableRow, column: str, message: str, hint: str) -> None:
        """Report a fault of a cell; after the first of them, count them only."""
        self.faults += 1
        if self.faults <= MOST_TOLD:
            span = self.table.locate(row, self.columns.get(column, 0))
            self.table.source.problems.append(error("AUD012", message, span, hint))

    def get(self, row: TableRow, column: str) -> str:
        """What a row says in a column; empty where it says nothing."""
        at = self.columns.get(column, len(row.cells))
        return row.cells[at] if at < len(row.cells) else ""


def read_recipients(
    library: Library, file: str, problems: list[Problem], grounds: ListGrounds
) -> tuple[Recipient, ...]:
    """Those in the list `file` who read the publication's language. What is wrong is reported."""
    source = open_source(library, file, problems, LARGEST_FILE)
    if source is None:
        return ()
    table = CsvTable(source)
    rows = table.list_rows()
    try:
        head = next(rows, None)
        if head is None:
            problems.append(_refuse_empty(file))
            return ()
        columns = _read_head(table, head, grounds)
        if columns is None:
            return ()
        state = _ListState(table, grounds, columns)
        found = [one for row in rows if (one := _read_row(row, state))]
    except BadTableError as fault:
        hint = "put a cell with quotation marks in quotation marks, and write each of them twice"
        where = Span(file, fault.line)
        problems.append(error("AUD011", f"this row is no CSV: {fault}", where, hint))
        return ()
    _conclude(state, file)
    return tuple(found)


def _refuse_empty(file: str) -> Problem:
    hint = "write the names of its columns into its first row, such as name,audience"
    return error("AUD011", f"the list of readers `{file}` is empty", Span(file, 1), hint)


def _conclude(state: _ListState, file: str) -> None:
    problems, others = state.table.source.problems, state.others
    if state.faults > MOST_TOLD:
        message = f"`{file}` has {state.faults - MOST_TOLD} more faults like these"
        problems.append(error("AUD012", message, Span(file, 1), "mend these, and ask again"))
    if others > 0:
        several = f"{others} readers in `{file}` do" if others > 1 else f"a reader in `{file}` does"
        message = f"{several} not read `{state.grounds.language}`, and get nothing here"
        hint = "list them in the publication in their language, too"
        problems.append(note("AUD013", message, Span(file, 1), hint))


# ------------------------------------------------------------------------------ columns


def _read_head(table: CsvTable, head: TableRow, grounds: ListGrounds) -> Mapping[str, int] | None:
    """Where each column stands; `None`, and a report, when one is missing or there twice."""
    columns: dict[str, int] = {}
    faults: list[Problem] = []
    for at, cell in enumerate(head.cells):
        name = cell.casefold()
        if name in columns:
            message, hint = f"there are two columns `{name}`", "delete one, or rename it"
            faults.append(error("AUD011", message, table.locate(head, at), hint))
        if name:
            columns.setdefault(name, at)
    required = ["name"] if len(grounds.audiences) == 1 else ["name", "audience"]
    for name in (name for name in required if name not in columns):
        message = f"the list of readers has no column `{name}`"
        listed = f"write it into the first row, which has: {', '.join(columns)}"
        hint = suggest(name, columns) or listed
        faults.append(error("AUD011", message, table.locate(head, 0), hint))
    table.source.problems.extend(faults)
    return None if faults else columns


# ------------------------------------------------------------------------------ rows


def _read_row(row: TableRow, state: _ListState) -> Recipient | None:
    """The reader in a row; `None` for one of another language, or after a report."""
    before = state.faults
    name, audience = _read_name(row, state), _read_audience(row, state)
    id = _read_id(row, name, state)
    weights = _read_weights(row, state)
    reads = _reads_language(row, state)
    if len(row.cells) > len(state.columns) and any(row.cells[max(state.columns.values()) + 1 :]):
        hint = "put a cell that holds the separator in quotation marks"
        state.report(row, "", "the row has more cells than there are columns", hint)
    if state.faults > before:
        return None
    if not reads:
        state.others += 1
        return None
    others = tuple(
        (column, value)
        for column in state.columns
        if column not in COLUMNS and (value := state.get(row, column))
    )
    span = Span(state.table.source.file, row.line, 1)
    return Recipient(id, name, audience, weights, others, span)


def _read_name(row: TableRow, state: _ListState) -> str:
    name = state.get(row, "name")
    if not name or len(name) > LONGEST_NAME:
        said = f"has {len(name)} characters; {LONGEST_NAME} is the most" if name else "is missing"
        hint = "write what the page is to call them"
        state.report(row, "name", f"the name of this reader {said}", hint)
    return name


def _read_audience(row: TableRow, state: _ListState) -> str:
    known = state.grounds.audiences
    audience = state.get(row, "audience") or (known[0] if len(known) == 1 else "")
    if audience not in known:
        hint = suggest(audience, known) or f"known: {', '.join(known)}"
        state.report(row, "audience", f"there is no audience `{audience}`", hint)
    return audience


def _read_id(row: TableRow, name: str, state: _ListState) -> str:
    """The reader's id, or one that is made from the name."""
    given = state.get(row, "id")
    id = given or make_id(name)
    column = "id" if given else "name"
    if name and not _ID.fullmatch(id):
        message = f"`{given}` is no id" if given else f"no id can be made from the name `{name}`"
        hint = "write letters, digits and hyphens, a letter first, into a column `id`"
        state.report(row, column, message, hint)
    elif id in state.grounds.audiences:
        message = f"the reader `{id}` is called as an audience is"
        state.report(row, column, message, "write another id into a column `id`")
    elif (other := state.lines.setdefault(id.casefold(), row.line)) != row.line:
        message = f"the reader `{id}` stands in line {other} already"
        hint = "delete one of them, or tell them apart in a column `id`"
        state.report(row, column, message, hint)
    return id


def make_id(name: str) -> str:
    """`name` in small Latin letters, digits and hyphens; what has no Latin letters is left out."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:64].strip("-")


def _read_weights(row: TableRow, state: _ListState) -> tuple[tuple[str, int], ...]:
    text = state.get(row, "weights")
    if text not in state.weights:
        before = state.faults
        found = tuple(_list_weights(row, text, state))
        if state.faults > before:
            return found
        state.weights[text] = found
    return state.weights[text]


def _list_weights(row: TableRow, text: str, state: _ListState) -> Iterator[tuple[str, int]]:
    rest = _WEIGHT.sub("", text).strip(" ,;")
    if rest:
        hint = "write the id of a point, = and a number from 1 to 10, such as align-policy=9"
        state.report(row, "weights", f"`{rest}` is no weight", hint)
    for point, value in _WEIGHT.findall(text):
        if point not in state.grounds.points:
            hint = suggest(point, state.grounds.points) or "name one of the points of the sections"
            state.report(row, "weights", f"there is no point `{point}`", hint)
        elif not (value.isascii() and value.isdigit() and 1 <= int(value) <= 10):
            message = f"the weight `{value}` of `{point}` is not from 1 to 10"
            state.report(row, "weights", message, "write a whole number from 1 to 10")
        else:
            pair = point, int(value)
            yield state.pairs.setdefault(pair, pair)


def _reads_language(row: TableRow, state: _ListState) -> bool:
    """Whether the reader reads the publication's language; who reads `fr` reads `fr-CA` too."""
    language = state.get(row, "language")
    if language and not _LANGUAGE.fullmatch(language):
        hint = "write a tag such as en, fr or pt-BR"
        state.report(row, "language", f"`{language}` is no language", hint)
    one, other = (tag.lower().split("-") for tag in (language, state.grounds.language))
    shared = min(len(one), len(other))
    return not language or one[:shared] == other[:shared]
