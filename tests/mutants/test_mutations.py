from __future__ import annotations

import ast
from pathlib import Path

import pytest

from mutants.mutations import list_mutations, mutate, spread

ROOT = Path(__file__).resolve().parents[2]


def faults(code: str) -> list[str]:
    """What can go wrong in `code`, without the words between."""
    return [str(one).replace(" became ", " → ") for one in list_mutations(ast.parse(code))]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a == b", ["`a == b` → `a != b`"]),
        ("a < b", ["`a < b` → `a <= b`"]),
        ("a in b", ["`a in b` → `a not in b`"]),
        ("a and b and c", ["`a and b and c` → `a or b or c`"]),
        ("a + b", ["`a + b` → `a - b`"]),
        ("a // b", ["`a // b` → `a * b`"]),
        ("not a", ["`not a` → `a`"]),
        ("True", ["`True` → `False`"]),
        ("a[0]", ["`0` → `1`"]),
        ("a.b(c)", ["`a.b(c)` → `pass`"]),
        ("a += b", ["`a += b` → `pass`"]),
        ("x = b if a else c", ["`a` → `not a`"]),
        ("x = [a for a in b if a.c]", ["`a.c` → `not a.c`"]),
        ("x = replace(a, b=c, d=e)", ["`b=c` is left out", "`d=e` is left out"]),
    ],
)
def test_a_piece_of_code_can_go_wrong_in_these_ways(code: str, expected: list[str]) -> None:
    assert faults(code) == expected


def test_a_condition_is_turned_round_once() -> None:
    assert faults("if a == b: c = d") == ["`a == b` → `a != b`"]
    assert faults("if a < b: c = d") == ["`a < b` → `a <= b`", "`a < b` → `not a < b`"]


def test_a_kind_of_node_can_be_forgotten() -> None:
    code = "match a:\n case B() | C():\n  d = e"

    assert faults(code) == ["`B()` → `C()`", "`C()` → `B()`"]


@pytest.mark.parametrize(
    "code",
    [
        'def f(a: "x | 1") -> 2:\n "Doc."\n return a',
        "a: Literal[1, 2]",
        "A: TypeAlias = tuple[B, C] | D[1]",
        "T = TypeVar('T', bound=1)",
        "if TYPE_CHECKING:\n a = 1",
        "assert_never(a)",
        "from a import b",
        "@dataclass(frozen=True)\nclass A(B[1]):\n pass",
    ],
)
def test_what_only_readers_and_type_checkers_see_has_no_faults(code: str) -> None:
    assert faults(code) == []


def test_a_fault_goes_into_the_code() -> None:
    tree = ast.parse("a = [b < c, 1]")

    assert ast.unparse(mutate(tree, 1)) == "a = [b < c, 2]"


def test_what_is_left_out_is_gone_from_the_code() -> None:
    assert ast.unparse(mutate(ast.parse("a = replace(b, c=d, e=f)"), 0)) == "a = replace(b, e=f)"


def test_few_of_many_are_spread_evenly() -> None:
    assert spread(range(10), 4) == (0, 2, 5, 7)
    assert spread("abc", 4) == ("a", "b", "c")


def test_faults_of_a_module_make_code_that_compiles() -> None:
    code = (ROOT / "generators/octavo/document/walk.py").read_text(encoding="utf-8")

    for number in range(0, len(list_mutations(ast.parse(code))), 7):
        compile(mutate(ast.parse(code), number), "walk.py", "exec")
