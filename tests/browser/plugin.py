"""Fixtures for tests in a real browser. Chromium comes from the system; nothing is downloaded."""

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.plugin import BROWSER_LINE, CHROMIUM

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DESKTOP = ViewportSize(width=1200, height=900)
PHONE = ViewportSize(width=360, height=740)

AssertAccessible = Callable[[Page], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Without it the test is left out, except in CI, where it fails."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(BROWSER_LINE)
        pytest.skip(BROWSER_LINE)
    # Playwright's event loop gives this thread other database connections while it runs. Those of the other side
    # must be closed, because a database that somebody is connected to cannot be put back after a test.
    connections.close_all()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
        connections.close_all()


def _page(browser: Browser, viewport: ViewportSize, *, scripts: bool = True) -> Iterator[Page]:
    """A page in a context of its own. Errors of scripts and broken content security policy fail the test."""
    context = browser.new_context(viewport=viewport, locale="en-GB", java_script_enabled=scripts)
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # a page may be slow on a busy machine
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield page
    context.close()
    assert not wrong, wrong


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop window."""
    yield from _page(browser, DESKTOP)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A small telephone, 360 pixels wide."""
    yield from _page(browser, PHONE)


@pytest.fixture
def page_without_scripts(browser: Browser) -> Iterator[Page]:
    """A small telephone with JavaScript switched off."""
    yield from _page(browser, PHONE, scripts=False)


@pytest.fixture
def assert_accessible() -> AssertAccessible:
    """Fails with axe's report when the page breaks a rule of WCAG 2.2 AA, or scrolls sideways."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click returns when the next page begins to arrive
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} scrolls sideways by {wide} pixels"

    return check
