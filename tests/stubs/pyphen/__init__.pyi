# The part of pyphen 0.18 that Octavo uses; the package has no types of its own.
from pathlib import Path

LANGUAGES: dict[str, Path]

def language_fallback(language: str) -> str | None: ...

class Place(int):
    data: tuple[str, int, int] | None

class Pyphen:
    def __init__(self, *, lang: str, left: int = 2, right: int = 2) -> None: ...
    def positions(self, word: str) -> list[Place]: ...
