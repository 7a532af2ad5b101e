"""Hidden words, and whether they alone ever stop a build.

The words are those of the source code of the installed packages: real English, and with it the
names of PDF, OOXML, XMP and JSON, of hosts and of identities, which are the most dangerous. They
come with the lock, so they are the same everywhere, and nothing has to be kept here.

    python tests/trust/hidden_words.py 2000            # draws number 0 to 1999
    python tests/trust/hidden_words.py 100 --from 400
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from random import Random

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.audit import Extract, audit_extracts, expect, extract
from octavo.build.manifest import BuiltFile
from octavo.build.steps import find_claims
from octavo.document import Draft, Paragraph, Text
from octavo.files.library import Folder
from octavo.source.draft import read
from trust.editions import make_all
from trust.places import SMALL

MOST = 50_000
EACH = 400
"""Hidden words of one draw, alone and in sentences of nine."""
HIDDEN = frozenset({"nobody"})
"""For whom they are: a reader that no file is made for."""


@cache
def list_words() -> tuple[str, ...]:
    """As many words as there should be, in an order that has nothing to do with what they are."""
    found: set[str] = set()
    for package in distributions():
        for file in package.files or ():
            if file.suffix == ".py" and "tests" not in file.parts:
                path = Path(str(package.locate_file(file)))
                text = path.read_text(encoding="utf-8", errors="ignore") if path.is_file() else ""
                found.update(re.findall(r"[A-Za-z]{2,}", text))
    return tuple(sorted(found, key=lambda word: sha256(word.encode()).digest())[:MOST])


@cache
def make_files() -> tuple[tuple[BuiltFile, tuple[Extract, ...]], ...]:
    """Every output of the small publication; what is hidden does not change a byte of them."""
    files = make_all(read(SMALL, "small"), Folder(SMALL))
    made = (file for file in files if file.generator)
    return tuple((file, extract(file.name, file.data)) for file in made)


def hide_words(draft: Draft, words: list[str]) -> Draft:
    """The draft with hidden paragraphs: of one word each, of nine, and with ids and hosts."""
    rows = [words[at : at + 9] for at in range(0, len(words), 9)]
    texts = [*words, *(" ".join(row) for row in rows), *(f"{word}.example.org" for word in words)]
    hidden = tuple(
        Paragraph((Text(text),), f"{words[at % len(words)].lower()}-{at}", HIDDEN)
        for at, text in enumerate(texts)
    )
    first, *others = draft.sections
    return replace(draft, sections=(replace(first, blocks=(*first.blocks, *hidden)), *others))


def find_alarms(seed: int) -> list[str]:
    """What the audit says of sound files because of hidden words; there should be nothing."""
    words = Random(seed).sample(list_words(), EACH)
    draft, library = hide_words(read(SMALL, "small"), words), Folder(SMALL)
    readers = {file.audience for file, _ in make_files()}
    expected = {reader: expect(draft, reader or None, library) for reader in readers}
    return [
        f"{seed}: {problem}"
        for file, extracts in make_files()
        for problem in audit_extracts(
            file.name, extracts, expected[file.audience], find_claims(file.generator, file.name)
        )
    ]


def main() -> int:
    """Try as many draws as asked for; 1 when there was any false alarm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    asked = parser.parse_args()
    alarms = 0
    for seed in range(asked.first, asked.first + asked.count):
        found = find_alarms(seed)
        alarms += len(found)
        if found or seed % 25 == 24:
            lines = [*found[:9], f"{seed + 1 - asked.first} draws, {alarms} false alarms"]
            print("\n".join(lines), flush=True)  # noqa: T201  it is a command
    return 1 if alarms else 0


if __name__ == "__main__":
    raise SystemExit(main())
