"""The pool of interpreters, organisations, and whom the messages of a service reach."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.acting import acting_as
from amends.foundation.lib.refusal import Refused
from amends.service.community.actions import keep, send_out
from amends.service.community.models import Interpreter, KeyMessage, Organisation, Section
from amends.service.community.rules import check_can_interpret, reach_of

TODAY = timezone.localdate
CHECKED = {"checked_on": dt.date(2026, 1, 5), "confidential_on": dt.date(2026, 1, 5)}


def section(by, service, name, **details):
    return keep(by=by, row=Section(service=service), details={"name": name, **details})


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"languages": ["Urdu"], **CHECKED}, "not in the pool for Polish"),
        ({"languages": ["Polish"]}, "were not seen"),
        (
            {"languages": ["Polish"], **CHECKED, "checked_until": dt.date(2026, 2, 1)},
            "do not hold on that day",
        ),
        ({"languages": ["Polish"], "checked_on": dt.date(2026, 1, 5)}, "were not seen"),
    ],
)
def test_only_who_speaks_it_and_is_checked_on_the_day_interprets(coordinator, service, details, words):
    row = keep(by=coordinator, row=Interpreter(service=service), details={"name": "Ina", **details})
    with pytest.raises(Refused, match=words):
        check_can_interpret(row, "Polish", dt.date(2026, 3, 1))


def test_languages_are_the_same_however_they_are_written(coordinator, service):
    row = keep(
        by=coordinator,
        row=Interpreter(service=service),
        details={"name": "Ina", "languages": ["Polish"], **CHECKED},
    )
    check_can_interpret(row, " polish", dt.date(2026, 3, 1))


def test_lists_are_kept_on_pages_and_seen_by_the_team_only(
    client, sign_in, coordinator, facilitator, referrer, stranger, service
):
    sign_in(client, coordinator)
    form = {"name": "Ina Terpreter", "languages": "Polish, Urdu", "in_use": "on"}
    assert client.post(reverse("community:add", args=["interpreter"]), form).status_code == 302
    with acting_as(coordinator):
        row = Interpreter.objects.get()
    assert row.languages == ["Polish", "Urdu"]
    change = {**form, "languages": "Polish"}
    assert client.post(reverse("community:change", args=["interpreter", row.pk]), change).status_code == 302
    body = {"name": "Deaf club", "kind": "specialist", "serves": "Deaf people in the county", "in_use": "on"}
    assert client.post(reverse("community:add", args=["organisation"]), body).status_code == 302
    page = sign_in(Client(), facilitator).get(reverse("community:home")).content.decode()
    assert "Ina Terpreter" in page
    assert "Deaf club" in page
    assert sign_in(Client(), facilitator).get(reverse("community:add", args=["section"])).status_code in {
        403,
        404,
    }
    for user, sees in ((referrer, True), (stranger, False)):
        with acting_as(user):
            assert not Interpreter.objects.exists()
            assert Organisation.objects.exists() is sees


def test_a_list_says_what_is_missing(coordinator, service):
    with pytest.raises(ValidationError, match="cannot be blank"):
        keep(by=coordinator, row=Interpreter(service=service), details={"name": "Ina", "languages": []})
    section(coordinator, service, "Older people")
    with pytest.raises(ValidationError, match="on the list already"):
        section(coordinator, service, "Older people")


@pytest.mark.requirement("W8-022")
def test_sections_that_nothing_they_can_take_in_reaches_are_listed_with_languages_and_forms(
    client, sign_in, coordinator, service
):
    polish = section(coordinator, service, "People who speak Polish", language="Polish")
    deaf = section(coordinator, service, "Deaf people who sign", format="signed")
    offline = section(coordinator, service, "People without internet", media=["print", "radio"])
    tenants = section(coordinator, service, "Tenants")
    message = keep(by=coordinator, row=KeyMessage(service=service), details={"words": "It is your choice"})
    sections = [polish, deaf, offline, tenants]
    send_out(by=coordinator, service=service, message=message, sections=sections, details={"medium": "print"})
    found = reach_of(service)
    assert {each.section for each in found.unreached} == {polish, deaf}
    assert (found.languages, found.formats) == (["Polish"], ["Sign language"])
    page = sign_in(client, coordinator).get(reverse("community:reach")).content.decode()
    assert "Languages in which nothing goes out: Polish" in page

    form = {"medium": "web", "language": "Polish", "format": "ordinary", "sections": [polish.pk], "what": ""}
    assert client.post(reverse("community:send", args=[message.pk]), form).status_code == 302
    with acting_as(coordinator):
        assert {each.section for each in reach_of(service).unreached} == {deaf}
        ended = message.sendings.get(medium="print")
    client.post(reverse("community:end", args=[ended.pk]))
    with acting_as(coordinator):
        assert {each.section for each in reach_of(service).unreached} == {deaf, offline, tenants}


def test_a_section_hears_one_message_and_not_the_other(coordinator, service):
    tenants = section(coordinator, service, "Tenants")
    first, second = (
        keep(by=coordinator, row=KeyMessage(service=service), details={"words": words}) for words in "ab"
    )
    send_out(by=coordinator, service=service, message=first, sections=[tenants], details={"medium": "radio"})
    assert reach_of(service).sections[0].without == [second]
