"""Somebody at a screen who opens everything there is: links, forms, files, and addresses made up from numbers."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html  # type: ignore[import-untyped]  # no types of its own
import pypdf
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from amends.foundation.lib.locking import MARK
from tests.architecture.test_strangers import filled, patterns
from tests.leak.planting import MARKER

AT_MOST_OF_A_KIND = 1  # pages of one address pattern: the second shows nothing the first does not
NOT_FOLLOWED = ("/account/logout", "/static/", "/account/2fa", "/gallery/")
# As a text stands in the database: whoever shows it has read it past the field that opens it.
LOCKED = re.compile(MARK + r"[0-9a-f]{8}:")
DRAWN = re.compile(rb"<svg|<!DOCTYPE", re.IGNORECASE)


class Crawler:
    """Opens what a user can reach, each request undone afterwards, and keeps where each marker was seen."""

    def __init__(self, user: Any) -> None:
        self.client = Client(raise_request_exception=False)
        self.client.force_login(user)
        self.seen: dict[str, str] = {}
        self.broken: list[str] = []
        self.opened: Counter[str] = Counter()
        self.done: set[str] = set()

    def walk(self, start: str = "/today/") -> None:
        """From the first page along every link and form, until there is nothing new."""
        waiting = [start]
        while waiting:
            address = waiting.pop(0)
            if not self._is_new(address):
                continue
            answer = self.get(address)
            waiting += self.ways_on(address, answer)

    def _is_new(self, address: str) -> bool:
        parts = urlsplit(address)
        if address in self.done or parts.netloc or any(part in address for part in NOT_FOLLOWED):
            return False
        self.done.add(address)
        try:
            match = resolve(parts.path)
        except Resolver404:
            return False
        kind = f"{match.view_name}?{'q' if parts.query else ''}"
        self.opened[kind] += 1
        return self.opened[kind] <= AT_MOST_OF_A_KIND

    def get(self, address: str) -> Any:
        """Open an address and look for markers; what opening it wrote is undone."""
        return self._ask("get", address)

    def post(self, address: str, data: dict[str, str] | None = None) -> Any:
        """Send a form."""
        return self._ask("post", address, data or {})

    def _ask(self, verb: str, address: str, *data: Any) -> Any:
        with transaction.atomic():
            answer = getattr(self.client, verb)(address, *data, follow=True)
            self.look(f"{verb} {address}", answer)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            self.broken.append(f"{verb} {address}")
        return answer

    def look(self, where: str, answer: Any) -> None:
        """Everything the answer carries: its text, its headers, what a document says and what it says of itself."""
        for text in contents(answer):
            for found in MARKER.finditer(text):
                self.seen.setdefault(found[0], where)
            if LOCKED.search(text):
                self.broken.append(f"{where} shows a locked text")

    def ways_on(self, address: str, answer: Any) -> list[str]:
        """Where the page leads: links, and forms that ask; a form that sends is sent empty, to see its errors."""
        if "text/html" not in answer.headers.get("Content-Type", "") or answer.status_code != 200:
            return [answer.headers["Location"]] if answer.status_code in {301, 302} else []
        page = lxml.html.fromstring(answer.content.decode())
        links = [urljoin(address, link) for link in page.xpath("//a/@href | //img/@src") if link]
        for form in page.xpath("//main//form"):
            target = urljoin(address, form.get("action") or address)
            if (form.get("method") or "get").lower() == "get":
                links.append(target)
            elif self._is_new(f"{urlsplit(target).path}?sent"):
                self.post(target)
        return [link.partition("#")[0] for link in links if link.startswith("/")]

    def kinds(self) -> dict[str, str]:
        """The first two letters of what was seen, with an example of where."""
        return {marker[:2]: f"{marker} at {where}" for marker, where in self.seen.items()}


def contents(answer: Any) -> Iterator[str]:
    """All that can be read in an answer."""
    yield str(dict(answer.headers))
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:4] == b"%PDF":
        reader = pypdf.PdfReader(io.BytesIO(content))
        yield " ".join(page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
    elif content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield re.sub(r"<[^>]*>", "", archive.read(name).decode(errors="replace"))
    else:
        yield content.decode(errors="replace")


def addresses_of(held: Any) -> list[str]:
    """Every address of a case, of its two sides and of the two people in it, made up from the table of addresses."""
    known = {"number": held.case.number, "side": "harmed"}
    people = [str(held.harmed.pk), str(held.responsible.pk)]
    found = []
    for _, route in sorted(set(patterns(get_resolver()))):
        variables = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if "participant_id" in variables:
            found += [filled(route, {**known, "participant_id": each}) for each in people]
        elif "side" in variables:
            found += [filled(route, {**known, "side": side}) for side in ("harmed", "responsible")]
        elif "number" in variables:
            found.append(filled(route, known))
    return found
