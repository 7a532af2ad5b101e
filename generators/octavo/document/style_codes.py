"""The codes of what breaks a house style: a part of the table in `codes`.

How bad each finding is, the rule says that finds it.
"""

from __future__ import annotations

from octavo.document.problem_code import ANY, ERROR, NOTE, ProblemCode

STYLE_CODES: tuple[ProblemCode, ...] = (
    ProblemCode(
        "STY001",
        ERROR,
        "a house style that does not exist, or contradicts itself",
        "house_style: plain-langauge",
        "publication.yaml",
    ),
    ProblemCode("STY002", ANY, "a word that the house style avoids", "It grows going forward."),
    ProblemCode(
        "STY003",
        ANY,
        "a word for which the house style has another",
        "They met in order to learn.",
    ),
    ProblemCode(
        "STY004",
        ANY,
        "a word that is written in two ways in one publication",
        "The website is new. Every website ages, and so does a web site.",
    ),
    ProblemCode(
        "STY005",
        ANY,
        "a word, or a title, whose capital letters are not those of the house style",
        "## Reading The Minutes\n\nThey were long.",
    ),
    ProblemCode(
        "STY006",
        ANY,
        "a sentence with more words than the house style allows",
        "The harbour office says that the boats, the cranes, the sheds and the nets belong to the "
        "town, that the town lends them to whoever works in the harbour, and that whoever works "
        "there pays for the water, the light and the guards.",
    ),
    ProblemCode(
        "STY007",
        ANY,
        "an abbreviation that is not written out where it stands first",
        "The QRST met twice.",
    ),
    ProblemCode(
        "STY008",
        ANY,
        "a number in figures that the house style has in words, or the other way",
        "They bought 3 boats.",
    ),
    ProblemCode(
        "STY009",
        ANY,
        "a date that is not written as the house style has it",
        "It began on April 28, 2025.",
    ),
    ProblemCode(
        "STY010",
        ANY,
        "a word with -ize where the house style has -ise, or the other way",
        "They organized the harbour.",
    ),
    ProblemCode(
        "STY011",
        NOTE,
        "a house style for another language than the publication's",
        "language: fr\nhouse_style: plain-language",
        "publication.yaml",
    ),
)
