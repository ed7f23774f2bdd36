"""The same walk in a real browser. Every page on the way is read with axe, once for every look it has."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import resolve, reverse
from playwright.sync_api import FloatRect, Locator, Page

from amends.foundation.access.models import User
from tests.journeys.walking import Said, boxes

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


class BrowserWalk:
    """Walks in Chromium. `read` is called with each page that was not read before; none, to walk without reading."""

    def __init__(
        self,
        page: Page,
        address: str,
        sign_in: Callable[[Page, User], object],
        read: Callable[[Page], None] | None = None,
    ) -> None:
        self.page, self.address, self._sign_in, self._read = page, address, sign_in, read
        self.seen: set[tuple[str, bool, str]] = set()
        self.found: list[str] = []
        self.shot: set[object] = set()

    @property
    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    @property
    def links(self) -> list[str]:
        return list(self.page.locator("a[href]").evaluate_all("links => links.map(a => a.pathname)"))

    @property
    def fields(self) -> list[str]:
        boxes = self.page.locator("main form [name]").evaluate_all("boxes => boxes.map(box => box.name)")
        return list(dict.fromkeys(boxes))

    def choices(self, field: str) -> list[str]:
        return [value for value, _ in self._options(field)]

    def choice(self, field: str, words: str) -> str:
        return next(value for value, says in self._options(field) if words in says)

    def _options(self, field: str) -> list[tuple[str, str]]:
        found = self.page.locator(f'main input[name="{field}"], main select[name="{field}"] option')
        read = "boxes => boxes.map(box => [box.value, box.labels ? box.labels[0].innerText : box.text])"
        return [(value, says) for value, says in found.evaluate_all(read)]

    def fetch(self, path: str) -> bytes:
        answer = self.page.request.get(self.address + path)
        assert answer.ok, f"{path} answers {answer.status}"
        return answer.body()

    def sign_in(self, user: User | None) -> None:
        self.page.context.clear_cookies()
        if user:
            self._sign_in(self.page, user)

    def go(self, name: str, *args: object) -> None:
        path = name if name.startswith("/") else reverse(name, args=args)
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.ok, f"{path} answers {answer.status}"
        self._look()

    def send(self, button: str = "", /, **said: Said) -> None:
        self.try_to_send(button, **said)
        assert self.page.locator(".govuk-error-summary").count() == 0, f"{self.path}: {self.text[:1500]}"

    def try_to_send(self, button: str = "", /, **said: Said) -> None:
        typed = dict(boxes(said))
        form = self.page.locator("main form[method=post i]")
        for name in typed:
            form = form.filter(has=self.page.locator(f'[name="{name}"]'))
        pressed = self.page.locator("button", has_text=button) if button else self.page.locator("button")
        form = form.filter(has=pressed)
        form = form.first
        for name, value in typed.items():
            _give(form, name, value)
        with self.page.expect_navigation():  # a click by itself does not wait for the answer
            form.locator('button:not([type="button"])', has_text=button or None).first.click()
        self._look()

    def picture(self, name: str, *, height: int = 0) -> None:
        """Keep what is on the screen as a picture of the documents, where that is asked for."""
        self.page.evaluate("window.scrollTo(0, 0)")
        size = self.page.viewport_size or {"width": 1200, "height": 900}
        clip = FloatRect(x=0, y=0, width=size["width"], height=height or size["height"])
        self.page.screenshot(path=PICTURES / f"{name}.png", clip=clip, animations="disabled")

    def _look(self) -> None:
        view = resolve(urlsplit(self.page.url).path).view_name
        wrong = self.page.locator(".govuk-error-summary").count() > 0
        look = (view, wrong, self.page.title())
        if os.environ.get("AMENDS_LOOK") and look not in self.shot:
            self.shot.add(look)
            path = f"{os.environ['AMENDS_LOOK']}/{len(self.shot):03d}-{view.replace(':', '-')}.png"
            self.page.screenshot(path=path, full_page=True)
        if self._read is None or look in self.seen:
            return
        self.seen.add(look)
        try:
            self._read(self.page)
        except AssertionError as error:
            self.found.append(str(error))


def _give(form: Locator, name: str, value: str | list[str]) -> None:
    field = form.locator(f'[name="{name}"]')
    for folded in field.first.locator("xpath=ancestor::details[not(@open)]").all():
        folded.locator("summary").first.click()
    kind = field.first.evaluate("field => field.type")
    if kind == "radio":
        form.locator(f'[name="{name}"][value="{value}"]').check()
    elif kind == "checkbox":
        for each in value if isinstance(value, list) else []:
            form.locator(f'[name="{name}"][value="{each}"]').check()
        if isinstance(value, str):
            field.first.set_checked(value == "on")
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(str(value))
