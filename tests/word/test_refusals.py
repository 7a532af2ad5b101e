"""Templates that are not taken: each is refused with the name of the part, and nothing is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings, strategies as st

from octavo.audit import audit_file, expect
from octavo.build.making import find_claims
from octavo.commands.cli import run
from octavo.document.problem import SourceError
from octavo.docx.house import package as house
from octavo.docx.house.package import find_rings
from octavo.files.library import Folder
from octavo.source.draft import read
from octavo.word import WordOptions, generator
from word.breaking import drop_part, put_together
from word.houses import FILE, W, add, change, furnish, plain_template, rich_template
from word.readback import parts
from word.sample import DOCUMENT, LIBRARY

TYPES, MAIN = "[Content_Types].xml", "word/document.xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"
RICH = rich_template()
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
"""How files begin that are no archives."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def refuse(template: bytes) -> list[str]:
    """What is said about the template when a document is to be made with it."""
    with pytest.raises(SourceError) as caught:
        furnish(DOCUMENT, template)
    assert {problem.code for problem in caught.value.problems} == {"WRD010"}
    assert all(problem.span and problem.span.file == FILE for problem in caught.value.problems)
    start = "the Word template cannot be used: "
    return [problem.message.removeprefix(start) for problem in caught.value.problems]


def relate(kind: str, target: str, outside: bool = True) -> bytes:
    """A part that names one other thing."""
    mode = ' TargetMode="External"' if outside else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId900" Type="{KINDS}/{kind}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def with_relation(kind: str, target: str) -> bytes:
    """The template whose text names one thing more, which lies outside."""
    (own,) = re.findall(r"<Relationship .*", relate(kind, target).decode())
    return change(plain_template(), {RELATIONS: ("</Relationships>", own)})


# ------------------------------------------------------------------------------ what it is


def test_a_template_that_is_not_there() -> None:
    with pytest.raises(SourceError, match=r"there is no `templates/house.dotx`"):
        generator.generate(DOCUMENT, WordOptions(template=FILE), LIBRARY)


def test_a_template_outside_the_publication() -> None:
    with pytest.raises(SourceError, match="is not the name of a file in the publication's folder"):
        generator.generate(DOCUMENT, WordOptions(template="../house.dotx"), LIBRARY)


@pytest.mark.parametrize("data", [b"", b"Text", plain_template()[:3000]])
def test_what_is_no_archive(data: bytes) -> None:
    assert refuse(data) == ["it is not a Word file, for it is no whole zip archive"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "a PDF file"),
        (b"{\\rtf1 Text}", "a Rich Text file"),
        (b"<html>", "a file of XML or HTML"),
        (b"\x89PNG\r\n", "a picture"),
    ],
)
def test_another_file_under_the_name_of_a_template(data: bytes, what: str) -> None:
    assert refuse(data) == [f"it is {what}, whatever its name says"]


def test_an_archive_of_something_else() -> None:
    archive = put_together({"readme.txt": b"Words."})

    assert refuse(archive) == ["it is not a Word file, for it lacks `[Content_Types].xml`"]


def test_a_workbook() -> None:
    kind = (f"{WORD}.document.main+xml", "application/vnd.openxmlformats-officedocument.sheet+xml")

    assert refuse(change(plain_template(), {TYPES: kind})) == [
        "it is not a Word file, for `word/document.xml` is none of Word's documents"
    ]


def test_a_template_with_a_password() -> None:
    locked = COMPOUND + "EncryptedPackage".encode("utf-16-le")

    assert refuse(locked) == ["it is locked with a password"]


def test_a_template_of_an_old_word() -> None:
    assert refuse(COMPOUND) == ["it is in the format of before 2007"]


def test_an_archive_with_a_password() -> None:
    data = bytearray(put_together({TYPES: b"<Types/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refuse(bytes(data)) == ["`[Content_Types].xml` is locked with a password"]


# ------------------------------------------------------------------------------ what it lacks


@pytest.mark.parametrize("name", [TYPES, "_rels/.rels", MAIN, "word/styles.xml"])
def test_a_template_that_lacks_a_part_it_needs(name: str) -> None:
    assert [name in message for message in refuse(drop_part(plain_template(), name))] == [True]


@pytest.mark.parametrize("kind", ["numbering", "theme/theme1", "settings", "fontTable"])
def test_a_template_that_names_a_part_and_lacks_it(kind: str) -> None:
    name = f"word/{kind}.xml"

    assert refuse(drop_part(plain_template(), name)) == [f"it lacks `{name}`"]


def test_a_template_without_styles_at_all() -> None:
    unnamed = change(plain_template(), {RELATIONS: (f"{KINDS}/styles", f"{KINDS}/other")})

    assert refuse(unnamed) == ["it lacks a part for styles"]


def test_a_template_with_a_part_that_is_no_xml() -> None:
    cut = change(plain_template(), {"word/styles.xml": ("</w:styles>", "")})

    (message,) = refuse(cut)
    assert message.startswith("`word/styles.xml`: it is not XML")


def test_a_template_with_a_document_type() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:styles '

    assert refuse(change(plain_template(), {"word/styles.xml": ("<w:styles ", bomb)})) == [
        "`word/styles.xml`: it has a document type, which no Word file has"
    ]


# ------------------------------------------------------------------------------ what it does


@pytest.mark.parametrize("kind", ["image", "oleObject", "frame", "subDocument"])
def test_a_template_that_fetches_something(kind: str) -> None:
    (message,) = refuse(with_relation(kind, "https://example.org/x"))

    assert message.startswith("`word/document.xml` has ")
    assert message.endswith(": `https://example.org/x`")


@pytest.mark.slow
def test_a_link_to_the_house_is_no_fetching() -> None:
    data = furnish(DOCUMENT, with_relation("hyperlink", "https://example.org/house"))

    assert MAIN in parts(data)


def test_a_template_with_a_part_in_another_format() -> None:
    mark = f'<w:altChunk {W} r:id="rId900"/><w:sectPr'
    chunk = change(plain_template(), {MAIN: ("<w:sectPr", mark)})
    whole = change(
        add(chunk, {"word/chunk.html": b"<p>Words</p>"}),
        {
            RELATIONS: (
                "</Relationships>",
                f'<Relationship Id="rId900" Type="{KINDS}/aFChunk" Target="chunk.html"/>'
                "</Relationships>",
            )
        },
    )

    assert refuse(whole) == [
        "`word/document.xml` has text in another format, which Word would take in: "
        "`word/chunk.html`",
        "`word/document.xml` takes in text in another format (altChunk)",
    ]


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = add(
        plain_template(),
        {
            SETTINGS: relate("oleObject", "file:///C:/table.xlsx"),
            "word/_rels/styles.xml.rels": relate("image", "file:///C:/logo.png"),
        },
    )

    assert len(refuse(wrong)) == 2


def test_a_head_with_tracked_changes() -> None:
    old = "<w:r><w:t>The House</w:t>"
    tracked = f'<w:ins w:id="1" w:author="Traceable Author"><w:r><w:t>x</w:t></w:r></w:ins>{old}'
    (head,) = [name for name, data in parts(rich_template()).items() if b"The House" in data]

    said = refuse(change(rich_template(), {head: (old, tracked)}))
    assert said == [f"`{head}` has tracked changes"]


def test_a_head_with_a_picture_of_an_unknown_kind() -> None:
    entries = parts(rich_template())
    (name,) = [name for name in entries if name.startswith("word/media/")]

    (told,) = refuse(put_together({**entries, name: b"\x01\x00\x00\x00EMF"}))
    assert told.startswith(f"`{name}`, which `word/header")
    assert told.endswith("is no picture that can be read")


def test_a_head_with_an_object() -> None:
    (name,) = [name for name in parts(rich_template()) if "_rels/header" in name]
    part = name.replace("_rels/", "").removesuffix(".rels")
    object_ = (f"{KINDS}/image", f"{KINDS}/oleObject")

    assert refuse(change(rich_template(), {name: object_})) == [
        f"`{part}` holds `word/media/image1.png`, which is no picture"
    ]


def test_a_page_without_room_for_text() -> None:
    narrow = change(plain_template(), {MAIN: ('w:left="1800"', 'w:left="9000"')})

    assert refuse(narrow) == ["its page leaves 25 by 229 mm for text (`word/document.xml`)"]


def test_a_page_larger_than_word_can_have() -> None:
    large = change(plain_template(), {MAIN: ('w:w="12240"', 'w:w="99999999"')})

    assert refuse(large) == [
        "its page is larger than 559 mm, which Word cannot have (`word/document.xml`)"
    ]


# ------------------------------------------------------------------------------ its styles


def base_on(pairs: Mapping[str, str]) -> bytes:
    """The template with some styles, each based on another, all by their names."""
    more = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{one}"><w:name w:val="{one}"/>'
        f'<w:basedOn w:val="{other}"/></w:style>'
        for one, other in pairs.items()
    )
    return change(plain_template(), {"word/styles.xml": ("</w:styles>", f"{more}</w:styles>")})


def test_styles_that_are_based_on_each_other_in_a_ring() -> None:
    assert refuse(base_on({"A": "B", "B": "C", "C": "A", "D": "A"})) == [
        "`word/styles.xml` has styles that are based on each other in a ring: `A`, `B`, `C`"
    ]


@given(st.lists(st.sampled_from([str(n) for n in range(6)]), min_size=6, max_size=6))
def test_each_ring_of_styles_is_told_once(beneath: list[str]) -> None:
    based = dict(enumerate(beneath))
    rings = {frozenset(walk_round(based, n)) for n in based}

    found = list(find_rings({str(n): one for n, one in based.items()}))
    assert sorted(map(sorted, found)) == sorted(sorted(ring) for ring in rings)


def walk_round(based: Mapping[int, str], start: int) -> set[str]:
    """The styles of the ring in which the way from `start` ends."""
    at = str(start)
    for _ in based:
        at = based[int(at)]
    ring = {at}
    while (at := based[int(at)]) not in ring:
        ring.add(at)
    return ring


def test_more_styles_than_word_can_have() -> None:
    many = base_on({f"Style {n}": "Normal" for n in range(5000)})

    (told,) = refuse(many)
    assert re.fullmatch(r"`word/styles.xml` has 51\d\d styles, and Word can have 4079", told)


# ------------------------------------------------------------------------------ what it costs


def test_a_part_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "LARGEST_PART", 1024 * 1024)
    bomb = zip_up({"word/bomb.bin": bytes(3 * 1024 * 1024)})

    assert len(bomb) < 5000
    assert refuse(bomb) == ["`word/bomb.bin` is larger than 1 MiB"]


def test_a_part_that_lies_about_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "LARGEST_PART", 1024 * 1024)
    bomb = bytearray(zip_up({"word/bomb.bin": bytes(3 * 1024 * 1024)}))
    said = bomb.index(b"PK\x01\x02") + 24
    bomb[said : said + 4] = (10).to_bytes(4, "little")

    assert refuse(bytes(bomb)) == ["`word/bomb.bin` is damaged"]


def test_a_damaged_part_is_named() -> None:
    data = bytearray(zip_up({"word/document.xml": b"<w:document/>" * 100}))
    data[60] ^= 0xFF

    assert refuse(bytes(data)) == ["`word/document.xml` is damaged"]


def test_parts_that_are_too_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "LARGEST_TEMPLATE", 2 * 1024 * 1024)
    many = zip_up({f"word/{n}.bin": bytes(1024 * 1024) for n in range(3)})

    assert refuse(many) == ["it is larger than 2 MiB when unpacked"]


def test_too_many_parts() -> None:
    many = zip_up({f"word/{n}.xml": b"" for n in range(house.MOST_PARTS + 1)})

    assert refuse(many) == [f"it has more than {house.MOST_PARTS} parts"]


@pytest.mark.parametrize(
    "name", ["../a.xml", "/etc/a.xml", "word/../../a.xml", "word\\..\\a.xml", "C:/a.xml"]
)
def test_a_part_that_leads_out(name: str) -> None:
    assert refuse(zip_up({name: b"<x/>"})) == [f"`{name}` leads out of the file"]


def test_a_part_that_is_there_twice() -> None:
    twice = put_together(parts(plain_template()), ("word/Styles.xml", b"<x/>"))

    assert refuse(twice) == ["it has two parts called `word/Styles.xml`"]


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, len(RICH) - 1), st.integers(0, 255)), min_size=1))
def test_a_spoilt_template_is_taken_or_refused_and_never_a_fault(
    changes: list[tuple[int, int]],
) -> None:
    spoilt = bytearray(RICH)
    for place, value in changes:
        spoilt[place] = value
    small = replace(DOCUMENT, sections=DOCUMENT.sections[:1])

    with suppress(SourceError):
        assert furnish(small, bytes(spoilt)).startswith(b"PK")


def zip_up(entries: Mapping[str, bytes]) -> bytes:
    """A packed archive, whatever its parts are called."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            entry = ZipInfo("placeholder")
            entry.filename, entry.compress_type = name, ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


# ------------------------------------------------------------------------------ from outside


PUBLICATION = """\
title: A small publication
event: {name: A gathering, place: Toulouse, start: 2025-04-28}
imprint: {publisher: The publisher}
sections: [a.md]
outputs:
  - generator: word
    options: {template: templates/house.dotx, embed_fonts: no}
"""


def write(folder: Path, template: bytes) -> None:
    """A publication with a house's template."""
    (folder / "templates").mkdir()
    (folder / FILE).write_bytes(template)
    (folder / "publication.yaml").write_text(PUBLICATION)
    (folder / "a.md").write_text("---\nid: a\ntitle: The section\nkind: chapter\n---\n\nWords.\n")


def test_a_bad_template_ends_with_status_1_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, b"%PDF-1.7")
    output = tmp_path / "build"

    assert run(["build", str(tmp_path), "--output", str(output)]) == 1
    said = " ".join(capsys.readouterr().err.split())
    assert "publication.yaml:7:25: error: the Word template cannot be used" in said
    assert "it is a PDF file, whatever its name says" in said
    assert "template: templates/house.dotx" in said
    assert list(tmp_path.rglob("*.docx")) == []


def test_check_says_the_same_as_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, b"%PDF-1.7")

    assert run(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert run(["build", str(tmp_path), "--output", str(tmp_path / "build")]) == 1
    (told,) = [line for line in said.splitlines() if "WRD010" in line]
    assert told in capsys.readouterr().err


def test_a_good_template_stands_up_to_the_audit_with_the_words_in_its_heads(
    tmp_path: Path,
) -> None:
    write(tmp_path, rich_template())

    assert run(["build", str(tmp_path), "--output", str(tmp_path / "build")]) == 0
    assert len(list(tmp_path.rglob("*.docx"))) == 1


def hide_word(folder: Path) -> None:
    """The publication in `folder`, with a word of its template's head in a text for some only."""
    (head,) = [name for name, data in parts(rich_template()).items() if b"The House" in data]
    write(folder, change(rich_template(), {head: ("The House", "Zirconium")}))
    with (folder / "a.md").open("a") as file:
        file.write("\nZirconium and others. {.audience-industry}\n")
    with (folder / "publication.yaml").open("a") as file:
        file.write(INDUSTRY)


def test_a_word_of_its_head_may_be_hidden_elsewhere(tmp_path: Path) -> None:
    hide_word(tmp_path)

    assert run(["build", str(tmp_path), "--output", str(tmp_path / "build")]) == 0


def test_the_head_of_a_template_for_others_does_not_stand_up_to_the_audit(tmp_path: Path) -> None:
    hide_word(tmp_path)
    own = tmp_path / "publication.yaml"
    text = own.read_text()
    run(["build", str(tmp_path), "--output", str(tmp_path / "build")])
    (built,) = tmp_path.rglob("*.docx")
    own.write_text(text.replace("generator: word", "generator: word\n    audiences: [industry]"))

    expected = expect(read(tmp_path), None, Folder(tmp_path))
    found = audit_file(built.name, built.read_bytes(), expected, find_claims("word", built.name))
    assert any("“Zirconium” is for others only" in problem.message for problem in found)


INDUSTRY = """\
audiences:
  industry:
    name: Industry
    question: What?
    purpose: note
    bottom_line: Talk.
    so_what: [Come.]
"""
