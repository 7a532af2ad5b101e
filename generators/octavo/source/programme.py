"""Programmes: days and sessions in YAML to the table that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from octavo.document import Break, Cell, Emphasis, Inlines, Row, Strong, Table, Text
from octavo.document.problem import Span
from octavo.source import schema
from octavo.source.data_blocks import (
    end_data,
    find_data,
    join_lines,
    make_group,
    share_readers,
)
from octavo.source.typography import polish_text
from octavo.source.yaml_cursor import (
    YamlCursor,
    inside,
    read_audiences,
    read_inlines,
    read_text,
    report,
    span_of,
)
from octavo.style.dates import format_day
from octavo.style.words import ListWords

GAP = "\N{EN SPACE}"
"""Between a day and its title: half an em, as between the label of a caption and its words."""


def make_programme(
    found: schema.Programme, cursor: YamlCursor, span: Span, sound: bool
) -> Table | None:
    """A table with a row for each session, below one for its day.

    `None`, with a report, when there are no days; `sound` says whether
    nothing was wrong with the block so far.
    """
    words = cursor.context.shared.words.lists
    model = schema.ProgrammeDays
    data = find_data(cursor, found.data, "days", model, found.days, sound)
    if data is None:
        return None
    places = [inside(data.cursor, "days", at) for at in range(len(data.entries))]
    if data.sound:
        _check_days(data.entries, places)
        for day, place in zip(data.entries, places, strict=True):
            _check_times(day.sessions, place)
    days = zip(data.entries, places, strict=True)
    rows = tuple(row for day, place in days for row in _make_day(day, place, words))
    end_data(data, cursor)
    return Table(
        header=Row((Cell((Text(words.time),)), Cell((Text(words.session),)))),
        rows=rows,
        caption=read_inlines(cursor, found.caption, "caption"),
        id=found.id or "",
        continued=words.continued,
        people=any(
            session.speakers or session.chair for day in data.entries for session in day.sessions
        ),
        audiences=read_audiences(cursor, found.audiences, "audiences"),
        span=span,
    )


# ---------------------------------------------------------------------------------- rows


def _make_day(day: schema.ProgrammeDay, cursor: YamlCursor, words: ListWords) -> Iterator[Row]:
    own = read_audiences(cursor, day.audiences, "audiences")
    rows = [
        _make_session(session, inside(cursor, "sessions", at), own, words)
        for at, session in enumerate(day.sessions)
    ]
    locale = cursor.context.shared.conventions.locale
    title = read_text(cursor, day.title, "title")
    name = GAP.join(filter(None, (format_day(day.date, locale), title)))
    yield make_group(name, 2, rows, span_of(cursor, "date"))
    yield from rows


def _make_session(
    session: schema.ProgrammeSession, cursor: YamlCursor, day: frozenset[str], words: ListWords
) -> Row:
    title = read_inlines(cursor, session.title, "title")
    text = read_inlines(cursor, session.text, "text")
    place = read_text(cursor, session.place, "place")
    people = [(Emphasis((Text(line),)),) for line in _list_people(session, cursor, words)]
    said = title if session.kind == "break" else (Strong(title),)
    times: Inlines = (Text(_say_time(session)),)
    cells = (
        Cell(join_lines([times, (Text(place),) if place else ()], (Break(),))),
        Cell(join_lines([said, text, *people], (Break(),))),
    )
    own = read_audiences(cursor, session.audiences, "audiences")
    if day and own - day:
        message = f"`{sorted(own - day)[0]}` cannot read the day of this session"
        hint = "name audiences that its day has too, or add this one to those of the day"
        report(cursor, "LST003", message, "audiences", hint=hint)
    return Row(cells, audiences=own or day, span=span_of(cursor, "time"))


def _list_people(
    session: schema.ProgrammeSession, cursor: YamlCursor, words: ListWords
) -> Iterator[str]:
    """Who chairs and who speaks, a line for each."""
    for key, people, usual in (
        ("chair", session.chair, words.chair),
        ("speakers", session.speakers, ""),
    ):
        for at, person in enumerate(people):
            one = inside(cursor, key, at)
            role = read_text(one, person.role, "role") or usual
            said = (person.name, "name"), (person.affiliation, "affiliation")
            who = ", ".join(read_text(one, text, step) for text, step in said if text)
            yield f"{_say_role(role, cursor)} {who}" if role else who


def _say_role(role: str, cursor: YamlCursor) -> str:
    return polish_text(f"{role}:", cursor.context.shared.words)


def _say_time(session: schema.ProgrammeSession) -> str:
    """`09:00–10:30`, in figures of the same number."""
    times = (session.time, session.end) if session.end else (session.time,)
    return "\N{EN DASH}".join(time.zfill(5) for time in times)


# ---------------------------------------------------------------------------------- checks


def _check_days(days: Sequence[schema.ProgrammeDay], places: Sequence[YamlCursor]) -> None:
    """Report each day that is not after those before it which the same people read."""
    for at, (day, place) in enumerate(zip(days, places, strict=True)):
        read = frozenset(day.audiences)
        before = [one for one in days[:at] if share_readers(read, frozenset(one.audiences))]
        last = max((one.date for one in before), default=None)
        if last is not None and day.date <= last:
            what = "stands twice" if day.date == last else f"stands after {last}"
            hint = "write the days in their order, and all sessions of one day under it"
            report(place, "LST001", f"the day {day.date} {what}", "date", hint=hint)


def _check_times(sessions: Sequence[schema.ProgrammeSession], day: YamlCursor) -> None:
    """Report each session that ends before it begins, begins before one that stands above it, or
    is on while another one is that may be in the same place."""
    for at, session in enumerate(sessions):
        begins, ends = _count_minutes(session.time), _count_minutes(session.end)
        if session.end and ends <= begins:
            hint = "correct one of them; leave `end` out when it is after midnight"
            message = f"the session ends at {session.end}, and begins at {session.time}"
            report(day, "LST001", message, "sessions", at, "end", hint=hint)
        read = frozenset(session.audiences)
        for other in reversed(sessions[:at]):
            if not share_readers(read, frozenset(other.audiences)):
                continue
            if begins < _count_minutes(other.time):
                message = f"the session at {session.time} stands after one at {other.time}"
                hint = "write the sessions in the order of their times"
                report(day, "LST001", message, "sessions", at, "time", hint=hint)
                break
            if begins < _count_minutes(other.end) and _may_meet(session, other):
                message = f"the session at {session.time} begins before that of {other.time} ends"
                hint = "correct the times, or write the `place` of each that is on at the same time"
                report(day, "LST001", message, "sessions", at, "time", hint=hint)
                break


def _may_meet(one: schema.ProgrammeSession, other: schema.ProgrammeSession) -> bool:
    return not one.place or not other.place or one.place == other.place


def _count_minutes(time: str | None) -> int:
    """Minutes since midnight; 0 for no time."""
    hours, _, minutes = (time or "0:0").partition(":")
    return int(hours) * 60 + int(minutes)
