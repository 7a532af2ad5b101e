"""Pictures of a document as files of a publication: JPEG or PNG, each once, under a safe name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from octavo.importing.word_lists import load_word_lists

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_PIXELS = 50_000_000
"""Pixels of a picture, the most that `octavo check` lets pass; larger ones are made smaller."""
FEWEST_PIXELS = 3
"""Pixels of a picture across and down, the fewest that can show anything: web pages saved as Word
files have spacers of one pixel, which would be drawn as wide as the text."""
_KEPT = {"JPEG": "jpg", "PNG": "png"}
_PLAIN = {"1", "L", "LA", "P", "RGB", "RGBA"}
"""The modes of pixels that a PNG has, of those that Pillow knows."""


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """What became of a picture."""

    file: str
    """In the publication's folder; empty when it cannot be used."""
    change: str = ""
    """What was changed, or why it cannot be used; empty for a picture that is as it was."""


@dataclass
class PictureStore:
    """The pictures of a publication, as they are found."""

    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    """By name in the publication's folder."""
    known: dict[bytes, StoredPicture] = field(default_factory=dict[bytes, StoredPicture])
    """By the digest of what was in the document."""

    def store(self, name: str, data: bytes) -> StoredPicture:
        """The picture called `name` as a file, the same one for the same bytes."""
        digest = sha256(data).digest()
        if digest not in self.known:
            self.known[digest] = self._add(name, data)
        return self.known[digest]

    def _add(self, name: str, data: bytes) -> StoredPicture:
        if not data:
            return StoredPicture("", "its file is not there")
        made = _convert(data)
        if isinstance(made, str):
            return StoredPicture("", made)
        data, ending, change = made
        stem = make_slug(name.rsplit(".", 1)[0], 40) or "picture"
        file, count = f"images/{stem}.{ending}", 1
        while file in self.files:
            count += 1
            file = f"images/{stem}-{count}.{ending}"
        self.files[file] = data
        return StoredPicture(file, change)


def make_slug(text: str, longest: int) -> str:
    """`text` as small Latin letters, figures and hyphens, cut after a word; empty without any."""
    bare = unicodedata.normalize("NFKD", text.lower())
    letters = load_word_lists().letters
    plain = "".join(letters.get(one, one) for one in bare if not unicodedata.combining(one))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:longest]
        if len(longer) > longest:
            break
        slug = longer
    return slug


def _convert(data: bytes) -> tuple[bytes, str, str] | str:
    """The picture, how its name ends and what was changed; or why it cannot be used."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as image:
            image.load()
            if image.format in {"WMF", "EMF"}:
                return f"Octavo shows no {image.format}; save it as PNG"
            if min(image.size) < FEWEST_PIXELS:
                return f"a spacer or a line: {image.width} × {image.height} pixels show nothing"
            frames = getattr(image, "n_frames", 1)
            small = image.width * image.height <= MOST_PIXELS
            if image.format in _KEPT and frames == 1 and small:
                return data, _KEPT[image.format], ""
            return _encode(image), "png", f"made a PNG of {image.format}"
    except Exception as fault:  # Pillow's decoders raise whatever they meet
        return f"neither JPEG nor PNG, or damaged: {fault}".split("<")[0].strip()


def _encode(image: Picture) -> bytes:
    pixels = image.width * image.height
    plain = image.copy() if image.mode in _PLAIN else image.convert("RGB")
    if pixels > MOST_PIXELS:
        ratio = (MOST_PIXELS / pixels) ** 0.5
        plain.thumbnail((int(image.width * ratio), int(image.height * ratio)))
    saved = BytesIO()
    plain.save(saved, "PNG")
    return saved.getvalue()
