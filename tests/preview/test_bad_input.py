"""What a hostile world and a clumsy user do to a preview: clear messages, nothing lost, no process
left."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

SMALL = Path(__file__).resolve().parents[1] / "publications" / "small"
PATIENCE = 30.0
"""Seconds that a test waits for news, on a machine that has much else to do."""

pytestmark = pytest.mark.slow


class Running:
    """A preview that runs, as a browser that keeps its cookie sees it."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "octavo", "preview", str(folder), "--no-open"]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        found = re.search(r":(\d+)/open\?token=(\S+)", self.process.stdout.readline())
        assert found
        self.port, self.cookie = int(found[1]), f"octavo-{found[1]}={found[2]}"

    def ask(self, path: str, body: object = None) -> tuple[int, Any]:
        """Status and JSON of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"cookie": self.cookie, "origin": f"http://127.0.0.1:{self.port}"}
        data = None if body is None else json.dumps(body)
        with closing(connection):
            connection.request("POST" if data else "GET", path, data, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())

    def listen(self, *names: str) -> Generator[tuple[str, Any]]:
        """The events of the stream, each with what it says."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        query = "&".join(f"file={name}" for name in names)
        with closing(connection):
            connection.request("GET", f"/events?{query}", headers={"cookie": self.cookie})
            with connection.getresponse() as answer:
                event = ""
                for line in answer:
                    if line.startswith(b"event: "):
                        event = line[7:].decode().strip()
                    elif line.startswith(b"data: "):
                        yield event, json.loads(line[6:])

    def wait(
        self, event: str, holds: Callable[[Any], bool] = lambda said: True, *names: str
    ) -> Any:
        """What an event says of which that holds."""
        end = time.monotonic() + PATIENCE
        with closing(self.listen(*names)) as events:
            for kind, said in events:
                if kind == event and holds(said):
                    return said
                assert time.monotonic() < end, "nothing came"
        raise AssertionError("the stream ended")

    def list_children(self) -> list[int]:
        """The processes that it has started and that still run."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for task in tasks for child in task.read_text().split()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


@pytest.fixture
def running(folder: Path) -> Iterator[Running]:
    preview = Running(folder)
    yield preview
    if preview.process.poll() is None:
        preview.process.send_signal(signal.SIGINT)
    preview.process.communicate(timeout=PATIENCE)


def is_readable(said: Any) -> bool:
    return bool(said["readable"])


def is_not_readable(said: Any) -> bool:
    return not is_readable(said)


def wait_until_gone(process: int) -> None:
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{process}").exists():
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")")[-1].split()[0]
        if state == "Z":
            return
        assert time.monotonic() < end, "a process was left"
        time.sleep(0.05)


def test_a_port_in_use_is_told_and_nothing_is_served(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "octavo", "preview", str(folder), "--no-open"]
        ended = subprocess.run(
            [*command, "--port", port], capture_output=True, text=True, check=False
        )

    assert ended.returncode == 2
    assert f"port {port} cannot be used: address already in use; name another" in ended.stderr
    assert "http" not in ended.stdout


@pytest.mark.parametrize("how", ["written", "renamed as by vim", "written beside and moved over"])
def test_a_save_is_noticed_however_the_editor_does_it(
    running: Running, folder: Path, how: str
) -> None:
    running.wait("state", is_readable)
    file = folder / "publication.yaml"
    text = re.sub(r"(?m)^title: .*", "title: Another one", file.read_text())
    if how == "renamed as by vim":
        (folder / "4913").touch()
        (folder / "4913").unlink()
        file.rename(folder / "publication.yaml~")
        file.write_text(text)
        (folder / "publication.yaml~").unlink()
    elif how == "written":
        file.write_text(text)
    else:
        (folder / ".publication.yaml.new").write_text(text)
        (folder / ".publication.yaml.new").replace(file)

    running.wait("state", lambda said: said["title"] == "Another one")


def vanish(file: Path) -> None:
    file.unlink()


def become_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def become_huge(file: Path) -> None:
    file.write_text("x: [" + "word " * 2_000_000)


def become_bytes(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 10)


@pytest.mark.parametrize("ruin", [vanish, become_folder, become_huge, become_bytes])
@pytest.mark.parametrize("name", ["publication.yaml", "section"])
def test_a_ruined_source_is_told_and_the_mended_one_shown(
    running: Running, folder: Path, ruin: Callable[[Path], None], name: str
) -> None:
    running.wait("state", is_readable)
    file = folder / name if name != "section" else sorted(folder.glob("*.md"))[0]
    before = file.read_bytes()
    ruin(file)

    said = running.wait("state", is_not_readable)
    assert said["problems"]
    assert said["files"], "those that were there last"

    if file.is_dir():
        file.rmdir()
    file.write_bytes(before)
    running.wait("state", is_readable)


def test_a_publication_that_is_deleted_and_put_back_is_shown_again(
    running: Running, folder: Path
) -> None:
    running.wait("state", is_readable)
    folder.rename(folder.with_name("aside"))
    running.wait("state", is_not_readable)

    shutil.copytree(folder.with_name("aside"), folder)
    running.wait("state", is_readable)
    file = folder / "publication.yaml"
    file.write_text(re.sub(r"(?m)^title: .*", "title: Put back", file.read_text()))
    running.wait("state", lambda said: said["title"] == "Put back")


def test_two_previews_of_one_publication_see_what_the_other_writes(folder: Path) -> None:
    one, other = Running(folder), Running(folder)
    try:
        one.wait("state", is_readable)
        line = next(
            at
            for at, said in enumerate((folder / "publication.yaml").read_text().split("\n"), 1)
            if said.startswith("title: ")
        )
        place = {"file": "publication.yaml", "line": line, "column": 8}
        words = one.ask(f"/words?file=publication.yaml&line={line}&column=8")[1]["passages"][0]
        change = {**place, "old": words["words"], "new": "From one"}
        assert one.ask("/change", change)[0] == 200
        other.wait("state", lambda said: said["title"] == "From one")

        assert other.ask("/change", change)[0] == 409
        assert other.ask("/undo", {})[0] == 422
    finally:
        for preview in (one, other):
            preview.process.send_signal(signal.SIGINT)
            preview.process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_when_it_is_ended_while_it_checks(
    running: Running, folder: Path, sign: signal.Signals
) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    running.wait("state", is_readable)
    end = time.monotonic() + PATIENCE
    while not (children := running.list_children()):
        assert time.monotonic() < end, "nothing is checked"
        time.sleep(0.01)
    running.process.send_signal(sign)
    running.process.wait(PATIENCE)

    assert running.process.returncode in {0, -signal.SIGTERM, 128 + signal.SIGTERM}
    for child in children:
        wait_until_gone(child)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_its_check_ends_by_itself_when_it_is_killed(running: Running) -> None:
    running.wait("state", is_readable)
    end = time.monotonic() + PATIENCE
    while not (children := running.list_children()):
        assert time.monotonic() < end, "nothing is checked"
        time.sleep(0.01)
    os.kill(running.process.pid, signal.SIGKILL)

    for child in children:
        wait_until_gone(child)


def test_ctrl_c_while_pages_are_made_ends_it_at_once(folder: Path) -> None:
    preview = Running(folder)
    time.sleep(0.3)
    before = time.monotonic()
    preview.process.send_signal(signal.SIGINT)
    preview.process.communicate(timeout=PATIENCE)

    assert preview.process.returncode == 0
    assert time.monotonic() - before < 5


def test_ctrl_c_ends_open_pages_without_a_word(folder: Path) -> None:
    preview = Running(folder)
    events = preview.listen()
    next(events)
    preview.process.send_signal(signal.SIGINT)
    rest = list(events)
    _, said = preview.process.communicate(timeout=PATIENCE)

    assert said == "", rest


def test_a_hundred_pages_that_come_and_go_leave_nothing(running: Running) -> None:
    name = running.wait("state", is_readable)["files"][0]["name"]
    files = Path(f"/proc/{running.process.pid}/fd")
    before = len(list(files.iterdir()))
    for _ in range(100):
        events = running.listen(name, "nothing.pdf", "../x")
        next(events)
        events.close()

    end = time.monotonic() + PATIENCE
    while len(list(files.iterdir())) > before + 3:
        assert time.monotonic() < end, "connections are kept"
        time.sleep(0.1)
    running.wait("pages", lambda said: bool(said["pages"]), name)


def test_a_browser_that_sleeps_is_told_the_newest_alone(running: Running, folder: Path) -> None:
    name = running.wait("state", is_readable)["files"][0]["name"]
    events = running.listen(name)
    next(events)
    file = folder / "publication.yaml"
    for count in range(5):
        title = f"Number {count}"
        file.write_text(re.sub(r"(?m)^title: .*", f"title: {title}", file.read_text()))
        running.wait("state", partial(is_called, title))

    titles = [said["title"] for kind, said in take_until(events, "Number 4") if kind == "state"]
    events.close()
    assert titles[-1] == "Number 4"


def is_called(title: str, said: Any) -> bool:
    return bool(said["title"] == title)


def take_until(events: Iterator[tuple[str, Any]], title: str) -> Iterator[tuple[str, Any]]:
    for event in events:
        yield event
        if event[0] == "state" and event[1]["title"] == title:
            return
