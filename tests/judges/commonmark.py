"""The examples of the CommonMark specification, as judges of how Markdown is read.

They are under a licence that asks more than ours, so they are not kept here. The source archive of
markdown-it-py has them, and is fetched once into `COMMONMARK_HOME`, or else into the user's cache.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

PINNED = "markdown-it-py==4.3.0"
"""It has version 0.31.2 of the specification."""
MEMBER = "tests/test_cmark_spec/commonmark.json"


@dataclass(frozen=True)
class SpecExample:
    """One of the 652 examples."""

    number: int
    markdown: str
    html: str


def find_commonmark() -> tuple[SpecExample, ...]:
    """The examples, fetched when they are not there; none when they cannot be had."""
    default = Path.home() / ".cache" / "octavo-commonmark"
    file = Path(os.environ.get("COMMONMARK_HOME") or default) / "commonmark.json"
    try:
        text = file.read_text("utf-8") if file.exists() else _fetch(file)
    except (subprocess.SubprocessError, OSError, StopIteration):
        return ()
    return tuple(
        SpecExample(entry["example"], entry["markdown"], entry["html"])
        for entry in json.loads(text)
    )


def _fetch(file: Path) -> str:
    """The text of the file with the examples, which is kept at `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    with tempfile.TemporaryDirectory() as folder:
        options = ["--no-deps", "--no-binary", ":all:", "--dest", folder, PINNED]
        subprocess.run([*pip, *options], check=True, capture_output=True, timeout=300)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as archive:
            member = next(name for name in archive.getnames() if name.endswith(MEMBER))
            content = archive.extractfile(member)
            text = content.read().decode("utf-8") if content else "[]"
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_text(text, encoding="utf-8")
    part.rename(file)
    return text
