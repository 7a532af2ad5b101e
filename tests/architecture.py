"""The source files of Octavo as syntax trees, for the tests that judge the code itself."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generators" / "octavo"


@dataclass(frozen=True)
class Module:
    """One source file of the package."""

    name: str
    """Dotted, such as `octavo.fonts.faces`; a package's own name for its `__init__`."""
    path: Path
    tree: ast.Module

    @property
    def room(self) -> str:
        """The module or package right under `octavo` that it is, or is part of."""
        return self.name.split(".")[1] if "." in self.name else self.name

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its tree: many tests ask, and finding them is most of their time."""
        return tuple(ast.walk(self.tree))


@lru_cache(1)
def modules() -> tuple[Module, ...]:
    """Every module of the package, sorted by name."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return Module(name, path, ast.parse(path.read_text(encoding="utf-8"), str(path)))


@lru_cache(None)
def imports(module: Module, for_types: bool = True) -> tuple[str, ...]:
    """The dotted name of everything the module imports, wherever in it.

    `for_types` says whether what only a type checker sees counts too.
    For `from a import b` that is `a.b`; relative imports come out absolute.
    """
    return tuple(_list_imports(module, module.nodes if for_types else _running(module.tree)))


def _list_imports(module: Module, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom():
                base = _resolve(module, node)
                yield from (f"{base}.{alias.name}" for alias in node.names)
            case _:
                pass


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes under `node`, without what stands under `if TYPE_CHECKING`."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from _running(child)


def _resolve(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    is_package = module.path.name == "__init__.py"
    parts = module.name.split(".")
    parts = parts[: len(parts) - node.level + is_package]
    return ".".join([*parts, *([node.module] if node.module else [])])


def rooms_used(module: Module) -> set[str]:
    """The rooms of Octavo, other than its own, that the module imports anything from."""
    used = {name.split(".")[1] for name in imports(module) if name.startswith("octavo.")}
    return used - {module.room}


def modules_used(module: Module) -> set[str]:
    """The other modules of Octavo that the module imports, or imports anything from."""
    known = {other.name for other in modules()}
    used = {name if name in known else name.rpartition(".")[0] for name in imports(module)}
    return used & known - {module.name}


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of the module."""
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def every_module(law: Callable[[Module], None]) -> Callable[[], None]:
    """One test that holds every module against the law: three thousand tests of a millisecond each
    take ten times as long as what they do."""

    def hold() -> None:
        for module in modules():
            try:
                law(module)
            except AssertionError as fault:
                raise AssertionError(f"{module.name}: {fault}") from fault

    hold.__name__, hold.__doc__ = law.__name__, law.__doc__
    return hold
