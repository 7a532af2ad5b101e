"""The folder in which entries are kept: only its owner's, bounded, and never relied upon."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.cache.entry_folder import (
    LARGEST_ENTRY,
    EntryFolder,
    Unusable,
    choose_place,
    open_entries,
)

KEY = "0" * 64


@pytest.fixture
def entries(tmp_path: Path) -> EntryFolder:
    return open_entries(tmp_path / "cache", tmp_path / "publication")


def test_what_is_written_is_read_again(entries: EntryFolder) -> None:
    entries.write(KEY, b"one\ntwo")

    assert entries.read(KEY) == b"one\ntwo"
    assert entries.read("1" * 64) is None


def flip(data: bytes) -> bytes:
    return data[:70] + bytes([data[70] ^ 1]) + data[71:]


def cut(data: bytes) -> bytes:
    return data[:-1]


def lengthen(data: bytes) -> bytes:
    return data + b" "


def empty(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [flip, cut, lengthen, empty])
def test_a_damaged_entry_is_none(entries: EntryFolder, damage: Callable[[bytes], bytes]) -> None:
    entries.write(KEY, b"what was found")
    file = entries.path / KEY
    file.write_bytes(damage(file.read_bytes()))

    assert entries.read(KEY) is None


def test_an_entry_under_another_key_is_none(entries: EntryFolder) -> None:
    entries.write(KEY, b"what was found")
    (entries.path / KEY).rename(entries.path / ("1" * 64))

    assert entries.read("1" * 64) is None


def test_a_folder_in_the_place_of_an_entry_is_none(entries: EntryFolder) -> None:
    (entries.path / KEY).mkdir()
    entries.write(KEY, b"what was found")

    assert entries.read(KEY) is None
    assert [path.name for path in entries.path.glob(".new-*")] == []


def test_nobody_else_may_look_in(entries: EntryFolder) -> None:
    old = os.umask(0)
    try:
        entries.write(KEY, b"what was found")
    finally:
        os.umask(old)

    modes = [stat.S_IMODE(path.stat().st_mode) for path in (entries.path, entries.path / KEY)]
    assert modes == [0o700, 0o600]


def test_the_oldest_entries_go_first(entries: EntryFolder) -> None:
    for number in range(5):
        entries.write(str(number), b"x" * 935)  # with its seal, 1,000 bytes
        os.utime(entries.path / str(number), (number, number))
    entries.read("0")
    entries.tidy(2_000)

    assert {path.name for path in entries.path.iterdir()} == {"0", "4", "CACHEDIR.TAG"}


def test_what_is_too_large_is_not_kept(entries: EntryFolder) -> None:
    entries.write(KEY, b"x" * LARGEST_ENTRY)

    assert entries.read(KEY) is None


def test_a_full_disk_is_no_fault(entries: EntryFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", refuse)
    entries.write(KEY, b"what was found")

    assert entries.read(KEY) is None
    assert [path.name for path in entries.path.iterdir()] == ["CACHEDIR.TAG"]


def test_a_folder_that_was_deleted_is_no_fault(entries: EntryFolder) -> None:
    (entries.path / "CACHEDIR.TAG").unlink()
    entries.path.rmdir()
    entries.write(KEY, b"what was found")
    entries.tidy()

    assert entries.read(KEY) is None


# ------------------------------------------------------------------------------ where it is


def test_the_variable_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    home = Path.home()

    assert choose_place({"OCTAVO_CACHE": "/var/tmp/o"}) == Path("/var/tmp/o")
    assert choose_place({"OCTAVO_CACHE": "off"}) is None
    assert choose_place({"XDG_CACHE_HOME": "/var/tmp"}) == Path("/var/tmp/octavo")
    assert choose_place({"XDG_CACHE_HOME": "here"}) == home / ".cache" / "octavo"
    assert choose_place({}) == home / ".cache" / "octavo"


def test_it_is_never_in_the_publication(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="in the publication's folder"):
        open_entries(tmp_path / "small" / "cache", tmp_path / "small")

    assert not (tmp_path / "small").exists()


def test_a_folder_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "verdicts").mkdir()
    (tmp_path / "verdicts").chmod(0o755)

    with pytest.raises(Unusable, match="others may look into"):
        open_entries(tmp_path, tmp_path / "small")


def test_a_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = os.geteuid()
    open_entries(tmp_path, tmp_path / "small")
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)

    with pytest.raises(Unusable, match="belongs to somebody else"):
        open_entries(tmp_path, tmp_path / "small")


def test_a_link_and_a_file_are_not_used(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").mkdir()
    (tmp_path / "link" / "verdicts").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").write_bytes(b"")

    for place in ("link", "file"):
        with pytest.raises(Unusable):
            open_entries(tmp_path / place, tmp_path / "small")
