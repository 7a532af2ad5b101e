"""Who may ask the preview: the page that it opened itself, and nobody else.

The cases are those on which the servers of other tools let strangers in.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.preview.guard import Lock, read_cookie
from octavo.preview.server import PreviewServer
from preview.asgi import Answer, ask

LOCK = Lock(8000, "the-token")
HOST = ("host", "127.0.0.1:8000")
COOKIE = ("cookie", "octavo-8000=the-token")
OWN = ("origin", "http://127.0.0.1:8000")
SAMPLE = Path(__file__).resolve().parents[1] / "publications" / "small"


def ask_preview(
    path: str, *headers: tuple[str, str], method: str = "GET", body: bytes = b""
) -> Answer:
    app = PreviewServer(SAMPLE, LOCK).make_app()
    return ask(app, path, [*headers], method, body)


def test_the_own_page_may_ask() -> None:
    assert ask_preview("/", HOST, COOKIE).status == 200
    assert ask_preview("/", HOST, COOKIE, ("sec-fetch-site", "same-origin"), OWN).status == 200


@pytest.mark.parametrize(
    ("what", "headers"),
    [
        ("no token", [HOST]),
        ("a wrong token", [HOST, ("cookie", "octavo-8000=the-tokem")]),
        ("the token of another port", [HOST, ("cookie", "octavo-8001=the-token")]),
        ("a cookie that is none", [HOST, ("cookie", "octavo-8000=the\u00e4; =;;")]),
        ("no host", [COOKIE]),
        ("a name that leads here (DNS rebinding)", [("host", "evil.example:8000"), COOKIE]),
        ("another port", [("host", "127.0.0.1:8001"), COOKIE]),
        ("a host with more behind it", [("host", "127.0.0.1:8000.evil.example"), COOKIE]),
        ("two hosts", [HOST, ("host", "evil.example"), COOKIE]),
        ("another origin (CVE-2025-24010)", [HOST, COOKIE, ("origin", "http://evil.example")]),
        ("the origin null", [HOST, COOKIE, ("origin", "null")]),
        ("an origin that begins alike", [HOST, COOKIE, ("origin", "http://127.0.0.1:8000.x.y")]),
        ("an origin of another scheme", [HOST, COOKIE, ("origin", "https://127.0.0.1:8000")]),
        ("an image on another site", [HOST, COOKIE, ("sec-fetch-site", "cross-site")]),
        ("another port of this machine", [HOST, COOKIE, ("sec-fetch-site", "same-site")]),
    ],
)
def test_nobody_else_may(what: str, headers: list[tuple[str, str]]) -> None:
    for path in ("/", "/events", "/image/0?scale=2", "/words", "/nothing"):
        answer = ask_preview(path, *headers)

        assert (what, path, answer.status) == (what, path, 403)
        assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/change", "/undo", "/redo"])
def test_what_changes_files_needs_an_origin(path: str) -> None:
    assert ask_preview(path, HOST, COOKIE, method="POST", body=b"{}").status == 403


def test_what_changes_files_is_never_done_by_following_a_link() -> None:
    assert ask_preview("/undo", HOST, COOKIE).status == 405


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_cannot_use() -> None:
    answer = ask_preview("/open?token=the-token", HOST)

    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("octavo-8000=the-token")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("path", ["/open", "/open?token=", "/open?token=the-toke"])
def test_a_wrong_token_opens_nothing(path: str) -> None:
    answer = ask_preview(path, HOST)

    assert answer.status == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    [
        "/../publication.yaml",
        "/%2e%2e/publication.yaml",
        "/..%2fpublication.yaml",
        "/image/..%2f..%2fpublication.yaml",
        "/publication.yaml",
        "/@fs/etc/passwd?raw??",
        "/page.js/../../publication.yaml",
        "//etc/passwd",
        "/image/",
        "/image/0000",
        "/blocks?file=../x&page=0",
        "/blocks?file=small.pdf&page=-1",
        "/blocks?file=small.pdf&page=\u0662",
    ],
)
def test_no_path_leads_to_a_file(path: str) -> None:
    assert ask_preview(path, HOST, COOKIE).status in {400, 404}


@pytest.mark.parametrize(
    "file", ["../small.yaml", "/etc/passwd", "..\\x", "C:/x", "a/../../b", "", "~/x", "missing.md"]
)
def test_no_words_come_from_outside_the_publication(file: str) -> None:
    answer = ask_preview(f"/words?file={file}&line=1&column=1", HOST, COOKIE)

    assert answer.status in {400, 422}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"file": 1}', b"\xff\xfe", b"[" * 100_000, b'"x"']
)
def test_what_is_no_change_is_refused(body: bytes) -> None:
    assert ask_preview("/change", HOST, COOKIE, OWN, method="POST", body=body).status == 400


def test_what_is_too_long_is_refused_before_it_is_read() -> None:
    huge = ("content-length", "999999999")

    assert ask_preview("/change", HOST, COOKIE, OWN, huge, method="POST").status == 403


def test_every_answer_forbids_what_is_not_its_own() -> None:
    for path, headers in (("/", [HOST, COOKIE]), ("/nothing", [HOST, COOKIE]), ("/", [])):
        answer = ask_preview(path, *headers)

        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_the_page_has_no_code_and_no_style_in_itself() -> None:
    page = ask_preview("/", HOST, COOKIE).body.decode()

    assert "<style" not in page
    assert " style=" not in page
    assert " on" not in page.replace(" one", "").replace(" only", "")
    assert page.count("<script") == page.count('<script src="/')


def test_a_publication_cannot_bring_a_page_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "preview"
    own.mkdir(parents=True)
    (own / "page.js").write_text("evil()")
    app = PreviewServer(tmp_path, LOCK).make_app()

    assert b"evil" not in ask(app, "/page.js", [HOST, COOKIE]).body


@pytest.mark.parametrize(
    ("header", "value"), [("a=1; b=2", "2"), ("b=2", "2"), ("", ""), ("a", "")]
)
def test_a_cookie_is_found_among_others(header: str, value: str) -> None:
    assert read_cookie(header, "b") == value
