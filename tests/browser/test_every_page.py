"""Whatever can be reached by links from somebody's first page can be read by everybody: axe reads every page once."""

from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from tests.browser.walk import BrowserWalk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FILES = (".pdf", ".docx", ".ics", ".csv", ".xlsx", ".json")
ALREADY_READ = ("account", "mfa", "usersessions", "gallery", "pages")


def links_of(page, address):
    """Pages of ours that this page leads to; not files, and not what other tests read."""
    found = page.locator("a[href]").evaluate_all("links => links.map(a => a.href)")
    for link in dict.fromkeys(found):
        parts = urlsplit(link)
        if (
            link.startswith(address)
            and not parts.path.endswith(FILES)
            and not parts.path.startswith("/static")
        ):
            try:
                view = resolve(parts.path).view_name
            except Resolver404:
                continue
            if not view.startswith(ALREADY_READ):
                yield view, parts.path + (f"?{parts.query}" if parts.query else "")


def test_every_page_that_links_lead_to_is_for_everybody(
    request, page, live_server, sign_in, assert_accessible, held, coordinator
):
    walk = BrowserWalk(page, live_server.url, sign_in, assert_accessible)
    wrong: list[str] = []
    for role in ["coordinator", "manager"]:
        walk.sign_in(request.getfixturevalue(role))
        seen = {"worklist:home"}
        ahead = [reverse("worklist:home")]
        if role == "coordinator":
            ahead.append(reverse("casefile:case", args=[held.case.number]))
        while ahead:
            path = ahead.pop(0)
            try:
                walk.go(path)
            except AssertionError as error:
                wrong.append(f"{role}: {error}")
                continue
            for view, link in links_of(page, live_server.url):
                if view not in seen:
                    seen.add(view)
                    ahead.append(link)
    assert not wrong + walk.found, "\n".join(wrong + walk.found)
    assert len(walk.seen) > 60
