"""Who may import whom, and what no module may touch."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib

import pytest

from architecture import (
    PACKAGE,
    ROOT,
    Module,
    functions,
    imports,
    modules,
    modules_used,
    rooms_used,
)

VALUES = {"document", "problem"}
READING = {"page", "yaml_tree", "validation", "schema"}
"""Text files, YAML with its places, and what it may say."""
SETTING = {"theme", "length", "library"}
LANGUAGE = {"dates", "phrases", "words"}
"""What a generator says of its own, in the publication's language."""
GENERATOR = (
    {"artwork", "drawing", "generator", "marking", "pdf", "typeset", "walk"}
    | LANGUAGE
    | READING
    | SETTING
    | VALUES
)

# Each room, and the other rooms it may use. A room is a module or a package right under `octavo`.
MAY_USE: dict[str, set[str]] = {
    # values, which know nothing
    "problem": set(),
    "attribution": {"problem"},
    "illustration": set(),
    "imprint": set(),
    "marking": {"length"},
    "document": {"attribution", "illustration", "imprint", "marking", "problem"},
    "walk": {"document"},
    "queries": {"document", "walk"},
    "approval": {"document", "walk"},
    "length": set(),
    "drawing": {"length"},
    "library": set(),
    "libreoffice": {"problem"},
    "generator": {"library"} | VALUES,
    # reading
    "page": {"library", "problem"},
    "yaml_tree": {"page", "problem"},
    "validation": {"page", "problem", "yaml_tree"},
    "schema": {"document"},
    "words": {"library", "problem"} | READING,
    "dates": {"document"},
    "phrases": {"library", "problem"} | READING,
    "theme": {"length", "library", "page", "problem", "yaml_tree"},
    "contrast": {"theme"},
    "markdown": set(),
    "expressions": {"page", "words"} | VALUES,
    "typography": {"document", "words"},
    "setting": {"document", "expressions", "marking", "page", "words"},
    "scheme": {"library", "marking", "page", "problem", "setting", "sheet"} | READING | {"length"},
    "inlines": {"expressions", "markdown", "page", "queries", "setting"}
    | {"typography", "walk"}
    | VALUES,
    "fences": {"page", "problem", "setting"},
    "sheet": {"expressions", "inlines", "setting"} | READING | VALUES,
    "figures": {"fences", "scheme", "setting", "sheet"} | READING | VALUES,
    "blocks": {"fences", "figures", "inlines", "markdown", "page", "setting", "walk"} | VALUES,
    "sections": {"blocks", "expressions", "scheme", "setting", "sheet", "walk"} | READING | VALUES,
    "publication": {"expressions", "figures", "library", "markdown", "scheme", "setting", "sheet"}
    | {"typography", "words"}
    | READING
    | VALUES,
    "source": {"expressions", "library", "publication", "sections", "setting", "sheet", "walk"}
    | READING
    | VALUES,
    # judging and choosing
    "checks": {"approval", "audience", "contrast", "library", "page", "phrases", "portions"}
    | {"schema"}
    | {"theme", "walk"}
    | VALUES,
    "portions": {"marking", "walk"} | VALUES,
    "audience": {"marking", "portions", "queries", "walk"} | VALUES,
    # the engine rooms: they know nodes, tokens and drawings, and no generator
    "typeset": {"artwork", "drawing", "pdf", "walk"} | SETTING | VALUES,
    "artwork": {"contrast", "drawing", "typeset", "walk"} | SETTING | VALUES,
    "pdf": {"drawing", "typeset", "walk"} | SETTING | VALUES,
    "docx": {"artwork", "drawing", "typeset", "walk"} | SETTING | VALUES,
    # the generators: they know the engine rooms, and never each other
    "booklet": GENERATOR,
    "word": GENERATOR | {"docx", "libreoffice"},
    "briefing": GENERATOR | {"approval", "docx"},
    # the second look, which shares nothing with what makes the files
    "audit": {"library"} | VALUES,
    # the way from a folder to finished files
    "options": {"page", "problem"},
    "writing": set(),
    "manifest": {"library", "walk"} | VALUES,
    "garbage": set(),
    "build": {"audience", "audit", "checks", "garbage", "generator", "library", "manifest"}
    | {"options", "page", "portions", "source", "walk", "writing"}
    | VALUES,
    "comparison": {"build", "generator", "library"},
    "cli": {"approval", "audience", "build", "comparison", "generator", "library", "manifest"}
    | {"problem", "source", "walk", "writing"},
    # the doors
    "octavo": {"audience", "build", "checks", "generator", "library", "manifest", "source"}
    | VALUES,
    "__main__": {"cli"},
}

with (ROOT / "pyproject.toml").open("rb") as file:
    ENTRY_POINTS: dict[str, str] = tomllib.load(file)["project"]["entry-points"][
        "octavo.generators"
    ]
GENERATORS = {value.split(":")[0].split(".")[1] for value in ENTRY_POINTS.values()}
ENGINE_ROOMS = {"typeset", "artwork", "pdf", "docx"}
OUTSIDE = {"source", "build", "cli", "manifest", "writing", "options"}
"""The rooms that touch the disk, or lead to those that do."""

OUTSIDE_WORLD = {
    "glob",
    "http",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid.uuid1",
    "uuid.uuid4",
}
MAY_TOUCH_THE_WORLD = {
    "octavo.library": "it is the door",
    "octavo.build": "it is given the folder to read from and the one to write to",
    "octavo.source": "its `read` is given a folder",
    "octavo.manifest": "it verifies a finished folder",
    "octavo.writing": "it writes what was built",
    "octavo.cli": "it finds the publication and the place for its files",
    "octavo.libreoffice": "it asks another program, on files of its own",
    "octavo.typeset.fonts": "typefaces are files of installed packages, fixed by the lock",
}

HEAVY = {
    "PIL",
    "babel",
    "docx",
    "jinja2",
    "lxml",
    "markdown",
    "pikepdf",
    "pydantic",
    "pypdfium2",
    "pyphen",
    "reportlab",
    "rich",
    "segno",
    "uharfbuzz",
    "yaml",
}


def name_of(module: Module) -> str:
    """What a parametrised test of `module` is called."""
    return module.name


every_module = pytest.mark.parametrize("module", modules(), ids=name_of)


@every_module
def test_a_module_uses_only_rooms_it_may_use(module: Module) -> None:
    assert rooms_used(module) - MAY_USE.get(module.room, set()) == set()


def test_every_room_has_a_row_in_the_table() -> None:
    assert {module.room for module in modules()} - MAY_USE.keys() == set()


def test_the_table_names_only_rooms_that_there_are() -> None:
    assert MAY_USE.keys() - {module.room for module in modules()} == set()


def test_only_modules_that_there_are_may_touch_the_world() -> None:
    assert MAY_TOUCH_THE_WORLD.keys() - {module.name for module in modules()} == set()


def test_the_document_knows_only_problems_and_its_own_values() -> None:
    own = {"attribution", "illustration", "imprint", "marking"}
    assert MAY_USE["document"] == {"problem"} | own
    assert MAY_USE["illustration"] == MAY_USE["imprint"] == set()
    assert MAY_USE["attribution"] == {"problem"}


def test_a_drawing_knows_only_lengths() -> None:
    assert MAY_USE["drawing"] == {"length"}


@pytest.mark.parametrize("room", sorted(MAY_USE))
def test_no_room_uses_a_generator(room: str) -> None:
    assert MAY_USE[room] & GENERATORS == set()


@pytest.mark.parametrize("room", sorted(ENGINE_ROOMS))
def test_an_engine_room_knows_neither_generators_nor_the_source(room: str) -> None:
    assert MAY_USE[room] & ({"generator", "audience", "checks"} | OUTSIDE | READING) == set()


@pytest.mark.parametrize("room", sorted(GENERATORS))
def test_a_generator_knows_nothing_of_where_a_document_comes_from(room: str) -> None:
    assert MAY_USE[room] & ({"audience", "checks", "markdown"} | OUTSIDE) == set()


def test_no_modules_use_each_other_in_a_circle() -> None:
    left = {module.name: modules_used(module) for module in modules()}
    while free := [name for name, used in left.items() if not used & left.keys()]:
        for name in free:
            del left[name]

    assert left == {}


# ---------------------------------------------------------------------------- purity


@every_module
def test_a_module_reaches_the_world_only_where_that_is_its_job(module: Module) -> None:
    reached = {
        name
        for name in imports(module)
        for world in OUTSIDE_WORLD
        if name == world or name.startswith(f"{world}.")
    }

    assert reached == set() or module.name in MAY_TOUCH_THE_WORLD


@every_module
def test_no_module_asks_for_the_time_or_for_chance(module: Module) -> None:
    asked = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow", "uuid1", "uuid4"}
    ]

    assert asked == []


@every_module
def test_files_are_opened_only_where_that_is_the_job(module: Module) -> None:
    opened = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "io.open"}
    ]

    assert opened == [] or module.name in MAY_TOUCH_THE_WORLD


# ---------------------------------------------------------------------------- names


@every_module
def test_no_module_has_the_name_of_a_public_function_in_it(module: Module) -> None:
    name = module.name.split(".")[-1]
    public = {node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)}

    assert name not in public


def test_no_module_is_named_as_a_public_function_of_its_package() -> None:
    api = next(module for module in modules() if module.name == "octavo")
    exported = {
        str(ast.literal_eval(name))
        for node in api.tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for name in getattr(node.value, "elts", [])
    }
    stems = {path.stem for path in PACKAGE.iterdir()}

    assert exported & stems == set()


@every_module
def test_functions_are_short(module: Module) -> None:
    long = {
        node.name: lines
        for node in functions(module)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > 60
    }

    assert long == {}


def test_nine_functions_in_ten_have_at_most_25_lines() -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for module in modules()
        for node in functions(module)
    )

    assert lengths[len(lengths) * 9 // 10] <= 25


@every_module
def test_nothing_is_nested_deeper_than_three(module: Module) -> None:
    deep = {node.name: depth for node in functions(module) if (depth := measure(node)) > 3}

    assert deep == {}


def measure(node: ast.AST) -> int:
    """How many loops, conditions and the like stand inside one another under `node`."""
    kinds = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)
    depths = [0]
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        own = isinstance(child, kinds) and not is_elif(node, child)
        depths.append(measure(child) + own)
    return max(depths)


def is_elif(parent: ast.AST, child: ast.AST) -> bool:
    """Whether `child` is the `elif` of `parent`, which stands no deeper than its `if`."""
    return isinstance(parent, ast.If) and isinstance(child, ast.If) and parent.orelse == [child]


def test_an_elif_is_no_deeper_than_its_if() -> None:
    tree = ast.parse("def f():\n if a: b\n elif c: d\n elif e:\n  for g in h: i")

    assert measure(tree.body[0]) == 2


# ---------------------------------------------------------------------------- start-up


def loaded_by(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after running `code`."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    loaded = loaded_by(f"from octavo.cli import run\nassert run({arguments}) == 0")

    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_importing_octavo_loads_no_heavy_library() -> None:
    assert loaded_by("import octavo") & HEAVY == set()


def test_listing_the_generators_imports_none_of_them() -> None:
    assert loaded_by("from octavo.generator import names\nassert names()") & HEAVY == set()


def test_a_library_that_is_loaded_is_seen() -> None:
    assert loaded_by("import yaml") & HEAVY == {"yaml"}


def test_every_dependency_but_click_is_called_heavy() -> None:
    with (ROOT / "pyproject.toml").open("rb") as project:
        named = tomllib.load(project)["project"]["dependencies"]
    modules_of = {"pillow": "PIL", "python-docx": "docx", "pyyaml": "yaml"}
    plain = {requirement.split(">")[0].split("=")[0] for requirement in named}
    light = {"click", "fontpkg-source-sans-3", "fontpkg-source-serif-4"}

    assert {modules_of.get(name, name) for name in plain - light} == HEAVY
