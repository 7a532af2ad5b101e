"""Who may import whom, and what no module may touch."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise

import pytest

from architecture import (
    PACKAGE,
    ROOT,
    Module,
    every_module,
    functions,
    imports,
    modules,
    modules_used,
    rooms_used,
)

VALUES = {"document", "files", "style"}
"""What every later room may use: nodes and problems, text files, the look and the words."""
ENGINE = {"fonts", "artwork", "pdf", "typeset"}

# Each room and the others it may use, in the order in which a publication passes through them: a
# room uses none that stands below it. A room is a package, or one of the three modules that are
# the doors: `generator`, the contract of a plug-in; `octavo`, the API; `__main__`, the command.
MAY_USE: dict[str, set[str]] = {
    # values, and the only way in from outside
    "document": set(),
    "files": {"document"},
    "style": {"document", "files"},
    "generator": {"document", "files"},
    # what was found before
    "cache": {"document", "files"},
    # a folder becomes a draft, a draft what one audience may read
    "source": VALUES,
    "selection": {"document"},
    "checks": {"selection"} | VALUES,
    # the engine rooms: they know nodes, words and drawings, and no generator
    "fonts": VALUES,
    "artwork": {"fonts"} | VALUES,
    "pdf": {"fonts"} | VALUES,
    "typeset": {"artwork", "fonts", "pdf"} | VALUES,
    "docx": {"artwork", "fonts"} | VALUES,
    # the generators, which never use each other
    "booklet": {"generator"} | ENGINE | VALUES,
    "word": {"generator", "artwork", "docx"} | VALUES,
    "briefing": {"generator", "docx"} | ENGINE | VALUES,
    # the second look, which shares nothing with what makes the files
    "audit": {"document", "files"},
    # the way from a folder to finished files
    "build": {"audit", "cache", "checks", "generator", "selection", "source"} | VALUES,
    # signatures of finished files
    "sealing": {"build", "document"},
    # documents of other programs become a source
    "importing": {"build", "docx", "source"} | VALUES,
    # the publication in the browser
    "preview": {"build", "docx", "generator", "pdf", "selection", "source"} | VALUES,
    "commands": {
        *{"build", "cache", "generator", "importing", "preview", "sealing", "selection", "source"},
        *VALUES,
    },
    "octavo": {"build", "checks", "generator", "selection", "source"} | VALUES,
    "__main__": {"commands"},
}
# Rooms with rooms of their own, and what each of these may use of the room around it.
INNER: dict[str, set[str]] = {
    "briefing.choice": set(),
    "briefing.plan": set(),
    "briefing.layout": {"briefing.choice", "briefing.plan"},
    "docx.pages": {"docx"},
    "docx.house": {"docx", "docx.pages"},
    "importing.markdown": {"importing"},
    "importing.word": {"importing"},
    "source.schema": set(),
}

with (ROOT / "pyproject.toml").open("rb") as file:
    ENTRY_POINTS: dict[str, str] = tomllib.load(file)["project"]["entry-points"][
        "octavo.generators"
    ]
GENERATORS = {value.split(":")[0].split(".")[1] for value in ENTRY_POINTS.values()}
ENGINE_ROOMS = ENGINE | {"docx"}
OUTSIDE = {"source", "selection", "checks", "audit", "build", "commands"}
"""The rooms that know where a document comes from, or what becomes of a file."""

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
    "octavo.files.library": "it is the door",
    "octavo.build.steps": "it is given the folder to read from and the one to write to",
    "octavo.build.isolation": "it runs generators of other packages in processes of their own",
    "octavo.build.processes": "it starts processes, and sees whether their parent is there",
    "octavo.build.spreading": "it has files made in a folder, and is used by threads",
    "octavo.build.unchanged": "it sees whether what was built stands where it was written",
    "octavo.cache.entry_folder": "it keeps files in a folder of the user's",
    "octavo.cache.versions": "it looks at the code that runs, and at other programs",
    "octavo.commands.caching": "it obeys OCTAVO_CACHE",
    "octavo.source.draft": "its `read` is given a folder",
    "octavo.build.manifest": "it verifies a finished folder",
    "octavo.build.writing": "it writes what was built",
    "octavo.build.exchange": "it has two folders change places",
    "octavo.build.output_folder": "it is told the folder that is written to",
    "octavo.importing.folder": "it writes what was imported, and reads beside the document",
    "octavo.importing.importer": "it is told the folder that is written to",
    "octavo.commands.arguments": "it says which arguments are paths",
    "octavo.commands.build": "it tells how long it took, and whether files were written",
    "octavo.commands.colours": "it obeys NO_COLOR, FORCE_COLOR and TERM",
    "octavo.commands.clock": "it tells whether a certificate has expired",
    "octavo.sealing.folder": "it is told the folder whose files are signed",
    "octavo.sealing.verification": "it verifies a finished folder",
    "octavo.commands.exit_status": "it closes a stream that nobody reads any more",
    "octavo.commands.folders": "it finds the publication and the place for its files",
    "octavo.build.source_writing": "it writes what a command changes in the source",
    "octavo.pdf.placement": "PDFium may be used by one thread at a time",
    "octavo.preview.changes": "it watches the folder of the publication",
    "octavo.preview.check_process": "it is a process of its own",
    "octavo.preview.child_process": "it gives way to others, and ends when the preview does",
    "octavo.preview.daemon_threads": "nobody waits for its threads when the preview ends",
    "octavo.preview.guard": "it reads cookies, and compares a secret without telling how far",
    "octavo.preview.history": "it writes what was changed on the page",
    "octavo.preview.page_images": "its images are asked for by several threads",
    "octavo.preview.rebuilding": "it is given the folder to read from, and asked by threads",
    "octavo.preview.running": "it opens a port of this machine, and a browser",
    "octavo.preview.second_look": "it starts a process and ends it",
    "octavo.preview.server": "it serves this machine alone",
    "octavo.preview.word_pages": "it starts a process that asks that other program",
    "octavo.preview.word_process": "it is that process",
    "octavo.commands.several": "it finds publications in a folder",
    "octavo.docx.libreoffice": "it runs another program, on files of its own",
    "octavo.importing.libreoffice": "it says what became of that other program",
    "octavo.word.libreoffice": "it does, too",
    "octavo.fonts.font_files": "typefaces are files of installed packages, fixed by the lock",
}

EXTRAS = {"asn1crypto", "cryptography", "dask", "distributed", "pyhanko"}
"""What only the extras `octavo[seal]` and `octavo[cluster]` bring."""
HEAVY = {
    "PIL",
    "asn1crypto",
    "babel",
    "cryptography",
    "dask",
    "distributed",
    "docx",
    "jinja2",
    "lxml",
    "markdown",
    "markdown_it",
    "mdit_py_plugins",
    "pikepdf",
    "pydantic",
    "pyhanko",
    "pypdfium2",
    "pyphen",
    "pyuca",
    "reportlab",
    "rich",
    "segno",
    "starlette",
    "uharfbuzz",
    "uvicorn",
    "watchfiles",
    "yaml",
}


@every_module
def test_a_module_uses_only_rooms_it_may_use(module: Module) -> None:
    assert rooms_used(module) - MAY_USE.get(module.room, set()) == set()


def test_every_room_has_a_row_in_the_table() -> None:
    assert {module.room for module in modules()} - MAY_USE.keys() == set()


def test_the_table_names_only_rooms_that_there_are() -> None:
    assert MAY_USE.keys() - {module.room for module in modules()} == set()


def test_only_modules_that_there_are_may_touch_the_world() -> None:
    assert MAY_TOUCH_THE_WORLD.keys() - {module.name for module in modules()} == set()


def test_a_room_uses_only_rooms_that_stand_above_it() -> None:
    order = list(MAY_USE)
    below = {
        room: wrong
        for at, room in enumerate(order)
        if (wrong := MAY_USE[room] - set(order[:at])) and room != "__main__"
    }

    assert below == {}


@every_module
def test_a_module_uses_only_inner_rooms_it_may_use(module: Module) -> None:
    own = inner_room(module.name)
    if own not in INNER:
        return
    around = own.split(".")[0]
    used = {inner_room(name) for name in modules_used(module) if name.split(".")[1] == around}

    assert used - {own} - INNER[own] == set()


def test_every_inner_room_has_a_row_in_the_table() -> None:
    inner = {inner_room(module.name) for module in modules()}

    assert {room for room in inner if "." in room} == INNER.keys()


def inner_room(name: str) -> str:
    """The room of the module called `name` and, if it has one, the room inside that."""
    is_package = (PACKAGE.parent / name.replace(".", "/")).is_dir()
    parts = name.split(".")[1:] if is_package else name.split(".")[1:-1]
    return ".".join(parts[:2])


@pytest.mark.parametrize("room", sorted(MAY_USE))
def test_no_room_uses_a_generator(room: str) -> None:
    assert MAY_USE[room] & GENERATORS == set()


@pytest.mark.parametrize("room", sorted(ENGINE_ROOMS))
def test_an_engine_room_knows_neither_generators_nor_the_source(room: str) -> None:
    assert MAY_USE[room] & ({"generator"} | OUTSIDE) == set()


@pytest.mark.parametrize("room", sorted(GENERATORS))
def test_a_generator_knows_nothing_of_where_a_document_comes_from(room: str) -> None:
    assert MAY_USE[room] & OUTSIDE == set()


# What a word that is also a generator's name means elsewhere.
OTHER_MEANINGS = {
    "commands": {"briefing"},  # a kind of publication to begin with
    "source": GENERATORS | {"briefing-word", "digest"},  # examples of what an author writes
    "audit": {"word"},  # a token of a PDF's content; the folder of a Word file that holds its parts
}


@every_module
def test_only_a_generator_knows_its_name(module: Module) -> None:
    named = {
        node.value
        for node in module.nodes
        if isinstance(node, ast.Constant) and node.value in ENTRY_POINTS
    }

    assert named <= OTHER_MEANINGS.get(module.room, set()) or module.room in GENERATORS


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
        for name in imports(module, for_types=False)
        for world in OUTSIDE_WORLD
        if name == world or name.startswith(f"{world}.")
    }

    assert reached == set() or module.name in MAY_TOUCH_THE_WORLD


@every_module
def test_no_module_asks_for_the_time_or_for_chance(module: Module) -> None:
    asked = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        and node.attr in {"now", "today", "utcnow", "uuid1", "uuid4"}
    ]

    assert asked == []


@every_module
def test_files_are_opened_only_where_that_is_the_job(module: Module) -> None:
    opened = [
        f"{node.lineno}: {ast.unparse(node)}"
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"open", "io.open"}
    ]

    assert opened == [] or module.name in MAY_TOUCH_THE_WORLD


# ---------------------------------------------------------------------------- sums

MAKE_FILES = GENERATORS.union(*(MAY_USE[room] for room in GENERATORS))
"""The generators and all they use: the rooms in which a sum may reach a file."""

WHOLE_NUMBERS = {
    (
        "octavo.booklet.full_bleed",
        "(_count_divided(words, measure, book) for words in said)",
    ): "lines are counted",
    ("octavo.briefing.choice.fit", "(min(candidate.heights) for candidate in required)"): "heights"
    " are hundredths of a point",
    ("octavo.briefing.layout.pages", "map(min, measures.heights.values())"): "the same",
    (
        "octavo.briefing.layout.measures",
        "map(count_words, (plan.question, plan.timing, *meaning, *facts, *tasks))",
    ): "words are counted",
    (
        "octavo.briefing.layout.measures",
        "(any((letter.isalnum() for letter in word)) for word in text.split())",
    ): "words are counted",
    (
        "octavo.briefing.layout.measures",
        "(self.words[chosen.id][chosen.wording] for chosen in selection.chosen)",
    ): "words are counted",
    ("octavo.briefing.layout.measures", "shortest[:rules.least]"): "words are counted",
    (
        "octavo.briefing.layout.measures",
        "(min(self.words[m.id]) for m in self.messages.values() if m.required)",
    ): "words are counted",
    ("octavo.briefing.layout.measures", "heights.values()"): "heights are hundredths",
    ("octavo.briefing.remarks", "map(count_words, texts)"): "words are counted",
    ("octavo.briefing.word_page", "rows"): "pixels",
    ("octavo.docx.faces", "words"): "the words of a checksum",
    ("octavo.docx.markup", "grid.columns"): "twips",
    ("octavo.docx.widths", "least"): "twips",
    ("octavo.docx.widths", "parts"): "twips",
    ("octavo.pdf.usage", "total"): "pixels by their ink",
    ("octavo.typeset.text", "[word.letters for word in line]"): "letters are counted",
}
"""What these rooms add up with `sum` although nothing in the call shows that it is whole."""


@every_module
def test_what_is_not_whole_is_added_up_by_add_up(module: Module) -> None:
    # the built-in `sum` of floats has another last bit since Python 3.12
    if module.room not in MAKE_FILES:
        return
    doubtful = {text for text in list_sums(module.tree) if (module.name, text) not in WHOLE_NUMBERS}

    assert doubtful == set()


def test_only_sums_that_there_are_may_be_of_whole_numbers() -> None:
    found = {(module.name, text) for module in modules() for text in list_sums(module.tree)}

    assert WHOLE_NUMBERS.keys() - found == set()


def list_sums(tree: ast.AST) -> set[str]:
    """What `sum` is given under `tree` that does not show itself to be whole, and `sum` otherwise.

    Ones, lengths of sequences and comparisons are whole. With a start, which is a value of ours,
    the `+` of that value adds.
    """
    found = [name for name in ast.walk(tree) if isinstance(name, ast.Name) and name.id == "sum"]
    calls = {
        node.func: node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    return {
        ast.unparse(calls[name].args[0]) if name in calls else "sum"
        for name in found
        if name not in calls or not is_count(calls[name])
    }


def is_count(call: ast.Call) -> bool:
    """Whether a call of `sum` shows that what it adds is whole, or no number."""
    match call.args:
        case [ast.GeneratorExp(elt=ast.Compare() | ast.Constant(1) | ast.Call(ast.Name("len")))]:
            return True
        case [ast.ListComp(elt=ast.Call(ast.Name("len")))]:
            return True
        case [ast.Call(ast.Name("map"), [ast.Name("len"), _])]:
            return True
        case [_, ast.Call(ast.Name(name))]:
            return name[0].isupper()
        case _:
            return False


def test_a_sum_that_may_be_of_lengths_is_seen() -> None:
    code = "sum(a), sum(b.c for b in d), sum(1 for e in f), sum(map(len, g)), min(h, key=sum)"

    assert list_sums(ast.parse(code)) == {"a", "(b.c for b in d)", "sum"}


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


def test_a_class_name_has_one_meaning() -> None:
    homes: dict[str, list[str]] = {}
    for module in modules():
        for name in classes(module):
            homes.setdefault(name, []).append(module.name)
    shared = {name: at for name, at in homes.items() if len(at) > 1}

    # What an author writes and what it becomes have one name: a `Point` in YAML, a `Point` as node.
    forms = {
        name
        for name, (first, *others) in shared.items()
        if [one.startswith("octavo.source.schema.") for one in others] == [True]
        and first.startswith("octavo.document.")
    }
    assert shared.keys() - forms == set()


def classes(module: Module) -> Iterator[str]:
    """The names of all classes and type aliases on the top level of the module."""
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            yield ast.unparse(node.target)


# ------------------------------------------------------------------------------ constants

REASON = 8
"""Words that a constant's reason has at least. "Of the gap, in points" is a name said again; the
shortest that says why is like `SOI, EOI and SOS of ISO/IEC 10918-1, table B.1`."""


@every_module
def test_a_tuned_number_says_why_it_has_its_value(module: Module) -> None:
    silent = {name for name, words in list_numbers(module.tree) if words < REASON}

    assert silent == set()


def list_numbers(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The constants of a module that are numbers, with how many words are said of each below it."""
    for node, after in pairwise([*tree.body, ast.Pass()]):
        target, value = assigned(node)
        if target.isupper() and value is not None and is_numeric(value):
            said = after.value if isinstance(after, ast.Expr) else None
            words = said.value if isinstance(said, ast.Constant) else ""
            yield target, len(words.split()) if isinstance(words, str) else 0


def assigned(node: ast.stmt) -> tuple[str, ast.expr | None]:
    """What a statement gives a value to, and that value."""
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return ast.unparse(node.targets[0]), node.value
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node.target), node.value
    return "", None


def is_numeric(value: ast.expr) -> bool:
    """Whether it is made of numbers: alone, reckoned with, as lengths, in rows or in tables."""
    if isinstance(value, ast.Call):
        return ast.unparse(value.func) in {"mm", "pt"}
    if isinstance(value, ast.Dict):
        return any(map(is_numeric, value.values))
    if isinstance(value, ast.Tuple | ast.List | ast.Set):
        return any(map(is_numeric, value.elts))
    if isinstance(value, ast.BinOp):
        sides = value.left, value.right
        return any(map(is_numeric, sides)) and not any(map(is_text, sides))
    if isinstance(value, ast.UnaryOp):
        return is_numeric(value.operand)
    return isinstance(value, ast.Constant) and type(value.value) in {int, float}


def is_text(value: ast.expr) -> bool:
    """Whether it is a string, of which there may be several in a row."""
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def test_a_number_without_a_reason_is_seen() -> None:
    tree = ast.parse(
        'GAP = pt(4)\n"""Between two."""\nTAB = " " * 4\nSIZES: tuple[int, ...] = (1, 2)\n'
        'LEAST = 2 * 1024\n"""Below which a reader sees no difference, and above which many do."""'
    )

    assert list(list_numbers(tree)) == [("GAP", 2), ("SIZES", 0), ("LEAST", 12)]


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
    return {name.split(".")[0] for name in list_loaded(code)}


def list_loaded(code: str) -> set[str]:
    """The same with the modules inside them."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join(sys.modules))"
    command, found = [sys.executable, "-c", script], {"PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ | found
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    loaded = loaded_by(f"from octavo.commands.cli import run\nassert run({arguments}) == 0")

    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_help_loads_the_commands_and_no_other_room() -> None:
    loaded = list_loaded("from octavo.commands.cli import run\nassert run(['--help']) == 0")

    assert {name.split(".")[1] for name in loaded if name.startswith("octavo.")} == {"commands"}


def test_importing_octavo_loads_no_heavy_library() -> None:
    assert loaded_by("import octavo") & HEAVY == set()


def test_listing_the_generators_imports_none_of_them() -> None:
    assert (
        loaded_by("from octavo.generator import list_generators\nassert list_generators()") & HEAVY
        == set()
    )


def test_a_library_that_is_loaded_is_seen() -> None:
    assert loaded_by("import yaml") & HEAVY == {"yaml"}


def test_every_dependency_but_click_is_called_heavy() -> None:
    with (ROOT / "pyproject.toml").open("rb") as project:
        named = tomllib.load(project)["project"]["dependencies"]
    modules_of = {
        "markdown-it-py": "markdown_it",
        "mdit-py-plugins": "mdit_py_plugins",
        "pillow": "PIL",
        "python-docx": "docx",
        "pyyaml": "yaml",
    }
    plain = {requirement.split(">")[0].split("=")[0] for requirement in named}
    light = {"click"} | {name for name in plain if name.startswith("fontpkg-")}

    assert {modules_of.get(name, name) for name in plain - light} == HEAVY - EXTRAS
