"""What a source hides from a reader makes no difference to what this reader gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from octavo import Document, Memory, read, select
from octavo.document import Figure
from octavo.document.walk import query

PUBLICATION = (
    (
        (Path(__file__).parents[1] / "spec" / "publication.yaml").read_text(encoding="utf-8")
        + "photos: photos.yaml\n"
    )
    .replace("sections: [one.md]", "sections: [SECTIONS]")
    .replace("people: people.yaml\n", "")
)
SECRET = "industry"

OPEN = (
    "Words {n} with NATO in them.",
    "## Heading {n}\n\nWords {n} below it.",
    "- item {n}\n- another",
    "> Quoted {n}.",
    "Strong words {n}. {{.pull}}",
    "Somebody\nPost {n}\n{{.signature}}",
    "| head {n} |\n|---|\n| cell |\n\nTable: Caption {n}",
    "```figure\norbits: {n}\ncaption: Caption {n}\nalternative: a\n```",
    "```statistics\nitems: [{{fact: countries}}]\ncaption: Caption {n}\n```",
    "Words {n} with a note.[^n{n}]\n\n[^n{n}]: Note {n}.",
    "Term {n}\n:   Meaning.",
)
HIDDEN = (
    "Secret {n} with MDO in it. {{.audience-industry}}",
    "Secret {n}. {{#own-{n} .audience-industry}}",
    "## Secret {n} {{.audience-industry}}",
    "- secret {n}\n- another\n{{.audience-industry}}",
    "- secret {n}\n\n    Inside.\n\n{{.audience-industry}}",
    "> Secret {n}. {{.audience-industry}}",
    "> Secret {n}.\n\n{{.audience-industry}}",
    "Secret {n}. {{.pull .audience-industry}}",
    "Somebody\nSecret {n}\n{{.signature .audience-industry}}",
    "| secret {n} |\n|---|\n| cell |\n\nTable: Caption {n} {{.audience-industry}}",
    "```figure\norbits: {n}\ncaption: Secret {n}\nalternative: a\naudiences: [industry]\n```",
    "```statistics\nitems: [{{fact: participants}}]\ncaption: S {n}\naudiences: [industry]\n```",
    "Secret {n} with a note.[^n{n}] {{.audience-industry}}\n\n[^n{n}]: Secret note {n}.",
    "```figure\npicture: secret{n}.png\ncaption: S\nalternative: a\naudiences: [industry]\n```",
)

Piece = tuple[bool, str]
"""Whether it is hidden, and its source."""


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    chosen = draw(
        st.lists(st.tuples(st.booleans(), st.integers(0, len(OPEN) * len(HIDDEN) - 1)), max_size=10)
    )
    return [
        (hidden, (HIDDEN if hidden else OPEN)[k % len(HIDDEN if hidden else OPEN)].format(n=n))
        for n, (hidden, k) in enumerate(chosen)
    ]


def join(given: list[Piece], hidden: bool) -> str:
    """The text of a section: all of it, or without what is hidden. Nothing grows together."""
    parts = [f"{text if hidden or not secret else ''}\n\nThen." for secret, text in given]
    return "\n\n".join(["Begin.", *parts])


def make(sections: list[tuple[bool, list[Piece]]], hidden: bool) -> dict[str, bytes]:
    """The files of a publication: all of it, or without what is hidden."""
    files: dict[str, bytes] = {}
    for n, (secret, parts) in enumerate(sections):
        if not secret or hidden:
            mark = f"audiences: [{SECRET}]\n" if secret else ""
            head = f"---\nid: s{n}\ntitle: Title {n}\nkind: chapter\n{mark}points:\n"
            head += f"  - {{id: p{n}, text: Point {n}, rests_on: s{n}-begin}}\n"
            if hidden:
                own = f"id: hidden{n}, text: Secret, rests_on: s{n}-begin, weight: 9"
                head += f"  - {{{own}, audiences: [{SECRET}]}}\n"
            text = join(parts, hidden).replace("Begin.", f"Begin. {{#s{n}-begin}}", 1)
            files[f"s{n}.md"] = f"{head}---\n{text}\n".encode()
    photos = [
        "- {number: 1, caption: One}\n",
        "- {number: 2, caption: Secret, audiences: [industry]}\n" if hidden else "",
        f"- {{number: {3 if hidden else 2}, caption: Two}}\n",
    ]
    files["publication.yaml"] = PUBLICATION.replace("SECTIONS", ", ".join(files)).encode()
    files["photos.yaml"] = "".join(photos).encode()
    return files


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(st.booleans(), pieces()), max_size=3),
    pieces(),
    st.sampled_from([None, "planners"]),
)
def test_what_the_source_hides_makes_no_difference(
    sections: list[tuple[bool, list[Piece]]], first: list[Piece], audience: str | None
) -> None:
    whole = [(False, first), *sections]

    assert select_from(make(whole, True), audience) == select_from(make(whole, False), audience)


@pytest.mark.parametrize("first", ["-", "1."])
def test_a_list_goes_on_where_a_hidden_block_parts_it(first: str) -> None:
    second = "2." if first == "1." else first
    text = f"{first} one\n\n{{hidden}}{second} two\n\nThen.\n\n- another list\n"
    hidden = "Only some read this. {.audience-industry}\n\n"
    head = "---\nid: a\ntitle: The section\nkind: chapter\n---\n\n"
    with_it, without = (
        select_from(
            {**make([(False, [])], False), "s0.md": (head + text.format(hidden=h)).encode()}, None
        )
        for h in (hidden, "")
    )

    assert with_it.sections == without.sections


def select_from(files: dict[str, bytes], audience: str | None) -> Document:
    return select(read(Memory(files)), audience)


def test_the_law_hides_every_kind_of_block_that_can_be_hidden() -> None:
    files = make([(False, [(True, text.format(n=n)) for n, text in enumerate(HIDDEN)])], True)

    assert len(select_from(files, SECRET).sections[0].blocks) == 1 + 2 * len(HIDDEN)
    assert len(select_from(files, None).sections[0].blocks) == 1 + len(HIDDEN)


@pytest.mark.parametrize(("audience", "expected"), [(None, [1, 2]), (SECRET, [1, 2, 3])])
def test_photographs_are_numbered_without_a_gap(audience: str | None, expected: list[int]) -> None:
    document = select_from(make([(False, [])], True), audience)

    assert [photo.number for photo in document.photos] == expected


def test_a_block_inside_a_shared_quotation_does_not_show_in_its_id() -> None:
    def name(secret: str) -> str:
        both = "{.audience-industry .audience-planners}"
        text = f"> Both.\n\n> {secret}. {{.audience-industry}}\n\n{both}"
        document = select_from(make([(False, [(True, text)])], True), "planners")
        return document.sections[0].blocks[1].id

    assert name("One") == name("Two")


def test_figures_for_others_leave_no_gap() -> None:
    hidden = HIDDEN[10].format(n=1)
    shown = OPEN[7].format(n=2)
    files = make([(False, [(True, hidden), (False, shown)])], True)

    assert [figure.number for figure in query(select_from(files, None), Figure)] == [1]
