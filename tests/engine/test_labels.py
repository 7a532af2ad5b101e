"""The label in a file: the same as what is printed on its pages, and bound to all that it says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from judges.openxml import validate
from judges.verapdf import judge
from octavo.audit import audit_file, expect
from octavo.booklet import BookletOptions, generate
from octavo.build.making import find_claims
from octavo.build.manifest import BuiltFile
from octavo.build.steps import make_files
from octavo.document import Document, Draft
from octavo.document.labels import BINDING, LABEL, bind, write_label
from octavo.document.marking import ConfidentialityLabel, LabelCategory, Level
from octavo.files.library import Folder
from octavo.selection.audience import find_level, select
from octavo.source.draft import read
from octavo.source.marking_schemes import load_scheme
from octavo.source.schema import Marking
from octavo.word import WordOptions, generator as word

MARKED = Path(__file__).parents[1] / "publications" / "marked"
LIBRARY = Folder(MARKED)
DECIDED = date(2026, 5, 4)
SPACES = {"slab": LABEL, "mb": BINDING}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1)

CATEGORIES = st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=3)), max_size=3)


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(MARKED, "marked")


@pytest.fixture(scope="module")
def files(draft: Draft) -> tuple[BuiltFile, ...]:
    """Every file of the marked report, which is labelled."""
    return make_files(draft, LIBRARY)


def read_binding(data: bytes) -> etree._Element | None:  # pyright: ignore[reportPrivateUsage]  no other name
    """The label of a PDF or Word file, with what it is bound to; `None` without one."""
    if data.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(data)) as pdf:
            packet = pdf.Root.Metadata.read_bytes()
        said = etree.fromstring(packet).find(f".//{{{BINDING}:xmp#}}bindingInformation")
        return None if said is None else etree.fromstring(str(said.text))
    package = ZipFile(BytesIO(data))
    items = [name for name in package.namelist() if re.fullmatch(r"customXml/item\d+\.xml", name)]
    roots = [etree.fromstring(package.read(name)) for name in items]
    return next((root for root in roots if root.tag == f"{{{BINDING}}}BindingInformation"), None)


def say(binding: etree._Element) -> str:  # pyright: ignore[reportPrivateUsage]  no other name
    """What a label says, as a person would mark it by NATO's rules."""
    policy = binding.findtext(".//slab:PolicyIdentifier", "", SPACES)
    level = binding.findtext(".//slab:Classification", "", SPACES)
    released = binding.findall(".//slab:Category[@TagName='Releasable To']/*", SPACES)
    others = ", ".join(str(one.text) for one in released if one.text != policy)
    return f"{policy} {level}" + (f" RELEASABLE TO {others}" if others else "")


# ------------------------------------------------------------------------------ the same


@pytest.mark.slow
def test_the_label_of_every_file_says_what_its_pages_show(files: tuple[BuiltFile, ...]) -> None:
    labelled = 0
    for file in files:
        if not file.name.endswith((".pdf", ".docx")):
            continue
        binding = read_binding(file.data)
        assert binding is not None, file.name
        marking = say(binding)
        labelled += 1
        if file.name.endswith(".pdf"):
            with pypdfium2.PdfDocument(file.data) as pdf:
                pages = [re.sub(r"\s+", " ", one.get_textpage().get_text_bounded()) for one in pdf]
            assert {page.count(marking) for page in pages} == {2}, file.name
        else:
            package = ZipFile(BytesIO(file.data))
            ends = [n for n in package.namelist() if re.match(r"word/(header|footer)\d", n)]
            said = [re.sub("<[^>]+>", "", package.read(name).decode()) for name in ends]
            assert all(marking in one for one in said), file.name
    assert labelled > 8


def test_a_label_is_as_high_as_what_its_reader_gets(draft: Draft) -> None:
    labels = {name: find_level(draft, name) for name in ("planners", "visitors", None)}

    assert [one.label and one.label.classification for one in labels.values() if one] == [
        "RESTRICTED",
        "UNCLASSIFIED",
        "UNCLASSIFIED",
    ]


ADDITIONS: dict[tuple[str, str], dict[str, list[str]]] = {
    ("nato", "restricted"): {"releasable_to": ["UKR", "JPN", "CHE"]},
    ("nato", "unclassified"): {"administrative": ["STAFF", "COMMERCIAL"]},
    ("uk", "official-sensitive"): {"handling": ["RECIPIENTS ONLY"], "descriptors": ["LEGAL"]},
    ("us-cui", "cui"): {"categories": ["PRVCY", "SP-CTI"], "dissemination": ["NOFORN"]},
    ("tlp", "amber-strict"): {"restrictions": ["members alone"]},
}


@pytest.mark.parametrize(("scheme", "level"), ADDITIONS)
def test_a_label_has_each_word_of_the_marking_in_its_order(scheme: str, level: str) -> None:
    found = complete(scheme, level, ADDITIONS[scheme, level])
    label = found.label
    assert label is not None
    values = [value for one in label.categories for value in one.values]
    rest = found.text
    for value in (value for value in values if value in found.text and value != label.policy):
        assert value in rest, value
        rest = rest.replace(value, "", 1)

    assert label.classification in found.name
    given = [word for words in ADDITIONS[scheme, level].values() for word in words]
    assert set(given) <= set(values)


def complete(scheme: str, level: str, additions: dict[str, list[str]]) -> Level:
    marking = Marking(scheme=scheme, level=level, additions=additions, decided=DECIDED)
    found = load_scheme(LIBRARY, scheme, "en-GB", [], marking)
    assert found is not None
    return next(one for one in found.levels if one.id == level)


def test_without_a_day_there_is_no_label(draft: Draft) -> None:
    scheme = load_scheme(LIBRARY, "nato", "en-GB", [], Marking(scheme="nato"))
    document = select(replace(draft, scheme=scheme), "visitors")
    data = generate(document, BookletOptions(), LIBRARY).data

    assert document.publication.label is None
    assert read_binding(data) is None


# ------------------------------------------------------------------------------ as it is written


def test_a_label_has_what_the_standard_requires() -> None:
    label = complete("nato", "restricted", {"releasable_to": ["JPN"]}).label
    assert label is not None
    root = etree.fromstring(write_label(label))
    (information,) = root.findall("slab:ConfidentialityInformation", SPACES)
    context = information.find("slab:Category[@TagName='Context']", SPACES)
    assert context is not None

    assert root.tag == f"{{{LABEL}}}originatorConfidentialityLabel"
    assert root.get("ReviewDateTime") == "2031-05-04T00:00:00Z"
    assert root.findtext("slab:CreationDateTime", "", SPACES) == "2026-05-04T00:00:00Z"
    assert [etree.QName(one).localname for one in information] == [
        *("PolicyIdentifier", "Classification", "Category", "Category")
    ]
    assert [one.text for one in context] == ["NATO", "Releasable"]
    assert all({"Type", "TagName"} <= set(one.attrib) for one in information[2:])
    assert len(information[1].attrib) == 0


@settings(max_examples=50)
@given(
    WORDS, WORDS, st.lists(st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=3)), max_size=3)
)
def test_a_label_is_read_as_it_was_meant(
    policy: str, classification: str, categories: list[tuple[str, list[str]]]
) -> None:
    kept = tuple(LabelCategory(tag, "PERMISSIVE", tuple(said)) for tag, said in categories)
    label = ConfidentialityLabel(policy, classification, DECIDED, DECIDED, "", kept)
    root = etree.fromstring(bind(label, [("", "application/pdf")]))
    found = root.findall(".//slab:Category", SPACES)

    assert root.findtext(".//slab:PolicyIdentifier", "", SPACES) == policy
    assert root.findtext(".//slab:Classification", "", SPACES) == classification
    assert [(str(one.get("TagName")), [str(v.text) for v in one]) for one in found] == categories


@pytest.mark.slow
def test_a_label_of_a_word_file_is_bound_to_all_parts_that_say_something(
    files: tuple[BuiltFile, ...],
) -> None:
    for file in files:
        if not file.name.endswith(".docx"):
            continue
        binding = read_binding(file.data)
        assert binding is not None
        bound = {str(one.get("URI")) for one in binding.findall(".//mb:DataReference", SPACES)}
        names = ZipFile(BytesIO(file.data)).namelist()
        said = r"word/(document|styles|(head|foot)er\d+|(foot|end)notes)\.xml|word/media/.*"
        parts = {f"pack:///{name}" for name in names if re.fullmatch(said, name)}

        assert parts <= bound
        assert {one.removeprefix("pack:///") for one in bound} <= set(names)


# ------------------------------------------------------------------------------ judged


@pytest.mark.slow
def test_a_labelled_file_stays_pdf_a(
    verapdf: Path, tmp_path: Path, files: tuple[BuiltFile, ...]
) -> None:
    for place, file in enumerate(files):
        if file.name.endswith(".pdf") and place % 3 == 0:
            path = tmp_path / file.name
            path.write_bytes(file.data)
            verdict = judge(verapdf, "2a", path)
            assert verdict.conforms, verdict.report


@pytest.mark.slow
def test_the_validator_of_word_files_takes_a_label(
    openxml: Path, files: tuple[BuiltFile, ...]
) -> None:
    written = {file.name: file.data for file in files if file.name.endswith(".docx")}

    assert validate(openxml, written) == {name: [] for name in written}


# ------------------------------------------------------------------------------ audited


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["booklet", "word"])
def test_a_label_that_says_more_than_the_reader_may_know_is_found(draft: Draft, kind: str) -> None:
    higher = find_level(draft, "planners")
    assert higher is not None
    document = select(draft, "visitors")
    lying = replace(document, publication=replace(document.publication, label=higher.label))

    assert audit(document, draft, kind) == set()
    assert "FIL001" in audit(lying, draft, kind)


@pytest.mark.slow
def test_a_higher_level_among_the_keywords_is_found(draft: Draft) -> None:
    document = select(draft, "visitors")
    publication = replace(document.publication, keywords=("NATO RESTRICTED",))

    assert "FIL001" in audit(replace(document, publication=publication), draft, "booklet")


def audit(document: Document, draft: Draft, kind: str) -> set[str]:
    """What the audit says of the file of a document."""
    options = WordOptions(embed_fonts=False)
    made = (
        generate(document, BookletOptions(), LIBRARY)
        if kind == "booklet"
        else word.generate(document, options, LIBRARY)
    )
    name = "marked.pdf" if kind == "booklet" else "marked.docx"
    expected = expect(draft, "visitors", LIBRARY)
    return {one.code for one in audit_file(name, made.data, expected, find_claims(kind, name))}
