"""Small faults that can be put into the code of a module, to see whether its tests notice."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
JUNCTIONS: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
"""What each operator becomes."""
EXACT = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn, ast.Not)
"""Operators whose swap turns the whole condition round."""
UNSEEN = {"annotation", "returns", "decorator_list", "bases"}
"""Parts of the tree that only a type checker reads, or that would fail at once."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A fault, and where in the tree it goes."""

    parent: ast.AST
    field: str
    at: int
    """The place in the field when that is a list; -1 when it is not."""
    old: ast.AST
    new: ast.AST | None
    """What stands there instead; `None` for nothing."""

    @property
    def line(self) -> int:
        """The line of the code that it changes, from 1."""
        return getattr(self.old, "lineno", 0)

    def __str__(self) -> str:
        new = f"became `{_show(self.new)}`" if self.new else "is left out"
        return f"`{_show(self.old)}` {new}"


def _show(node: ast.AST) -> str:
    lines = ast.unparse(node).splitlines()
    return lines[0] + " …" * (len(lines) > 1)


def list_mutations(tree: ast.Module) -> tuple[Mutation, ...]:
    """Every fault that can be put into `tree`, in the order of its lines."""
    return tuple(sorted(_walk(tree), key=lambda mutation: mutation.line))


def mutate(tree: ast.Module, number: int) -> ast.Module:
    """`tree` itself, with the fault of that number in it."""
    mutation = list_mutations(tree)[number]
    if mutation.at < 0:
        setattr(mutation.parent, mutation.field, mutation.new)
    else:
        new = [mutation.new] if mutation.new else []
        getattr(mutation.parent, mutation.field)[mutation.at : mutation.at + 1] = new
    return ast.fix_missing_locations(tree)


def spread(items: Sequence[Item], count: int) -> tuple[Item, ...]:
    """At most `count` of `items`, evenly spread over them."""
    if len(items) <= count:
        return tuple(items)
    return tuple(items[place * len(items) // count] for place in range(count))


# ------------------------------------------------------------------------------------- places


def _walk(parent: ast.AST) -> Iterator[Mutation]:
    for field, value in ast.iter_fields(parent):
        if field in UNSEEN:
            continue
        children = cast("list[object]", value) if isinstance(value, list) else [value]
        for at, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_left_out(child):
                continue
            place = at if isinstance(value, list) else -1
            for new in (*_change(child), *_turn_round(field, child), *_drop(parent, child)):
                yield Mutation(parent, field, place, child, new)
            yield from _walk(child)


def _is_left_out(node: ast.AST) -> bool:
    """Whether the node is for readers and type checkers, or never reached."""
    match node:
        case ast.Expr(ast.Constant(str())) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(ast.Call(ast.Name("assert_never"))) | ast.If(ast.Name("TYPE_CHECKING")):
            return True
        case ast.AnnAssign(annotation=ast.Name("TypeAlias")):
            return True
        case ast.Assign(value=ast.Call(ast.Name("TypeVar"))):
            return True
        case _:
            return False


# ------------------------------------------------------------------------------------- faults


def _change(node: ast.AST) -> Iterator[ast.AST]:
    """What `node` may become."""
    match node:
        case ast.Compare(left, [op], right):
            yield ast.copy_location(ast.Compare(left, [COMPARISONS[type(op)]()], right), node)
        case ast.BoolOp(op, values):
            yield ast.copy_location(ast.BoolOp(JUNCTIONS[type(op)](), values), node)
        case ast.BinOp(left, op, right) if type(op) in OPERATIONS:
            yield ast.copy_location(ast.BinOp(left, OPERATIONS[type(op)](), right), node)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool(value)):
            yield ast.copy_location(ast.Constant(not value), node)
        case ast.Constant(int(value) | float(value)):
            yield ast.copy_location(ast.Constant(value + 1), node)
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Continue() | ast.Break():
            yield ast.copy_location(ast.Pass(), node)
        case _:
            pass


def _turn_round(field: str, child: ast.AST) -> Iterator[ast.AST]:
    """`not` before a condition, where no swap of an operator does the same."""
    if field not in {"test", "ifs", "guard"} or not isinstance(child, ast.expr):
        return
    match child:
        case ast.Compare(ops=[op]) | ast.UnaryOp(op) if isinstance(op, EXACT):
            pass
        case _:
            yield ast.copy_location(ast.UnaryOp(ast.Not(), child), child)


def _drop(parent: ast.AST, child: ast.AST) -> Iterator[ast.AST | None]:
    """What is left where one of several kinds is forgotten, or a field is not set anew."""
    match parent:
        case ast.Call(ast.Name("replace")) if isinstance(child, ast.keyword):
            yield None
        case ast.MatchOr([first, second, *_]):
            # a kind that stands there twice, since one kind alone needs another node
            yield second if child is first else first
        case _:
            pass
