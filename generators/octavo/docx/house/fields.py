"""Fields in running heads and feet: what they are, and what they are to show."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from octavo.docx.elements import XmlElement, attribute, child, iterate, name_of, remove
from octavo.docx.house.style_names import name_in_english

_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF"}
"""Fields that show a number, which says nothing of who made the template."""
TYPED = {"HYPERLINK", "FORMTEXT", "FORMDROPDOWN", "QUOTE"}
"""Fields whose words somebody has typed."""
_NAMED = {"TITLE": "title", "SUBJECT": "subject", "AUTHOR": "author"}
"""Fields, and what in the publication they show."""
_BOUND = {"title": "title", "subject": "subject", "creator": "author", "company": "author"}
_SHOWN = {"title": "title", "subtitle": "subject"}
"""Styles whose text is a word of the publication, and which."""
_NUMBERS = re.compile(r"\\[nrwt]\b", re.IGNORECASE)
"""Switches by which a STYLEREF shows the number of a paragraph and not its text."""
_ARGUMENT = re.compile(r'\s*\S+\s+(?:"([^"]*)"|([^\s\\]+))')
_LEVEL = re.compile(r"heading (\d)")
_TITLE = re.compile(r"titl|titre|títul|titol|tytuł|naam van", re.IGNORECASE)
"""Names of styles in which houses write the title of a document."""


@dataclass(slots=True, eq=False)
class Field:
    """A field with the elements that it is made of."""

    code: str = ""
    """Its instruction, in however many runs it stands."""
    marks: list[XmlElement] = field(default_factory=list[XmlElement])
    """Its beginning, its end, what is between it and its result, and the runs of its code."""
    result: list[XmlElement] = field(default_factory=list[XmlElement])
    """The texts that it shows, with those of fields that stand there."""
    outer: Field | None = None
    """The field in which it stands."""
    asked: bool = False
    """Whether it stands in the instruction of that field, where nobody sees it."""
    shows: bool = False
    """Whether what comes next belongs to its result."""

    @property
    def name(self) -> str:
        """Which field it is, such as `PAGE`."""
        return (self.code.split() or [""])[0].upper()

    @property
    def argument(self) -> str:
        """What its name is followed by; empty for a switch, or for nothing."""
        found = _ARGUMENT.match(self.code)
        return (found[1] or found[2] or "") if found else ""


@dataclass(frozen=True, slots=True)
class LostReference:
    """A STYLEREF to a style that no paragraph of ours has."""

    style: str
    code: str
    shown: str
    """What stands there now."""


def list_fields(root: XmlElement) -> list[Field]:
    """The fields in `root`, each before those inside it."""
    found: list[Field] = []
    open_: list[Field] = []

    def begin(one: Field) -> None:
        one.outer = open_[-1] if open_ else None
        one.asked = one.outer is not None and not one.outer.shows
        open_.append(one)
        found.append(one)

    for event, element in iterate(root, "w:fldSimple", "w:fldChar", "w:instrText", "w:t"):
        kind = attribute(element, "w:fldCharType")
        if element.tag == name_of("w:fldSimple"):
            if event == "start":
                begin(Field(attribute(element, "w:instr"), [element], shows=True))
            else:
                del open_[next(n for n, one in enumerate(open_) if element in one.marks) :]
        elif event == "end":
            continue
        elif kind == "begin":
            begin(Field(marks=[element]))
        elif element.tag == name_of("w:t"):
            _show(element, open_)
        elif open_:
            _go_on(element, kind, open_)
    return found


def _go_on(element: XmlElement, kind: str, open_: list[Field]) -> None:
    """A part of the innermost field that is open, which its end closes."""
    own = open_[-1]
    if own.marks[0].tag == name_of("w:fldSimple"):
        return
    own.marks.append(element)
    if element.tag == name_of("w:instrText"):
        own.code += element.text or ""
    elif kind == "separate":
        own.shows = True
    elif kind == "end":
        open_.pop()


def _show(element: XmlElement, open_: Sequence[Field]) -> None:
    """A text belongs to each field around it, outwards to one in whose instruction it stands."""
    for one in reversed(open_):
        one.result.append(element)
        if one.asked:
            break


def list_answered(fields: Iterable[Field], kept: Container[str]) -> Iterator[Field]:
    """Those of `fields` that get new words: all but the `kept`, and but those that stand in what
    such a one shows.
    """
    settled = set[Field | None]()
    for one in fields:
        if one.outer in settled and not one.asked:
            settled.add(one)
        elif one.name not in kept:
            settled.add(one)
            yield one


def fill_fields(
    root: XmlElement, told: Mapping[str, str], used: frozenset[str]
) -> list[LostReference]:
    """Have fields show what the publication says, and never what the template last showed.

    `used` are the names of the styles that our text has, as Word has them. A STYLEREF to any other
    would print an error; it becomes plain text, and is given back.
    """
    fields, lost = list_fields(root), dict[Field, LostReference]()
    answered = list(list_answered(fields, _COUNTED | TYPED))
    for one in answered:
        if one.name != "STYLEREF":
            put_words(one.result, told.get(_NAMED.get(one.name, ""), ""))
            continue
        style = _name_style(one.argument)
        if style.casefold() in used:
            _point_to_heading(one, style)
            told_as = _SHOWN.get(style.casefold(), "title")
            put_words(one.result, "" if _NUMBERS.search(one.code) else told.get(told_as, ""))
            continue
        words = told.get("title", "") if _TITLE.search(style) else ""
        put_words(one.result, words)
        lost[one] = LostReference(style, one.code.strip(), words)
    inner = [one for one in fields if one.outer in answered and not one.asked]
    unlink(fields, {*lost, *inner})
    return list(lost.values())


def _name_style(argument: str) -> str:
    """Word's name for the style that a STYLEREF names; digits stand for headings."""
    return f"heading {argument}" if argument.isdigit() else name_in_english(argument)


def _point_to_heading(one: Field, style: str) -> None:
    """Have a STYLEREF name a heading by its level, which Word knows in every language.

    By name it knows `Überschrift 1` only where its menus are German.
    """
    level = _LEVEL.fullmatch(style)
    if not level or one.argument.casefold() == style or one.argument == level[1]:
        return
    start = one.code.index(one.argument)
    before, after = one.code[:start], one.code[start + len(one.argument) :]
    code = before.rstrip('"') + level[1] + after.lstrip('"')
    places = [mark for mark in one.marks if mark.tag == name_of("w:instrText")]
    put_words(places, code)
    for simple in one.marks:
        if simple.tag == name_of("w:fldSimple"):
            simple.set(name_of("w:instr"), code)


def unlink(fields: Iterable[Field], chosen: Container[Field]) -> None:
    """Leave of the fields that are `chosen`, and of those inside them, what they show."""
    gone = set[Field | None]()
    for one in fields:
        if one not in chosen and one.outer not in gone:
            continue
        if one.asked and one.outer in gone:
            put_words(one.result, "")
        for mark in one.marks:
            holder = mark.getparent()
            if mark.tag == name_of("w:fldSimple") and holder is not None:
                place = holder.index(mark)
                holder[place : place + 1] = list(mark)
            else:
                remove(mark)
        gone.add(one)


def fill_controls(root: XmlElement, told: Mapping[str, str]) -> None:
    """Have controls that show a property of the file show the publication's."""
    for control in root.iter(name_of("w:sdt")):
        properties = child(control, "w:sdtPr")
        binding = child(properties, "w:dataBinding")
        if binding is not None:
            put_words(control.iter(name_of("w:t")), told.get(_find_property(binding), ""))


def _find_property(binding: XmlElement) -> str:
    steps = re.findall(r"(\w+)(?:\[\d+\])?$", attribute(binding, "w:xpath"))
    return _BOUND.get(steps[0].casefold() if steps else "", "")


def list_filled(root: XmlElement) -> Iterator[XmlElement]:
    """The texts in `root` that a field or a control shows."""
    for one in list_answered(list_fields(root), TYPED):
        yield from one.result
    for control in root.iter(name_of("w:sdt")):
        if child(child(control, "w:sdtPr"), "w:dataBinding") is not None:
            yield from control.iter(name_of("w:t"))


def put_words(places: Iterable[XmlElement], words: str) -> None:
    """Have the first of `places` say `words`, and the others nothing."""
    for place, element in enumerate(list(places)):
        element.text = "" if place else words
