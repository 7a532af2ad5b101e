"""Lists of readers: what a CSV may say, what each reader gets, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from engine.outputs import generator, replace_text
from octavo import (
    Document,
    Generator,
    Library,
    Output,
    Problem,
    SourceError,
    publish,
    read,
    select,
)
from octavo.build.jobs import EXAMPLES, choose_examples, plan_jobs
from octavo.build.spreading import list_processes
from octavo.build.steps import AuditFailure, review
from octavo.document import Recipient
from octavo.document.walk import query
from octavo.files.csv_file import CsvTable
from octavo.files.library import Folder
from octavo.files.source_file import SourceFile
from octavo.selection.audience import tailor
from octavo.source.recipients import ListGrounds, make_id, read_recipients

Installed = dict[str, Generator[Any]]
OUTPUTS = "outputs: [booklet, word, briefing]"
LIST = "outputs: [booklet, {generator: briefing, audiences: readers.csv}]"


def list_readers(folder: Path, text: str | bytes) -> None:
    """Have the publication make a briefing for each reader in a list."""
    replace_text(folder, "publication.yaml", OUTPUTS, LIST)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "readers.csv").write_bytes(data)


def find_readers(folder: Path) -> tuple[Recipient, ...]:
    """The readers of the last output."""
    return read(folder).outputs[-1].recipients


def find_problems(folder: Path) -> list[str]:
    """What is said of the list, with its place."""
    found = (problem for problem in review(folder)[1] if problem.code.startswith("AUD01"))
    return [str(replace(problem, excerpt="")) for problem in found]


# ------------------------------------------------------------------------------ what a list says


def test_a_row_is_a_reader(folder: Path) -> None:
    list_readers(
        folder,
        "id,Name,Audience,weights,paper\n"
        "jp,Jane Placeholder,command,embed-early=3 meet: 10,letter\n"
        "\n"
        ",Élodie Sample,industry,,\n",
    )

    assert find_readers(folder) == (
        Recipient(
            "jp",
            "Jane Placeholder",
            "command",
            (("embed-early", 3), ("meet", 10)),
            (("paper", "letter"),),
        ),
        Recipient("elodie-sample", "Élodie Sample", "industry"),
    )
    assert [reader.span.line for reader in find_readers(folder) if reader.span] == [2, 4]


ROWS = [["name", "audience"], ["Jane; the “first”, of all", "command"], ["Bo\nSample", "industry"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", ["", "\ufeff"])
def test_a_list_is_read_as_any_spreadsheet_saves_it(
    folder: Path, separator: str, end: str, before: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows(ROWS)
    list_readers(folder, before + text.getvalue())

    assert [reader.name for reader in find_readers(folder)] == [
        "Jane; the “first”, of all",
        "Bo Sample",
    ]


def test_a_list_may_name_its_separator(folder: Path) -> None:
    list_readers(folder, "sep=|\nname|audience\nJane, Placeholder|command\n")

    assert [reader.name for reader in find_readers(folder)] == ["Jane, Placeholder"]


def test_readers_of_another_language_are_left_to_another_publication(folder: Path) -> None:
    list_readers(
        folder,
        "name,audience,language\nOne,command,en\nTwo,command,fr\nThree,command,en-US\n"
        "Four,command,EN-gb\nFive,command,\nSix,command,de-CH\n",
    )

    assert [reader.name for reader in find_readers(folder)] == ["One", "Four", "Five"]
    assert find_problems(folder) == [
        "readers.csv:1: note: 3 readers in `readers.csv` do not read `en-GB`, and get nothing here "
        "[AUD013]\n  hint: list them in the publication in their language, too"
    ]


def test_where_there_is_one_audience_it_need_not_be_named(folder: Path) -> None:
    list_readers(folder, "name\nJane Placeholder\n")
    assert "no column `audience`" in find_problems(folder)[0]

    problems: list[Problem] = []
    grounds = ListGrounds(("command",), (), "en")
    (reader,) = read_recipients(Folder(folder), "readers.csv", problems, grounds)
    assert (reader.audience, problems) == ("command", [])


CELLS = st.text(st.sampled_from('ab,;\t"\n é'), max_size=6)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5),
    separator=st.sampled_from(",;\t"),
)
@settings(max_examples=200, deadline=None)
def test_every_cell_is_found_where_it_stands(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    source = SourceFile("a.csv", f"sep={separator}\n{text.getvalue()}", [])
    table = CsvTable(source)
    lines = source.text.split("\n")
    for row in table.list_rows():
        for at, cell in enumerate(row.cells):
            span = table.locate(row, at)
            if not span.end_line:
                assert cell == ""
                continue
            inside = lines[span.line - 1 : span.end_line]
            inside[-1] = inside[-1][: span.end_column - 1]
            inside[0] = inside[0][span.column - 1 :]
            (found,) = next(csv.reader(io.StringIO("\n".join(inside)), delimiter="\0"), [""])
            assert " ".join(found.split()) == cell


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Jane Placeholder", "jane-placeholder"),
        ("Élodie Ñandú (2nd)", "elodie-nandu-2nd"),
        ("Δημήτρης", ""),
        ("x" * 80, "x" * 64),
    ],
)
def test_an_id_is_made_from_a_name(name: str, id: str) -> None:
    assert make_id(name) == id


# ------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "readers.csv:1: error: the list of readers `readers.csv` is empty"),
        ("name;publics\nJ;command\n", "1:1: error: the list of readers has no column `audience`"),
        ("audience\ncommand\n", "1:1: error: the list of readers has no column `name`"),
        ("name,audience,Name\n", "1:15: error: there are two columns `name`"),
        ('name,audience\n"Jane"x,command\n', "2: error: this row is no CSV"),
        ('name,audience\nJ,command\n"Jane,command\n', "3: error: this row is no CSV"),
        ("name,audience\nJane,comand\n", "2:6: error: there is no audience `comand`"),
        ("name,audience\n,command\n", "2:1: error: the name of this reader is missing"),
        ("name,audience\nJ,command,x\n", "2:1: error: the row has more cells than"),
        ("audience,name\ncommand,Δημήτρης\n", "2:9: error: no id can be made from the name"),
        ("id,name,audience\n-x,J,command\n", "2:1: error: `-x` is no id"),
        ("id,name,audience\ncommand,J,command\n", "2:1: error: the reader `command` is called"),
        (
            "name,audience\nJane,command\nBo,command\nJANE,industry\n",
            "4:1: error: the reader `jane` stands in line 2 already",
        ),
        (
            "weights;name;audience\nmet=3;J;command\n",
            "2:1: error: there is no point `met` [AUD012]\n  hint: did you mean `meet`?",
        ),
        ("weights;name;audience\nmeet=11;J;command\n", "2:1: error: the weight `11` of `meet`"),
        ("weights;name;audience\nmeet=0;J;command\n", "2:1: error: the weight `0` of `meet`"),
        ("weights;name;audience\nmeet;J;command\n", "2:1: error: `meet` is no weight"),
        ("name,audience,language\nJ,command,english\n", "2:11: error: `english` is no language"),
    ],
)
def test_what_cannot_be_meant_is_told_where_it_stands(folder: Path, text: str, said: str) -> None:
    list_readers(folder, text)

    assert said in find_problems(folder)[0]
    with pytest.raises(SourceError):
        publish(folder, folder.parent / "build")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("name;audience\nÉlodie;command\n".encode("cp1252"), "2:1: error: byte 0xc9 is not UTF-8"),
        ("name\taudience\n".encode("utf-16"), "readers.csv:1:1: error: the file is UTF-16"),
        (b"name,audience\nJ\x00,command\n", "2:2: error: the control character U+0000"),
    ],
)
def test_an_encoding_that_would_have_to_be_guessed_is_refused(
    folder: Path, data: bytes, said: str
) -> None:
    list_readers(folder, data)
    problems = review(folder)[1]

    assert any(said in str(problem) for problem in problems), problems


def test_a_list_that_is_missing_is_told_where_it_is_named(folder: Path) -> None:
    replace_text(folder, "publication.yaml", OUTPUTS, LIST)
    (problem,) = [problem for problem in review(folder)[1] if problem.code == "SRC001"]

    assert str(problem).startswith("publication.yaml:51:53: error: there is no file `readers.csv`")


def test_all_faults_are_told_at_once(folder: Path) -> None:
    list_readers(folder, "name,audience,weights\n,comand,meet=99\nJane,comand,mit=1\n")

    assert [problem.split(": error")[0] for problem in find_problems(folder)] == [
        "readers.csv:2:1",
        "readers.csv:2:2",
        "readers.csv:2:9",
        "readers.csv:3:6",
        "readers.csv:3:13",
    ]


def test_of_a_hundred_thousand_faults_some_are_told(folder: Path) -> None:
    rows = "".join(f"Reader {number},comand\n" for number in range(100_000))
    list_readers(folder, f"name,audience\n{rows}")
    begun = time.process_time()
    said = find_problems(folder)

    assert len(said) == 101
    assert "99900 more faults like these" in "".join(said)
    assert time.process_time() - begun < 20


@pytest.mark.usefixtures("generators")
def test_options_of_a_list_are_held_to_those_of_the_generator(folder: Path) -> None:
    list_readers(folder, "name,audience,copies,telephone\nJane,command,many,12\nBo,command,2,\n")
    problems = [problem for problem in review(folder)[1] if problem.code in {"OUT002", "AUD013"}]

    assert [str(replace(problem, excerpt="")).split("\n")[0] for problem in problems] == [
        "readers.csv:1: note: `briefing` makes nothing of the column `telephone` of the list "
        "[AUD013]",
        "readers.csv:2:1: error: the option `copies`: `many` is not a number [OUT002]",
    ]


def test_a_file_for_all_is_not_made_for_each(folder: Path) -> None:
    list_readers(folder, "name,audience\nJane,command\n")
    replace_text(folder, "publication.yaml", "generator: briefing", "generator: word")

    assert "`word` makes one file for all" in find_problems(folder)[0]


# ------------------------------------------------------------------------------ what they get

READERS = """\
id,name,audience,weights,paper
jp,Jane Placeholder,command,meet=10 train=1,letter
bo,Bo Sample,industry,,
long,"Her Excellency the Permanent Representative and Ambassador of Everywhere",command,,
early,Early,command,share=9,
"""


def test_each_reader_gets_a_copy_of_their_own(folder: Path, tmp_path: Path) -> None:
    list_readers(folder, READERS)
    made = publish(folder, tmp_path / "build")

    names = [file.name for file in made.files if file.name.endswith(".pdf")]
    assert names == [
        "small.pdf",
        *(f"small-briefing-{id}.pdf" for id in ("jp", "bo", "long", "early")),
    ]
    manifest = json.loads((made.folder / "manifest.json").read_bytes())
    own = [file for file in manifest["files"] if file["audience"] == "jp"]
    assert [file["name"] for file in own] == [
        "small-briefing-jp.pdf",
        "small-briefing-jp.trace.json",
    ]
    assert len({file["document"] for file in manifest["files"]}) == 5
    assert "readers.csv" in manifest["sources"]


def test_copies_are_made_side_by_side_as_by_one(folder: Path, tmp_path: Path) -> None:
    list_readers(folder, READERS)
    one = publish(folder, tmp_path / "one")
    several = publish(folder, tmp_path / "several", workers=list_processes(2))

    assert [(file.name, file.data) for file in one.files] == [
        (file.name, file.data) for file in several.files
    ]


def test_a_reader_who_is_called_and_weighs_as_the_audience_gets_its_page(
    folder: Path, tmp_path: Path
) -> None:
    audiences = read(folder).audiences
    rows = "".join(f"as-{one.id},{one.name},{one.id}\n" for one in audiences)
    usual = {file.name: file.data for file in publish(folder, tmp_path / "usual").files}
    list_readers(folder, f"id,name,audience\n{rows}")
    made = {file.name: file.data for file in publish(folder, tmp_path / "made").files}

    for one in audiences:
        assert made[f"small-briefing-as-{one.id}.pdf"] == usual[f"small-briefing-{one.id}.pdf"]


def test_a_reader_sees_what_the_audience_sees_in_an_order_of_their_own(folder: Path) -> None:
    draft = read(folder)
    document = select(draft, "command")
    reader = Recipient("jp", "Jane Placeholder", "command", (("meet", 9), ("policy-buyers", 10)))
    own = tailor(document, reader)

    assert own.audience is not None
    assert (own.audience.id, own.audience.name) == ("jp", "Jane Placeholder")
    weights = {point.id: point.weight for s in own.sections for point in s.points}
    assert weights == {
        point.id: 9 if point.id == "meet" else point.weight
        for section in document.sections
        for point in section.points
    }
    assert list(query(own.sections, Document)) == []


def test_files_for_one_reader_or_for_those_of_an_audience_can_be_asked_for(
    folder: Path, tmp_path: Path
) -> None:
    list_readers(folder, READERS)

    def make(audience: str) -> list[str]:
        made = publish(folder, tmp_path / audience, ("briefing",), (audience,))
        return [file.audience for file in made.files if file.name.endswith(".pdf")]

    assert make("bo") == ["bo"]
    assert make("command") == ["jp", "long", "early"]
    with pytest.raises(LookupError, match="no audience `longer`; did you mean `long`"):
        make("longer")


def test_somebody_who_must_not_be_named_may_be_a_reader(folder: Path, tmp_path: Path) -> None:
    with (folder / "publication.yaml").open("a") as file:
        file.write("people: people.yaml\n")
    (folder / "people.yaml").write_text(
        "- {name: Jane Placeholder, posts: [Envoy of Everywhere]}\n"
    )
    list_readers(folder, READERS)

    assert publish(folder, tmp_path / "build").files


def test_what_is_for_another_reader_is_in_no_copy(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    def mix_up(document: Document, options: object, library: Library) -> Output:
        name = document.audience.name if document.audience else ""
        other = "Jane Placeholder" if name == "Bo Sample" else name
        return Output(f"For {other}".encode(), 1)

    list_readers(folder, READERS)
    generators["briefing"] = generator(
        mix_up, None, per_audience=True, suffix=".pdf", vocabulary=("For", "briefing")
    )
    with pytest.raises(AuditFailure) as caught:
        publish(folder, tmp_path / "build")

    assert [str(problem) for problem in caught.value.problems] == [
        "error: `small-briefing-bo.pdf`: the words “jane”, “placeholder” are in no source "
        "(text) [FIL003]"
    ]


def test_a_check_sets_the_pages_that_have_least_room(folder: Path) -> None:
    rows = "".join(f"r{n},{'Reader ' * (n % 9 + 1)},command\n" for n in range(200))
    list_readers(folder, f"id,name,audience\n{rows}")
    draft = read(folder)
    chosen = list(choose_examples(plan_jobs(draft, (), (), Folder(folder))))

    assert len(chosen) == 1 + EXAMPLES
    assert {len(job.recipient.name) for job in chosen if job.recipient} == {9 * 7 - 1}


def test_a_check_sets_each_letter_of_a_name(folder: Path) -> None:
    rows = "".join(f"r{n},Reader of a list,command\n" for n in range(40))
    list_readers(folder, f"id,name,audience\n{rows}li,Li \N{CJK UNIFIED IDEOGRAPH-674E},command\n")

    assert "TYP001" in list_names(review(folder)[1])


LONG = "- " + "All of it is read. " * 90
SO_WHAT = "\n      ".join(["- Operations depend on Space.", LONG, LONG, LONG])
"""More than a page."""


def list_names(problems: tuple[Problem, ...]) -> list[str]:
    """The codes."""
    return [problem.code for problem in problems]


def test_a_name_that_does_not_fit_is_told_by_check_and_build(folder: Path, tmp_path: Path) -> None:
    list_readers(folder, f"id,name,audience\nr1,{'Wide ' * 38}Reader,command\nr2,Bo,command\n")
    replace_text(folder, "publication.yaml", "- Operations depend on Space.", SO_WHAT)
    told = list_names(review(folder)[1])

    assert "FIT001" in told
    with pytest.raises(SourceError) as caught:
        publish(folder, tmp_path / "build")
    assert "FIT001" in list_names(caught.value.problems)


@pytest.mark.slow
def test_a_hundred_thousand_readers_can_be_listed(folder: Path) -> None:
    rows = "".join(f"r{n},Reader {n},command,meet={n % 10 + 1}\n" for n in range(100_000))
    list_readers(folder, f"id,name,audience,weights\n{rows}")
    begun = time.process_time()
    draft = read(folder)
    jobs = plan_jobs(draft, (), (), Folder(folder))

    assert len(jobs) == 100_001
    assert time.process_time() - begun < 30
