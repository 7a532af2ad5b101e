"""Every error says what to do, in its hint."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from architecture import Module, every_module, modules

SAYS_IT_ITSELF = {"THM001": "it names what is expected"}
"""Codes of errors whose message is what to do."""
NOT_YET = {"octavo.audit"}
"""Where there are errors without a hint still. No module may be added."""
NOT_ASKED = {"octavo.files.source_file", "octavo.build.writing", "octavo.pdf.finished_pdf"}
"""Modules with a function that does not insist on a hint: those that the other test looks at, and
what is said of disks and of finished files, about which nothing may be left to do."""
PLACE_OF_HINT = {"error": 3, "Problem": 4}
"""How many arguments stand before the hint."""


def list_bare(module: Module) -> Iterator[str]:
    """The calls that make an error without a hint."""
    for node in module.nodes:
        if not isinstance(node, ast.Call):
            continue
        place = PLACE_OF_HINT.get(ast.unparse(node.func))
        named = {keyword.arg for keyword in node.keywords}
        if place is None or len(node.args) > place or "hint" in named:
            continue
        text = ast.unparse(node)
        if not any(f"'{code}'" in text for code in SAYS_IT_ITSELF):
            yield f"{node.lineno}: {text}"


@every_module
def test_every_error_has_a_hint(module: Module) -> None:
    if not module.name.startswith(tuple(NOT_YET)):
        assert list(list_bare(module)) == []


@every_module
def test_whatever_reports_for_others_insists_on_a_hint(module: Module) -> None:
    if module.name not in NOT_ASKED:
        assert list(list_optional(module)) == []


def list_optional(module: Module) -> Iterator[str]:
    """The functions of the module that can be called without a hint, although they take one."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef):
            given = node.args
            usual = [one.arg for one in given.args[len(given.args) - len(given.defaults) :]]
            named = zip(given.kwonlyargs, given.kw_defaults, strict=True)
            usual += [one.arg for one, default in named if default is not None]
            if "hint" in usual:
                yield f"{node.lineno}: {node.name}"


def test_a_function_that_does_not_insist_on_a_hint_is_found() -> None:
    lines = ('def a(code, hint=""): ...', 'def b(code, *, hint=""): ...', "def c(code, hint): ...")
    tree = ast.parse("\n".join(lines))
    module = Module("octavo.example", modules()[0].path, tree)

    assert list(list_optional(module)) == ["1: a", "2: b"]


def test_an_error_without_a_hint_is_found() -> None:
    tree = ast.parse('error("X001", "wrong", None)\nerror("X001", "wrong", None, "mend it")')
    module = Module("octavo.example", modules()[0].path, tree)

    assert [line[:2] for line in list_bare(module)] == ["1:"]
