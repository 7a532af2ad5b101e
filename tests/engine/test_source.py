from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, strategies as st
from PIL import Image

from engine.outputs import replace_text
from octavo import Memory, Severity, SourceError, check, read
from octavo.document import Picture
from octavo.document.problem import Problem, Span
from octavo.document.walk import query
from octavo.files.library import read_builtin
from octavo.files.source_file import add_excerpts, find_near
from octavo.source import schema
from octavo.source.draft import read_source

PUBLICATION = """title: T
event: {name: E}
imprint: {publisher: P}
sections: [one.md]
"""
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"


def memory(body: str = "Text.\n", publication: str = PUBLICATION) -> Memory:
    """A publication of one section."""
    files = {"publication.yaml": publication, "one.md": HEAD + body}
    return Memory({name: text.encode() for name, text in files.items()})


def problems(library: Memory) -> list[str]:
    """Codes and places of what is wrong."""
    return [f"{problem.span} {problem.code}" for problem in read_source(library).problems]


def complain(library: Memory) -> list[str]:
    """What is wrong, in words."""
    return [f"{problem.code} {problem.message}" for problem in read_source(library).problems]


def test_a_publication_is_called_after_its_folder(folder: Path) -> None:
    assert read(folder).publication.name == "small"


def test_a_publication_in_a_library_can_be_given_a_name() -> None:
    assert read(memory(), "space-2040").publication.name == "space-2040"


def test_a_folder_can_be_named_by_text(folder: Path) -> None:
    assert read(str(folder)) == read(folder)


def test_a_folder_without_a_publication_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"publication\.yaml: error: there is no file"):
        read(tmp_path)


def test_errors_in_all_files_come_out_together(folder: Path) -> None:
    replace_text(folder, "publication.yaml", "purpose: decide", "purpose: decision")
    replace_text(folder, "publication.yaml", "place: Toulouse\n", "plaice: Toulouse\n")

    with pytest.raises(SourceError) as caught:
        read(folder)
    assert [problem.code for problem in caught.value.problems] == ["SRC006", "SRC008"]


def test_errors_in_several_sections_come_out_together(folder: Path) -> None:
    replace_text(folder, "01-foreword.md", "kind: foreword", "kind: forword")
    replace_text(folder, "03-policy.md", "## What", "# What")
    replace_text(folder, "photos.yaml", "number: 2", "number: two")

    with pytest.raises(SourceError) as caught:
        read(folder)
    assert [str(problem.span) for problem in caught.value.problems] == [
        "01-foreword.md:4:7",
        "03-policy.md:22:1",
        "photos.yaml:2:12",
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"title: T\nevent: \xe9\n", "2:8"),
        (b"title: T\r\nevent: \xe9\r\n", "2:8"),
        (b"title: T\revent: \xe9\r", "2:8"),
        (b"\xef\xbb\xbftitle: \xc3\xa9t\xe9\n", "1:10"),
        (b"\xe9", "1:1"),
        ("title: T".encode("utf-16"), "1:1"),
        (b"\xfe\xff" + "title: T".encode("utf-16-be"), "1:1"),
    ],
)
def test_bytes_that_are_not_utf_8_are_an_error_at_their_place(data: bytes, place: str) -> None:
    assert problems(Memory({"publication.yaml": data})) == [f"publication.yaml:{place} SRC001"]


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30))
def test_the_first_byte_that_is_not_utf_8_stands_behind_what_is(text: str) -> None:
    library = Memory({"publication.yaml": text.encode() + b"\xff"})

    assert problems(library) == [f"publication.yaml:1:{len(text) + 1} SRC001"]


@pytest.mark.parametrize(
    ("character", "written"),
    [
        ("😀", "😀"),
        ("😀", "&#x1F600;"),
        ("😀", "&#X01f600;"),
        ("😀", "&#128512;"),
        ("☃", "&#9731;"),
        ("ȁ", r"\u0201"),
        ("😀", r"\U0001F600"),
        ("þ", r"\xFE"),
        ("þ", "&thorn;"),
    ],
)
def test_a_character_is_found_however_it_is_written(character: str, written: str) -> None:
    library = Memory({"one.md": f"Words\n&#x1F60; \\u02011 and {written} end".encode()})
    problem = Problem(Severity.ERROR, "TYP001", "no face", Span("one.md", 1, 1), sought=character)

    (found,) = add_excerpts([problem], library)
    assert str(found.span) == "one.md:2:22"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    library = Memory({**memory().files, "publication.yaml": PUBLICATION.encode("utf-8-sig")})

    assert problems(library) == []


def test_a_file_that_is_too_large_is_refused() -> None:
    found = read_source(memory("a\n" * 2_200_000)).problems

    assert [problem.message for problem in found] == ["`one.md` is larger than 4 MiB"]


def test_a_section_that_is_a_folder_is_refused(folder: Path) -> None:
    (folder / "04-panel.md").unlink()
    (folder / "04-panel.md").mkdir()

    with pytest.raises(SourceError, match=r"`04-panel\.md` is not an ordinary file"):
        read(folder)


# ------------------------------------------------------------------------------ images


def picture(data: bytes | None) -> list[str]:
    """What `check` says of a publication with one picture."""
    library = memory("```figure\npicture: a.png\ncaption: c\nalternative: d\n```\n")
    files = dict(library.files)
    if data is not None:
        files["a.png"] = data
    found = add_excerpts(check(read(Memory(files)), Memory(files)), Memory(files))
    return [f"{problem.span} {problem.code} {problem.message}" for problem in found]


ICC = read_builtin("assets/colour/sRGB-v2-magic.icc")


def image(
    kind: str = "PNG", size: tuple[int, int] = (4, 4), mode: str = "RGB", profile: bytes = b""
) -> bytes:
    """A picture file."""
    stream = BytesIO()
    Image.new(mode, size).save(stream, kind, icc_profile=profile)
    return stream.getvalue()


def test_a_sound_picture_is_no_problem() -> None:
    assert picture(image()) == []


def test_a_picture_that_is_not_there_is_an_error() -> None:
    assert picture(None) == ["one.md:7:10 IMG001 there is no picture `a.png`"]


def test_half_a_picture_is_an_error() -> None:
    stream = BytesIO()
    Image.effect_noise((64, 64), 50).save(stream, "JPEG")
    half = stream.getvalue()[: len(stream.getvalue()) // 2]

    assert picture(half)[0].startswith("one.md:7:10 IMG002 `a.png` is damaged")


@pytest.mark.parametrize("profile", [b"no profile", ICC[:200], ICC.replace(b"RGB ", b"CMYK", 1)])
def test_a_picture_with_a_damaged_colour_profile_is_an_error(profile: bytes) -> None:
    said = "one.md:7:10 IMG002 `a.png` has a colour profile that cannot be used"

    assert picture(image(profile=profile))[0].startswith(said)


def test_a_colour_profile_that_no_grey_needs_may_be_damaged() -> None:
    assert picture(image(mode="L", profile=b"no profile")) == []


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "EPS"])
def test_a_picture_of_another_kind_is_an_error(kind: str) -> None:
    assert picture(image(kind)) == ["one.md:7:10 IMG002 `a.png` is neither JPEG nor PNG"]


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    found = picture(image("PNG", (10_000, 6_000), "1"))

    assert found == ["one.md:7:10 IMG002 `a.png` has 60 million pixels; 50 million is the most"]


def test_a_picture_outside_the_folder_is_an_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(image())
    (folder / "a.png").symlink_to(tmp_path / "secret.png")
    replace_text(folder, "04-panel.md", "orbits: 7", "picture: a.png")
    from octavo import Folder

    found = [p for p in check(read(folder), Folder(folder)) if p.severity is Severity.ERROR]
    assert [problem.code for problem in found] == ["IMG001"]


def test_the_cover_can_be_a_picture() -> None:
    draft = read(memory(publication=PUBLICATION + "cover: {picture: a.png}\n"))

    assert [found.file for found in query(draft.publication, Picture)] == ["a.png"]


# ------------------------------------------------------------------------------ hostile texts

HOSTILE_YAML = {
    "deep lists": "[\n" * 100_000,
    "deep mappings": "{a:\n" * 50_000,
    "deep items": "- " * 30_000,
    "many keys": "".join(f"k{i}: 1\n" for i in range(60_000)),
    "many names for one thing": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a thing inside itself": "a: &a [*a]\n",
    "two documents": "title: T\n---\ntitle: T\n",
}


@pytest.mark.parametrize("text", HOSTILE_YAML.values(), ids=HOSTILE_YAML.keys())
def test_hostile_yaml_is_an_error_with_a_place(text: str) -> None:
    found = read_source(memory(publication=text)).problems

    assert found
    assert all(problem.span and problem.span.line for problem in found)


HOSTILE_MARKDOWN = {
    "brackets": "[" * 50_000,
    "pictures": "![" * 20_000,
    "links": "[a](" * 10_000,
    "links in angles": "[a](<b" * 10_000,
    "character data": "<![CDATA[" * 5_000,
    "stars": "*a **a " * 8_000,
    "stars and bars": "**a _b " * 8_000,
    "backticks": "\n".join("e" + "`" * i for i in range(200)),
    "one endless word": "a" * 60_000,
    "quotation marks": "\"'" * 30_000,
    "entities": "&a;" * 15_000,
    "open expressions": "{{ " * 20_000,
    "items in items": "1. " * 600 + "x",
    "quotes in quotes": ">" * 2_000 + "x",
    "deep items": "".join("    " * i + "- a\n" for i in range(150)),
    "terms without a gap": "".join(f"Term{i}\n:   Def\n" for i in range(600)),
    "notes that follow each other": "[^a]: [^b]:     x\n[^c]: \n",
    "markdown in html": '<div markdown="1"><ul></ul>\n* x',
    "fences": "```figure\norbits: 1\n```\n\n" * 2_000,
    "a table of 5,000 rows": "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5_000,
    "a paragraph of 5,000 lines": "some words in a line\n" * 5_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE_MARKDOWN.values(), ids=HOSTILE_MARKDOWN.keys())
def test_hostile_markdown_is_read_or_refused_before_long(text: str) -> None:
    # Processor time, not the clock, and far more of it than is needed: without a bound on the
    # number of brackets the first of these takes a minute and a half.
    start = time.process_time()
    read_source(memory(text))

    assert time.process_time() - start < 5


def test_what_was_too_deep_does_not_harm_the_next_section() -> None:
    publication = PUBLICATION.replace("[one.md]", "[one.md, two.md]")
    files = dict(memory("1. " * 600 + "x", publication).files)
    files["two.md"] = HEAD.replace("one", "two").encode() + b"Text.\n"
    draft = read_source(Memory(files)).draft

    assert draft is not None
    assert [block.id for block in draft.sections[1].blocks] == ["two-1"]


def test_marks_of_python_markdown_in_a_text_are_refused() -> None:
    assert problems(memory("\x02wzxhzdk:0\x03\n")) == ["one.md:6:1 SRC002"]


def test_marks_of_octavo_in_a_text_are_refused() -> None:
    assert problems(memory("\ue000\ue100\ue001\n")) == ["one.md:6:1 SRC002"]


def test_letters_of_private_use_are_refused_on_every_plane() -> None:
    assert problems(memory("A \U000f0000\n")) == ["one.md:6:3 SRC002"]


# ------------------------------------------------------------------ what PDF/A has no room for


def test_a_value_has_at_most_as_many_characters_as_a_pdf_can_hold() -> None:
    assert complain(memory(publication=PUBLICATION + f"description: {'a' * 8001}")) == [
        "SRC008 a value of 8001 characters; 8000 is the most"
    ]
    assert complain(memory(publication=PUBLICATION + f"description: {'a' * 8000}")) == []


def test_a_fact_is_short_enough_to_be_read_aloud_with_eleven_others() -> None:
    assert complain(memory(publication=PUBLICATION + f"facts: {{a: {{value: {'1' * 601}}}}}")) == [
        "SRC008 a value of 601 characters; 600 is the most"
    ]


def test_there_are_at_most_a_hundred_keywords() -> None:
    assert complain(memory(publication=PUBLICATION + f"keywords: [{'a, ' * 101}]")) == [
        "SRC008 at most 100 can stand here"
    ]


def test_an_address_is_no_longer_than_others_understand() -> None:
    address = "https://example.org/".ljust(8001, "a")

    assert complain(memory(f"[words]({address})\n")) == [
        "TXT002 an address of 8001 characters; 8000 is the most"
    ]
    assert complain(memory(f"[words]({address[:-1]})\n")) == []


@pytest.mark.parametrize("language", ["en-abcdefghi", "en" + "-abc" * 9])
def test_a_language_is_written_as_the_standards_have_it(language: str) -> None:
    assert problems(memory(publication=PUBLICATION + f"language: {language}")) == [
        "publication.yaml:5:11 SRC008"
    ]
    assert problems(memory(f"[words]{{lang={language}}}\n")) == ["one.md:6:9 TXT014"]


def test_every_model_of_a_fenced_block_has_a_name() -> None:
    others = {schema.FigureGroup}  # the other form of a `figure`

    assert set(schema.FENCES.values()) | others == set(get_args(schema.FenceModel))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a\\0b", "", "x" * 5000])
def test_a_marking_scheme_with_the_name_of_a_file_elsewhere_is_none(name: str) -> None:
    marking = f'marking: {{scheme: "{name}", level: secret}}\n'

    assert [p.code for p in read_source(memory(publication=PUBLICATION + marking)).problems] in (
        ["MRK001"],
        ["SRC002"],
    )


def test_a_thousand_unknown_names_are_compared_with_a_thousand_known_ones() -> None:
    known = [f"section-{number}" for number in range(2000)]

    assert find_near("sectoin-17", known) == "section-17"
    assert find_near("nothing-like-it", known) == ""
