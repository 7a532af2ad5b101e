"""The public API is what `octavo` exports: all of it listed, none of it undocumented."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import octavo
from architecture import modules
from octavo.document import tree

API = next(module for module in modules() if module.name == "octavo")


def imported_for_checkers() -> dict[str, str]:
    """What the type checkers see `octavo` export: each name and the module it comes from."""
    return {
        alias.asname or alias.name: node.module or ""
        for block in API.tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module != "octavo.document"
        for alias in node.names
        if alias.name != "*"
    }


def test_every_node_is_exported() -> None:
    assert all(getattr(octavo, name) is getattr(tree, name) for name in tree.__all__)


def test_no_node_has_the_name_of_something_else() -> None:
    assert set(tree.__all__) & set(octavo.__all__) == set()


def test_the_names_are_sorted() -> None:
    assert octavo.__all__ == sorted(octavo.__all__)


def test_no_name_stands_twice() -> None:
    assert len(octavo.__all__) == len(set(octavo.__all__))


def test_the_type_checkers_see_the_same_names() -> None:
    assert sorted(imported_for_checkers()) == octavo.__all__


def test_a_name_comes_from_where_the_type_checkers_see_it() -> None:
    homes = imported_for_checkers()
    found = {name: getattr(octavo, name).__module__ for name in octavo.__all__}

    assert {n: home for n, home in found.items() if not home.startswith(homes[n])} == {}


def test_a_name_is_documented() -> None:
    said = {name: inspect.getdoc(getattr(octavo, name)) or "" for name in octavo.__all__}

    assert [n for n, text in said.items() if not re.search("[.:]$", text.split("\n\n")[0])] == []


def test_a_name_is_typed() -> None:
    for name in octavo.__all__:
        found = getattr(octavo, name)
        if inspect.isfunction(found):
            signature = inspect.signature(found)
            kinds = [parameter.annotation for parameter in signature.parameters.values()]

            assert inspect.Signature.empty not in [*kinds, signature.return_annotation], name


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(octavo.__file__).with_name("py.typed").is_file()


def test_what_is_not_exported_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute `nothing`"):
        getattr(octavo, "nothing")  # noqa: B009  plainly written, the type checkers refuse it


def test_every_name_in_the_module_docstring_is_exported() -> None:
    named = set(re.findall(r"`([A-Za-z]+)`", octavo.__doc__ or ""))

    assert named - {"generate"} <= {*octavo.__all__, *tree.__all__}
