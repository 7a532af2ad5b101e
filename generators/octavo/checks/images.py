"""Pictures and photographs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from octavo.document import Draft, Figure, Picture
from octavo.document.problem import Fix, Problem, Span
from octavo.document.walk import query
from octavo.files.library import Library, read_builtin
from octavo.files.near_names import find_same_file, suggest_file
from octavo.files.pixels import SCREEN_PROFILE
from octavo.files.source_file import error, find_in_file, note

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG")
MOST_PIXELS = 50_000_000
"""Pixels of a picture: 50 million take 200 MB when decoded, four bytes each, and a page of A4 with
bleed has 9 million at 300 dots per inch. Pillow itself warns at 89 million only. A PNG of 50 kB can
claim as many as it likes."""


def find_bad_images(draft: Draft, library: Library) -> Iterator[Problem]:
    """Picture files that are missing, damaged, too large or no JPEG or PNG."""
    for file, span in dict(list_files(draft, library)).items():
        problem = _judge(file, span, library)
        if problem:
            yield replace(problem, sought=file)


def list_files(draft: Draft, library: Library) -> Iterator[tuple[str, Span | None]]:
    """The picture files that the draft names, and where."""
    if logo := draft.publication.logo:
        file = logo.picture.file
        yield file, find_in_file(library, "publication.yaml", file, "logo:")
    if isinstance(cover := draft.publication.cover, Picture):
        yield cover.file, find_in_file(library, "publication.yaml", cover.file)
    for figure in query(draft.sections, Figure):
        if isinstance(figure.artwork, Picture):
            yield figure.artwork.file, figure.span
    for photo in draft.photos:
        if photo.file:
            yield photo.file, photo.span


def _judge(file: str, span: Span | None, library: Library) -> Problem | None:
    try:
        data = library.read(file)
    except FileNotFoundError:
        hint = "correct the path, which begins in the publication's folder, or add the picture"
        hint = suggest_file(file, library) or hint
        same = find_same_file(file, library)
        fixes = (Fix(span, same),) if span and same else ()
        found = error("IMG001", f"there is no picture `{file}`", span, hint)
        return replace(found, fixes=fixes)
    except (OSError, ValueError) as fault:
        return error(
            "IMG001",
            f"the picture cannot be read: {fault}",
            span,
            "put it in the publication's folder",
        )
    reason = find_fault(data)
    hint = "save it again as JPEG or PNG"
    return error("IMG002", f"`{file}` {reason}", span, hint) if reason else None


def find_fault(data: bytes) -> str:
    """Why `data` is no usable picture; empty when it is one. All of it is decoded."""
    from PIL import Image, UnidentifiedImageError
    from PIL.ImageCms import PyCMSError

    try:
        with Image.open(BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                return f"has {width * height / 1e6:.0f} million pixels; 50 million is the most"
            if getattr(image, "n_frames", 1) > 1:
                return "is an animation"
            image.load()
            _try_profile(image)
    except UnidentifiedImageError:
        return "is neither JPEG nor PNG"
    except Image.DecompressionBombError:
        return "has too many pixels"
    except PyCMSError as fault:
        return f"has a colour profile that cannot be used: {fault}"
    except Exception as fault:  # Pillow's decoders raise whatever they meet
        return f"is damaged: {fault}"
    return ""


def _try_profile(image: Image) -> None:
    """Raise `PyCMSError` when the picture brings a colour profile along that is none for it."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in {"RGB", "RGBA", "CMYK"}:
        return  # nothing uses it for other colours
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
    except OSError as fault:
        raise ImageCms.PyCMSError(fault) from fault
    plain = ImageCms.ImageCmsProfile(BytesIO(read_builtin(SCREEN_PROFILE)))
    ImageCms.buildTransform(own, plain, image.mode, "RGB")


def find_missing_words(draft: Draft, library: Library) -> Iterator[Problem]:
    """Figures without a description for those who cannot see them: PDF/UA has none without."""
    for figure in query(draft.sections, Figure):
        if not figure.alternative:
            message = f"{figure.title} has no `alternative`"
            hint = "say what it shows, for those who cannot see it"
            yield error("IMG003", message, figure.span, hint)


def find_missing_photos(draft: Draft, library: Library) -> Iterator[Problem]:
    """Photographs of the register that are not supplied."""
    for photo in draft.photos:
        if not photo.file:
            message = f"photograph {photo.number} is not supplied: {photo.caption}"
            yield note(
                "IMG004",
                message,
                photo.span,
                "it is listed without a picture; write `file` to show it",
            )


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_bad_images,
    find_missing_words,
    find_missing_photos,
)
