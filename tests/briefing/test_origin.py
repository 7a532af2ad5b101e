"""Where each line of a briefing comes from."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from briefing.publications import make_document
from octavo.briefing import BriefingOptions, explain, generate
from octavo.briefing.provenance import TraceLine, trace
from octavo.build.steps import publish
from octavo.document import Document, Paragraph
from octavo.document.approval import hash_paragraph
from octavo.document.walk import query, text_of
from octavo.files.library import Memory
from octavo.selection.audience import select
from octavo.source.draft import read

SPACE = Path(__file__).parents[2] / "content" / "space-2040"


ELSEWHERE = ("publication", "audiences.", "templates/", "section")
"""Where the words of lines are that rest on no paragraph."""


def entries(document: Document) -> tuple[TraceLine, ...]:
    return trace(document, explain(document, BriefingOptions(), Memory({})).page)


def test_each_line_of_a_message_names_point_section_paragraph_and_page() -> None:
    (first, *_) = [entry for entry in entries(make_document()) if entry.item == "point-1"]
    assert (first.part, first.section, first.paragraph, first.page) == (
        "messages",
        "section-1",
        "section-1-1",
        "12",
    )


def test_the_hash_is_that_of_the_paragraph_s_words() -> None:
    document = make_document()
    (paragraph, *_) = [p for p in query(document.sections, Paragraph) if p.id == "section-1-1"]
    (first, *_) = [entry for entry in entries(document) if entry.item == "point-1"]
    assert first.hash == sha256(text_of(paragraph.children).encode()).hexdigest()


def test_every_line_of_the_page_is_there_in_reading_order() -> None:
    lines = [entry.line for entry in entries(make_document())]
    assert lines[:2] == ["Briefing for", "Military command"]
    assert lines[-1].endswith("page of the full text.")


def test_every_line_of_the_messages_of_space_in_2040_rests_on_a_paragraph() -> None:
    draft = read(SPACE)
    for audience in draft.audiences:
        document = select(draft, audience.id)
        known = {paragraph.id for paragraph in query(document.sections, Paragraph)}
        resting = [e for e in entries(document) if e.part == "messages" and e.item]
        assert resting
        assert all(entry.paragraph in known and entry.hash for entry in resting)


def test_a_lead_fact_rests_on_the_paragraph_that_quotes_it() -> None:
    document = select(read(SPACE), "political")
    facts = {entry.item: entry.paragraph for entry in entries(document) if entry.part == "facts"}
    assert facts == {
        "gdp": "policy-posture",
        "allies": "operations-allies",
        "summit": "policy-posture",
    }


def test_bottom_line_and_so_what_rest_on_the_paragraphs_that_their_audience_names() -> None:
    made = entries(select(read(SPACE), "command"))
    found = {(e.part, e.item, e.paragraph) for e in made if e.part in {"bottom-line", "meaning"}}
    assert found - {("meaning", "", "")} == {
        ("bottom-line", "", "keynotes-denied"),
        ("meaning", "so-what-1", "panel-1-reciprocity"),
        ("meaning", "so-what-2", "panel-1-command"),
        ("meaning", "so-what-3", "panel-2-exercises"),
    }


def test_what_rests_on_no_paragraph_names_the_key_of_the_source() -> None:
    made = entries(make_document())
    origins = {(entry.part, entry.line): entry.origin for entry in made}
    assert origins["head", "Military command"] == "publication"
    assert origins["messages", "Key messages"] == "templates/briefing"
    assert origins["question", "What changes for operations and exercises?"] == (
        "audiences.command.question"
    )
    assert all(entry.origin for entry in made)


def test_the_pieces_of_a_word_are_one_word() -> None:
    lines = [entry.line for entry in entries(select(read(SPACE), "political"))]
    assert [line for line in lines if " ’" in line] == []
    assert any("NATO’s" in line for line in lines)


def test_the_trace_is_written_as_json() -> None:
    document = make_document()
    written = json.loads(generate(document, BriefingOptions(), Memory({})).trace)
    assert [entry["line"] for entry in written] == [entry.line for entry in entries(document)]


# ------------------------------------------------------------------------------ on paper


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the booklet of the proceedings, briefings and digests, and their traces."""
    return publish(
        SPACE, tmp_path_factory.mktemp("built"), ["booklet", "briefing", "digest"]
    ).folder


@pytest.fixture(scope="module")
def digest_pages(built: Path) -> dict[str, str]:
    """The letters and digits on each page of the booklet, by its printed number."""
    with pypdfium2.PdfDocument(built / "space-2040.pdf") as pdf:
        return {
            pdf.get_page_label(at): squash(pdf[at].get_textpage().get_text_bounded())
            for at in range(len(pdf))
        }


def squash(text: str) -> str:
    """The letters and digits of `text`, in small letters."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["briefing", "digest"])
def test_every_one_is_built_with_its_trace_and_both_are_listed(built: Path, kind: str) -> None:
    listed = {entry["name"] for entry in json.loads((built / "manifest.json").read_text())["files"]}
    for audience in read(SPACE).audiences:
        name = f"space-2040-{kind}-{audience.id}"
        assert {f"{name}.pdf", f"{name}.trace.json"} <= listed
        assert (built / f"{name}.trace.json").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["briefing", "digest"])
def test_every_line_leads_to_its_paragraph_and_to_the_page_with_its_words(
    built: Path, digest_pages: dict[str, str], kind: str
) -> None:
    draft = read(SPACE)
    paragraphs = {p.id: text_of(p.children) for p in query(draft.sections, Paragraph)}
    hashes = {p.id: hash_paragraph(p) for p in query(draft.sections, Paragraph)}
    resolved = 0
    for audience in draft.audiences:
        file = built / f"space-2040-{kind}-{audience.id}.trace.json"
        for line in json.loads(file.read_text(encoding="utf-8")):
            if not line["paragraph"]:
                assert line["origin"].startswith(ELSEWHERE), line
                continue
            words = paragraphs[line["paragraph"]]
            assert hashes[line["paragraph"]] == line["hash"]
            assert squash(words)[:32] in digest_pages[line["page"]], line
            resolved += 1
    assert resolved > 100


@pytest.mark.slow
def test_every_line_that_says_something_rests_on_a_paragraph(built: Path) -> None:
    saying = {"bottom-line", "facts", "messages", "meaning", "asks"}
    for file in sorted(built.glob("*.trace.json")):
        lines = json.loads(file.read_text(encoding="utf-8"))
        said = [line for line in lines if line["origin"] not in ("templates/briefing", "section")]
        parts = {line["part"] for line in said if line["paragraph"] and line["page"]}
        assert saying <= parts
        assert [line for line in said if line["part"] in saying and not line["paragraph"]] == []


@pytest.mark.slow
def test_every_line_of_a_trace_is_read_on_its_briefing(built: Path) -> None:
    for file in sorted(built.glob("*.trace.json")):
        with pypdfium2.PdfDocument(built / file.name.replace(".trace.json", ".pdf")) as pdf:
            said = squash("".join(page.get_textpage().get_text_bounded() for page in pdf))
        for line in json.loads(file.read_text(encoding="utf-8")):
            assert squash(line["line"]) in said, line
