"""The judges are awake: each names what is wrong with a file that was broken for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from judges.checkers import list_faults
from judges.openxml import validate
from word.breaking import break_part, drop_part, put_together
from word.readback import parts

pytestmark = pytest.mark.slow

DOCUMENT, NOTES = "word/document.xml", "word/footnotes.xml"
STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
RUN = r'<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r>'


@dataclass(frozen=True)
class Break:
    """One way to break a file: what is written for what, and by which rules it is found."""

    name: str
    pattern: str
    replacement: str
    validator: str = ""
    """How the validator's error begins; empty where it sees nothing."""
    checkers: tuple[str, ...] = ()
    """What stands in the errors of openxml-audit and ooxml-integrity."""


UNKNOWN = ("Unexpected element 'colour'",)
BREAKS = {
    "a value of another type": Break(
        DOCUMENT, "<w:keepNext/>", '<w:keepNext w:val="perhaps"/>', "Sch_AttributeValueDataType"
    ),
    "elements out of order": Break(
        DOCUMENT,
        '<w:pStyle w:val="BodyText"/>',
        '<w:jc w:val="left"/><w:pStyle w:val="BodyText"/>',
        "Sch_UnexpectedElement",
        ("Unexpected element 'pStyle'",),
    ),
    "an unknown element": Break(
        DOCUMENT, "<w:sectPr>", "<w:sectPr><w:colour/>", "Sch_InvalidElement", UNKNOWN
    ),
    "an unknown attribute": Break(
        DOCUMENT,
        "<w:p><w:pPr>",
        '<w:p w:colour="red"><w:pPr>',
        "Sch_UndeclaredAttribute",
        ("'colour' attribute is not declared",),
    ),
    "a colour that is none": Break(
        STYLES,
        r'w:color w:val="\w{6}"',
        'w:color w:val="blue-ish"',
        "Sch_AttributeUnionFailed",
        ("does not match any union member",),
    ),
    "a theme with too little in it": Break(
        "word/theme/theme1.xml",
        r"<a:fillStyleLst>.*?(<a:solidFill>.*?</a:solidFill>).*?</a:fillStyleLst>",
        r"<a:fillStyleLst>\1</a:fillStyleLst>",
        "Sch_IncompleteContent",
        ("Choice requires at least 3",),
    ),
    "a chart of an unknown kind": Break(
        "word/charts/chart1.xml",
        r'<c:barDir val="\w+"/>',
        '<c:barDir val="diagonal"/>',
        "Sch_AttributeValueDataType",
        ("Invalid value for attribute 'val'",),
    ),
    "a cell without a paragraph": Break(
        DOCUMENT,
        r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>.*?</w:tc>",
        r"\1</w:tc>",
        "",
        ("Required sequence content is missing",),
    ),
    "a style that is nowhere": Break(
        DOCUMENT,
        'w:val="BodyText"',
        'w:val="Gone"',
        "",
        ("Style 'Gone' referenced but not defined", "STY001"),
    ),
    "a list that is nowhere": Break(
        DOCUMENT,
        'w:numId w:val="6"',
        'w:numId w:val="99"',
        "",
        ("Numbering definition '99' referenced", "NUM002"),
    ),
    "a list of no kind": Break(
        NUMBERING, '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="88"/>', "", ("'88'",)
    ),
    "a picture that is nowhere": Break(
        DOCUMENT,
        'r:embed="rIdMedia1"',
        'r:embed="rIdGone"',
        "",
        ("The relationship 'rIdGone' referenced", "REL001"),
    ),
    "a note that is nowhere": Break(
        DOCUMENT,
        '<w:footnoteReference w:id="1"/>',
        '<w:footnoteReference w:id="77"/>',
        "Sem_MissingReferenceElement",
        ("Footnote '77' referenced but not found", "FTN001"),
    ),
    "two pictures with one id": Break(
        DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"', "Sem_UniqueAttributeValue"
    ),
    "a space that gets lost": Break(
        DOCUMENT, '<w:t xml:space="preserve">', "<w:t> ", "", ("TXT001",)
    ),
    "deleted text that comes back": Break(
        DOCUMENT,
        RUN,
        r'<w:del w:id="9001" w:author="A"><w:r><w:t>\1</w:t></w:r></w:del>',
        "",
        ("REV002",),
    ),
    "an element that never ends": Break(
        DOCUMENT, "</w:body>", "", "ExceptionError", ("Cannot parse document.xml", "XML001")
    ),
    "pictures of no type": Break(
        "[Content_Types].xml",
        r'<Default [^>]*Extension="png"[^>]*/>|<Default [^>]*ContentType="image/png"[^>]*/>',
        "",
        "cannot be validated",
        ("PKG005",),
    ),
}
"""What is wrong with each file."""


@pytest.fixture(scope="module")
def broken(sample: bytes) -> dict[str, bytes]:
    """A file for each way to break it, and three whose package is broken."""
    made = {
        name: break_part(sample, one.name, one.pattern, one.replacement)
        for name, one in BREAKS.items()
    }
    made["without styles"] = drop_part(sample, STYLES)
    made["a part twice"] = put_together(parts(sample), (STYLES, b"<x/>"))
    made["a part outside"] = put_together(parts(sample), ("../evil.xml", b"<x/>"))
    return made


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        *((name, one.checkers) for name, one in BREAKS.items() if one.checkers),
        ("without styles", ("Relationship target not found: /word/styles.xml", "REL002")),
        ("a part twice", ("PKG008",)),
        ("a part outside", ("PKG008",)),
    ],
)
def test_the_checkers_find_what_is_broken(
    broken: dict[str, bytes], name: str, rules: tuple[str, ...]
) -> None:
    found = "\n".join(list_faults(broken[name]))

    assert [rule for rule in rules if rule not in found] == [], found


@pytest.mark.slow
def test_the_validator_finds_what_is_broken(openxml: Path, broken: dict[str, bytes]) -> None:
    expected = {name: one.validator for name, one in BREAKS.items() if one.validator}

    found = validate(openxml, {name: broken[name] for name in expected})

    assert len(expected) >= 10
    missed = {
        name: found[name]
        for name, rule in expected.items()
        if not any(fault.startswith(rule) for fault in found[name])
    }
    assert missed == {}
