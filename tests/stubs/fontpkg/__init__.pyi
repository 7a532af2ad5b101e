# The part of fontpkg 0.2 that Octavo uses; the package has no types of its own.
from pathlib import Path

class FontpkgError(Exception): ...

def path(
    name: str, weight: int | str = 400, style: str = "normal", nearest: bool = False
) -> Path: ...
