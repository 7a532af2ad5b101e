"""Nothing differs with or without a cache: tried on random edits of random publications.

Each publication is made from one number and changed a few times, on purpose also in what is easily
forgotten: files that appear, templates, pictures, options, the environment. After each change
`check` and, now and then, `build` are run with the cache that all of them share, and without.

    python tests/cache/same_either_way.py 100
    python tests/cache/same_either_way.py 20 --from 40
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TypeAlias

from PIL import Image

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.commands.arguments import FORMATS
from octavo.commands.cli import run
from trust.check_decides import OUTPUTS, write, write_publication

Edit: TypeAlias = Callable[[Random, Path], None]
COLOURS = ("#123456", "#654321", "blue")


@dataclass(frozen=True)
class Outcome:
    """What a command did: its status, what it printed, and the files that it left."""

    status: int
    said: str
    files: Mapping[str, bytes]


def choose_file(random: Random, folder: Path, *endings: str) -> Path:
    files = sorted(path for path in folder.rglob("*") if path.suffix in endings)
    return random.choice(files)


def change_word(random: Random, folder: Path) -> None:
    path = choose_file(random, folder, ".md", ".yaml")
    words = path.read_text(encoding="utf-8").split(" ")
    words[random.randrange(len(words))] = write(random, 1, 2)
    path.write_text(" ".join(words), encoding="utf-8")


def move_lines(random: Random, folder: Path) -> None:
    """Everything one line further down: only places differ."""
    path = choose_file(random, folder, ".md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n---\n\n", "\n---\n\n\n", 1), encoding="utf-8")


def change_outputs(random: Random, folder: Path) -> None:
    path = folder / "publication.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    outputs = ", ".join(random.sample(OUTPUTS, random.randint(1, 3)))
    kept = [line for line in lines if not line.startswith("outputs:")]
    path.write_text("\n".join([f"outputs: [{outputs}]", *kept]), encoding="utf-8")


def change_theme(random: Random, folder: Path) -> None:
    """A theme of the publication's own appears, changes, or is wrong."""
    path = folder / "templates" / "theme.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"palette: {{signal: '{random.choice(COLOURS)}'}}\n", encoding="utf-8")


def change_house_style(random: Random, folder: Path) -> None:
    """A house style is asked for, perhaps one that is not there, or changes."""
    publication = folder / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    if "house_style" not in text:
        publication.write_text(f"house_style: [ours]\n{text}", encoding="utf-8")
    if random.random() < 0.7:
        path = folder / "templates" / "house" / "ours.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        word = random.choice(("space", "orbit", "domain"))
        rule = f"{{message: 'not {{found}}, {{use}}', words: {{{word}: cosmos}}}}"
        path.write_text(
            f"title: Ours\nlanguage: en\nsubstitution: {{ours: {rule}}}\n", encoding="utf-8"
        )


def change_picture(random: Random, folder: Path) -> None:
    size = random.choice(((300, 200), (30, 20), (3000, 2)))
    picture = BytesIO()
    Image.new("RGB", size, random.choice(("#345", "#543"))).save(picture, "PNG")
    (folder / "images" / "a.png").write_bytes(picture.getvalue())


def add_file(random: Random, folder: Path) -> None:
    """A file that nobody asked for, or one that somebody missed."""
    name = random.choice(("9.md", "images/none.png", "images/b.png", "templates/x.yaml", "0.md"))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"---\nid: s9\ntitle: Nine\nkind: chapter\n---\n\nText.\n")


def delete_file(random: Random, folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    kept = {"publication.yaml"} if random.random() < 0.8 else set[str]()
    choose = sorted(path for path in files if path.name not in kept)
    if choose:
        random.choice(choose).unlink()


def touch(random: Random, folder: Path) -> None:
    os.utime(choose_file(random, folder, ".md", ".yaml"))


def change_environment(random: Random, folder: Path) -> None:
    os.environ[random.choice(("SOURCE_DATE_EPOCH", "OCTAVO_X", "TZ"))] = random.choice("123")


EDITS: tuple[Edit, ...] = (
    *(change_word, change_word, move_lines, change_outputs, change_theme, change_house_style),
    *(change_picture, add_file, delete_file, touch, change_environment),
)


def read_files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Have in `folder` these files, and no others."""
    for path in sorted(folder.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def call(arguments: list[str], build: Path | None = None) -> Outcome:
    """What the command line does with `arguments`."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = run(arguments)
    return Outcome(status, said.getvalue(), read_files(build) if build and build.exists() else {})


@contextlib.contextmanager
def own_environment(cache: Path) -> Generator[None]:
    """The environment with a cache in `cache`, as it was afterwards."""
    before = dict(os.environ)
    os.environ["OCTAVO_CACHE"] = str(cache)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def find_difference(seed: int, home: Path, steps: int) -> str:
    """What differs with a cache, in the publication of that number; empty when nothing does."""
    random, folder = Random(seed), home / "content" / "chance"
    folder.mkdir(parents=True)
    write_publication(random, folder)
    earlier = [read_files(folder)]
    with own_environment(home / "cache"):
        for step in range(steps):
            if random.random() < 0.3:
                write_files(folder, random.choice(earlier))
            elif step:
                edit = random.choice(EDITS)
                with contextlib.suppress(IndexError, OSError):
                    edit(random, folder)
            earlier.append(read_files(folder))
            if told := compare_checks(random, folder) or compare_builds(random, folder, home):
                return f"{seed}, step {step}: {told}"
    return ""


def compare_checks(random: Random, folder: Path) -> str:
    check = ["check", str(folder), "--format", random.choice(FORMATS)]
    without = call([*check, "--no-cache"])
    for again in range(2):
        found = call(check)
        if found != without:
            return f"{again}: {check}\n{found}\n{without}"
    return ""


def compare_builds(random: Random, folder: Path, home: Path) -> str:
    """What differs between two builds; most often none is made, since they take their time."""
    if random.random() < 0.7:
        return ""
    build = ["build", str(folder), "--overwrite", "--quiet", "--output"]
    without = call([*build, str(home / "without"), "--no-cache"], home / "without")
    for again in range(2):
        found = call([*build, str(home / "with")], home / "with")
        if (found.status, found.files) != (without.status, without.files):
            return f"{again}: {build}\n{found.said}\n{without.said}"
    return ""


def main() -> int:
    """Print every difference; 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many publications")
    parser.add_argument("--from", dest="first", type=int, default=0, help="number of the first")
    asked = parser.parse_args()
    differences = 0
    for seed in range(asked.first, asked.first + asked.count):
        with tempfile.TemporaryDirectory() as home:
            if told := find_difference(seed, Path(home), 12):
                sys.stdout.write(f"{told}\n")
                differences += 1
    sys.stdout.write(f"{asked.count} tried, {differences} differ\n")
    return min(differences, 1)


if __name__ == "__main__":
    raise SystemExit(main())
