"""Lists of participants: entries in YAML to the table that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from octavo.document import Break, Cell, Emphasis, Row, Table, Text
from octavo.document.collation import group_entries, sort_entries
from octavo.document.problem import Span
from octavo.source import schema
from octavo.source.data_blocks import (
    end_data,
    find_data,
    join_lines,
    make_group,
    share_readers,
)
from octavo.source.yaml_cursor import (
    YamlCursor,
    inside,
    read_audiences,
    read_inlines,
    read_text,
    report,
    span_of,
)
from octavo.style.words import ListWords

WHOLE_NAME, WHOLE_COUNTRY = 28, 22
"""Letters of the longest name and country that stay on a line: `Bosnia and Herzegovina`, a given
name and two others. Together they take two thirds of the measure on A5, and leave institutions,
which give way, room for words of nineteen letters; with no bound a long name turns its page."""


@dataclass(frozen=True, slots=True)
class _SortedRow:
    """A participant as printed."""

    key: str
    """By what the name is sorted."""
    country: str
    row: Row


def make_participants(
    found: schema.Participants, cursor: YamlCursor, span: Span, sound: bool
) -> Table | None:
    """A table with a row for each participant, in the order that the block asks for.

    `None`, with a report, when there are none; `sound` says whether nothing
    was wrong with the block so far.
    """
    words = cursor.context.shared.words.lists
    model = schema.ParticipantList
    data = find_data(cursor, found.data, "participants", model, found.participants, sound)
    if data is None:
        return None
    places = [inside(data.cursor, "participants", at) for at in range(len(data.entries))]
    if data.sound:
        _check_doubles(data.entries, places)
    by_country = found.order == "country"
    entries = [
        _make_entry(one, place, by_country) for one, place in zip(data.entries, places, strict=True)
    ]
    end_data(data, cursor)
    heads = _list_heads(words, by_country)
    return Table(
        header=Row(tuple(Cell((Text(head),)) for head in heads)),
        rows=tuple(
            _arrange(entries, found.order, len(heads), cursor.context.shared.conventions.alphabet)
        ),
        caption=read_inlines(cursor, found.caption, "caption"),
        id=found.id or "",
        stub=True,
        continued=words.continued,
        people=True,
        audiences=read_audiences(cursor, found.audiences, "audiences"),
        span=span,
    )


def _list_heads(words: ListWords, by_country: bool) -> tuple[str, ...]:
    """The heads of the columns; under its name a country has no column."""
    return (words.name, words.institution, *(() if by_country else (words.country,)))


def _make_entry(one: schema.Participant, cursor: YamlCursor, by_country: bool) -> _SortedRow:
    name = read_text(cursor, one.name, "name")
    role = read_text(cursor, one.role, "role")
    country = read_text(cursor, one.country, "country")
    whole = (Text(_keep_whole(name, WHOLE_NAME)),)
    named = join_lines([whole, (Emphasis((Text(role),)),) if role else ()], (Break(),))
    institution = (Text(read_text(cursor, one.institution, "institution")),)
    cells = (
        Cell(named),
        Cell(institution),
        *(() if by_country else (Cell((Text(_keep_whole(country, WHOLE_COUNTRY)),)),)),
    )
    audiences = read_audiences(cursor, one.audiences, "audiences")
    sort = read_text(cursor, one.sort, "sort")
    row = Row(cells, audiences=audiences, span=span_of(cursor, "name"))
    return _SortedRow(sort or _turn_name(name), country, row)


def _keep_whole(text: str, most: int) -> str:
    """The text, not divided at its spaces unless it is longer than `most` letters."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= most else text


def _turn_name(name: str) -> str:
    """A name with the family name first, by which it is sorted.

    That is what is written in capitals, else the last word; a name with a comma is turned already.
    """
    words = name.split()
    if "," in name or len(words) == 1:
        return name
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    family = capitals if 0 < len(capitals) < len(words) else words[-1:]
    given = [word for word in words if word not in family]
    return f"{' '.join(family)}, {' '.join(given)}"


# ---------------------------------------------------------------------------------- order


def _arrange(
    entries: Sequence[_SortedRow], order: str, columns: int, alphabet: str
) -> Iterator[Row]:
    """The rows in their order, each group below its name."""
    if order == "written":
        yield from (entry.row for entry in entries)
        return
    if order == "name":
        yield from (entry.row for entry in _sort(entries, alphabet))
        return
    for name, group in _list_groups(entries, order, alphabet):
        rows = [entry.row for entry in _sort(group, alphabet)]
        yield make_group(name, columns, rows)
        yield from rows


def _sort(entries: Sequence[_SortedRow], alphabet: str) -> list[_SortedRow]:
    """By name; those of one name as they are written."""
    ranks = {key: rank for rank, key in enumerate(_sort_keys(entries, alphabet))}
    return sorted(entries, key=lambda entry: ranks[entry.key])


def _sort_keys(entries: Sequence[_SortedRow], alphabet: str) -> tuple[str, ...]:
    return sort_entries({entry.key for entry in entries}, alphabet, by_words=True)


def _list_groups(
    entries: Sequence[_SortedRow], order: str, alphabet: str
) -> Iterator[tuple[str, list[_SortedRow]]]:
    """The groups by country or by initial, each with its name."""
    if order == "country":
        for country in sort_entries({entry.country for entry in entries}, alphabet, by_words=True):
            yield country, [entry for entry in entries if entry.country == country]
        return
    for keys in group_entries({entry.key for entry in entries}, alphabet):
        initial = _find_initial(keys[0], alphabet)
        yield initial, [entry for entry in entries if entry.key in keys]


LONGEST_LETTER = 3
"""Signs of the longest letter that a language has of its own: `dzs` in Hungarian."""


def _find_initial(key: str, alphabet: str) -> str:
    """The letter under which a name stands: `E` for `Évora`, but `Å` for `Åbo` in Swedish."""
    said = "".join(sign for sign in key if sign.isalnum()) or key
    letters = [normalize("NFD", said)[:1], *(said[:count] for count in range(1, LONGEST_LETTER))]
    alike = (one for one in letters if len(group_entries({one, said}, alphabet)) == 1)
    return next(alike, said[:LONGEST_LETTER]).capitalize()


# ---------------------------------------------------------------------------------- checks


def _check_doubles(entries: Sequence[schema.Participant], places: Sequence[YamlCursor]) -> None:
    """Report whoever stands twice in what one reader may read, from the same institution."""
    seen: dict[tuple[str, str, str], list[tuple[frozenset[str], Span | None]]] = {}
    for one, place in zip(entries, places, strict=True):
        key = _simplify(one.name), _simplify(one.institution), _simplify(one.country)
        read, span = frozenset(one.audiences), span_of(place, "name")
        met = [at for readers, at in seen.get(key, ()) if share_readers(read, readers)]
        if met:
            message = f"`{one.name}` is listed twice; first in line {met[0].line if met[0] else 1}"
            report(place, "LST002", message, "name", hint="delete one of the two entries")
        seen.setdefault(key, []).append((read, span))


def _simplify(text: str) -> str:
    return " ".join(text.casefold().split())
