"""Whether sources that are laid out anew say the same to each reader: the third law.

    python tests/formatters.py [FOLDER…]

Copies of all publications of this repository, of each example in `tests/spec`, and of those in each
FOLDER, are written anew by `mdformat` and by Prettier, and with other line ends, indents and empty
lines. Prints what becomes of each that does not stay the same, and counts. Ends with 1 when one
says something else without an error that names a line. A formatter that is not installed is
skipped; `make formatters` installs both.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from markdown_it import MarkdownIt

from octavo import Document, Severity, SourceError, select
from octavo.files.library import Folder
from octavo.source.draft import read_source
from octavo.source.id_marks import add_ids

ROOT = Path(__file__).resolve().parents[1]
INSTALLED = ROOT / ".formatters"
FORMATTERS = {"mdformat": ("mdformat",), "prettier": ("prettier", "--log-level=error", "--write")}
"""The command of each formatter."""
SPEC = re.compile(r"^~~~~~ (text|section)(?: for \w+)?\n((?:.*\n)*?)^\.$", re.MULTILINE)
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"

_NEEDLESS = re.compile(r"\\(?=[\"'.,:;?@%&=$^~/+{}-])")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;)#?\w+;")

Layout = Callable[[Sequence[Path]], None]
"""Writes files anew."""
Reading = tuple[Document, ...] | str
"""What everyone and each audience may read, or the first error."""


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 when a source says something else without a word."""
    with tempfile.TemporaryDirectory() as place:
        folders = [*list_publications(arguments), *write_examples(Path(place))]
        counts = {name: try_layout(name, layout, folders) for name, layout in LAYOUTS.items()}
        for name, command in FORMATTERS.items():
            found = find_formatter(command)
            if found:
                counts[name] = try_layout(name, partial(run, found), folders)
            else:
                sys.stdout.write(f"{name}: skipped, it is not installed; try `make formatters`\n")
    for name, count in counts.items():
        kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(count.items()))
        sys.stdout.write(f"{name}: {count.total()} sources: {kinds}\n")
    return int(any(count["different"] for count in counts.values()))


def try_layout(name: str, layout: Layout, folders: Sequence[Path]) -> Counter[str]:
    """How often each verdict comes; prints what is neither the same nor refused."""
    verdicts = compare(layout, folders)
    for folder, verdict in verdicts.items():
        if verdict not in ("same", "refused"):
            sys.stdout.write(f"{name}: {folder}: {verdict}\n")
    return Counter(verdict.partition(":")[0] for verdict in verdicts.values())


# ------------------------------------------------------------------------------ sources


def list_publications(folders: Sequence[str]) -> list[Path]:
    """The publications of this repository, and those in `folders`."""
    inside = (ROOT / "content", ROOT / "tests" / "publications")
    places = (*inside, *map(Path, folders))
    return sorted(found.parent for place in places for found in place.rglob("publication.yaml"))


def write_examples(place: Path) -> Iterator[Path]:
    """A publication for each example of a text or a section in `tests/spec`."""
    spec = ROOT / "tests" / "spec"
    for file in sorted(spec.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        for found in SPEC.finditer(text):
            folder = place / f"{file.name}-{text.count(chr(10), 0, found.start()) + 1}"
            folder.mkdir()
            for name in ("publication.yaml", "people.yaml"):
                shutil.copy(spec / name, folder)
            section = found[2] if found[1] == "section" else HEAD + found[2]
            (folder / "one.md").write_text(section, encoding="utf-8")
            yield folder


def read_documents(folder: Path) -> Reading:
    """What everyone and each audience may read in a publication, or the first error."""
    found = read_source(folder)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    if errors or found.draft is None:
        return str(errors[0]).split("\n", 1)[0] if errors else "nothing is read"
    names = (None, *(audience.id for audience in found.draft.audiences))
    return tuple(select(found.draft, name) for name in names)


# ------------------------------------------------------------------------------ comparison


def compare(layout: Layout, folders: Sequence[Path]) -> dict[Path, str]:
    """What becomes of each publication.

    `same`; `refused` before and after; `read` after it was refused before; `error` and what it is;
    `unescaped`, which is the same but for lost backslashes; or `different`. Ids that something
    rests on are written into the copies first.
    """
    with tempfile.TemporaryDirectory() as place:
        copies = {folder: Path(place) / str(i) for i, folder in enumerate(folders)}
        for folder, copy in copies.items():
            shutil.copytree(folder, copy)
            write_ids(copy)
        meant = {folder: read_documents(copy) for folder, copy in copies.items()}
        layout([file for copy in copies.values() for file in sorted(copy.glob("*.md"))])
        verdicts = {
            folder: judge(meant[folder], read_documents(copy)) for folder, copy in copies.items()
        }
        for folder in [folder for folder, verdict in verdicts.items() if verdict == "different"]:
            found = read_documents(copies[folder])
            restore_text(folder, copies[folder])
            if judge(read_documents(copies[folder]), found) == "same":
                verdicts[folder] = "unescaped"
        return verdicts


def restore_text(folder: Path, copy: Path) -> None:
    """Write the texts of the folder without what CommonMark does not need, as mdformat does.

    Backslashes before quotation marks, hyphens and braces, and entities, are to CommonMark what
    they stand for; to Octavo they keep typography and marks away.
    """
    for file in folder.glob("*.md"):
        text = _NEEDLESS.sub("", file.read_text(encoding="utf-8"))
        plain = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        (copy / file.name).write_text(plain, encoding="utf-8")
    write_ids(copy)


def judge(meant: Reading, found: Reading) -> str:
    """What has become of a publication of which `meant` was read, and `found` now."""
    if isinstance(meant, str):
        return "refused" if isinstance(found, str) else f"read: was {meant}"
    if isinstance(found, str):
        return f"error: {found}"
    return "same" if found == meant else "different"


def write_ids(folder: Path) -> None:
    """Give paragraphs that something rests on an id, as `octavo ids` does, if nothing is wrong."""
    try:
        added = add_ids(Folder(folder))
    except SourceError:
        return
    for name, data in added.files.items():
        (folder / name).write_bytes(data)


# ------------------------------------------------------------------------------ layouts


def find_formatter(command: Sequence[str]) -> tuple[str, ...] | None:
    """The command with the path of its program, which may be installed here or on the machine."""
    name, *options = command
    places = (INSTALLED / "bin", INSTALLED / "node_modules" / ".bin")
    paths = (shutil.which(name, path=place) for place in (*map(str, places), None))
    path = next(filter(None, paths), None)
    return (path, *options) if path else None


def run(command: Sequence[str], files: Sequence[Path]) -> None:
    """Have the command write each file anew; one that it cannot read stays. Raises `OSError`."""
    before = [file.read_bytes() for file in files]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, check=False)
    if done.returncode and before == [file.read_bytes() for file in files]:
        raise OSError(done.stderr.decode(errors="replace"))


def write_lines(change: Callable[[str], str]) -> Layout:
    """A layout that changes lines below the front matter, where that changes no CommonMark."""

    def layout(files: Sequence[Path]) -> None:
        for file in files:
            text = file.read_text(encoding="utf-8")
            body = text.index("\n---\n", 3) + 5 if text.startswith("---\n") else 0
            lines = text[body:].splitlines(keepends=True)
            changed = change_alike(lines, [*map(change, lines)], range(len(lines)))
            file.write_text(text[:body] + "".join(changed), encoding="utf-8")

    return layout


def change_alike(lines: list[str], changed: Sequence[str], which: range) -> list[str]:
    """The lines, those of `which` changed that leave the HTML of the whole as it is."""
    if not which or all(lines[i] == changed[i] for i in which):
        return lines
    tried = [changed[i] if i in which else line for i, line in enumerate(lines)]
    if render("".join(tried)) == render("".join(lines)):
        return tried
    if len(which) == 1:
        return lines
    middle = len(which) // 2
    return change_alike(change_alike(lines, changed, which[:middle]), changed, which[middle:])


@lru_cache(maxsize=64)
def render(text: str) -> str:
    """The text as HTML, without the spaces that HTML takes for one; those of code are its text."""
    parts = _CODE.split(MarkdownIt("commonmark").enable("table").render(text))
    return "".join(part if part.startswith("<pre") else re.sub(r"\s+", " ", part) for part in parts)


_CODE = re.compile(r"(<pre>.*?</pre>)", re.S)


def write_bytes(change: Callable[[bytes], bytes]) -> Layout:
    """A layout that changes the bytes of a text as a whole."""

    def layout(files: Sequence[Path]) -> None:
        for file in files:
            file.write_bytes(change(file.read_bytes()))

    return layout


def outdent(line: str, spaces: int) -> str:
    """The line with as many spaces less before it, so far as there are so many."""
    return line[min(spaces, len(line) - len(line.lstrip(" "))) :]


def end_with_space(line: str) -> str:
    """The line with a space at its end, unless that could make two, which break a line."""
    return f"{line[:-1]} \n" if line.endswith("\n") and not line.endswith((" \n", "\\\n")) else line


LAYOUTS: Mapping[str, Layout] = {
    "CR LF": write_bytes(lambda data: data.replace(b"\n", b"\r\n")),
    "CR": write_bytes(lambda data: data.replace(b"\n", b"\r")),
    "byte order mark": write_bytes(
        lambda data: b"\xef\xbb\xbf" + data.removeprefix(b"\xef\xbb\xbf")
    ),
    "no line end": write_bytes(lambda data: data.rstrip(b"\n")),
    "space at line ends": write_lines(end_with_space),
    "two empty lines": write_lines(lambda line: "\n\n" if line == "\n" else line),
    "one space in": write_lines(lambda line: f" {line}" if line.strip() else line),
    "three spaces in": write_lines(lambda line: f"   {line}" if line.strip() else line),
    "one space out": write_lines(lambda line: outdent(line, 1)),
    "two spaces out": write_lines(lambda line: outdent(line, 2)),
    "three spaces out": write_lines(lambda line: outdent(line, 3)),
}
"""Layouts that need no program."""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
