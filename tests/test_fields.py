"""The table that says what each field of each node says to readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import get_args, get_type_hints

from octavo.document import Document, Draft, Section, Term
from octavo.document.fields import FIELDS, Uses, read_fields, uses_of, weaken


def list_kinds(hint: object) -> Iterator[type]:
    """The kinds of nodes that a type hint names."""
    if isinstance(hint, type) and is_dataclass(hint):
        yield hint
    for part in get_args(hint):
        yield from list_kinds(part)


def reach_kinds() -> set[type]:
    """Every kind of node that a draft or a document may have in it."""
    found: set[type] = set()
    waiting: list[type] = [Draft, Document]
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [one for hint in get_type_hints(kind).values() for one in list_kinds(hint)]
    return found


def list_unclassified(kind: type, uses: Uses) -> set[str]:
    """The fields that one of the two has and the other has not."""
    return {field.name for field in fields(kind)} ^ set(uses)


def name_of(kind: type) -> str:
    """What a parametrised test of `kind` is called."""
    return kind.__name__


KINDS: list[type] = sorted(reach_kinds(), key=name_of)


def test_every_field_of_every_node_is_classified() -> None:
    nothing: Uses = {"no row in FIELDS": "none"}
    left = {name_of(kind): list_unclassified(kind, FIELDS.get(kind, nothing)) for kind in KINDS}

    assert {name: fields for name, fields in left.items() if fields} == {}


def test_the_table_has_no_kind_that_no_document_has() -> None:
    assert FIELDS.keys() - reach_kinds() == set()


def test_a_new_field_is_noticed() -> None:
    @dataclass(frozen=True, slots=True)
    class Aside:
        title: str
        blocks: str

    assert list_unclassified(Aside, {"blocks": "required"}) == {"title"}


def test_what_is_under_an_optional_field_may_be_left_out() -> None:
    assert weaken("optional", "required") == "optional"
    assert weaken("required", "optional") == "optional"


def test_nothing_under_a_hidden_field_may_be_shown() -> None:
    assert weaken("hidden", "id") == "hidden"
    assert weaken("hidden", "required") == "hidden"


def test_a_value_that_is_no_node_has_no_uses() -> None:
    assert uses_of(str) == {}
    assert uses_of(Section)["title"] == "required"


def test_fields_are_read_in_the_order_of_the_class() -> None:
    term = Term("MDO", "Multi-Domain Operations")

    assert list(read_fields(term)) == [
        ("short", "required", "MDO"),
        ("expansion", "required", "Multi-Domain Operations"),
    ]


def test_a_value_that_is_no_node_has_no_fields() -> None:
    assert list(read_fields("text")) == []
