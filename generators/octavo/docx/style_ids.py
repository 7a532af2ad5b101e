"""The ids of the styles of our own Word templates: what paragraphs, runs and tables can name.

`tests/word/test_styles.py` holds them against the templates, both ways.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

ParagraphStyleId: TypeAlias = (
    Literal["Normal", "BodyText", "Heading1", "Heading2", "Heading3", "Heading4"]
    | Literal["Title", "Subtitle", "CoverKind", "CoverText", "ImprintTitle", "Imprint"]
    | Literal["Eyebrow", "Standfirst", "KeyMessageHeading", "KeyMessage", "Quote", "IntenseQuote"]
    | Literal["AsideTitle", "Aside", "Code"]
    | Literal["ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"]
    | Literal["ListNumber", "ListNumber2", "ListNumber3", "ListNumber4", "ListNumber5"]
    | Literal["ListContinue", "ListContinue2", "ListContinue3", "ListContinue4", "ListContinue5"]
    | Literal["ListParagraph", "DefinitionTerm", "Definition"]
    | Literal[
        "Caption",
        "Figure",
        "Credit",
        "TableText",
        "TableTextSmall",
        "TableGroup",
        "StatisticNumber",
        "StatisticLabel",
    ]
    | Literal["Signature", "SignatureName", "TOCHeading", "TOC1", "TOC2", "TOC3", "ListHeading"]
    | Literal["TableofFigures", "Index1", "Header", "Footer", "Marking"]
    | Literal["FootnoteText", "EndnoteText", "CommentText"]
)
"""In `templates/word/styles.xml.j2`."""
CharacterStyleId: TypeAlias = (
    Literal["DefaultParagraphFont", "BodyTextChar", "QuoteChar", "IntenseQuoteChar"]
    | Literal["Heading1Char", "Heading2Char", "Heading3Char", "Heading4Char"]
    | Literal["HeaderChar", "FooterChar", "PageNumber", "LineNumber", "Strong", "Emphasis"]
    | Literal["FootnoteTextChar", "FootnoteReference", "EndnoteTextChar", "EndnoteReference"]
    | Literal["CommentReference", "Hyperlink", "FollowedHyperlink", "PlaceholderText"]
    | Literal["StatisticQualifier", "CaptionLabel", "CodeInText"]
)
"""In the same."""
TableStyleId: TypeAlias = Literal[
    "TableNormal", "TableGrid", "HouseTable", "Statistics", "AsideBox", "FigureParts"
]
"""In the same."""
BriefingStyleId: TypeAlias = (
    Literal["Normal", "Gap", "Header", "FootnoteText", "Heading1", "Heading2"]
    | Literal["BriefingHead", "BriefingAbout", "BriefingText", "BriefingFoot", "Question"]
    | Literal["BottomLine", "FactLabel", "FactNumber", "KeyMessage", "Ask", "AskHead", "AskText"]
)
"""Of paragraphs, in `templates/briefing-word/styles.xml.j2`, which is told of some by the page."""
BriefingTableStyleId: TypeAlias = Literal["TableNormal", "BriefingColumns", "BriefingTable"]
"""In the same."""
