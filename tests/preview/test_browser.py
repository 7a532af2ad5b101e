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
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

SMALL = Path(__file__).resolve().parents[1] / "publications" / "small"
CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"
PATIENCE = 20.0
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
    file = previewed.folder / "publication.yaml"
    good = file.read_text()
    file.write_text(good.replace("title:", "titel:", 1))

    wait_for(lambda: "publication.yaml:" in page.inner_text("#problems"))
    assert page.is_visible("#stale")
    assert list_images(page) == before
    link = page.query_selector("#problems a")
    assert link
    assert (link.get_attribute("href") or "").startswith(f"vscode://file{file}:")

    file.write_text(good)
    wait_for(lambda: not page.is_visible("#stale"))


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
    page.keyboard.press("3")
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
