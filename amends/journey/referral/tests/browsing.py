"""Filling in and sending a draft, page by page."""

import re

from amends.journey.referral.tests.samples import find

HOME = "/referrals/"
MINIMUM = {
    "incident": {"incident": "A fence was cut."},
    "person-1": {"full_name": "Hazel Wren"},
    "referrer": {"referrer_name": "Paula Constable", "referrer_email": "paula@police.example.org"},
}


def fill(browser, draft_url, steps=MINIMUM):
    for key, answers in steps.items():
        response = browser.post(f"{draft_url}{key}/", answers)
        assert response.status_code == 302, response.content.decode()


def send(browser, draft_url):
    return browser.post(f"{draft_url}check/")


def number_in(response):
    return find(r"ESX-R\d\d-\d{4}", response.url)


def words(response):
    return re.sub(r"\s+", " ", response.content.decode())
