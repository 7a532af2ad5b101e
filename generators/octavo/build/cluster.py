"""The machines of a Dask cluster as those who make the files of a build.

They need the same Octavo, and the folders of source and output under the same names. Dask is the
extra `octavo[cluster]`; it is imported only where a cluster is asked for.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from importlib import import_module
from typing import Any

from octavo.build.spreading import Workers, WorkersLost, tell_versions

PATIENCE = 10
"""Seconds in which a scheduler has to answer, and to have a worker: they take a tenth of one, and
three after a computer has slept."""
GONE = frozenset({"CancelledError", "FutureCancelledError", "CommClosedError", "TimeoutError"})
"""What the names of exceptions say of a scheduler that does not answer any more."""


@contextmanager
def open_cluster(address: str) -> Generator[Workers]:
    """The workers of the cluster whose scheduler is at `address`, such as `tcp://10.0.0.1:8786`.

    Raises `WorkersLost` when there is none, or its workers have another Octavo.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as fault:
        hint = "pip install 'octavo[cluster]'"
        raise WorkersLost("--cluster needs Dask, which is not installed", hint) from fault
    client = _connect(distributed, address)
    try:
        count = _count_workers(client, address)
        versions = tell_versions()
        _refuse_others(client, versions)
        executor = client.get_executor(pure=False)
        explain = partial(_explain, address)
        yield Workers(lambda: nullcontext(executor), count, 1, versions, explain)
    finally:
        with suppress(Exception):  # what is to be said of a cluster that is gone is said already
            client.close(timeout=1)


def _connect(distributed: Any, address: str) -> Any:
    try:
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as fault:
        hint = "start one with `dask scheduler`, and give the address that it prints"
        raise WorkersLost(f"there is no cluster at `{address}`", hint) from fault


def _count_workers(client: Any, address: str) -> int:
    """How many tasks the workers do side by side."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception as fault:
        hint = f"start some with `dask worker {address}`"
        raise WorkersLost(f"the cluster at `{address}` has no workers", hint) from fault
    return sum(client.nthreads().values())


def _refuse_others(client: Any, versions: str) -> None:
    """Raise `WorkersLost` when a worker has another Octavo, or none."""
    told: dict[str, object] = client.run(tell_versions, on_error="return")
    others = sorted(worker for worker, one in told.items() if one != versions)
    if others:
        count = f"{len(others)} of {len(told)} workers, `{others[0]}` first,"
        hint = "install the same versions of Octavo and what it needs everywhere, and start again"
        raise WorkersLost(f"{count} have another Octavo than this machine", hint)


def _explain(address: str, fault: BaseException) -> BaseException:
    """What is to be said of an exception of Dask's; any other is told as it is."""
    name = type(fault).__name__
    if name == "KilledWorker":
        reason = "a worker of the cluster was ended again and again at the same files"
        return WorkersLost(reason, "see what its log says of them: it may have too little memory")
    if name in GONE:
        reason = f"the cluster at `{address}` is gone"
        return WorkersLost(reason, "start its scheduler again, then build again")
    return fault
