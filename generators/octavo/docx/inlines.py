"""Inlines as runs, and as plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    Break,
    Emphasis,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.docx.identity import block_name, heading_name, label_name
from octavo.docx.ledger import Writing, link_relationship
from octavo.docx.markup import (
    LINE_BREAK,
    PLAIN,
    Marks,
    field,
    index_entry,
    inner_link,
    outer_link,
    run,
)

NO_BREAK_SPACE = "\u00a0"


def write_inlines(inlines: Inlines, writing: Writing, marks: Marks = PLAIN) -> str:
    """The runs of `inlines`, each different from its paragraph's style by `marks`."""
    return "".join([write_inline(inline, writing, marks) for inline in inlines])


def write_inline(inline: Inline, writing: Writing, marks: Marks) -> str:
    """The runs of one inline."""
    match inline:
        case Text(text) | Abbreviation(text, _) | Mention(_, text):
            return run(text, marks)
        case Strong(children):
            return write_inlines(children, writing, replace(marks, bold=True))
        case Emphasis(children):
            return write_inlines(children, writing, _stress(marks))
        case Link(target, children):
            relationship = link_relationship(writing.ledger, target)
            words = write_inlines(children, writing, replace(marks, style="Hyperlink"))
            return outer_link(relationship, target, words)
        case Reference():
            return _write_reference(inline, writing, marks)
        case Indexed(children, entry):
            writing.ledger.index.add(entry)
            return index_entry(entry) + write_inlines(children, writing, marks)
        case Note(children):
            return _write_note(children, writing)
        case Break():
            return LINE_BREAK
        case _:
            assert_never(inline)


def spell(inlines: Inlines, writing: Writing) -> str:
    """The words of `inlines` as they are read, without notes."""
    return "".join([_spell_one(inline, writing) for inline in inlines])


def reference_words(reference: Reference, writing: Writing) -> tuple[str, str]:
    """What a reference without words of its own prints: what is typed, what the field shows."""
    words, section = writing.words, writing.sections.get(reference.target)
    match reference.kind:
        case "figure":
            return "", f"{words.figure}{NO_BREAK_SPACE}{reference.number}"
        case "table":
            return "", f"{words.table}{NO_BREAK_SPACE}{reference.number}"
        case "section" | "":
            if section is not None and section.label:
                return "", section.label
            if section is not None and section.number:
                return f"{words.section}{NO_BREAK_SPACE}", str(section.number)
            return "", section.title if section is not None else reference.number
        case _:
            assert_never(reference.kind)


def _write_reference(reference: Reference, writing: Writing, marks: Marks) -> str:
    if reference.children:
        words = write_inlines(reference.children, writing, marks)
        return inner_link(_target_name(reference, writing), words)
    typed, shown = reference_words(reference, writing)
    switch = "\\r \\h" if typed else "\\h"
    return run(typed, marks) + field(f"REF {label_name(reference.target)} {switch}", shown, marks)


def _target_name(reference: Reference, writing: Writing) -> str:
    if reference.target in writing.sections:
        return heading_name(reference.target)
    return label_name(reference.target) if reference.kind else block_name(reference.target)


def _write_note(children: Inlines, writing: Writing) -> str:
    place = len(writing.ledger.notes)
    writing.ledger.notes.append("")
    writing.ledger.notes[place] = write_inlines(children, writing)
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{place + 1}"/></w:r>'
    )


def _stress(marks: Marks) -> Marks:
    """Italics, or roman inside italics."""
    italic = marks.slanted if marks.italic is None else marks.italic
    return replace(marks, italic=not italic)


def _spell_one(inline: Inline, writing: Writing) -> str:
    match inline:
        case Text(text) | Abbreviation(text, _) | Mention(_, text):
            return text
        case Strong(children) | Emphasis(children) | Link(_, children) | Indexed(children, _):
            return spell(children, writing)
        case Reference(_, children):
            return spell(children, writing) or "".join(reference_words(inline, writing))
        case Note():
            return ""
        case Break():
            return " "
        case _:
            assert_never(inline)
