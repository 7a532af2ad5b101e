"""Addresses among words are links, and the words stay as they are."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from octavo import Link, Memory, Severity, query
from octavo.document.walk import text_of
from octavo.source.draft import read_source

HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"
PUBLICATION = b"title: T\nevent: {name: E}\nimprint: {publisher: P}\nsections: [one.md]\n"
PLACES = (
    "{}\n",
    "## Of {} and more\n",
    "> Words, {}\n",
    "- Words\n\n  - {}\n",
    "Term\n\n:   {}\n",
    "| a |\n|---|\n| {} |\n",
    "| a |\n|---|\n| 1 |\n\nTable: At {}\n",
    "Words[^1].\n\n[^1]: {}\n",
    "So *it is {} here*.\n",
    "[At {} it is]{{.index}}\n",
)
AROUND = (
    "{}",
    "see {}.",
    "({})",
    '"{}"',
    "“{}”",
    "{}, and so",
    "{}; {{>>ask<<}} so",
    "**{}**",
    "{}…",
)

hosts = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,5})?\.(example|beispiel)\.org", fullmatch=True)
paths = st.from_regex(r"(/[a-zA-Z0-9_~*%-]{0,8}[a-z0-9]){0,3}", fullmatch=True)
queries = st.from_regex(r"(\?[a-z]{1,4}=[a-z0-9_]{1,4}(&[a-z]{1,3}=[0-9]){0,2})?", fullmatch=True)
names = st.from_regex(r"[a-z]{1,8}([._+-][a-z0-9]{1,4})?@", fullmatch=True)
pages = st.tuples(st.sampled_from(("https://", "http://", "www.")), hosts, paths, queries)
addresses = st.one_of(pages.map("".join), st.tuples(names, hosts).map("".join))


def read_links(body: str) -> tuple[Link, ...]:
    """The links in a text that has no errors."""
    found = read_source(Memory({"publication.yaml": PUBLICATION, "one.md": (HEAD + body).encode()}))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert not errors
    assert found.draft
    return tuple(query(found.draft, Link))


@given(addresses, st.sampled_from(PLACES), st.sampled_from(AROUND))
def test_an_address_is_a_link_to_itself_wherever_it_stands(
    address: str, place: str, around: str
) -> None:
    (link,) = read_links(place.format(around.format(address)))

    scheme = {"www": "http://"}.get(address[:3], "" if "://" in address else "mailto:")
    assert link.target == scheme + address
    assert text_of(link.children) == address


@pytest.mark.parametrize(
    "body",
    [
        "https://" + "a.(" * 3000,
        "a.a@" * 15000,
        "www.a" + "(a)" * 20000,
        "https://a.b/" + "\\_" * 3900,
    ],
)
def test_long_addresses_are_found_in_time(body: str) -> None:
    files = {"publication.yaml": PUBLICATION, "one.md": (HEAD + body + "\n").encode()}
    begun = time.process_time()
    read_source(Memory(files))

    assert time.process_time() - begun < 5
