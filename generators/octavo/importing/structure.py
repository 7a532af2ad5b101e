"""Documents put in order as a publication: sections with ids, levels of headings, registers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from octavo.files.library import Memory
from octavo.importing.anchors import separate_anchors
from octavo.importing.arranging import Arranged, arrange
from octavo.importing.capitals import Casing, is_capitals, learn_casing
from octavo.importing.guesses import (
    CONTENTS,
    EVENT,
    FOREWORD,
    Days,
    find_days,
    guess_kind,
    guess_language,
    name_preamble,
    split_label,
)
from octavo.importing.inline_writing import Target
from octavo.importing.linking import Linking, link_sections
from octavo.importing.pictures import make_slug
from octavo.importing.plan import PlannedSection, PublicationPlan
from octavo.importing.points import POINT, make_id, propose_points
from octavo.importing.registers import take_abbreviations, take_photos
from octavo.importing.title_page import LONGEST_TITLE, TitlePage, keep_rest, read_title_page
from octavo.importing.tree import (
    ForeignBlock,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignParagraph,
    ForeignReference,
    ForeignRun,
    ForeignTable,
    Imported,
    ImportFinding,
    Outcome,
)
from octavo.importing.tree_words import plain_words, words_of
from octavo.style.language_file import list_lacking

LONGEST_SHORT_TITLE = 40
"""Characters of a title that a running head has room for on A5; longer ones get a short title."""
LONGEST_SIGNATURE_LINE = 80
"""Characters of a line of a signature: a name or a post, no sentence."""
USUAL_LANGUAGE = "en-GB"
"""The language of a text of which neither the file nor the words tell one that Octavo has."""
_NO_LANGUAGE = (
    "no language that Octavo has words for was found, and British English is set: `--language` says"
    " which it is, and `octavo docs languages` how Octavo learns another"
)
_PREAMBLE = "words before the first heading need one; this is ours"
_FIRST_LEVEL = 2
"""Of the headings in a section, whose title is the first."""
_TITLE_BREAK = re.compile(r"\s*[:–—]\s+|\s*\(")


@dataclass
class _Structure:
    """What is known while documents are put in order."""

    language: str
    findings: list[ImportFinding] = field(default_factory=list[ImportFinding])
    taken: set[str] = field(default_factory=set[str])
    """The ids that are given already."""
    targets: dict[str, Target] = field(default_factory=dict[str, Target])
    files: set[str] = field(default_factory=set[str])

    def tell(self, outcome: Outcome, kind: str, place: str, words: str, why: str = "") -> None:
        """Add to the findings."""
        self.findings.append(ImportFinding(outcome, kind, place, words, why))


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A heading of the highest level with what stands below it."""

    heading: ForeignHeading | None
    blocks: tuple[ForeignBlock, ...]


def plan_publication(
    documents: Sequence[Imported], language: str = "", title: str = ""
) -> PublicationPlan:
    """The publication that `documents` are, in their order.

    `language` is a BCP 47 tag and `title` the publication's; left out, they are guessed.
    """
    properties = dict(documents[0].properties)
    joined = _join(separate_anchors(documents))
    said = [words_of(block) for block in joined]
    named = language or _find_language(properties, said)
    state = _Structure(named or USUAL_LANGUAGE)
    for document in documents:
        state.findings += document.findings
    if not named:
        meant = properties.get("language", "").strip()
        state.tell("guessed", "languages", "", meant, _NO_LANGUAGE)
    for document in documents[1:]:
        _name_properties(document, state)
    made = Arranged()
    settled = arrange(_attach_captions(_drop_contents(joined, state)), made)
    page = read_title_page(settled)
    state.findings += [*made.findings, *page.findings]
    photos = take_photos(page.blocks)
    abbreviations = take_abbreviations(photos.blocks)
    state.findings += [*photos.findings, *abbreviations.findings]
    casing = learn_casing([*said, *(photo.caption for photo in photos.photos)])
    arranged = title or page.title or properties.get("title", "").strip()
    sections = _make_sections(abbreviations.blocks, arranged, casing, state)
    name = _name_by(documents, state)
    days = page.days or _guess_days(said, state)
    event = page.event or _guess_event(page, said)
    linked = link_sections(sections, Linking(state.taken, state.targets))
    publisher = _guess_publisher(properties, photos.photos, state)
    keywords = tuple(re.split(r"\s*[,;]\s*", properties.get("keywords", "").strip()))
    return PublicationPlan(
        title=_lower(arranged or name, casing, state),
        language=state.language,
        sections=linked.sections,
        targets=linked.targets,
        subtitle=_lower(page.subtitle or properties.get("subtitle", ""), casing, state),
        event=_lower(event, casing, state),
        days=days,
        publisher=publisher,
        authors=tuple(page.authors) or tuple(filter(None, [properties.get("author", "")])),
        description=properties.get("description", ""),
        keywords=tuple(word for word in keywords if word)[:100],
        abbreviations=abbreviations.terms,
        photos=photos.photos,
        chatham=any("chatham house" in text.lower() for text in said),
        findings=tuple(state.findings),
    )


# ------------------------------------------------------------------------------ as a whole


def _join(documents: Sequence[Imported]) -> list[ForeignBlock]:
    """The blocks of all documents; of several, each begins with a heading of the first level."""
    if len(documents) == 1:
        return list(documents[0].blocks)
    blocks: list[ForeignBlock] = []
    for document in documents:
        levels = [b.level for b in document.blocks if isinstance(b, ForeignHeading)]
        top = min(levels, default=1)
        page = read_title_page(document.blocks)
        begun = next((b for b in document.blocks if not isinstance(b, ForeignDivider)), None)
        titled = isinstance(begun, ForeignHeading) and begun.level == top
        below = 0 if titled else 1
        if not titled:
            name = page.title or dict(document.properties).get("title") or document.name
            text = (ForeignRun(name.rsplit(".", 1)[0] if name == document.name else name),)
            blocks.append(ForeignHeading(place=document.name, level=1, text=text))
        blocks += [
            replace(block, level=block.level - top + 1 + below)
            if isinstance(block, ForeignHeading)
            else block
            for block in document.blocks
        ]
    return blocks


def _name_by(documents: Sequence[Imported], state: _Structure) -> str:
    """What a publication without a title is called: of several files the first heading of the
    first, for their names are short; of one its name."""
    first = documents[0]
    headings = (block for block in first.blocks if isinstance(block, ForeignHeading))
    heading = next(headings, None) if len(documents) > 1 else None
    if heading is None or not (title := plain_words(heading.text).strip()):
        return first.name.rsplit(".", 1)[0]
    state.tell("guessed", "titles", heading.place, title, "it is the first heading")
    return title


def _name_properties(document: Imported, state: _Structure) -> None:
    """Name what a further file says of itself: a publication has one title and one description."""
    said = " ".join(map(words_of, document.blocks))
    for key, value in document.properties:
        if key != "language" and value.strip() and value not in said:
            why = "a publication has one of each, that of the first file"
            state.tell("not imported", "properties of further files", document.name, value, why)


def _find_language(properties: dict[str, str], said: Sequence[str]) -> str:
    """The language that the words are in, or that the document says; empty without one that Octavo
    has words for."""
    guessed = guess_language("\n".join(said))
    named = properties.get("language", "").replace("_", "-")
    language, *others = named.split("-")
    named = "-".join([language.lower(), *others])
    same = not guessed or named.split("-")[0] == guessed.split("-")[0]
    if named and same and has_words(named):
        return named
    return guessed


def has_words(language: str) -> bool:
    """Whether Octavo has all words of `language`."""
    try:
        return not list_lacking(Memory({}), language)
    except ValueError:
        return False


def _guess_days(said: Sequence[str], state: _Structure) -> Days | None:
    """The days that the first words name: later ones are of other things."""
    found = find_days(" \n".join(said[:12])[:4000])
    if found:
        days = f"{found.start} to {found.end}" if found.end else str(found.start)
        state.tell("guessed", "days of the event", "", days, "the text names them first")
    return found


def _guess_event(page: TitlePage, said: Sequence[str]) -> str:
    lines = [line for line in (page.subtitle, page.title) if line and EVENT.search(line)]
    return lines[0] if lines else page.title


def _guess_publisher(
    properties: dict[str, str], photos: Sequence[object], state: _Structure
) -> str:
    named = properties.get("publisher", "").strip()
    credits = [str(getattr(photo, "credit", "")) for photo in photos]
    if not named and credits and credits[0] and len(set(credits)) == 1:
        named = credits[0]
        state.tell("guessed", "publishers", "", named, "all photographs are credited to it")
    return named


def _lower(text: str, casing: Casing, state: _Structure) -> str:
    """`text` without capitals that are only typed for their look."""
    if not is_capitals(text):
        return " ".join(text.split())
    lowered = casing.lower(text)
    if lowered != text:
        state.tell("guessed", "headings in capitals", "", lowered, f"“{text}” is in capitals")
    return lowered


def _drop_contents(blocks: Sequence[ForeignBlock], state: _Structure) -> list[ForeignBlock]:
    """`blocks` without lists of contents, which every file makes anew, and their headings."""
    kept: list[ForeignBlock] = []
    for block in blocks:
        listed = isinstance(block, ForeignParagraph) and block.role == "contents"
        if listed:
            why = "every file makes its own contents"
            state.tell("not imported", "lines of contents", block.place, words_of(block), why)
            continue
        kept.append(block)
    return [
        block
        for place, block in enumerate(kept)
        if not _is_contents_heading(block, kept[place + 1 :], state)
    ]


def _is_contents_heading(
    block: ForeignBlock, behind: Sequence[ForeignBlock], state: _Structure
) -> bool:
    following = next((one for one in behind if not isinstance(one, ForeignDivider)), None)
    empty = isinstance(following, ForeignHeading | None)
    found = isinstance(block, ForeignHeading) and CONTENTS.fullmatch(plain_words(block.text))
    if not found or not empty:
        return False
    why = "every file makes its own contents"
    state.tell("not imported", "lines of contents", block.place, words_of(block), why)
    return True


def _attach_captions(blocks: Sequence[ForeignBlock]) -> list[ForeignBlock]:
    """`blocks` with paragraphs that are captions given to the figure or table beside them."""
    done: list[ForeignBlock] = []
    waiting: ForeignParagraph | None = None
    for block in blocks:
        bare = isinstance(block, ForeignFigure | ForeignTable) and not plain_words(block.caption)
        caption = isinstance(block, ForeignParagraph) and block.role == "caption"
        before = done[-1] if done else None
        if isinstance(block, ForeignFigure | ForeignTable) and bare and waiting:
            anchors = block.anchors + waiting.anchors
            block = replace(block, caption=waiting.text, anchors=anchors)
            waiting = None
        elif waiting:
            done.append(waiting)
            waiting = None
        if caption and isinstance(block, ForeignParagraph):
            holds = isinstance(before, ForeignFigure | ForeignTable)
            if isinstance(before, ForeignFigure | ForeignTable) and holds and not before.caption:
                anchors = before.anchors + block.anchors
                done[-1] = replace(before, caption=block.text, anchors=anchors)
            else:
                waiting = block
            continue
        done.append(block)
    return [*done, waiting] if waiting else done


# ------------------------------------------------------------------------------ sections


def _make_sections(
    blocks: Sequence[ForeignBlock], title: str, casing: Casing, state: _Structure
) -> list[PlannedSection]:
    """The sections; a text without headings is one, which has the `title` of the publication."""
    parts = _join_empty(list(_divide(blocks)), state)
    whole = title if len(parts) == 1 else ""
    return [
        _make_section(part, number, whole, casing, state) for number, part in enumerate(parts, 1)
    ]


def _divide(blocks: Sequence[ForeignBlock]) -> Iterator[_Chapter]:
    """The blocks below each heading of the highest level; first those without one, if any."""
    levels = [block.level for block in blocks if isinstance(block, ForeignHeading)]
    top = min(levels, default=1)
    heading: ForeignHeading | None = None
    below: list[ForeignBlock] = []
    for block in blocks:
        if isinstance(block, ForeignHeading) and block.level == top:
            if heading or any(map(_is_spoken, below)):
                yield _Chapter(heading, tuple(below))
            heading, below = block, []
        else:
            below.append(block)
    if heading or any(map(_is_spoken, below)):
        yield _Chapter(heading, tuple(below))


def _is_spoken(block: ForeignBlock) -> bool:
    if isinstance(block, ForeignFigure):
        return True
    return any(map(str.isalnum, words_of(block)))


def _join_empty(parts: list[_Chapter], state: _Structure) -> list[_Chapter]:
    """`parts`; one that only counts, such as `Chapter 1`, goes before the title of the next.

    So does one by its look alone with nothing below it: a heading of two lines.
    """
    done: list[_Chapter] = []
    for part in parts:
        joined = _join_with_next(done[-1], part, state) if done else None
        done[-1:] = [joined] if joined else [*done[-1:], part]
    return done


def _join_with_next(before: _Chapter, part: _Chapter, state: _Structure) -> _Chapter | None:
    """The two as one, where the first has words of its heading alone; `None` where they are two."""
    first, second = before.heading, part.heading
    if not first or not second or any(map(_is_spoken, before.blocks)):
        return None
    said = plain_words(first.text)
    if split_label(f"{said}: x").label:
        state.tell("guessed", "labels of sections", first.place, said)
        text = (*first.text, ForeignRun(": "), *second.text)
        return replace(part, heading=replace(second, text=text))
    text = (*first.text, ForeignRun(" "), *second.text)
    lines = first.guessed and second.guessed and not before.blocks
    if not lines or len(plain_words(text)) > LONGEST_TITLE:
        return None
    why = "nothing stands between them: one heading now"
    state.tell("guessed", "headings of several lines", first.place, said, why)
    return _Chapter(replace(first, text=text, anchors=first.anchors + second.anchors), part.blocks)


def _make_section(
    part: _Chapter, number: int, whole: str, casing: Casing, state: _Structure
) -> PlannedSection:
    blocks = list(part.blocks)
    if part.heading:
        spoken = "".join(
            one.text if isinstance(one, ForeignRun | ForeignReference) else ""
            for one in part.heading.text
        )
        named = split_label(spoken)
        title, label = named.title, named.label or part.heading.number.rstrip(". ")
        blocks = [*keep_rest(part.heading), *blocks]
    else:
        said = words_of(next(block for block in blocks if _is_spoken(block)))
        signed = any(map(_is_signature, blocks)) or bool(FOREWORD.search(said))
        title, label = whole or name_preamble(state.language, signed), ""
        why = "it has the title of the publication" if whole else _PREAMBLE
        state.tell("guessed", "headings that are not in the text", blocks[0].place, title, why)
    place = part.heading.place if part.heading else blocks[0].place
    shown = _lower(title, casing, state).rstrip(" :")
    if not any(map(str.isalnum, shown)):
        state.tell("guessed", "headings without words", place, shown, "a number stands for it")
        shown = str(number)
    id = make_id(
        make_slug(label if len(label) > 2 else "", 24) or make_slug(shown, 32), state.taken
    )
    file = f"{number:02}-{id}.md"
    if part.heading:
        state.tell("kept", "sections", place, shown, file)
        for anchor in part.heading.anchors:
            state.targets[anchor] = Target(id, numbered=False)
    blocks = [block for block in _level(blocks, casing, state) if _is_kept(block, state)]
    signed = len(blocks) > 1 and _is_signature(blocks[-1])
    proposed = propose_points(blocks, id, state.taken)
    state.findings += proposed.findings
    for point in proposed.points:
        state.targets[f"{POINT}{point.rests_on}"] = Target(point.rests_on)
    kind = guess_kind(f"{label} {shown}".strip()) if part.heading else guess_kind(shown)
    return PlannedSection(
        id,
        file,
        shown,
        kind,
        label,
        _shorten(shown, label),
        proposed.blocks,
        proposed.points,
        signed,
    )


def _is_kept(block: ForeignBlock, state: _Structure) -> bool:
    """Whether the block says anything; signs that stand alone, such as `“`, are named."""
    if not isinstance(block, ForeignParagraph | ForeignHeading):
        return True
    said = words_of(block)
    marks = any(not isinstance(one, ForeignRun) for one in block.text)
    if marks or any(map(str.isalnum, said)):
        return True
    if said:
        state.tell("not imported", "signs that stand alone", block.place, said, "no words")
    return False


def _is_signature(block: ForeignBlock) -> bool:
    """Whether the block is some short lines, of which none ends as a sentence does."""
    if not isinstance(block, ForeignParagraph) or block.role != "text":
        return False
    if not all(isinstance(one, ForeignRun) and not one.link for one in block.text):
        return False
    text = "".join(one.text for one in block.text if isinstance(one, ForeignRun))
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    short = all(len(line) <= LONGEST_SIGNATURE_LINE and line[-1] not in ".:;!?" for line in lines)
    return 1 < len(lines) <= 5 and short and lines[0][0].isupper()


def _level(
    blocks: Sequence[ForeignBlock], casing: Casing, state: _Structure
) -> Iterator[ForeignBlock]:
    """`blocks` with the levels of headings counted from 2 on, without gaps."""
    open_levels: list[int] = []
    for block in blocks:
        if not isinstance(block, ForeignHeading):
            yield block
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        level = _FIRST_LEVEL + len(open_levels) - 1
        said = plain_words(block.text)
        kind = "headings with another style" if block.guessed else "headings"
        state.tell("guessed" if block.guessed else "kept", kind, block.place, said, block.guessed)
        text = block.text
        if is_capitals(said) and all(isinstance(one, ForeignRun) for one in text):
            text = (ForeignRun(_lower(said, casing, state)),)
        last = text[-1] if text else None
        if isinstance(last, ForeignRun) and not last.link and last.text.strip(" :"):
            text = (*text[:-1], replace(last, text=last.text.rstrip(" :")))
        yield replace(block, level=level, text=text)


def _shorten(title: str, label: str) -> str:
    """What running heads say; empty where the title is short enough."""
    if len(title) <= LONGEST_SHORT_TITLE:
        return ""
    if label:
        return label
    head = _TITLE_BREAK.split(title)[0]
    if 8 <= len(head) <= LONGEST_SHORT_TITLE:
        return head
    short = ""
    for word in title.split():
        if len(short) + len(word) + 2 > LONGEST_SHORT_TITLE:
            break
        short = f"{short} {word}".strip()
    return f"{short.rstrip(',;:–-')} …" if short else ""
