"""Random documents of other programs, with words that look like mark-up, and what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from hypothesis import strategies as st

from octavo import (
    Abbreviation,
    Aside,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Definitions,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Reference,
    Signature,
    Strong,
    Table,
    Text,
)
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCell,
    ForeignCode,
    ForeignComment,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignIndexMark,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
    RunEmphasis,
)
from octavo.importing.tree_words import flatten_blocks

PLACE = "line 1"
KINDS: tuple[Literal["bullets", "numbers", "terms"], ...] = ("bullets", "numbers", "terms")
Value = TypeVar("Value")

HOSTILE = (
    *("*", "**", "_", "__", "`", "``", "[", "]", "{", "}", "<", ">", "#", "|", ":", "~", "=", "-"),
    *("+", ".", "!", "\\", "&", "$", "^", "%", "@", "(", ")", "'", '"', "/", "?", ",", ";"),
    *(
        "{{ facts.x }}",
        "{{",
        "{%",
        "{#id}",
        "{.audience-x}",
        ".audience",
        "{>>",
        "<<}",
        "{==",
        "==}",
    ),
    *("- item", "+ item", "1. item", "1) item", "2024. A year", "a) item", "(a) item", "iv. item"),
    *("# head", "## head", "#tag", "> quoted", ": meant", "::: note", "---", "===", "* * *", "+++"),
    *("```", "~~~", "~~gone~~", "H~2~O", "x^2^", "==lit==", "++new++", "$x$", "$5 and $6"),
    *(
        "[@key]",
        "[^1]",
        "[^1]: note",
        "[a]: https://b.c",
        "[a](b)",
        "![a](b)",
        "[a][b]",
        "[[wiki]]",
    ),
    *("<b>", "</b>", "<!-- x -->", "<https://a.b>", "<a@b.c>", "5 < 6", "a<b>c", "&amp;", "&#42;"),
    *("| a | b |", "|---|", "--|--", "a|b", "Table: words", "!!! note", "[!NOTE]", "[x] done"),
    *("[TOC]", ":smile:", "https://a.b/c_d*e", "https://example.org/?a=1&b=2.", "www.example.org"),
    *("name@example.org", "snake_case", "2*3*4", "C++", "...", "--", "don't", '"quoted"', "5'10\""),
    *("•", "–", "é", "ß", "½", "€", "©", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}", "e\u0301", "№"),
    *("Word", "two words", "x", "1", "{colspan=2}", "{.index}", "{lang=fr}", "klzzwxh:0", "\\{"),
    *("\x00", "\x07", "\u202e", "\ufeff", "\ue004", "\u2028"),
)
"""What other readers, or Octavo's, take for more than words, and a few plain ones between."""

PIECES = st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=5)
TEXTS = st.one_of(PIECES.map(" ".join), PIECES.map("".join))
LOOKS: tuple[RunEmphasis, ...] = ("bold", "italic", "code", "superscript", "struck")
EMPHASES = st.frozensets(st.sampled_from(LOOKS), max_size=2)
LINKS = st.sampled_from(
    ["", "", "", "https://example.org/a_(b)", "mailto:a@b.org", "#there", "#nowhere", "file:x"]
)
RUNS = st.builds(
    ForeignRun, TEXTS, EMPHASES, st.sampled_from(["", "", "", "fr", "en-US", "x!"]), LINKS
)
COMMENTS = st.builds(ForeignComment, TEXTS, st.one_of(st.just(""), TEXTS))
REFERENCES = st.builds(ForeignReference, TEXTS, st.sampled_from(["there", "nowhere"]))
INDEX = st.builds(ForeignIndexMark, st.lists(TEXTS, min_size=1, max_size=2).map(tuple))


def paragraphs_of(
    inlines: st.SearchStrategy[ForeignInlines],
) -> st.SearchStrategy[ForeignParagraph]:
    return st.builds(ForeignParagraph, place=AT, text=inlines)


def some(
    strategy: st.SearchStrategy[Value], least: int, most: int
) -> st.SearchStrategy[tuple[Value, ...]]:
    return st.lists(strategy, min_size=least, max_size=most).map(lambda values: tuple(values))


AT = st.just(PLACE)
PLAIN: st.SearchStrategy[ForeignInlines] = some(RUNS, 1, 4)
NOTES = st.builds(ForeignNote, some(paragraphs_of(PLAIN), 1, 2))
INLINES: st.SearchStrategy[ForeignInlines] = some(
    st.one_of(RUNS, RUNS, RUNS, NOTES, COMMENTS, REFERENCES, INDEX), 1, 6
)
PARAGRAPHS = paragraphs_of(INLINES)
CODE = st.builds(ForeignCode, place=AT, text=TEXTS)


def begin(word: str) -> st.SearchStrategy[ForeignInlines]:
    """Words, the first of which is `word`."""
    return PLAIN.map(lambda runs: (ForeignRun(word), *runs))


def _holders(inner: st.SearchStrategy[ForeignBlock]) -> st.SearchStrategy[ForeignBlock]:
    blocks = some(inner, 1, 3)
    items = some(st.builds(ForeignItem, blocks=blocks), 1, 3)
    meaning = st.tuples(paragraphs_of(begin("Meaning ")), some(inner, 0, 2))
    defined = st.builds(
        ForeignItem, blocks=meaning.map(lambda both: (both[0], *both[1])), term=begin("Term ")
    )
    kinds = st.sampled_from(KINDS[:2])
    return st.one_of(
        st.builds(ForeignList, place=AT, kind=kinds, items=items, start=st.integers(1, 3)),
        st.builds(ForeignList, place=AT, kind=st.just(KINDS[2]), items=some(defined, 1, 3)),
        st.builds(ForeignQuotation, place=AT, blocks=blocks),
    )


INSIDE: st.SearchStrategy[ForeignBlock] = st.recursive(
    st.one_of(PARAGRAPHS, CODE), _holders, max_leaves=6
)
CELLS = st.builds(
    ForeignCell,
    blocks=some(PARAGRAPHS, 0, 2),
    columns=st.sampled_from([1, 1, 1, 2]),
    rows=st.sampled_from([1, 1, 1, 2]),
)
TABLES = st.builds(
    ForeignTable,
    place=AT,
    rows=some(some(CELLS, 1, 3), 1, 4),
    heads=st.integers(0, 4),
    caption=st.one_of(st.just(()), PLAIN),
)
HEADINGS = st.builds(ForeignHeading, place=AT, text=INLINES, level=st.integers(2, 7))
ASIDES = st.builds(
    ForeignAside, place=AT, blocks=some(INSIDE, 1, 3), title=st.one_of(st.just(()), PLAIN)
)
DIVIDERS = st.builds(ForeignDivider, place=AT)
BLOCKS: st.SearchStrategy[tuple[ForeignBlock, ...]] = some(
    st.one_of(PARAGRAPHS, INSIDE, TABLES, HEADINGS, ASIDES, DIVIDERS), 1, 5
)


# ------------------------------------------------------------------------------ what is said

_ALIKE = str.maketrans(
    {**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‹›′", "'"), "…": "...", "\xad": ""}
)


def normalise(text: str) -> str:
    """The signs of `text` that are read: without spaces, quotes and dashes as they are typed."""
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE))
    kept = "".join(
        sign for sign in plain if unicodedata.category(sign)[0] != "C" and not sign.isspace()
    )
    return re.sub("[–—-]+", "-", kept)


def say_foreign(block: ForeignBlock) -> str:
    """The block as `kind(words)`, one inside the other."""
    match block:
        case ForeignHeading():
            return f"h({_say(block.text)})"
        case ForeignParagraph():
            return f"p({_say(block.text)})"
        case ForeignList():
            items = (join_term(_say(item.term), say_all(item.blocks)) for item in block.items)
            return f"list({'|'.join(items)})"
        case ForeignTable():
            rows = ("/".join(_say_cell(cell) for cell in row) for row in block.rows)
            return f"table({'|'.join(rows)};{_say(block.caption)})"
        case ForeignFigure():
            return f"figure({_say(block.caption)})"
        case ForeignQuotation():
            return f"quote({say_all(block.blocks)})"
        case ForeignAside():
            title, inside = _say(block.title), say_all(block.blocks)
            return f"aside({title};{inside})" if title and inside else inside
        case ForeignCode():
            return f"code({normalise(block.text)})"
        case ForeignDivider():
            return ""


def join_term(term: str, meaning: str) -> str:
    """A term and what it means: terms deep inside others become the first words of that."""
    return meaning.replace("p(", f"p({term}", 1) if term else meaning


def say_all(blocks: Iterable[ForeignBlock]) -> str:
    return "".join(filter(is_spoken, map(say_foreign, blocks)))


def is_spoken(said: str) -> bool:
    """Whether a block holds any words: others are left out."""
    return bool(re.sub(r"\b(?:h|p|list|table|figure|quote|aside|code)\(|[()|/;]", "", said))


def _say_cell(cell: ForeignCell) -> str:
    return _say(flatten_blocks(cell.blocks).inlines)


def _say(inlines: ForeignInlines) -> str:
    return normalise("".join(_list_words(inlines)))


def _list_words(inlines: ForeignInlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case ForeignRun() | ForeignReference():
                yield inline.text
            case ForeignNote():
                flat = flatten_blocks(inline.blocks).inlines
                said = _say(flat)
                yield f"[{said}]" if said else ""
            case ForeignComment() | ForeignIndexMark() | ForeignPicture():
                pass


def say_octavo(blocks: Blocks) -> str:
    """The same of what Octavo has read."""
    return "".join(filter(is_spoken, map(_say_block, blocks)))


def _say_block(block: Block) -> str:
    match block:
        case Heading():
            return f"h({_read(block.children)})"
        case Paragraph() | PullQuote():
            return f"p({_read(block.children)})"
        case Listing():
            return f"list({'|'.join(say_octavo(item.blocks) for item in block.items)})"
        case Definitions():
            items = (join_term(_read(one.term), say_octavo(one.blocks)) for one in block.items)
            return f"list({'|'.join(items)})"
        case Table():
            covered = (
                "/".join(_read(cell.children) for cell in row.cells) for row in block.all_rows
            )
            return f"table({'|'.join(covered)};{_read(block.caption)})"
        case Figure():
            return f"figure({_read(block.caption)})"
        case Quote():
            return f"quote({say_octavo(block.blocks)})"
        case Aside():
            return f"aside({_read(block.title)};{say_octavo(block.blocks)})"
        case CodeBlock():
            return f"code({normalise(block.text)})"
        case Signature():
            return f"p({normalise(''.join(block.lines))})"
        case _:
            raise AssertionError(block)


def _read(inlines: Inlines) -> str:
    return normalise("".join(map(_read_one, inlines)))


def _read_one(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case Note():
            said = _read(inline.children)
            return f"[{said}]" if said else ""
        case Break():
            return ""
        case Strong() | Emphasis() | Link() | Foreign() | Reference() | AuthorQuery() | Indexed():
            return _read(inline.children)
        case Abbreviation() | Mention():
            return inline.text
