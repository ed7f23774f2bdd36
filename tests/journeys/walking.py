"""Walking through the pages the way a person does: open, read, fill in, press."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]  # no types of its own
from django.test import Client
from django.urls import reverse

from amends.foundation.access.models import User
from amends.foundation.lib.locking import MARK

# As a text stands in the database: a page that shows it has read it past the field that opens it.
LOCKED = re.compile(MARK.encode() + rb"[0-9a-f]{8}:")
Said = str | bool | int | dt.date | list[str] | None


class Walk(Protocol):
    """Somebody at a screen. The steps of the journey are written for this, and taken by two kinds of feet."""

    @property
    def path(self) -> str:
        """Where they are."""

    @property
    def text(self) -> str:
        """What they read there."""

    @property
    def links(self) -> list[str]:
        """Where the links of the page lead."""

    @property
    def fields(self) -> list[str]:
        """The names of everything that can be filled in here."""

    def choices(self, field: str) -> list[str]:
        """What can be chosen there, by value, in order."""

    def choice(self, field: str, words: str) -> str:
        """The value of the choice that reads so."""

    def fetch(self, path: str) -> bytes:
        """A file, as it is saved to the disk."""

    def sign_in(self, user: User | None) -> None:
        """Somebody else sits down at the screen; nobody, for a member of the public."""

    def go(self, name: str, *args: object) -> None:
        """Open a page by its name or address."""

    def send(self, button: str = "", /, **said: Said) -> None:
        """Fill in the form with these fields and press its button; fails when it comes back with an error."""

    def try_to_send(self, button: str = "", /, **said: Said) -> None:
        """The same, whatever the answer is."""


def boxes(said: dict[str, Said]) -> Iterator[tuple[str, str | list[str]]]:
    """What is said, by the boxes it is typed into: a day goes into three."""
    for name, value in said.items():
        if isinstance(value, dt.datetime | dt.time):
            raise TypeError(name)
        if isinstance(value, dt.date):
            yield f"{name}_day", str(value.day)
            yield f"{name}_month", str(value.month)
            yield f"{name}_year", str(value.year)
        elif isinstance(value, bool):
            yield name, "on" if value else ""
        elif isinstance(value, list):
            yield name, value
        else:
            yield name, "" if value is None else str(value)


class ClientWalk:
    """Walks with Django's client: quick, and as a browser without scripts would."""

    def __init__(self) -> None:
        self.client = Client()
        self.response: Any = None
        self.path = "/"

    @property
    def text(self) -> str:
        return " ".join(self._page().text_content().split())

    @property
    def links(self) -> list[str]:
        return [str(link) for link in self._page().xpath("//a/@href")]

    @property
    def fields(self) -> list[str]:
        return list(dict.fromkeys(name for form in self._forms() for name in form.fields))

    def choices(self, field: str) -> list[str]:
        return [value for value, _ in self._options(field)]

    def choice(self, field: str, words: str) -> str:
        return next(value for value, says in self._options(field) if words in says)

    def _options(self, field: str) -> list[tuple[str, str]]:
        boxes = self._page().xpath(f'//main//input[@name="{field}"]')
        labels = {label.get("for"): label.text_content() for label in self._page().xpath("//main//label")}
        options = self._page().xpath(f'//main//select[@name="{field}"]/option')
        return [
            *((box.get("value"), labels.get(box.get("id"), "")) for box in boxes),
            *((option.get("value"), option.text_content()) for option in options),
        ]

    def fetch(self, path: str) -> bytes:
        answer = self.client.get(path)
        assert answer.status_code == 200, f"{path} answers {answer.status_code}"
        return bytes(answer.content)

    def sign_in(self, user: User | None) -> None:
        self.client = Client()
        if user:
            self.client.force_login(user)

    def go(self, name: str, *args: object) -> None:
        self.arrive(self.client.get(name if name.startswith("/") else reverse(name, args=args), follow=True))

    def send(self, button: str = "", /, **said: Said) -> None:
        self.try_to_send(button, **said)
        assert self.response.status_code == 200, f"{self.path} answers {self.response.status_code}"
        assert not self._page().find_class("govuk-error-summary"), f"{self.path}: {self.text[:1500]}"

    def try_to_send(self, button: str = "", /, **said: Said) -> None:
        typed = dict(boxes(said))
        form = next((form for form in self._forms() if _fits(form, typed, button)), None)
        assert form is not None, f"{self.path} has no form with {sorted(typed)} {button}: {self._names()}"
        for name, value in typed.items():
            self._check_can_choose(name, value)
        data = _filled(form, typed)
        for pressed in form.xpath(".//button[@name]"):
            if button and button in pressed.text_content():
                data[pressed.get("name")] = [pressed.get("value", "")]
        address = urljoin(self.path, form.get("action") or self.path)
        self.arrive(self.client.post(address, data, follow=True), whatever=True)

    def _check_can_choose(self, name: str, value: str | list[str]) -> None:
        kinds = self._page().xpath(f'//main//*[@name="{name}"]/@type | //main//select[@name="{name}"]/@name')
        if kinds and kinds[0] in {"radio", name}:
            assert value in self.choices(name), f"{name} has no {value}, but {self.choices(name)}"

    def arrive(self, response: Any, *, whatever: bool = False) -> None:
        """Look at this answer from now on; one that is no page fails, unless it may be `whatever` it is."""
        status = response.status_code
        assert whatever or status == 200, f"{response.request['PATH_INFO']} answers {status}"
        assert not LOCKED.search(getattr(response, "content", b"")), (
            f"{response.request['PATH_INFO']} shows a locked text"
        )
        self.response = response
        query = response.request["QUERY_STRING"]
        self.path = response.request["PATH_INFO"] + (f"?{query}" if query else "")

    def _page(self) -> Any:
        return lxml.html.fromstring(self.response.content.decode())

    def _names(self) -> list[list[str]]:
        return [sorted(set(form.fields.keys())) for form in self._forms()]

    def _forms(self) -> Any:
        return self._page().xpath("//main//form")


def _fits(form: Any, typed: dict[str, Any], button: str) -> bool:
    fields = set(form.fields.keys())
    pressed = any(button in " ".join(b.text_content().split()) for b in form.xpath(".//button"))
    return set(typed) <= fields and pressed and (form.get("method") or "").lower() == "post"


def _filled(form: Any, typed: dict[str, str | list[str]]) -> dict[str, list[str]]:
    """What a browser would send: everything that stands in the form, with what was typed in its place."""
    data: dict[str, list[str]] = {}
    for name, value in form.form_values():
        chosen = form.xpath(f'.//input[@type="radio"][@name="{name}"][@checked]/@value')
        data.setdefault(name, []).append(chosen[0] if chosen else value)
    for name, value in typed.items():
        data[name] = value if isinstance(value, list) else [value]
        if value == "":
            text = form.xpath(f'.//*[@name="{name}"][not(@type="checkbox")]')
            data[name] = [""] if text else []
    for box in form.xpath('.//input[@type="checkbox"]'):
        name = box.get("name")
        if typed.get(name) == "on":
            data[name] = [box.get("value") or "on"]
    return data


def last_part(path: str, back: int = 1) -> str:
    """The number in an address: /cases/ESX-26-0001/closing/ has it two from the end."""
    return urlsplit(path).path.strip("/").split("/")[-back]


def check_reads(walk: Walk, *words: str) -> None:
    """That all of it stands on the page, or what stands there instead."""
    text = walk.text
    for each in words:
        assert each in text, f"{walk.path} does not say “{each}”, but: {text[:1500]}"
