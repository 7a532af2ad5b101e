"""Files into a folder, all or none, whatever goes wrong and when."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import BuiltinFunctionType, FrameType

import pytest

import octavo
from octavo.build.exchange import exchange_folders
from octavo.build.writing import Busy, NotWritten, open_folder, replace_folder

OLD = {"a.pdf": b"old a", "b.pdf": b"old b"}
NEW = {"a.pdf": b"new a", "c.pdf": b"new c"}
EXCHANGE = "octavo.build.writing.exchange_folders"


def write(target: Path, files: dict[str, bytes], *drop: str) -> Path | None:
    """What `replace_folder` says, for a target that is opened and not waited for."""
    with open_folder(target, patience=0) as folder:
        return replace_folder(folder, files, drop)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, hidden ones too, and empty folders as files without bytes."""
    found = (path for path in folder.rglob("*") if path.is_file() or is_empty(path))
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in found
    }


def is_empty(path: Path) -> bool:
    """Whether it is a folder with nothing in it."""
    return path.is_dir() and not any(path.iterdir())


@pytest.fixture(params=["exchange", "two renames"])
def _swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways in which two folders change places."""
    if request.param == "two renames":
        monkeypatch.setattr(EXCHANGE, never)


def never(one: Path, other: Path) -> bool:
    """What a system says that cannot exchange folders."""
    return False


both_ways = pytest.mark.usefixtures("_swapping")


# ------------------------------------------------------------------------------ what is written


@both_ways
def test_new_files_take_the_place_of_old_ones(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    write(tmp_path / "small", NEW, "b.pdf")

    assert contents(tmp_path) == {"small/a.pdf": b"new a", "small/c.pdf": b"new c"}


@both_ways
def test_what_is_not_dropped_stays(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    (tmp_path / "small" / "drafts").mkdir()
    (tmp_path / "small" / "drafts" / "mine.txt").write_text("mine")
    (tmp_path / "small" / "link").symlink_to("nowhere")
    write(tmp_path / "small", NEW)

    assert contents(tmp_path / "small").keys() == {"a.pdf", "b.pdf", "c.pdf", "drafts/mine.txt"}
    assert (tmp_path / "small" / "link").readlink() == Path("nowhere")


def test_what_stays_is_the_same_file_and_no_copy(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    with (tmp_path / "small" / "mine.txt").open("w") as mine:
        write(tmp_path / "small", NEW)
        mine.write("written by a program that had it open all the time")

    assert (tmp_path / "small" / "mine.txt").read_text().startswith("written by a program")


def test_where_there_are_no_links_what_stays_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    write(tmp_path / "small", OLD)
    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "small", {"c.pdf": b"new c"})

    assert contents(tmp_path / "small") == OLD | {"c.pdf": b"new c"}


@both_ways
def test_a_file_that_somebody_saves_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "small", OLD)
    copy = shutil.copymode  # the last step before the folders change places

    def save(folder: Path, staging: Path) -> None:
        (folder / "late.txt").write_text("saved in time")
        copy(folder, staging)

    monkeypatch.setattr(shutil, "copymode", save)
    write(tmp_path / "small", NEW, "b.pdf")

    assert contents(tmp_path / "small") == NEW | {"late.txt": b"saved in time"}


def test_a_file_can_stay_under_another_name(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    with open_folder(tmp_path / "small") as folder:
        replace_folder(folder, NEW, ("b.pdf",), {"a.pdf": "a.edited.pdf", "b.pdf": "b.edited.pdf"})

    kept = {"a.edited.pdf": b"old a", "b.edited.pdf": b"old b"}
    assert contents(tmp_path / "small") == NEW | kept


def test_the_folder_keeps_its_permissions(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    (tmp_path / "small").chmod(0o750)
    write(tmp_path / "small", NEW)

    assert (tmp_path / "small").stat().st_mode & 0o777 == 0o750


def test_files_are_on_disk_before_they_take_their_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    real_sync = os.fsync

    def sync(handle: int) -> None:
        events.append("sync")
        real_sync(handle)

    def exchange(one: Path, other: Path) -> bool:
        events.append("exchange")
        return exchange_folders(one, other)

    write(tmp_path / "small", OLD)
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(EXCHANGE, exchange)
    write(tmp_path / "small", NEW)

    # the two files and their folder, then the change of places, then the folder around them
    assert events == ["sync", "sync", "sync", "exchange", "sync"]


# ------------------------------------------------------------------------------ where


def test_a_link_to_a_folder_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "small").symlink_to(tmp_path / "disk" / "small")
    write(tmp_path / "disk" / "small", OLD)
    write(tmp_path / "build" / "small", NEW, "b.pdf")
    write(tmp_path / "build" / "small", NEW)

    assert (tmp_path / "build" / "small").is_symlink()
    assert contents(tmp_path / "disk") == {"small/a.pdf": b"new a", "small/c.pdf": b"new c"}


def test_a_link_that_leads_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small").symlink_to(tmp_path / "unmounted" / "small")

    with pytest.raises(NotWritten) as caught:
        write(tmp_path / "small", NEW)
    assert str(caught.value) == (
        f"nothing was written: `{tmp_path}/small`: a link that leads to nothing\n"
        "  hint: move it away, or name another folder with --output"
    )
    assert not (tmp_path / "unmounted").exists()


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "small").write_text("a file")

    with pytest.raises(NotWritten, match="a file, where a folder is wanted\n  hint: move it away"):
        write(tmp_path / "small", NEW)
    assert contents(tmp_path) == {"small": b"a file"}


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "small").symlink_to(tmp_path / "small")

    with pytest.raises(NotWritten, match="a link that leads to nothing"):
        write(tmp_path / "small", NEW)


# ------------------------------------------------------------------------------ one at a time


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[int]:
    """Another build, writing into the same folder."""
    fcntl = pytest.importorskip("fcntl")
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield handle
    os.close(handle)


@pytest.mark.usefixtures("lock")
def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Busy, match=r"another build is writing to .*\n  hint: try again"):
        write(tmp_path / "small", NEW)


def test_a_second_build_waits_for_the_first(
    tmp_path: Path, lock: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def finish(seconds: float) -> None:
        fcntl.flock(lock, fcntl.LOCK_UN)

    monkeypatch.setattr(time, "sleep", finish)
    with open_folder(tmp_path / "small") as folder:
        replace_folder(folder, NEW)

    assert contents(tmp_path / "small") == NEW


def test_a_disk_without_locks_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(handle: int, kind: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    write(tmp_path / "small", NEW)

    assert contents(tmp_path / "small") == NEW


# ------------------------------------------------------------------------------ after a fault


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    write(tmp_path / "small", OLD)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(NotWritten, match="File too large\n  hint: make room on the disk"):
            write(tmp_path / "small", {"a.pdf": b"new", "b.pdf": bytes(10_000)})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)

    assert contents(tmp_path) == {"small/a.pdf": b"old a", "small/b.pdf": b"old b"}


def test_a_build_that_was_killed_between_two_renames_is_put_right(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    (tmp_path / "small").rename(tmp_path / ".octavo-old-small")
    (tmp_path / ".octavo-new-abcd1234-small").mkdir()

    write(tmp_path / "small", {"c.pdf": b"new c"})

    assert contents(tmp_path / "small") == OLD | {"c.pdf": b"new c"}
    assert [path.name for path in tmp_path.iterdir()] == ["small"]


def test_what_an_interrupted_build_left_of_another_publication_is_not_touched(
    tmp_path: Path,
) -> None:
    for name in ("sky-2", "sky.old", "12345678-sky"):
        write(tmp_path / name, OLD)
        (tmp_path / name).rename(tmp_path / f".octavo-old-{name}")
    (tmp_path / ".octavo-new-abcd1234-sky-2").mkdir()
    before = contents(tmp_path)
    write(tmp_path / "sky", NEW)

    assert contents(tmp_path) == before | {f"sky/{name}": data for name, data in NEW.items()}


@both_ways
def test_old_files_that_cannot_be_deleted_stop_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def delete(path: Path, ignore_errors: bool) -> None:
        """Delete nothing, as the system does with the files of somebody else."""

    def rename(path: Path, place: Path) -> Path:
        """Move no folder of somebody else's elsewhere; to rename it is allowed."""
        if path.parent != place.parent:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        path.replace(place)
        return place

    write(tmp_path / "small", OLD)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", delete)
        patch.setattr(Path, "rename", rename)
        left = [write(tmp_path / "small", NEW) for _ in range(3)]

    assert all(path and path.exists() for path in left)
    assert write(tmp_path / "small", NEW, "b.pdf") is None
    assert contents(tmp_path) == {f"small/{name}": data for name, data in NEW.items()}


def test_a_folder_that_was_made_read_only_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "small", OLD)
    (tmp_path / "small").chmod(0o555)

    assert write(tmp_path / "small", NEW, "b.pdf") is None
    assert contents(tmp_path / "small") == NEW
    (tmp_path / "small").chmod(0o755)


@both_ways
def test_folders_that_may_not_change_places_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(one: Path, other: Path) -> bool:
        raise OSError(errno.EBUSY, "Device or resource busy", str(one))

    write(tmp_path / "small", OLD)
    monkeypatch.setattr(EXCHANGE, refuse)
    with pytest.raises(NotWritten, match="busy\n  hint: a mounted disk cannot be replaced"):
        write(tmp_path / "small", NEW)

    assert contents(tmp_path) == {f"small/{name}": data for name, data in OLD.items()}


def test_two_folders_change_places(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "one" / "a").write_bytes(b"a")

    assert exchange_folders(tmp_path / "one", tmp_path / "other") == (sys.platform == "linux")
    with pytest.raises(FileNotFoundError):
        exchange_folders(tmp_path / "one", tmp_path / "none")
    assert contents(tmp_path) == {"one": b"", "other/a": b"a"}


# ------------------------------------------------------------------------------ at any moment

REACHES_THE_DISK = {"posix", "nt", "_io", "fcntl"}


@contextmanager
def fail_at(at: int) -> Generator[list[str]]:
    """Have the `at`th call that reaches the disk find it full; the names of those called so far."""
    seen: list[str] = []

    def count(frame: FrameType, event: str, function: object) -> None:
        if not isinstance(function, BuiltinFunctionType):
            return
        # a file that cannot be closed is closed all the same
        closes = function.__name__ in {"close", "__exit__"}
        if event != ("c_return" if closes else "c_call"):
            return
        owner: type = type(function.__self__)
        reaches = {function.__module__, owner.__module__} & REACHES_THE_DISK
        if reaches and function.__name__ != "fspath":
            seen.append(function.__name__)
            if len(seen) == at:
                sys.setprofile(None)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.setprofile(count)
    try:
        yield seen
    finally:
        sys.setprofile(None)


@both_ways
def test_a_fault_at_any_moment_leaves_the_old_files_or_the_new_and_tells_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", os.fstat)  # reaches the disk as well, and does not wait
    at, seen = 0, ["the first"]
    while len(seen) >= at:
        at += 1
        write(tmp_path / "small", OLD, "c.pdf")
        expected = NEW
        with fail_at(at) as seen:
            try:
                write(tmp_path / "small", NEW, "b.pdf")
            except NotWritten:
                expected = OLD
        assert contents(tmp_path / "small") == expected, seen

        write(tmp_path / "small", NEW, "b.pdf")
        assert contents(tmp_path) == {f"small/{name}": data for name, data in NEW.items()}, seen
    assert at > 40


@pytest.mark.slow
def test_a_process_that_is_killed_at_any_system_call_leaves_the_old_files_or_the_new(
    tmp_path: Path,
) -> None:
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, script, tmp_path],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(octavo.__file__).parents[1])},
    )
    found = json.loads(done.stdout or "{}")

    assert done.stderr == ""
    assert [one["faults"] for one in found.values()] == [[]] * 4
    assert min(one["calls"] for one in found.values()) > 100
