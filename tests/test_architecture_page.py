"""What docs/architecture.md names is there, and the paragraph it follows goes where it says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from architecture import PACKAGE, ROOT, modules
from octavo import Folder, read, select
from octavo.document import Paragraph, Point
from octavo.document.walk import query
from test_architecture import MAY_USE

TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = "|".join(room for room in MAY_USE if not room.startswith("_"))
NAMES = sorted(set(re.findall(rf"`((?:{ROOMS})(?:\.\w+)+)`", TEXT)))
CONTENT = ROOT / "content" / "space-2040"


def test_what_the_page_names_is_there() -> None:
    assert [name for name in NAMES if not is_there(f"octavo.{name}")] == []


def is_there(name: str) -> bool:
    """Whether `name` is a module, or a function or class in one."""
    known = {module.name for module in modules()}
    module, _, rest = name.rpartition(".")
    return name in known or (module in known and rest in defined_in(module))


def defined_in(name: str) -> set[str]:
    """The functions and classes on the top level of the module called `name`."""
    tree = next(module.tree for module in modules() if module.name == name)
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_the_page_names_enough_to_follow() -> None:
    assert len(NAMES) > 40


def test_the_page_lists_the_rooms_in_the_order_of_the_table() -> None:
    table = TEXT.partition("\n## The rooms\n")[2].partition("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)`(?:, `(\w+)`)? \|", table, re.MULTILINE)

    assert [room for row in listed for room in row if room] == list(MAY_USE)


def test_every_folder_is_a_room() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}

    assert folders - MAY_USE.keys() == set()


def test_the_paragraph_is_in_the_file_that_the_page_names() -> None:
    file = Path(CONTENT / "07-policy.md").read_text(encoding="utf-8")

    assert "{#policy-posture}" in file
    assert "{{ facts.gdp }}" in file


def test_the_key_message_rests_on_the_paragraph() -> None:
    document = select(read(Folder(CONTENT), "space-2040"), "political")
    point = next(point for point in query(document.sections, Point) if point.id == "align-policy")
    ids = {paragraph.id for paragraph in query(document.sections, Paragraph)}

    assert point.rests_on == "policy-posture"
    assert point.rests_on in ids
