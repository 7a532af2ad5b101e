"""What validators of Word files do not see: fields, bookmarks, ids, traces, accessibility.

`inspect_file` is run by the tests on everything we make, and can be run on any Word file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from octavo.document.problem import Problem, Severity
from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value

LONGEST_NAME = 40
"""Letters of a bookmark's name: Word refuses longer ones, and links to them would lead nowhere."""
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CORE = "docProps/core.xml"
_TERMS = "http://purl.org/dc/terms/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True)
class _Package:
    """The parts of a file that are XML, by name."""

    parts: dict[str, XmlElement]

    def texts(self) -> Iterator[tuple[str, XmlElement]]:
        """The parts that hold text."""
        for name, root in self.parts.items():
            if name.startswith("word/") and root.tag in _TEXT_ROOTS:
                yield name, root


_TEXT_ROOTS = {name_of(f"w:{tag}") for tag in ("document", "hdr", "ftr", "footnotes", "endnotes")}


def inspect_file(data: bytes) -> tuple[Problem, ...]:
    """All that is wrong with the Word file `data` and validators leave alone; empty for nothing."""
    try:
        package = _open(data)
    except BadZipFile:
        return (_problem("WRD100", "this is not a Word file: it is no zip archive"),)
    if "word/document.xml" not in package.parts:
        return (_problem("WRD100", "this is not a Word file: it lacks `word/document.xml`"),)
    checks = (
        _check_fields,
        _check_bookmarks,
        _check_targets,
        _check_ids,
        _check_notes,
        _check_comments,
        _check_relationships,
        _check_updates,
        _check_properties,
        _check_pictures,
        _check_headings,
        _check_tables,
        _check_language,
    )
    return tuple(problem for check in checks for problem in check(package))


def _open(data: bytes) -> _Package:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(data)) as archive:
        return _Package(
            {
                name: etree.fromstring(archive.read(name), parser)
                for name in sorted(archive.namelist())
                if name.endswith((".xml", ".rels"))
            }
        )


def _check_fields(package: _Package) -> Iterator[Problem]:
    for name, root in package.texts():
        open_fields: list[str] = []
        for mark in root.iter(name_of("w:fldChar")):
            kind = attribute(mark, "w:fldCharType")
            if kind == "begin":
                open_fields.append("begin")
            elif not open_fields:
                yield _problem("WRD101", f"`{name}` has a field that ends but never begins")
            elif kind == "separate":
                open_fields[-1] = kind
            else:
                open_fields.pop()
        if open_fields:
            yield _problem("WRD101", f"`{name}` has {len(open_fields)} fields that never end")


def _check_bookmarks(package: _Package) -> Iterator[Problem]:
    starts = [mark for _, root in package.texts() for mark in root.iter(_START)]
    ends = [mark for _, root in package.texts() for mark in root.iter(name_of("w:bookmarkEnd"))]
    names = [attribute(mark, "w:name") for mark in starts]
    first, last = _ids(starts), _ids(ends)
    for id in sorted(set(first) ^ set(last)):
        yield _problem("WRD102", f"the bookmark with the id {id} has only one of its two ends")
    for id in _repeated(first):
        yield _problem("WRD102", f"two bookmarks have the id {id}")
    for name in _repeated(name.lower() for name in names):
        yield _problem("WRD102", f"two bookmarks are called `{name}`")
    for name in names:
        if not 0 < len(name) <= LONGEST_NAME:
            yield _problem("WRD102", f"the name of the bookmark `{name}` is too long, or empty")


_START = name_of("w:bookmarkStart")


def _check_targets(package: _Package) -> Iterator[Problem]:
    names = {attribute(m, "w:name") for _, root in package.texts() for m in root.iter(_START)}
    for part, root in package.texts():
        links = [one for one in root.iter(name_of("w:hyperlink")) if not attribute(one, "r:id")]
        wanted = [attribute(link, "w:anchor") for link in links]
        for instruction in root.iter(name_of("w:instrText")):
            words = (instruction.text or "").split()
            if words[:1] in (["REF"], ["PAGEREF"]):
                wanted.append(words[1])
        for name in sorted({name for name in wanted if name} - names):
            yield _problem("WRD103", f"`{part}` refers to `{name}`, which is nowhere")


def _check_ids(package: _Package) -> Iterator[Problem]:
    for kind, ids in _list_ids(package):
        for id in _repeated(ids):
            yield _problem("WRD104", f"two {kind} have the id {id}")


def _list_ids(package: _Package) -> Iterator[tuple[str, list[str]]]:
    """Kinds of things that have an id, each with all its ids."""
    texts = [root for _, root in package.texts()]
    yield (
        "drawings",
        [one.get("id", "") for root in texts for one in root.iter(name_of("wp:docPr"))],
    )
    controls = (one for root in texts for one in root.iter(name_of("w:sdtPr")))
    yield "content controls", [value(one, "w:id") for one in controls if value(one, "w:id")]
    for kind, part, tag, id in _NUMBERED:
        yield kind, [attribute(one, id) for one in children(package.parts.get(part), tag)]
    for name, root in package.parts.items():
        if name.endswith(".rels"):
            yield f"relationships in `{name}`", [one.get("Id", "") for one in root]


_NUMBERED = (
    ("styles", "word/styles.xml", "w:style", "w:styleId"),
    ("lists", "word/numbering.xml", "w:num", "w:numId"),
    ("kinds of lists", "word/numbering.xml", "w:abstractNum", "w:abstractNumId"),
    ("footnotes", "word/footnotes.xml", "w:footnote", "w:id"),
    ("endnotes", "word/endnotes.xml", "w:endnote", "w:id"),
    ("comments", "word/comments.xml", "w:comment", "w:id"),
)
"""What has an id of its own in which part, by which element and attribute."""


def _check_notes(package: _Package) -> Iterator[Problem]:
    for kind in ("footnote", "endnote"):
        notes = package.parts.get(f"word/{kind}s.xml")
        body = package.parts["word/document.xml"]
        called = Counter(attribute(m, "w:id") for m in body.iter(name_of(f"w:{kind}Reference")))
        there = {
            attribute(note, "w:id")
            for note in children(notes, f"w:{kind}")
            if not attribute(note, "w:type")
        }
        for id in sorted(set(called) ^ there):
            yield _problem("WRD105", f"the {kind} {id} is called or written, but not both")
        for id in sorted(id for id, count in called.items() if count > 1):
            yield _problem("WRD105", f"the {kind} {id} is called more than once")


def _check_comments(package: _Package) -> Iterator[Problem]:
    body, comments = package.parts["word/document.xml"], package.parts.get("word/comments.xml")
    written = {attribute(comment, "w:id") for comment in children(comments, "w:comment")}
    for mark in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marked = Counter(attribute(m, "w:id") for m in body.iter(name_of(f"w:{mark}")))
        for id in sorted(written | set(marked)):
            if id not in written or marked[id] != 1:
                message = f"the comment {id} is not written, or has not one `w:{mark}`"
                yield _problem("WRD105", message)


def _check_relationships(package: _Package) -> Iterator[Problem]:
    for name, root in package.texts():
        folder, _, file = name.rpartition("/")
        relations = package.parts.get(f"{folder}/_rels/{file}.rels")
        known = {relation.get("Id", "") for relation in _relations(relations)}
        used = {
            str(text)
            for element in root.iter()
            for key, text in element.attrib.items()
            if str(key).startswith(f"{{{_RELATIONSHIP}}}")
        }
        for id in sorted(used - known):
            yield _problem(
                "WRD106", f"`{name}` uses the relationship `{id}`, which it does not have"
            )


def _relations(root: XmlElement | None) -> Iterator[XmlElement]:
    if root is not None:
        yield from root


def _check_updates(package: _Package) -> Iterator[Problem]:
    """Word asks its reader before it updates fields, in words that frighten."""
    for name, root in package.parts.items():
        for tag in ("w:fldChar", "w:fldSimple"):
            if any(attribute(mark, "w:dirty") for mark in root.iter(name_of(tag))):
                yield _problem("WRD107", f"`{name}` has a field that asks to be updated")
        if child(root, "w:updateFields") is not None:
            yield _problem("WRD107", f"`{name}` asks for all fields to be updated")


def _check_properties(package: _Package) -> Iterator[Problem]:
    core = package.parts.get(_CORE)
    if core is None:
        yield _problem("WRD108", "the file has no properties")
        return
    for tag in _repeated(str(element.tag) for element in core):
        yield _problem("WRD108", f"the property `{tag}` stands twice, which Word refuses")
    for tag in ("title", "language"):
        if not (core.findtext(f"{{{_DUBLIN}}}{tag}") or "").strip():
            yield _problem("WRD108", f"the property `{tag}` is missing, which readers aloud need")
    created, changed = (core.findtext(f"{{{_TERMS}}}{tag}") for tag in ("created", "modified"))
    if created and changed and created > changed:
        yield _problem("WRD108", "the file was changed before it was made")


def _check_pictures(package: _Package) -> Iterator[Problem]:
    for name, root in package.texts():
        for drawing in root.iter(name_of("wp:docPr")):
            decorative = any(part.get("uri") == _DECORATIVE for part in drawing.iter())
            if not drawing.get("descr") and not decorative:
                title = drawing.get("name", "")
                message = f"the picture `{title}` in `{name}` says nothing to who cannot see it"
                yield _problem("WRD109", message)


def _check_headings(package: _Package) -> Iterator[Problem]:
    levels = _heading_levels(package.parts.get("word/styles.xml"))
    last = 0
    for paragraph in package.parts["word/document.xml"].iter(name_of("w:p")):
        style = attribute(child(child(paragraph, "w:pPr"), "w:pStyle"), "w:val")
        level = levels.get(style)
        if level is None:
            continue
        words = "".join(text.text or "" for text in paragraph.iter(name_of("w:t")))
        if not words.strip():
            yield _problem("WRD110", f"a heading of level {level} has no words")
        if level > last + 1:
            yield _problem("WRD110", f"the heading `{words}` is of level {level} after {last}")
        last = level


def _heading_levels(styles: XmlElement | None) -> dict[str, int]:
    found: dict[str, int] = {}
    for style in children(styles, "w:style"):
        name = attribute(child(style, "w:name"), "w:val")
        if name.startswith("heading ") and name[8:].isdigit():
            found[attribute(style, "w:styleId")] = int(name[8:])
    return found


def _check_tables(package: _Package) -> Iterator[Problem]:
    headed = set(_list_headed(package.parts.get("word/styles.xml")))
    for count, table in enumerate(package.parts["word/document.xml"].iter(name_of("w:tbl")), 1):
        properties = child(table, "w:tblPr")
        says_header = attribute(child(properties, "w:tblLook"), "w:firstRow") == "1"
        first = child(child(child(table, "w:tr"), "w:trPr"), "w:tblHeader")
        if value(properties, "w:tblStyle") in headed and not says_header:
            yield _problem("WRD111", f"table {count} has no header row")
        if says_header and first is None:
            yield _problem("WRD111", f"the header of table {count} does not repeat")
        if any(True for cell in table.iter(name_of("w:tc")) for _ in cell.iter(name_of("w:tbl"))):
            yield _problem("WRD111", f"table {count} has a table in a cell")


def _list_headed(styles: XmlElement | None) -> Iterator[str]:
    """The table styles that set off a header row: those of tables that hold data."""
    for style in children(styles, "w:style"):
        parts = children(style, "w:tblStylePr")
        if any(attribute(part, "w:type") == "firstRow" for part in parts):
            yield attribute(style, "w:styleId")


def _check_language(package: _Package) -> Iterator[Problem]:
    """Without a language nothing can be read aloud, hyphenated or checked for spelling."""
    defaults = child(package.parts.get("word/styles.xml"), "w:docDefaults")
    run = child(child(defaults, "w:rPrDefault"), "w:rPr")
    if not value(run, "w:lang"):
        yield _problem("WRD112", "the styles do not say in which language the text is")


def _ids(marks: Iterable[XmlElement]) -> list[str]:
    return [attribute(mark, "w:id") for mark in marks]


def _repeated(values: Iterable[str]) -> list[str]:
    return sorted(one for one, count in Counter(values).items() if count > 1)


def _problem(code: str, message: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint="report it: it is a fault of the generator")
