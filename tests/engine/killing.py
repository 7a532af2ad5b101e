"""Strike a process that writes a folder, at each of its system calls, and look what it left.

`python killing.py FOLDER` prints, for each way of writing and each blow, at how many calls there
was one and what was wrong afterwards, as JSON. It forks, and so is a program of its own.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.build.exchange import exchange_folders
from octavo.build.writing import open_folder, replace_folder

OLD = {"a.pdf": b"old a", "b.pdf": b"old b"}
NEW = {"a.pdf": b"new a", "c.pdf": b"new c"}
TRACE_ME, NEXT_CALL, DETACH = 0, 24, 17
"""Requests of `ptrace`."""
LIBRARY = ctypes.CDLL(None, use_errno=True)


def trace(request: int, process: int, blow: int = 0) -> None:
    """Ask the kernel for something about a traced process. Raises `OSError`."""
    if LIBRARY.ptrace(request, process, None, ctypes.c_void_p(blow)) == -1:
        raise OSError(ctypes.get_errno(), "ptrace")


def strike(work: Callable[[], None], at: int, blow: signal.Signals) -> bool:
    """Whether `work`, in a process of its own, was struck at its `at`th stop at a system call."""
    child = os.fork()
    if not child:
        trace(TRACE_ME, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        try:
            work()
        except KeyboardInterrupt:
            os._exit(130)
        os._exit(0)
    os.waitpid(child, 0)
    for _ in range(at):
        trace(NEXT_CALL, child)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            return False
    if blow == signal.SIGKILL:
        os.kill(child, blow)
    else:
        trace(DETACH, child, blow)
    os.waitpid(child, 0)
    return True


def write(target: Path, files: dict[str, bytes], *drop: str) -> None:
    """Replace the files of a folder."""
    with open_folder(target) as folder:
        replace_folder(folder, files, drop)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def try_everywhere(home: Path, blow: signal.Signals, whole: bool) -> dict[str, object]:
    """Strike at one call after the other, until the work is done before the blow.

    With `whole` the folder is there at once; otherwise the next build has to put it in its place.
    """
    target, at, faults = home / "small", 0, list[str]()
    struck = True
    while struck:
        at += 1
        write(target, OLD, "c.pdf")
        struck = strike(lambda: write(target, NEW, "b.pdf"), at, blow)
        if not whole:
            with open_folder(target):
                """Nothing is written; what was interrupted is put right."""
        if contents(target) not in (OLD, NEW):
            faults.append(f"at {at}: {sorted(contents(home))}")
        write(target, NEW, "b.pdf")
        if contents(home) != {f"small/{name}": data for name, data in NEW.items()}:
            faults.append(f"after {at}: {sorted(contents(home))}")
    return {"calls": at - 1, "faults": faults}


def never(one: Path, other: Path) -> bool:
    """What a system says that cannot exchange folders."""
    return False


def main() -> None:
    """Try both ways of changing places, with a kill and with Ctrl-C."""
    home, found = Path(sys.argv[1]), dict[str, object]()
    for swap in (exchange_folders, never):
        for blow in (signal.SIGKILL, signal.SIGINT):
            whole = swap == exchange_folders or blow == signal.SIGINT
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("octavo.build.writing.exchange_folders", swap)
                patch.setattr(os, "fsync", os.fstat)  # a system call as well, and does not wait
                found[f"{swap.__name__} {blow.name}"] = try_everywhere(home, blow, whole)
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
