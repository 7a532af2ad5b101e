"""The preview in a browser: what an author sees and does, from the first page to Ctrl-C."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SMALL = Path(__file__).resolve().parents[1] / "publications" / "small"
CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"
PATIENCE = 60.0
"""Seconds that a test waits for something on the page, on a machine that has much else to do."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Previewed:
    """A preview that runs, and its publication."""

    folder: Path
    address: str
    process: subprocess.Popen[str]


@pytest.fixture
def previewed(tmp_path: Path) -> Iterator[Previewed]:
    yield from start(Path(shutil.copytree(SMALL, tmp_path / "small")))


def start(folder: Path) -> Iterator[Previewed]:
    """A preview of the publication in the folder, ended when the test is over."""
    command = [sys.executable, "-m", "octavo", "preview", str(folder), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield Previewed(folder, found[0], process)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, previewed: Previewed) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(previewed.address)
    page.wait_for_selector("figure img")
    page.wait_for_selector("button.block")
    yield page
    page.close()
    assert faults == []


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until it holds: the page asks its server, and answers when it can."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing came"
        time.sleep(0.02)


def find_section(previewed: Previewed) -> Path:
    return sorted(previewed.folder.glob("*.md"))[0]


def list_images(page: Page) -> list[str]:
    return [image.get_attribute("src") or "" for image in page.query_selector_all("figure img")]


def test_the_token_leaves_the_address(page: Page) -> None:
    assert "token" not in page.url


def test_a_saved_file_is_on_the_page_at_once(page: Page, previewed: Previewed) -> None:
    before = list_images(page)
    section = find_section(previewed)
    section.write_text(section.read_text().rstrip() + "\n\nA paragraph that was not there.\n")

    wait_for(lambda: list_images(page) != before)
    assert list_images(page)[0] == before[0], "the cover says the same"


def test_pages_that_are_new_are_shown_and_said(page: Page, previewed: Previewed) -> None:
    count = len(list_images(page))
    section = find_section(previewed)
    section.write_text(section.read_text().rstrip() + "\n\nWords upon words." * 60 + "\n")

    wait_for(lambda: len(list_images(page)) > count)
    wait_for(lambda: "have changed" in page.inner_text("#status"))
    assert page.inner_text("#status").startswith(f"{len(list_images(page))} pages; ")


def test_files_are_called_as_a_stranger_would_call_them(page: Page) -> None:
    names = page.eval_on_selector_all("#beside option", "all => all.map(one => one.label)")

    assert {"nothing else", "Booklet, everyone", "Word version, everyone"} <= {*names}
    assert any(name.startswith("Briefing, ") for name in names)


def test_another_file_is_shown_and_two_stand_side_by_side(page: Page) -> None:
    names = [option.get_attribute("value") for option in page.query_selector_all("#file option")]
    first = list_images(page)
    page.select_option("#beside", names[-1])
    wait_for(lambda: page.query_selector("#second figure img") is not None)
    page.select_option("#file", names[-1])

    wait_for(lambda: bool(list_images(page)) and list_images(page)[0] != first[0])


def open_block(page: Page, at: int = -1) -> str:
    """Open the editor for a block of the last page that has one, by the keyboard alone."""
    buttons = page.query_selector_all("button.block")
    buttons[at].focus()
    page.keyboard.press("Enter")
    wait_for(lambda: bool(page.evaluate("document.getElementById('editor').open")))
    return page.input_value("#words")


def list_editable(page: Page) -> list[int]:
    """The blocks that can be changed on the page."""
    found: list[int] = []
    for at in range(len(page.query_selector_all("button.block"))):
        open_block(page, at)
        if page.is_enabled("#save"):
            found.append(at)
        page.keyboard.press("Escape")
    return found


def test_words_are_changed_on_the_page_and_taken_back(page: Page, previewed: Previewed) -> None:
    before = {path: path.read_bytes() for path in previewed.folder.glob("*.*")}
    at = list_editable(page)[0]
    words = open_block(page, at)
    page.fill("#words", f"{words} Changed")
    page.keyboard.press("Control+Enter")

    wait_for(lambda: any(path.read_bytes() != data for path, data in before.items()))
    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert len(changed) == 1
    said = changed[0].read_text().replace(f"{words} Changed", words, 1)
    assert said.encode() == before[changed[0]]

    page.click("#undo")
    wait_for(lambda: all(path.read_bytes() == data for path, data in before.items()))
    page.click("#redo")
    wait_for(lambda: changed[0].read_bytes() != before[changed[0]])


def test_a_file_that_changed_meanwhile_is_not_overwritten(page: Page, previewed: Previewed) -> None:
    at = list_editable(page)[0]
    words = open_block(page, at)
    for path in previewed.folder.glob("*.*"):
        if path.suffix in {".md", ".yaml"}:
            path.write_text(path.read_text().replace(words, f"Somebody else's {words}"))
    after = {path: path.read_bytes() for path in previewed.folder.glob("*.*")}
    page.fill("#words", "Mine")
    page.click("#save")

    wait_for(lambda: "has changed" in page.inner_text("#why"))
    assert {path: path.read_bytes() for path in previewed.folder.glob("*.*")} == after


def test_an_error_leaves_the_pages_and_says_where_it_is(page: Page, previewed: Previewed) -> None:
    before = list_images(page)
    page.evaluate("document.querySelectorAll('figure')[4].scrollIntoView()")
    top = measure_top(page)
    file = previewed.folder / "publication.yaml"
    good = file.read_text()
    file.write_text(good.replace("title:", "titel:", 1))

    wait_for(lambda: "publication.yaml:" in page.inner_text("#problems"))
    assert "publication.yaml:" in page.inner_text("#stale")
    assert "last version without an error" in page.inner_text("#stale")
    assert list_images(page) == before
    assert abs(measure_top(page) - top) < 100, "the page is where it was, below the words"
    for link in (page.query_selector("#problems a"), page.query_selector("#stale a")):
        assert link
        assert (link.get_attribute("href") or "").startswith(f"vscode://file{file}:")

    page.evaluate("[...document.querySelectorAll('figure')].at(-1).scrollIntoView()")
    wait_for(lambda: page.evaluate(LAST_DRAWN) > 0)
    assert page.query_selector("button.block"), "what is in other files can be changed meanwhile"

    file.write_text(good)
    wait_for(lambda: not page.is_visible("#stale"))
    assert list_images(page) == before


LAST_DRAWN = "[...document.querySelectorAll('figure img')].at(-1).naturalWidth"


def measure_top(page: Page) -> float:
    """Where in the window the fifth page begins."""
    return float(
        page.evaluate("document.querySelectorAll('figure')[4].getBoundingClientRect().top")
    )


def test_a_save_moves_neither_the_window_nor_the_focus(page: Page, previewed: Previewed) -> None:
    wait_for(lambda: len(page.query_selector_all("#contents option")) > 1)
    page.select_option("#contents", label="The policy")
    block = "button.block[aria-label^='Change: The policy stands']"
    page.wait_for_selector(block)
    page.focus(block)
    time.sleep(0.5)  # for what the focus moves
    top, images = page.evaluate("scrollY"), list_images(page)
    section = previewed.folder / "03-policy.md"
    head, rule, body = section.read_text().partition("\n---\n")
    section.write_text(head + rule + re.sub(r"\b[a-z]{4,}\b", "other", body, count=1))

    wait_for(lambda: list_images(page) != images)
    assert abs(page.evaluate("scrollY") - top) < 2
    wait_for(lambda: page.evaluate("document.activeElement.className").startswith("block"))


def test_a_heading_and_a_cell_are_changed_without_their_marks(
    page: Page, previewed: Previewed
) -> None:
    section = find_section(previewed)
    section.write_text(
        section.read_text() + "\n## A heading\n\n| One | Two |\n|---|---|\n| 1 | 2 |\n"
    )
    for words, new in (("A heading", "Another heading"), ("2", "Three")):
        selector = f"button.block[aria-label='Change: {words}']"
        page.evaluate("document.querySelectorAll('figure')[4].scrollIntoView()")
        wait_for(partial(scroll_to, page, selector))
        page.click(selector)
        wait_for(lambda: bool(page.evaluate("document.getElementById('editor').open")))
        assert page.input_value("#words") == words
        page.fill("#words", new)
        page.click("#save")
        wait_for(partial(says, section, new))

    assert section.read_text().endswith(
        "\n## Another heading\n\n| One | Two |\n|---|---|\n| 1 | Three |\n"
    )


def says(file: Path, words: str) -> bool:
    """Whether the words stand in the file."""
    return words in file.read_text()


def scroll_to(page: Page, selector: str) -> bool:
    """Whether there is such an element; else a page further is brought into view, after the last
    one the first: on a busy machine what is on a page comes after it was passed."""
    if page.query_selector(selector):
        return True
    before = page.evaluate("scrollY")
    page.keyboard.press("n")
    time.sleep(0.3)
    if page.evaluate("scrollY") == before:
        page.evaluate("scrollTo(0, 0)")
    return False


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1300])
def test_everybody_can_use_it(
    browser: Browser, previewed: Previewed, scheme: str, width: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # for axe-core alone, which puts itself into the page
    )
    page.goto(previewed.address)
    page.wait_for_selector("button.block")
    results = [Axe().run(page)]
    open_block(page, 0)
    results.append(Axe().run(page))
    page.keyboard.press("Escape")
    for view in ("2", "3", "1"):
        page.keyboard.press(view)
        results.append(Axe().run(page))
    file = previewed.folder / "publication.yaml"
    good = file.read_text()
    file.write_text(good.replace("title:", "titel:", 1))
    page.wait_for_selector("#stale:not([hidden])")
    page.wait_for_selector("#problems .error")
    results.append(Axe().run(page))
    file.write_text(good)
    page.wait_for_selector("#stale", state="hidden")
    readers = page.eval_on_selector_all("#audience option", "all => all.map(one => one.value)")
    page.select_option("#audience", readers[1])
    page.wait_for_selector("#choices select", state="attached")
    others = page.eval_on_selector_all("#beside option", "all => all.map(one => one.value)")
    page.select_option("#beside", next(one for one in others if one.endswith("pdf")))
    page.wait_for_selector("#second figure img")
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    results.append(Axe().run(page))
    across = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert [violation["id"] for one in results for violation in one.response["violations"]] == []
    assert across <= width


def test_ctrl_c_leaves_nothing_behind(page: Page, previewed: Previewed) -> None:
    files = {path: path.read_bytes() for path in previewed.folder.rglob("*") if path.is_file()}
    previewed.process.send_signal(signal.SIGINT)
    previewed.process.wait(timeout=PATIENCE)

    assert previewed.process.returncode == 0
    assert {p: p.read_bytes() for p in previewed.folder.rglob("*") if p.is_file()} == files
    wait_for(lambda: "ended" in page.inner_text("#status"))


@pytest.fixture
def proceedings(tmp_path: Path) -> Iterator[Previewed]:
    yield from start(Path(shutil.copytree(CONTENT, tmp_path / "space-2040")))


def test_a_briefing_is_changed_with_the_page_beside_its_settings(
    browser: Browser, proceedings: Previewed
) -> None:
    file = proceedings.folder / "07-policy.md"
    before = file.read_text()
    page = browser.new_page(viewport={"width": 1300, "height": 900}, bypass_csp=True)
    page.goto(proceedings.address)
    page.wait_for_selector("figure img")
    page.select_option("#audience", "Political leadership")
    wait_for(lambda: "political" in page.input_value("#file"))
    page.wait_for_selector("#choices select", state="attached")
    page.wait_for_selector("button.block")
    assert page.query_selector("button.block[title^='publication.yaml']")
    assert "points more room" in page.inner_text("#more")

    page.eval_on_selector_all("#choices details", "all => all.forEach(one => one.open = true)")
    page.select_option("#weight-plan-to-execution", "1")
    after = before.replace("{political: 10, command: 9, pl", "{political: 1, command: 9, pl")
    wait_for(lambda: file.read_text() == after)
    page.eval_on_selector_all("#choices details", "all => all.forEach(one => one.open = true)")
    page.uncheck("#required-plan-to-execution")
    after = after.replace("required: [political]", "required: []")
    wait_for(lambda: file.read_text() == after)
    page.click("#undo")
    page.click("#undo")
    wait_for(lambda: file.read_text() == before)

    page.keyboard.press("a")
    wait_for(lambda: "command" in page.input_value("#file"))
    page.select_option("#beside", "space-2040-briefing-political.pdf")
    wait_for(lambda: "in only one of the two" in page.inner_text("#differences"))
    assert page.query_selector("button.block.differs")
    violations = Axe().run(page).response["violations"]
    page.close()

    assert [violation["id"] for violation in violations] == []
