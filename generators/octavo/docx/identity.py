"""Names that stand for things in a Word file and do not change with their place.

All are derived from the id of what they name, so that they can be found again from the source
alone. Names that begin with an underscore are hidden in Word's list of bookmarks.
"""

from __future__ import annotations

import re
from base64 import b32encode
from functools import lru_cache
from hashlib import sha256

_INSTRUCTION = re.compile(r"<w:instrText[^>]*>[^<]*</w:instrText>")
_MARKUP = re.compile(r"<[^>]*>")


@lru_cache(4096)
def block_name(id: str) -> str:
    """The bookmark round the block `id`: short, as some editors cut off long ones."""
    return "blk_" + b32encode(sha256(id.encode()).digest())[:8].decode().lower()


def heading_name(id: str) -> str:
    """The bookmark that a contents list uses for `id`."""
    return f"_Toc{_digits(id)}"


def label_name(id: str) -> str:
    """The bookmark that cross references to `id` use."""
    return f"_Ref{_digits(id)}"


def fingerprint(content: str) -> str:
    """Sixteen hexadecimal digits that change when the words in the markup `content` do.

    They are those of the words in the finished file, where a quotation mark stands as it is.
    """
    words = _MARKUP.sub("", _INSTRUCTION.sub("", content)).replace("&quot;", '"')
    return sha256(words.encode()).hexdigest()[:16]


def file_identity(*parts: str) -> str:
    """Thirty-two hexadecimal digits that stand for a file made from `parts`."""
    digits = sha256("\0".join(parts).encode()).hexdigest().upper()
    return f"{int(digits[:8], 16) & 0x7FFFFFFF or 1:08X}{digits[8:32]}"


def _digits(id: str) -> str:
    return f"{int.from_bytes(sha256(id.encode()).digest()[:8], 'big') % 10**9:09d}"
