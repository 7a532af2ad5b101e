"""Random programmes and lists of participants, built from YAML: every word is in both files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from booklet.faults import find_fault
from booklet.making import make, read_folder
from octavo.commands.cli import run
from word.expected import drop_fillers, expect_lines
from word.making import make as make_word
from word.marked import read_marked
from word.readback import Line

TEXT = """\
interoperability of the and a sample Straßenbahn données élémentaires 1,400 Żółć naïve
counter-measures https://example.org/a/long/address Unabhängigkeitserklärung"""
WORDS = tuple(TEXT.split())
ORDERS = ("written", "name", "initial", "country")
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")
SEEDS = range(len(LANGUAGES))


def say(random: Random, most: int) -> str:
    """Some words: mostly few, now and then as many as may be."""
    count = random.choice((1, 2, 3, 5, 8, most))
    return " ".join(random.choices(WORDS, k=min(count, most)))


def make_session(random: Random, minute: int) -> dict[str, object]:
    """A session that is half an hour long."""
    end = minute + 30
    speakers = [
        {
            "name": say(random, 6),
            "affiliation": say(random, 30),
            "role": random.choice(("", "Host")),
        }
        for _ in range(random.choice((0, 1, 2, 30)))
    ]
    return {
        "time": f"{minute // 60}:{minute % 60:02}",
        "end": f"{end // 60}:{end % 60:02}",
        "title": say(random, 300),
        "kind": random.choice(("session", "break")),
        "speakers": speakers,
        "chair": speakers[:1],
        "place": say(random, 8),
        "text": say(random, 400),
    }


def make_block(name: str, data: dict[str, object]) -> str:
    """A fenced block; JSON is YAML too."""
    return f"```{name}\n{json.dumps(data, ensure_ascii=False)}\n```\n"


def make_programme(random: Random) -> str:
    days = [
        {
            "date": f"2026-09-{14 + day}",
            "title": say(random, 40),
            "sessions": [make_session(random, 480 + 30 * n) for n in range(random.randint(1, 9))],
        }
        for day in range(random.randint(1, 3))
    ]
    return make_block("programme", {"days": days})


def make_participants(random: Random) -> str:
    people = [
        {
            "name": f"{say(random, 8)} {number}",
            "institution": say(random, 60),
            "country": random.choice(WORDS) + random.choice(("", " and islands")),
            "role": random.choice(("", "", say(random, 4))),
        }
        for number in range(random.choice((1, 5, 60)))
    ]
    order = random.choice(ORDERS)
    return make_block("participants", {"order": order, "participants": people})


def write(folder: Path, seed: int) -> None:
    """The publication number `seed`, in a language of its own."""
    random = Random(seed)
    text = f"{make_programme(random)}\nBetween them.\n\n{make_participants(random)}"
    head = f"id: one\ntitle: One\nkind: annex\ncolumns: {random.randint(1, 2)}\n"
    publication = f"""\
title: Samples
language: {LANGUAGES[seed]}
event: {{name: A conference, start: 2026-09-14}}
imprint: {{publisher: A publisher}}
sections: [one.md]
outputs: [booklet, word]
"""
    (folder / "publication.yaml").write_text(publication, "utf-8")
    (folder / "one.md").write_text(f"---\n{head}---\n\n{text}", "utf-8")


def list_words(lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    """The words of each paragraph, whether or not a line may end between them, as in Polish."""
    return [(line.style, line.text.split()) for line in drop_fillers(lines)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS, ids=LANGUAGES)
def test_a_random_publication_says_what_its_yaml_says(seed: int, tmp_path: Path) -> None:
    write(tmp_path, seed)
    document, library = read_folder(tmp_path)
    written = read_marked(make_word(document, library))

    assert run(["build", str(tmp_path), "--output", str(tmp_path / "build")]) == 0
    assert find_fault(make(document, library)) is None
    assert list_words(written) == list_words(expect_lines(document))
