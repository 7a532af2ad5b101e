"""`octavo ids`: what rests on a running number gets an id that stays, and nothing else changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from octavo import Draft, Memory, SourceError
from octavo.commands.cli import run
from octavo.document import Paragraph
from octavo.document.walk import list_blocks, query, rewrite, text_of
from octavo.source.draft import read_source
from octavo.source.id_marks import AddedIds, add_ids

HEAD = "title: T\nevent: {name: E}\nimprint: {publisher: P}\n"
AUDIENCE = """\
audiences:
  industry:   # who reads it
    name: Industry
    question: What?
    purpose: discuss
    bottom_line: Talk to us.
    bottom_line_rests_on: GROUND # at length
    so_what: [Come early.]
    so_what_rests_on: ["GROUND"]
    asks: [{what: Do it, rests_on: 'GROUND'}]
"""


def make(body: str, *grounds: str, **more: str) -> dict[str, bytes]:
    """A publication with one section, whose points rest on `grounds`."""
    points = "".join(f"  - {{id: p{n}, text: P, rests_on: {id}}}\n" for n, id in enumerate(grounds))
    list_of_points = f"points:\n{points}" if points else ""
    front = f"---\nid: one\ntitle: One\nkind: chapter\n{list_of_points}---\n"
    files = {"publication.yaml": f"{HEAD}sections: [one.md]\n", "one.md": front + body, **more}
    return {name.replace("_", "."): text.encode() for name, text in files.items()}


def add(files: Mapping[str, bytes], every: bool = False) -> dict[str, bytes]:
    """The files with the ids that were missing."""
    return {**files, **add_ids(Memory(files), every).files}


def show(files: Mapping[str, bytes]) -> str:
    """The body of the section, with short ids."""
    body = files["one.md"].decode().split("---\n", 2)[2]
    return re.sub(r"one-[b-z2-9]{4}\b", "one-ABCD", body)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Words.\n", "Words. {#one-ABCD}\n"),
        ("Words,\nand more.\n\nThen.\n", "Words,\nand more. {#one-ABCD}\n\nThen.\n"),
        ("Words.", "Words. {#one-ABCD}"),
        ("Words.  \n", "Words. {#one-ABCD}  \n"),
        ("Words. {.audience-industry}\n", "Words. {#one-ABCD .audience-industry}\n"),
        ("Words.\n{.audience-industry}\n", "Words.\n{#one-ABCD .audience-industry}\n"),
        ("Words.\n\n{.audience-industry}\n", "Words.\n\n{#one-ABCD .audience-industry}\n"),
        ("Words.[^a]\n[^a]: A note.\n", "Words.[^a] {#one-ABCD}\n[^a]: A note.\n"),
        ("In words\n1986. it was.\n", "In words\n1986. it was. {#one-ABCD}\n"),
        ("Words\n## Head\n\nMore.\n", "Words {#one-ABCD}\n## Head\n\nMore.\n"),
        ("Words {>>Which?<<}\n", "Words {>>Which?<<} {#one-ABCD}\n"),
        ("Type `{.x}`\n", "Type `{.x}` {#one-ABCD}\n"),
    ],
)
def test_a_mark_stands_at_the_end_of_its_paragraph(body: str, expected: str) -> None:
    ground = "one-1"
    if "audience" in body:
        found = read_source(Memory(make(body, publication_yaml=with_audience(""))))
        assert found.draft
        ground = next(query(found.draft.sections, Paragraph)).id
    files = make(body, ground, publication_yaml=with_audience(""))

    assert show(add(files)) == expected


def with_audience(ground: str) -> str:
    """publication.yaml with an audience that rests on `ground`, or on nothing."""
    audience = re.sub(r" +\w+_rests_on: .*\n|, rests_on: 'GROUND'", "", AUDIENCE)
    text = AUDIENCE.replace("GROUND", ground) if ground else audience
    return f"{HEAD}{text}sections: [one.md]\n"


def test_all_that_rests_on_it_names_the_new_id_and_comments_stay() -> None:
    files = make("First.\n\nSecond.\n", "one-2", publication_yaml=with_audience("one-2"))
    after = add(files)
    (id,) = re.findall(r"Second\. \{#([\w-]+)\}", after["one.md"].decode())

    assert after["publication.yaml"].decode() == with_audience(id)
    assert f"rests_on: {id}}}" in after["one.md"].decode()
    assert b"First.\n" in after["one.md"]


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    files = make("First.\n\nSecond,\nand more.\n", "one-2", "one-1")
    plain = add(files)
    other = {n: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n") for n, data in files.items()}

    assert add(other)["one.md"] == b"\xef\xbb\xbf" + plain["one.md"].replace(b"\n", b"\r\n")


def test_two_paragraphs_with_the_same_words_have_ids_of_their_own() -> None:
    after = add(make("Same.\n\nSame.\n", "one-1", "one-2"))["one.md"].decode()

    assert len(set(re.findall(r"\{#([\w-]+)\}", after))) == 2


def test_an_id_is_made_from_the_words() -> None:
    first = add(make("Words.\n", "one-1"))["one.md"]
    second = add(make("Before.\n\nWords.\n", "one-2"))["one.md"]

    assert re.findall(rb"\{#.*\}", first) == re.findall(rb"\{#.*\}", second)


def test_with_all_every_paragraph_that_can_have_an_id_gets_one() -> None:
    body = (
        "Words.\n\n- tight\n- item\n\n> Quoted.\n>\n> And more.\n\n- loose\n\n    second\n\n"
        "Large. {.pull}\n\nTerm\n:   Meaning.\n"
    )
    after = show(add(make(body), every=True))

    assert after == (
        "Words. {#one-ABCD}\n\n- tight {#one-ABCD}\n- item {#one-ABCD}\n\n"
        "> Quoted. {#one-ABCD}\n>\n"
        "> And more. {#one-ABCD}\n\n- loose {#one-ABCD}\n\n    second {#one-ABCD}\n\n"
        "Large. {#one-ABCD .pull}\n\nTerm\n:   Meaning. {#one-ABCD}\n"
    )


def test_with_all_an_id_is_never_that_of_another_paragraph() -> None:
    body = "1) alpha\n2) beta\n\n> One.\n> Two.\n"
    after = read_draft(add(make(body), every=True))
    marked = [text_of(p.children) for p in query(after.sections, Paragraph) if p.id]

    assert add(make(body), every=True) == add(add(make(body), every=True), every=True)
    assert len(marked) == len(set(marked))


def test_nothing_is_written_when_the_source_has_other_errors() -> None:
    files = make("Words. {{ facts.nothing }}\n\n- a {.pull}\n", "one-1")

    with pytest.raises(SourceError) as raised:
        add(files)
    assert {problem.code for problem in raised.value.problems} == {"FCT001", "TXT004"}


def test_what_two_paragraphs_are_called_is_left_to_the_author() -> None:
    body = "Same. {.audience-industry}\n\nSame. {.audience-planners}\n"
    both = with_audience("").replace(
        "sections:",
        "  planners: {name: P, question: Q, purpose: note, "
        "bottom_line: B, so_what: [S]}\nsections:",
    )
    found = read_source(Memory(make(body, publication_yaml=both)))
    assert found.draft
    ground = next(query(found.draft.sections, Paragraph)).id

    with pytest.raises(SourceError, match="at the end of the paragraph yourself"):
        add(make(body, ground, publication_yaml=both))


def test_the_command_writes_and_says_what(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in make("Words.\n", "one-1").items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "one.md").chmod(0o640)

    assert run(["ids", "."]) == 0
    assert re.fullmatch(r"one\.md: one-[b-z2-9]{4}\n", capsys.readouterr().out)
    assert (tmp_path / "one.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.md", "publication.yaml"]
    assert run(["ids", "."]) == 0
    assert capsys.readouterr().out == "every id is there\n"


# ------------------------------------------------------------------------------ laws

PIECES = (
    "Words {n}.",
    "Words {n},\nand *more*.",
    "Words {n}. {{.audience-industry}}",
    "Words {n}.\n{{.audience-industry}}",
    "Words {n}.\n\n{{.audience-industry}}",
    "Words {n}. {{#own-{n}}}",
    "Large {n}. {{.pull}}",
    "## Head {n}",
    "- item {n}\n- other",
    "- item {n}\n\n    more {n}\n\n- other",
    "> Quoted {n}.\n>\n> And {n}.",
    "Term {n}\n:   Meaning.",
    "| a | b |\n|---|---|\n| {n} | 2 |\nTable: Caption {n}",
    "Noted {n}.[^{n}]\n\n[^{n}]: A note.",
    "```figure\norbits: {n}\ncaption: c\nalternative: a\n```",
    'Said "{n}" `{{.x}}`  ',
)
"""Pieces of a section, `{n}` apart."""


@st.composite
def sources(draw: st.DrawFn) -> dict[str, bytes]:
    """A publication in which points and an audience rest on running numbers and on ids."""
    chosen = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
    body = "\n\n".join(piece.format(n=n) for n, piece in enumerate(chosen)) + "\n"
    found = read_source(Memory(make(body, publication_yaml=with_audience(""))))
    assert found.draft
    assert found.problems == ()
    known = [one.id for one in query(found.draft.sections, Paragraph) if one.id]
    grounds = draw(st.lists(st.sampled_from(known), max_size=3)) if known else []
    ground = draw(st.sampled_from(["", *known]))
    files = make(body, *grounds, publication_yaml=with_audience(ground))
    ends = draw(st.sampled_from([b"\n", b"\r\n"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return {name: mark + data.replace(b"\n", ends) for name, data in files.items()}


def read_draft(files: Mapping[str, bytes]) -> Draft:
    """The draft, in which nothing rests on a running number or on nothing."""
    found = read_source(Memory(files))
    assert found.draft
    assert [problem for problem in found.problems if problem.severity.value == "error"] == []
    return found.draft


def trace(draft: Draft) -> list[str]:
    """The words of the paragraph behind each point, bottom line, so-what and ask."""
    words = {p.id: text_of(p.children) for p in query(draft.sections, Paragraph)}
    grounds = [point.rests_on for section in draft.sections for point in section.points]
    for audience in draft.audiences:
        grounds += [audience.bottom_line_rests_on, *audience.so_what_rests_on]
        grounds += [ask.rests_on for ask in audience.asks]
    return [words[id] for id in grounds if id]


def forget_ids(draft: Draft) -> Draft:
    """The draft without the ids of paragraphs and pull quotes, and without what rests on them."""
    sections = tuple(
        replace(
            section,
            blocks=rewrite(section.blocks, lambda block: (replace(block, id=""),)),
            points=tuple(replace(point, rests_on="") for point in section.points),
        )
        for section in draft.sections
    )
    audiences = tuple(
        replace(
            one,
            bottom_line_rests_on="",
            so_what_rests_on=(),
            asks=tuple(replace(ask, rests_on="") for ask in one.asks),
        )
        for one in draft.audiences
    )
    return replace(draft, sections=sections, audiences=audiences)


@pytest.mark.slow
@settings(max_examples=40)
@given(sources(), st.booleans())
def test_with_ids_all_is_the_same_but_for_them(files: dict[str, bytes], every: bool) -> None:
    before = read_source(Memory(files)).draft
    after = add(files, every)
    draft = read_draft(after)

    assert before
    assert forget_ids(draft) == forget_ids(before)
    assert trace(draft) == trace(before)
    assert add(after, every) == after


@pytest.mark.slow
@settings(max_examples=40)
@given(sources(), st.booleans())
def test_only_the_lines_concerned_change(files: dict[str, bytes], every: bool) -> None:
    after = add(files, every)
    for name, data in files.items():
        lines = [re.sub(rb" ?\{#[\w-]+\}|#[\w-]+ ", b"", line) for line in data.split(b"\n")]
        new = [re.sub(rb" ?\{#[\w-]+\}|#[\w-]+ ", b"", line) for line in after[name].split(b"\n")]
        ground = rb"(rests_on: \[?[\"']?)[\w-]+"
        assert [re.sub(ground, rb"\1", one) for one in new] == [
            re.sub(ground, rb"\1", one) for one in lines
        ]


@pytest.mark.slow
@settings(max_examples=40)
@given(sources(), st.integers(0, 30), st.booleans())
def test_a_new_paragraph_changes_no_trace(files: dict[str, bytes], at: int, every: bool) -> None:
    after = add(files, every)
    end = b"\r\n" if b"\r\n" in after["one.md"] else b"\n"
    parts = re.split(rb"(?:\r?\n){2}(?=\S)(?!\[\^|\{|:)", after["one.md"])
    place = at % len(parts) + 1
    new = (end * 2).join([*parts[:place], b"A new paragraph.", *parts[place:]])
    changed = read_source(Memory({**after, "one.md": new})).draft
    assert changed

    assert trace(changed) == trace(read_draft(after))


def test_the_pieces_cover_every_kind_of_block_a_paragraph_stands_in() -> None:
    body = "\n\n".join(piece.format(n=n) for n, piece in enumerate(PIECES))
    draft = read_draft(make(body, publication_yaml=with_audience("")))
    kinds = {type(block).__name__ for one in draft.sections for block in list_blocks(one.blocks)}

    assert kinds >= {"Paragraph", "PullQuote", "Listing", "Quote", "Definitions", "Table", "Figure"}


def test_what_is_added_is_told_by_file() -> None:
    added = add_ids(Memory(make("Words.\n", "one-1")))

    assert isinstance(added, AddedIds)
    assert list(added.ids) == list(added.files) == ["one.md"]
