"""Changes of the source that were made on the page, to be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from octavo.build.source_writing import replace_file
from octavo.document.problem import Span
from octavo.files.library import check_name
from octavo.preview.faults import CannotChangeError, ConflictError
from octavo.preview.source_edits import change, require, set_value

MOST_STEPS = 200
"""Changes that can be taken back: more than anybody remembers having made."""


MOST_BYTES = 100_000_000
"""Bytes of files, as they were and as they are, that are kept for it: ten changes of the largest
files that anybody has, thousands of usual ones."""


@dataclass(frozen=True, slots=True)
class _Step:
    file: str
    before: bytes
    after: bytes


def _weigh(step: _Step) -> int:
    return len(step.before) + len(step.after)


@dataclass(frozen=True, slots=True)
class History:
    """Changes of the files in a folder, the newest last."""

    folder: Path
    _done: list[_Step] = field(default_factory=list[_Step])
    _undone: list[_Step] = field(default_factory=list[_Step])

    def read(self, file: str) -> bytes:
        """The bytes of a file of the source. Raises `CannotChangeError` for what is none."""
        try:
            path = self.folder / check_name(file)
            inside = path.resolve().is_relative_to(self.folder.resolve())
            if not inside or not path.is_file():
                raise CannotChangeError(f"`{file}` is no file of this publication")
            return path.read_bytes()
        except (OSError, ValueError) as fault:
            raise CannotChangeError(f"`{file}` cannot be read: {fault}") from fault

    def change(self, span: Span, old: str, new: str, at: int = 0) -> None:
        """Have `new` where the source says `old`, in the passage number `at` there. Raises
        `CannotChangeError` and `ConflictError`."""
        before = self.read(span.file)
        self._do(span.file, before, change(before, span, old, new, at))

    def set_value(self, span: Span, path: tuple[str, ...], value: str) -> None:
        """Have `value` under `path` in the mapping of YAML there. Raises as `change` does."""
        before = self.read(span.file)
        self._do(span.file, before, set_value(before, span, path, value))

    def require(self, span: Span, audience: str, on: bool) -> None:
        """Have the point there required for an audience, or not. Raises as `change` does."""
        before = self.read(span.file)
        self._do(span.file, before, require(before, span, audience, on))

    def _do(self, file: str, before: bytes, after: bytes) -> None:
        self._write(file, after)
        self._done.append(_Step(file, before, after))
        while len(self._done) > MOST_STEPS or sum(map(_weigh, self._done)) > MOST_BYTES:
            del self._done[0]
        self._undone.clear()

    def undo(self) -> str:
        """Take the last change back; the file's name. Raises as `change` does."""
        return self._move(self._done, self._undone, back=True)

    def redo(self) -> str:
        """Make the change again that was taken back last; the file's name."""
        return self._move(self._undone, self._done, back=False)

    def _move(self, taken: list[_Step], given: list[_Step], back: bool) -> str:
        if not taken:
            raise CannotChangeError("there is nothing to take back" if back else "nothing to redo")
        step = taken[-1]
        there, wanted = (step.after, step.before) if back else (step.before, step.after)
        if self.read(step.file) != there:
            raise ConflictError(f"`{step.file}` was changed since, outside the preview")
        self._write(step.file, wanted)
        given.append(taken.pop())
        return step.file

    def _write(self, file: str, data: bytes) -> None:
        try:
            replace_file(self.folder / file, data)
        except OSError as fault:
            message = f"`{file}` cannot be written: {fault.strerror or fault}"
            raise CannotChangeError(message) from fault
