"""How the people of the register are named, as patterns over plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from octavo.checks.plain import flatten
from octavo.checks.speech import escape
from octavo.document import Person
from octavo.document.letters import match_letters


def match_people(
    people: tuple[Person, ...], titles: Collection[str], everyday: Collection[str]
) -> Mapping[str, list[str]]:
    """The patterns `register` and `posts`; `everyday` are words that are last names besides."""
    known = {flatten(title).text.casefold() for title in titles}
    common = {flatten(word).text.casefold() for word in everyday}
    names = [
        pattern
        for person in people
        for pattern in (
            *_match_name(_drop_title(person.name, known), common),
            *(_match_alias(alias, common) for alias in person.aliases),
        )
    ]
    posts = [pattern for person in people for pattern in _match_posts(person)]
    return {"register": names, "posts": posts}


def _drop_title(name: str, known: Collection[str]) -> str:
    words = name.split()
    while len(words) > 1 and flatten(words[0]).text.rstrip(".").casefold() in known:
        words = words[1:]
    return " ".join(words)


def _match_name(name: str, common: Collection[str]) -> Iterator[str]:
    """Patterns for a name: in full, the other way round, by initials, by the last name alone."""
    first, last = _divide(name.split())
    family = r"[\s-]*".join(match_letters(part) for word in last for part in word.split("-"))
    single = _match_single(family, " ".join(last), common)
    if first:
        given = r"[\s.-]*".join(map(match_letters, first))
        initials = r"[\s.-]*".join(match_letters(word[0]) for word in first)
        yield rf"\b{given}[\s._-]*{_match_divided(last)}(?!\w)"
        yield rf"\b{family},?[\s._-]*{given}(?!\w)"
        yield rf"\b{initials}[\s._-]*{family}(?!\w)"
        yield rf"\b{given}\s+(?-i:{re.escape(flatten(last[-1][0].upper()).text)})\.(?!\w)"
    yield single
    if len(last) > 1:
        yield _match_single(match_letters(last[-1]), last[-1], common)
    yield _match_spaced("".join(last))


def _divide(words: list[str]) -> tuple[list[str], list[str]]:
    """First names and last name; particles in small letters belong to the last name."""
    for at, word in enumerate(words):
        if at and word[0].islower():
            return words[:at], words[at:]
    return words[:-1], words[-1:]


def _match_divided(last: list[str]) -> str:
    """A last name after a first one, which may be divided anywhere: `Place-holder`."""
    letters = "".join(last).replace("-", "")
    return r"[\s-]{0,2}".join(match_letters(letter) for letter in letters)


def _match_spaced(letters: str) -> str:
    """A last name with a space or a point between all its letters: `T E S T`."""
    if len(letters) < SPACED:
        return "(?!)"
    return rf"\b{'[ .-]{1,2}'.join(match_letters(letter) for letter in letters)}(?!\w)"


SPACED = 4
"""Letters of a name that is sought with spaces between them; shorter ones stand in initials."""


def _match_single(family: str, name: str, common: Collection[str]) -> str:
    """A pattern for a last name; for one that is a word like others, where it stands as a name."""
    plain = flatten(name).text
    if len(plain.split()) > 1 or "-" in plain:
        return rf"\b{family}(?!\w)"
    # A name has a capital, and an alphabet that knows none is taken as it is.
    loud = rf"(?-i:(?=[A-Z]|[^\W\d_a-z]))\b{family}(?![\w])"
    if plain.casefold() not in common:
        return loud
    telling = r"'|,?\s+(?:{saying}|{acting})|\s+(?:and|et)\s+|\W*$"
    return rf"(?:(?<![.!?:\"]\s)(?!^){loud}|{loud}(?={telling}))"


def _match_alias(alias: str, common: Collection[str]) -> str:
    words = alias.split()
    family = r"[\s-]+".join(match_letters(word) for word in words)
    return _match_single(family, alias, common)


def _match_posts(person: Person) -> Iterator[str]:
    """Patterns for a person's posts: as written, and with the organisation before the post."""
    for post in person.posts:
        plain = flatten(post).text
        if " " not in plain:
            loud = f"(?-i:{re.escape(plain)})" if plain[0].isupper() else re.escape(plain)
            yield rf"{{article}}\s*{loud}(?!\w)(?!\s+{{of}})"
            for name in person.organisations:
                yield rf"\b{escape(name)}(?:'s?)?\s+{re.escape(plain)}(?!\w)"
            continue
        yield rf"\b{escape(plain)}(?!\w)"
        yield from _turn_round(plain)


def _turn_round(post: str) -> Iterator[str]:
    """`Director of the Wing` as `Wing Director`."""
    found = re.fullmatch(r"(.+?) (?:of|for) (?:the )?(.+)", post)
    if found:
        yield rf"\b{escape(found[2])}(?:'s?)?\s+{escape(found[1])}(?!\w)"
