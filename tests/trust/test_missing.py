"""That whatever a booklet or a Word version leaves out is missed, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any, cast, get_type_hints

import pytest

from octavo.audit import audit_file, expect
from octavo.build.making import find_claims
from octavo.document import Draft, Imprint, Inlines, Section, Term, Text
from octavo.document.fields import FIELDS
from octavo.files.library import Memory
from octavo.generator import find_generator
from octavo.selection.audience import select
from trust.nest import MAKERS, Nest, Readers, make_publication

Field = tuple[type, str]
SAID_AGAIN = {(Imprint, "year"), (Term, "expansion")}
"""What other fields say too: the days of the event, and the abbreviation in its sentence."""


class OpenNest(Nest):
    """Where everything is for everyone, and nothing is marked."""

    def choose(self, readers: Readers) -> tuple[frozenset[str], Readers]:
        """Everyone."""
        return frozenset(), readers

    def mark(self, readers: Readers) -> str:
        """No mark."""
        return ""


def make_draft() -> tuple[Draft, Memory]:
    """A publication with a block of every kind, all of it for everyone."""
    everyone = frozenset({""})
    nest = OpenNest(Random(1), everyone, places=[("one", "one")])
    blocks = tuple(make(nest, everyone, frozenset()) for make in dict.fromkeys(MAKERS))
    sections = (Section("one", "The only chapter", "chapter", blocks),)
    facts, terms = tuple(nest.facts), tuple(nest.terms)
    draft = Draft(make_publication(nest), sections, facts, (), terms, (), ())
    return draft, Memory(nest.files)


def list_required() -> list[Field]:
    """The fields with words that a whole edition has to say, in kinds that the publication has."""
    draft, _ = make_draft()
    found = {
        (kind, name)
        for kind, uses in FIELDS.items()
        for name, use in uses.items()
        if use == "required" and get_type_hints(kind)[name] in (str, Inlines)
    }
    there = set(_list_filled(draft)) - SAID_AGAIN
    return sorted(found & there, key=lambda one: (one[0].__name__, one[1]))


def _list_filled(node: object) -> Iterator[Field]:
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from _list_filled(one)
    elif is_dataclass(node):
        for field in fields(node):
            value: object = getattr(node, field.name)
            if value:
                yield type(node), field.name
                yield from _list_filled(value)


def drop(node: Any, where: Field) -> Any:
    """The node with other words in that field, however deep: those that were there are lost."""
    if isinstance(node, tuple):
        return tuple(drop(one, where) for one in cast("tuple[object, ...]", node))
    if not is_dataclass(node) or isinstance(node, type):
        return node
    values = {field.name: drop(getattr(node, field.name), where) for field in fields(node)}
    kind, name = where
    if type(node) is kind and values[name]:
        values[name] = "Space" if isinstance(values[name], str) else (Text("Space"),)
    return replace(node, **values)


@pytest.mark.slow
@pytest.mark.parametrize("generator", ["booklet", "word"])
def test_a_field_that_is_left_out_of_a_whole_edition_is_missed(generator: str) -> None:
    draft, library = make_draft()
    expected = expect(draft, None, library)
    made = find_generator(generator)
    claims = find_claims(generator, "small")

    def judge(source: Draft) -> set[str]:
        data = made.generate(select(source), made.options(), library).data
        return {problem.code for problem in audit_file("small", data, expected, claims)}

    assert judge(draft) == set()
    assert [one for one in list_required() if "FIL002" not in judge(drop(draft, one))] == []
