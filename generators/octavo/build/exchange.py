"""Two folders change places in one step, where the system can do that."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_CURRENT_FOLDER = -100
"""`AT_FDCWD` of Linux's fcntl.h: paths are meant as the process sees them, not from an open
folder."""
_EXCHANGE = 2
"""`RENAME_EXCHANGE` of Linux's renameat2: both names exist before and after, so that no moment is
without an output."""
_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
"""What an older kernel answers, or a file system that cannot do it."""


def exchange_folders(one: Path, other: Path) -> bool:
    """Whether the two have changed places; if not, nothing has, for the system does not know how.

    There is no moment at which either name is missing. Raises `OSError` when it is not allowed.
    """
    rename = _find_rename()
    if rename is None:
        return False
    failed = rename(
        _CURRENT_FOLDER, os.fsencode(one), _CURRENT_FOLDER, os.fsencode(other), _EXCHANGE
    )
    number = ctypes.get_errno() if failed else 0
    if number and number not in _UNKNOWN:
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return not failed


@cache
def _find_rename() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Linux's `renameat2`; `None` in other systems, and where the C library is older."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None, use_errno=True)
    return getattr(library, "renameat2", None)
