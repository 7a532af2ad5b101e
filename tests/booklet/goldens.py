"""References that were reviewed once: what is made now is compared with them, or replaces them."""

from __future__ import annotations

from difflib import unified_diff
from itertools import islice
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "booklet"


def compare_text(name: str, text: str, accepting: bool) -> None:
    """Fail with the difference when `text` is not what the reference called `name` says.

    With `accepting`, it becomes the reference.
    """
    path = REFERENCE / name
    if accepting:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    known = path.read_text(encoding="utf-8") if path.exists() else ""
    before, after = known.splitlines(), text.splitlines()
    lines = unified_diff(before, after, "reference", "now", n=1, lineterm="")
    difference = "\n".join(islice(lines, 60))
    assert text == known, f"{name} is another; review it, then --accept:\n{difference}"
