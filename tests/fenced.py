"""The examples in a Markdown document, so that tests can run them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_NAMED = re.compile(r"`([^`\n]+)`:$")


@dataclass(frozen=True)
class Example:
    """One fenced block."""

    file: str
    """The file that the line above it names, as in "`publication.yaml`:"; empty without."""
    language: str
    text: str


def examples(document: str) -> tuple[Example, ...]:
    """The fenced blocks of a document of this repository, such as `README.md`, in order."""
    text = (ROOT / document).read_text(encoding="utf-8")
    fences = re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return tuple(
        Example(_name_before(text[: fence.start()]), fence[1], fence[2]) for fence in fences
    )


def _name_before(text: str) -> str:
    named = _NAMED.search(text.rstrip())
    return named[1] if named else ""


def write_examples(document: str, folder: Path) -> None:
    """Put every example that has a file name into its file under `folder`."""
    for example in examples(document):
        if example.file:
            path = folder / example.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(example.text, encoding="utf-8")
