"""The preview in Firefox: the main steps of an author, where it is installed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from preview.firefox import Firefox, run_firefox
from preview.test_browser import Previewed, find_section, previewed, wait_for

__all__ = ["previewed"]

IMAGES = "[...document.querySelectorAll('#first figure img')].map(image => image.src)"
SAID = "document.getElementById(given[0]).innerText"
CHOOSE = """(() => {
    const select = document.getElementById(given[0]);
    select.value = given[1];
    select.dispatchEvent(new Event("change"));
})()"""
CHANGE = "document.querySelector(`button.block[aria-label='Change: ${given[0]}']`)"
SAVE = "document.getElementById('save')"
WORDS = "document.getElementById('words')"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def firefox(firefox_command: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with run_firefox(firefox_command, tmp_path_factory.mktemp("profile")) as firefox:
        yield firefox


@pytest.fixture
def page(firefox: Firefox, previewed: Previewed) -> Firefox:
    firefox.open(previewed.address)
    wait_for(lambda: firefox.evaluate("document.querySelector('button.block') !== null"))
    return firefox


def list_images(page: Firefox) -> list[str]:
    found: list[str] = page.evaluate(IMAGES)
    return found


def says(page: Firefox, id: str, words: str) -> Callable[[], bool]:
    """Whether the element says the words, asked again and again."""
    return lambda: words in page.evaluate(SAID, id)


def test_a_saved_file_is_on_the_page_with_its_new_pages(
    page: Firefox, previewed: Previewed
) -> None:
    assert "token" not in page.evaluate("location.href")
    before = list_images(page)
    section = find_section(previewed)
    section.write_text(section.read_text().rstrip() + "\n\nWords upon words." * 60 + "\n")

    wait_for(lambda: len(list_images(page)) > len(before))
    wait_for(says(page, "status", "have changed"))
    assert list_images(page)[0] == before[0], "the cover says the same"
    wait_for(lambda: page.evaluate("document.querySelector('figure img').naturalWidth") > 100)


def test_another_reader_has_other_pages(page: Firefox) -> None:
    before = list_images(page)
    readers = page.evaluate("[...document.getElementById('audience').options].map(o => o.value)")
    page.evaluate(CHOOSE, "audience", readers[1])

    wait_for(lambda: bool(list_images(page)) and list_images(page)[0] != before[0])


def test_words_are_changed_by_a_click_and_taken_back(page: Firefox, previewed: Previewed) -> None:
    section, words = open_paragraph(page, previewed)
    before = section.read_bytes()
    page.evaluate(f"{WORDS}.value = given[0]", f"{words} Changed")
    page.click(SAVE)
    changed = before.decode().replace(words, f"{words} Changed").encode()
    wait_for(lambda: section.read_bytes() == changed)

    page.click("document.getElementById('undo')")
    wait_for(lambda: section.read_bytes() == before)
    page.click("document.getElementById('redo')")
    wait_for(lambda: section.read_bytes() == changed)


def test_a_file_that_changed_meanwhile_is_not_overwritten(
    page: Firefox, previewed: Previewed
) -> None:
    section, words = open_paragraph(page, previewed)
    section.write_text(section.read_text().replace(words, f"Somebody else's {words}"))
    after = section.read_bytes()
    page.evaluate(f"{WORDS}.value = 'Mine'")
    page.click(SAVE)

    wait_for(says(page, "why", "has changed"))
    assert section.read_bytes() == after


def open_paragraph(page: Firefox, previewed: Previewed) -> tuple[Path, str]:
    """Have a paragraph in the editor that stands at the end of a section: its file, its words."""
    words = "A paragraph that was not there."
    section = find_section(previewed)
    section.write_text(f"{section.read_text().rstrip()}\n\n{words}\n")
    wait_for(says(page, "status", "changed"))
    wait_for(lambda: turn_to(page, words))
    page.evaluate(f"{CHANGE}.scrollIntoView({{block: 'center'}})", words)
    page.click(CHANGE, words)
    wait_for(lambda: page.evaluate("document.getElementById('editor').open"))
    assert page.evaluate(f"{WORDS}.value") == words
    return section, words


def turn_to(page: Firefox, words: str) -> bool:
    """Whether the paragraph is on a page that can be seen; else the next page is turned to."""
    if page.evaluate(f"{CHANGE} !== null", words):
        return True
    page.press("n")
    time.sleep(0.3)
    return False


def test_an_error_leaves_the_pages_until_it_is_mended(page: Firefox, previewed: Previewed) -> None:
    before = list_images(page)
    file = previewed.folder / "publication.yaml"
    good = file.read_text()
    file.write_text(good.replace("title:", "titel:", 1))
    wait_for(says(page, "stale", "publication.yaml:"))
    assert list_images(page) == before

    file.write_text(good)
    wait_for(lambda: page.evaluate("document.getElementById('stale').hidden"))
    assert list_images(page) == before
