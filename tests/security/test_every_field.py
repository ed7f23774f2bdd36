"""Text that would run in a database, a browser or a template, in every field of every form of a case: it stays text."""

import lxml.html  # type: ignore[import-untyped]  # no types of its own
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.case.models import Case
from tests.leak.crawling import addresses_of, contents

SCRIPT = "<script>alert(1)</script>"
HOSTILE = f"\"'>; DROP TABLE case_case; -- {SCRIPT} QZ{{{{ 7|add:42 }}}}QZ {{% debug %}} \u202e%00"
NOT_SENT = ("logout", "language")  # these end what the test does


def forms_of(answer):
    """What the page can send, filled in by somebody who means harm: hostile wherever text is taken."""
    page = lxml.html.fromstring(answer.content.decode())
    for form in page.xpath("//main//form[translate(@method, 'POST', 'post') = 'post']"):
        yield form.get("action") or "", filled_in(form)


def filled_in(form):
    sent: dict[str, str] = {}
    for box in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        name, kind = box.get("name"), box.get("type", "text") if box.tag == "input" else box.tag
        if kind in {"radio", "checkbox"}:
            sent.setdefault(name, box.get("value") or "on")
        elif kind == "select":
            sent[name] = (box.xpath(".//option[@value != '']/@value") or [""])[0]
        elif kind == "hidden":
            sent[name] = box.get("value") or ""
        elif kind not in {"file", "submit"}:
            sent[name] = text_for(name, kind, box)
    return sent


def text_for(name, kind, box):
    now = timezone.localtime()
    parts = {"day": now.day, "month": now.month, "year": now.year}
    if (last := name.rpartition("_")[2]) in parts:
        return str(parts[last])
    if kind == "datetime-local":
        return now.strftime("%Y-%m-%dT%H:%M")
    if kind == "number" or box.get("inputmode") in {"numeric", "decimal"}:
        return "1"
    return f"{HOSTILE}@example.com" if kind == "email" else HOSTILE


@pytest.mark.slow
def test_what_would_run_elsewhere_is_text_in_every_field(held, client, sign_in, coordinator, acting):
    browser: Client = sign_in(client, coordinator)
    browser.raise_request_exception = False
    acting(None)
    broken, ran, shown, sent = [], [], 0, 0
    for address in addresses_of(held):
        page = browser.get(address, follow=True)
        if page.status_code != 200 or "text/html" not in page.headers["Content-Type"]:
            continue
        for action, answers in forms_of(page):
            target = action or address
            if any(part in target for part in NOT_SENT):
                continue
            with transaction.atomic():  # each form finds the case as it was
                answer = browser.post(target, answers, follow=True)
                transaction.set_rollback(True)
            text = "".join(contents(answer))
            sent += 1
            broken += [target] if answer.status_code >= 500 else []
            ran += [target] if SCRIPT in text or "QZ49QZ" in text else []
            shown += "&lt;script&gt;" in text
    assert not broken
    assert not ran
    assert sent > 100
    assert shown > 50, "hardly anything of it came back: the test no longer reaches the forms"
    acting(coordinator)
    assert Case.objects.filter(pk=held.case.pk).exists()


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "utf-7", "shift_jis"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=QZ"])
def test_text_in_another_encoding_than_it_says_breaks_nothing(client, sign_in, coordinator, encoding, kind):
    words = "wanted=Hänna" if encoding != "shift_jis" else "wanted=ハンナ"
    if kind.startswith("multipart"):
        words = f'--QZ\r\nContent-Disposition: form-data; name="wanted"\r\n\r\n{words}\r\n--QZ--\r\n'
    body = words.encode(encoding)
    for charset in ("", "; charset=utf-8", f"; charset={encoding}", "; charset=nonsense"):
        answer = sign_in(client, coordinator).generic(
            "POST", reverse("casefile:search"), body, content_type=f"{kind}{charset}"
        )
        assert answer.status_code in {200, 302, 400, 403}


@pytest.mark.parametrize("wanted", [b"%FF%FE", b"%C0%80", b"%ED%A0%80", b"%00", b"a%0d%0aSet-Cookie:x=1"])
def test_bytes_that_are_no_text_are_refused_or_harmless(client, sign_in, coordinator, wanted):
    answer = sign_in(client, coordinator).generic(
        "POST", reverse("casefile:search"), b"wanted=" + wanted, "application/x-www-form-urlencoded"
    )
    assert answer.status_code in {200, 302, 400}
    assert "x" not in answer.cookies


@pytest.mark.parametrize("name", ["casefile:search", "worklist:home", "casefile:cases"])
def test_a_nul_is_refused_wherever_it_stands_and_is_not_in_the_log(
    client, sign_in, coordinator, name, caplog
):
    browser = sign_in(client, coordinator)
    answers = [
        browser.get(f"{reverse(name)}?before=Hanna%00"),
        browser.get(f"{reverse('casefile:cases')}ESX-26-0001%00/"),
        browser.post(reverse("casefile:search"), {"wanted": "Hanna\x00"}),
    ]
    assert [answer.status_code for answer in answers] in ([400, 400, 400], [400, 404, 400])
    assert "Hanna" not in caplog.text
