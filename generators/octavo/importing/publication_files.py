"""The files of a planned publication."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from octavo.importing.escaping import escape_words, plain_value
from octavo.importing.inline_writing import Scribe
from octavo.importing.pictures import PictureStore
from octavo.importing.plan import PlannedSection, PublicationPlan
from octavo.importing.tree import ImportFinding
from octavo.importing.writing import BlockWriter
from octavo.importing.yaml_writing import YamlNode, write_flow, write_mapping, write_scalar
from octavo.source.json_schema import write_schema

SCHEMA = ".octavo/publication.schema.json"
"""What editors complete and check publication.yaml by."""
UNKNOWN_PUBLISHER = "To be named"
"""What stands for a publisher that no document names, which the imprint cannot be without."""


@dataclass(frozen=True, slots=True)
class WrittenPublication:
    """A publication as files."""

    files: Mapping[str, bytes]
    """By name in the publication's folder."""
    findings: tuple[ImportFinding, ...]


def write_publication(plan: PublicationPlan) -> WrittenPublication:
    """The files of `plan`, and what was found while its words were written."""
    pictures = PictureStore()
    findings = list(plan.findings)
    files: dict[str, str] = {}
    for section in plan.sections:
        scribe = Scribe(plan.language, plan.targets)
        body = BlockWriter(scribe, pictures).write(section.blocks)
        if section.signed:
            body = _sign(body)
        files[section.file] = _write_section(section, scribe.queries, body)
        findings += scribe.findings
    if plan.photos:
        files["photos.yaml"] = _write_photos(plan)
    files = {
        "publication.yaml": _write_settings(plan),
        SCHEMA: write_schema("publication"),
        **files,
    }
    encoded = {name: text.encode("utf-8") for name, text in files.items()}
    return WrittenPublication({**encoded, **pictures.files}, tuple(findings))


def _sign(body: str) -> str:
    """`body` with its last paragraph marked as the lines of those who sign."""
    text, *notes = body.rstrip("\n").split("\n\n[^1]: ", 1)
    signed = f"{text}\n{{.signature}}\n"
    return f"{signed}\n[^1]: {notes[0]}\n" if notes else signed


def _write_section(section: PlannedSection, queries: Sequence[str], body: str) -> str:
    head: dict[str, YamlNode] = {"id": section.id, "title": plain_value(section.title)}
    head["kind"] = section.kind
    if section.label:
        head["label"] = plain_value(section.label)
    if section.short_title:
        head["short_title"] = plain_value(section.short_title)
    if queries:
        head["queries"] = [plain_value(query) for query in dict.fromkeys(queries)]
    lines = ["---", *write_mapping(head)]
    if section.points:
        lines.append("points:  # proposed by `octavo import`, for these words were bold")
        for point in section.points:
            entries = {"id": point.id, "text": escape_words(plain_value(point.text))}
            first, *others = write_mapping({**entries, "rests_on": point.rests_on}, 4)
            lines += [f"  - {first.lstrip()}", *others]
            lines += [] if point.key else ["    key: false"]
    return "\n".join([*lines, "---", "", body])


def _write_photos(plan: PublicationPlan) -> str:
    lines = ["# The photographs that the document lists. Name the `file` of each that you have."]
    for photo in plan.photos:
        entries = {"caption": escape_words(plain_value(photo.caption))}
        entries |= {"credit": plain_value(photo.credit)} if photo.credit else {}
        lines.append(f"- {{number: {photo.number}, {write_flow(entries)[1:]}")
    return "\n".join(lines) + "\n"


# ------------------------------------------------------------------------------ publication.yaml


def _write_settings(plan: PublicationPlan) -> str:
    return "\n".join(_list_settings(plan)) + "\n"


def _list_settings(plan: PublicationPlan) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={SCHEMA}"
    yield "# Written by `octavo import`. What is guessed says so: correct it, delete the remark."
    yield f"title: {write_scalar(plain_value(plan.title))}"
    if plan.subtitle:
        yield f"subtitle: {write_scalar(plain_value(plan.subtitle))}"
    yield f"language: {plan.language}"
    if plan.description:
        yield f"description: {write_scalar(plain_value(plan.description))}"
    if plan.keywords:
        yield f"keywords: [{', '.join(write_flow_value(word) for word in plan.keywords)}]"
    if plan.chatham:
        yield "# The text speaks of the Chatham House Rule. With this line, `octavo check` holds"
        yield "# every section to it, and names what is against it:"
        yield "# attribution: chatham-house"
    yield ""
    yield from _list_event(plan)
    yield ""
    yield "imprint:"
    if plan.publisher:
        yield f"  publisher: {write_scalar(plain_value(plan.publisher))}"
    else:
        yield f"  publisher: {UNKNOWN_PUBLISHER}  # no document says who publishes this"
    if plan.authors:
        yield f"  # authors, as the document names them: {plain_value('; '.join(plan.authors))}"
        yield "  # Who signs a section stands under `authors` at its head."
    yield '  # year: "2026"'
    yield "  # place, edition, copyright, licence, contact: `octavo docs content` says how"
    yield from _list_abbreviations(plan)
    yield ""
    yield "sections:"
    yield from (f"  - {section.file}" for section in plan.sections)
    if plan.photos:
        yield "photos: photos.yaml"
    yield ""
    yield "# For a briefing, say who is to read it, and add `- briefing` to the outputs:"
    yield "# audiences:"
    yield "#   leadership:"
    yield "#     name: Leadership"
    yield "#     question: What must be decided, and what if it is not?"
    yield "#     purpose: note"
    yield "#     bottom_line: One sentence of at most 30 words."
    yield "#     so_what: [What it means for these readers.]"
    yield "outputs:"
    yield "  - booklet"
    yield "  - word"


def write_flow_value(text: str) -> str:
    """A value in a list in one line."""
    return write_flow({"x": plain_value(text)})[4:-1]


def _list_event(plan: PublicationPlan) -> Iterator[str]:
    yield "event:"
    guessed = "" if plan.event else "  # guessed: the title"
    yield f"  name: {write_scalar(plain_value(plan.event or plan.title))}{guessed}"
    if plan.days:
        if plan.days.place:
            yield f"  place: {write_scalar(plain_value(plan.days.place))}  # guessed, as the days"
        yield f"  start: {plan.days.start}"
        if plan.days.end:
            yield f"  end: {plan.days.end}"


def _list_abbreviations(plan: PublicationPlan) -> Iterator[str]:
    terms = plan.abbreviations or {}
    if terms:
        yield ""
        yield "abbreviations:"
        yield from write_mapping({plain_value(s): plain_value(m) for s, m in terms.items()}, 2)
