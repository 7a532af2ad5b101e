"""Everything that a file says which is neither a PDF nor a package: JSON, mark-up, text, data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from lxml import etree

from octavo.audit.encodings import find_texts
from octavo.audit.extracts import JSON, MARKUP, Extract
from octavo.audit.letters import squeeze
from octavo.audit.pictures import inspect_picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  no other name

_DATA = frozenset({"script", "style"})
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "dfn",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
    }
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
)
"""Tags that stand in a line; all others begin on a new one."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(data: bytes) -> tuple[Extract, ...]:
    """What the file says: values and keys of JSON, texts and attributes of mark-up, else lines."""
    text = _decode(data)
    if text is None:
        return (*inspect_picture(data, "data"), *find_texts(data, "data"))
    spelled = tuple(_spell_out(text))
    if text.lstrip().startswith(("{", "[")):
        try:
            document: object = json.loads(text)
        except ValueError:
            return (Extract("text", text, "page"), *spelled)
        return (*_read_json(document), *spelled)
    if text.lstrip().startswith("<"):
        return (*_read_markup(text), *spelled)
    return (Extract("text", text, "page"), *spelled)


def _spell_out(text: str) -> Iterator[Extract]:
    """What the text says once it is decoded, where it is in some code."""
    for found in find_texts(text.encode("utf-8"), "text, decoded"):
        if squeeze(found.text) != squeeze(text):
            yield found


def _decode(data: bytes) -> str | None:
    """The text that the data is; `None` when it is none."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _read_json(document: object) -> Iterator[Extract]:
    """The keys, and the values under each in their order: a text may go on in the next."""
    values: dict[str, list[str]] = {}
    _sort_values(document, "", values)
    for key, texts in values.items():
        yield Extract("a key", key, "name", JSON)
        yield Extract(f"values of `{key}`", "\n".join(texts), "hidden", JSON)
    joined = "\n".join(text for texts in values.values() for text in texts)
    yield from find_texts(joined.encode("utf-8", "ignore"), "all values")


def _sort_values(value: object, key: str, values: dict[str, list[str]]) -> None:
    match value:
        case str():
            values.setdefault(key, []).append(value)
        case list():
            for one in cast("list[object]", value):
                _sort_values(one, key, values)
        case dict():
            for name, one in cast("dict[str, object]", value).items():
                values.setdefault(name, [])
                _sort_values(one, name, values)
        case _:
            return


def _read_markup(text: str) -> Iterator[Extract]:
    """Texts, a line for each block, attributes, comments and scripts."""
    from lxml import html

    root = html.document_fromstring(text.encode("utf-8"), html.HTMLParser(encoding="utf-8"))
    lines: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in {"comment", "pi"}:
            yield Extract("a comment", str(node.text or ""), "hidden")
        elif node.tag in _DATA:
            yield from find_texts((node.text or "").encode("utf-8"), f"a {node.tag}")
        else:
            lines += _list_pieces(event, node)
        lines += [node.tail or ""] if event != "start" else []
    yield Extract("text", "".join(lines), "page")
    for node in root.iter(etree.Element):
        yield Extract("a tag", str(node.tag), "name", MARKUP)
        for key, value in node.attrib.items():
            yield Extract(f"the attribute `{key}`", str(value), "hidden", MARKUP)


def _list_pieces(event: str, node: Element) -> Iterator[str]:
    if node.tag not in _INLINE:
        yield "\n"
    if event == "start":
        yield (node.text or "").replace("\n", " ")
