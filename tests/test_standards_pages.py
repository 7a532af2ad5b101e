"""The pages of docs/standards leave no clause out, and name only what there is."""

from __future__ import annotations

import ast
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pikepdf import Array, Dictionary, Object, Stream

from architecture import PACKAGE, ROOT, modules
from booklet.making import SMALL, make, read_folder
from briefing.publications import make_document
from octavo.briefing import BriefingOptions, generate
from octavo.files.library import Memory
from pdf.pressed import draw_square, print_pages, with_spot
from pdf.reading import open_pdf
from pdf.sample import make_sample

FOLDER = ROOT / "docs" / "standards"
UA, A, HUMAN, MARKINGS = "ua-1.md", "a-2.md", "human-checks.md", "markings.md"
PAGES = (UA, A)
ALL = (*PAGES, MARKINGS)
VERDICTS = {"enforced", "cannot occur", "the author's", "not met", "not for files"}

UA_CLAUSES = {
    *("5", "6.1", "6.2", "7.1", "7.2", "7.3", "7.5", "7.6", "7.7", "7.8", "7.9"),
    *(f"7.4.{n}" for n in range(1, 5)),
    *(f"7.{n}" for n in range(10, 18)),
    *(f"7.18.{n}" for n in range(1, 9)),
    *("7.19", "7.20", "7.21.1", "7.21.2", "7.21.3.1", "7.21.3.2", "7.21.3.3"),
    *("7.21.4.1", "7.21.4.2", "7.21.5", "7.21.6", "7.21.7", "7.21.8"),
}
A_CLAUSES = {
    *(f"6.1.{n}" for n in (*range(1, 7), "7.1", "7.2", *range(8, 14))),
    *(f"6.2.{n}" for n in (1, 2, 3, "4.1", "4.2", "4.3", "4.4", "4.5", 5, 6, 7)),
    *(f"6.2.{n}" for n in ("8.1", "8.2", "8.3", "9.1", "9.2", "9.3", 10)),
    *(f"6.2.11.{n}" for n in (1, 2, "3.1", "3.2", "3.3", "4.1", "4.2", 5, 6)),
    *("6.2.11.7.1", "6.2.11.7.2", "6.2.11.7.3", "6.2.11.8"),
    *(f"6.3.{n}" for n in range(1, 5)),
    *(f"{part}.{n}" for part in ("6.4", "6.5") for n in range(1, 4)),
    *(f"6.6.{n}" for n in (1, "2.1", "2.2", "2.3.1", "2.3.2", "2.3.3", 3, 4, 5, 6)),
    *(f"6.7.{n}" for n in (1, "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", 4, 5, 6, 7, 8)),
    *("6.8", "6.9", "6.10", "6.11"),
}
CLAUSES = {UA: UA_CLAUSES, A: A_CLAUSES}
MATTERHORN = (7, 4, 3, 1, 3, 4, 2, 2, 8, 1, 7, 1, 8, 7, 5, 3, 3, 2, 4, 3, 1, 1, 1, 1, 1, 2, 1, 18)
CONDITIONS = {
    f"{checkpoint:02}-{number:03}"
    for checkpoint, count in enumerate((*MATTERHORN, 1, 2, 30), 1)
    for number in range(1, count + 1)
}
"""Of the Matterhorn Protocol 1.1: 137 in 31 checkpoints."""


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement on a page."""

    clauses: tuple[str, ...]
    requirement: str
    verdict: str
    how: str


@lru_cache(3)
def read_rows(page: str) -> tuple[Row, ...]:
    """The requirements on a page, in order; heads of tables are none."""
    text = (FOLDER / page).read_text(encoding="utf-8")
    cells = [line.strip("| \n").split(" | ") for line in text.splitlines() if "| **" in line]
    return tuple(
        Row(tuple(row[0].split(", ")), row[1], row[2].strip("*"), row[3])
        for row in cells
        if len(row) == 4
    )


def find_spans(page: str) -> set[str]:
    """What stands between backticks on a page."""
    return set(re.findall(r"`([^`]+)`", (FOLDER / page).read_text(encoding="utf-8")))


@lru_cache(1)
def list_names() -> frozenset[str]:
    """Every module, class, function, method and constant of the package, by its full name."""
    names: set[str] = set()
    for module in modules():
        for node in module.tree.body:
            own = [f"{module.name}.{name}" for name in _list_defined(node)]
            names.update(own)
            if isinstance(node, ast.ClassDef):
                inner = (name for part in node.body for name in _list_defined(part))
                names.update(f"{own[0]}.{name}" for name in inner)
        names.add(module.name)
    return frozenset(name.removeprefix("octavo.") for name in names)


def _list_defined(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.Assign():
            return [ast.unparse(target) for target in node.targets]
        case ast.AnnAssign():
            return [ast.unparse(node.target)]
        case _:
            return []


@lru_cache(1)
def read_code(folder: str) -> str:
    """All Python of a folder in one string."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / folder).rglob("*.py")))


@pytest.mark.parametrize("page", PAGES)
def test_no_clause_is_left_out_and_none_invented(page: str) -> None:
    assert {clause for row in read_rows(page) for clause in row.clauses} == CLAUSES[page]


def test_every_failure_condition_of_the_matterhorn_protocol_is_answered() -> None:
    said = " ".join(row.requirement for row in read_rows(UA))

    assert set(re.findall(r"\b[0-9]{2}-[0-9]{3}\b", said)) == CONDITIONS
    assert len(CONDITIONS) == 137


def test_what_a_person_checks_is_named_once_and_held_by_something() -> None:
    lines = (FOLDER / HUMAN).read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if re.match(r"\| \d\d-", line)]
    named = [condition for row in rows for condition in row[0].split(", ")]
    assert set(named) <= CONDITIONS
    assert len(named) == len(set(named)) > 40
    assert [row for row in rows if len(row) != 4 or not row[3].strip()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_row_has_a_verdict_and_says_how(page: str) -> None:
    rows = read_rows(page)
    lines = (FOLDER / page).read_text(encoding="utf-8").splitlines()

    assert len(rows) == sum(re.match(r"\| [5-7](\.|,| \|)", line) is not None for line in lines)
    assert {row.verdict for row in rows} <= VERDICTS
    assert [row for row in rows if not row.how.strip("| ")] == []


_LETTERED = "abcdefghijklm"
RULES = {
    "UK": {*("4", "5", "6", "22", "23", "25", "27", "28")}
    | {"handling", "descriptors", "codewords", "prefix", "caveats"},
    "CUI": {f"({letter})" for letter in _LETTERED},
    "HB": {"6", "9", "11", "12", "13"},
    "NATO": {"10", "12", "13", "14", "15", "16"},
    "TLP": {f"1{letter}" for letter in "bdefgh"},
}
"""The clauses on marking of each rule that was read: paragraphs of the policy of the United Kingdom
and its tables, of 32 CFR 2002.20 and pages of its handbook, tables of ADatP-4774, appendix 2, and
of the first part of TLP."""


@pytest.mark.parametrize("rule", RULES)
def test_every_clause_on_marking_has_its_row(rule: str) -> None:
    named = [clause for row in read_rows(MARKINGS) for clause in row.clauses]
    own = {name.split(" ", 1)[1] for name in named if name.startswith(f"{rule} ")}

    assert {
        clause for clause in RULES[rule] if not any(one.startswith(clause) for one in own)
    } == set()


def test_every_row_on_markings_has_a_verdict_and_says_how() -> None:
    rows = read_rows(MARKINGS)
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in VERDICTS}

    assert sum(counts.values()) == len(rows) > 80
    assert [row for row in rows if not row.how.strip("| ")] == []
    assert counts["enforced"] > 50


@pytest.mark.parametrize("page", ALL)
def test_what_is_enforced_names_who_does_it_and_what_holds_it(page: str) -> None:
    enforced = [row for row in read_rows(page) if row.verdict == "enforced"]
    bare = [
        row.clauses
        for row in enforced
        if not re.search(r"`[a-z_]+\.|[A-Z]{3}[0-9]{3}|output intent gives", row.how)
        or not re.search(r"`test_|veraPDF|output intent gives", row.how)
    ]

    assert len(enforced) > 20
    assert bare == []


@pytest.mark.parametrize("page", ALL)
def test_what_is_the_authors_says_what_check_says_of_it(page: str) -> None:
    theirs = [row for row in read_rows(page) if row.verdict == "the author's"]

    assert [row.clauses for row in theirs if not re.search(r"check|TXT008", row.how)] == []


@pytest.mark.parametrize("page", ALL)
def test_every_function_that_a_page_names_exists(page: str) -> None:
    rooms = {path.stem for path in PACKAGE.iterdir()}
    named = {span for span in find_spans(page) if re.fullmatch(r"[a-z_]+(\.\w+)+", span)}
    named = {span for span in named if span.split(".")[0] in rooms and not span.endswith(".yaml")}

    assert len(named) > 20
    assert named - list_names() == set()


@pytest.mark.parametrize("page", [*ALL, HUMAN])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    defined = set(re.findall(r"def (test_\w+)\(", read_code("tests")))
    named = {span for span in find_spans(page) if span.startswith("test_")}

    assert len(named) > 15
    assert named - defined == set()


@pytest.mark.parametrize("page", ALL)
def test_every_code_that_a_page_names_exists(page: str) -> None:
    text = (FOLDER / page).read_text(encoding="utf-8")
    named = set(re.findall(r"\b[A-Z]{3}[0-9]{3}\b", text))

    assert named - set(re.findall(r'"([A-Z]{3}[0-9]{3})"', read_code("generators"))) == set()


def test_a_name_that_there_is_not_would_be_found() -> None:
    assert "pdf.canvas.PdfCanvas.link" in list_names()
    assert "files.models.LONGEST_VALUE" in list_names()
    assert "pdf.canvas.PdfCanvas.lynk" not in list_names()


# ---------------------------------------------------------------- what cannot occur


_KEYS = """
Author CreationDate Creator ID Info Keywords ModDate Producer Root Size Subject Title
DisplayDocTitle Lang MarkInfo Marked Metadata OutputIntents Outlines PageLabels PageMode Pages
StructTreeRoot Trapped ViewerPreferences Type Subtype Annots BleedBox Contents Count CropBox
Group Kids MediaBox Parent Resources Rotate StructParents Tabs TrimBox ProcSet ColorSpace
ExtGState Font XObject CA ca BBox BitsPerComponent CS DecodeParms Decode Height Width SMask
Colors Columns Predictor Filter Length Length1 First N Index W Ascent BaseFont CIDSystemInfo
CIDToGIDMap CapHeight DW DescendantFonts Descent Encoding Flags FontBBox FontDescriptor
FontFile2 FontName ItalicAngle Ordering Registry StemV Supplement ToUnicode XHeight A Alt E
IDTree K ListNumbering MCID Nums O Obj P ParentTree ParentTreeNextKey Pg S Scope Border D Dest
Dests F Last Names Next Prev Rect St StructParent URI DestOutputProfile
OutputConditionIdentifier RegistryName C0 C1 Domain FunctionType
OP OPM op PrintScaling
"""
KEYS = frozenset(_KEYS.split())
"""Every key of a dictionary in any PDF/UA-1 and PDF/A-2a of Octavo. One that is new here is looked
up in both standards, and its row written, first."""
LABELS = re.compile(r"A[0-9]+|O[01]|F[0-9]+|Ink[0-9]+|FormXob\..+")
"""Keys that are names of Octavo's own, under which a page knows its states, fonts, inks, forms."""
_ROLES = """
BlockQuote Caption Code Div Document Figure H1 H2 H3 H4 L LBody LI Lbl Link Note P Reference Sect
Span TBody TD TH THead TOC TOCI TR Table
"""
ROLES = frozenset(_ROLES.split())
"""Every structure type that Octavo writes: all are standard ones (ISO 32000-1, 14.8.4)."""


@lru_cache(1)
def list_files() -> tuple[bytes, ...]:
    """A sample of everything, a booklet, a briefing, and pages for a press."""
    printed = print_pages(("one",), draw_square(), with_spot())
    briefing = generate(make_document(), BriefingOptions(), Memory({})).data
    return make_sample(), make(*read_folder(SMALL)).data, briefing, printed


def walk(thing: Object) -> Iterator[Object]:
    """The dictionaries in a thing, as far as they are not objects of their own."""
    if isinstance(thing, Dictionary | Stream):
        yield thing
    parts = thing.values() if isinstance(thing, Dictionary | Stream) else list(thing)
    for part in parts:
        if isinstance(part, Dictionary | Stream | Array) and not part.is_indirect:
            yield from walk(part)


def list_dictionaries(data: bytes) -> Iterator[Object]:
    """Every dictionary of a PDF, wherever it stands."""
    with open_pdf(data) as pdf:
        yield pdf.trailer
        for thing in pdf.objects:
            if isinstance(thing, Dictionary | Stream | Array):
                yield from walk(thing)


def test_a_file_has_no_key_that_the_pages_do_not_answer_for() -> None:
    found = {
        str(key)[1:] for data in list_files() for one in list_dictionaries(data) for key in one
    }

    assert {key for key in found - KEYS if not LABELS.fullmatch(key)} == set()
    assert found >= {"StructTreeRoot", "Tabs", "TrimBox", "FontFile2", "OutputIntents"}


def test_every_role_is_a_standard_one() -> None:
    roles = [
        str(one.S)[1:]
        for data in list_files()
        for one in list_dictionaries(data)
        if {"/S", "/P"} <= one.keys()
    ]

    assert set(roles) <= ROLES
    assert len(roles) > 280


@pytest.mark.slow
@pytest.mark.parametrize(("page", "profile"), [(UA, "PDFUA-1"), (A, "PDFA-2A")])
def test_every_clause_for_which_vera_pdf_has_a_rule_is_on_the_page(
    verapdf: Path, page: str, profile: str
) -> None:
    with zipfile.ZipFile(verapdf / "engine.jar") as engine:
        data = engine.read(f"org/verapdf/pdfa/validation/{profile}.xml")
    ids = [node.attrib for node in ElementTree.fromstring(data).iter() if node.tag.endswith("}id")]
    rules = {f"{rule['clause']}-{rule['testNumber']}" for rule in ids}
    text = (FOLDER / page).read_text(encoding="utf-8")
    named = set(re.findall(r"\b[5-7](?:\.[0-9]+)*-[0-9]+\b", text)) - CONDITIONS
    clauses = {rule.split("-")[0] for rule in rules}
    known = {clause for row in read_rows(page) for clause in row.clauses}

    assert len(rules) > 100
    assert named - rules == set()
    assert {one for one in clauses if not any(_is_within(one, other) for other in known)} == set()


def _is_within(clause: str, other: str) -> bool:
    """Whether one of the two is the other, or a part of it."""
    return f"{clause}.".startswith(f"{other}.") or f"{other}.".startswith(f"{clause}.")
