"""Every role, with every relation to a case, looks everywhere: no word of a side it may not see comes back."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amends.delivery.api.urls import api
from amends.delivery.jobs.tasks import remind, watch
from amends.delivery.sight.actions import keep_to_a_few
from amends.foundation.access.acting import acting_as
from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.access.tests.cast import make_user
from amends.foundation.access.token_actions import make_api_token
from amends.foundation.case.actions import end_grants, grant_file
from amends.foundation.clock.models import Clock
from amends.foundation.messages.models import Notice
from amends.foundation.people.models import ContactPoint
from amends.journey.referral.models import Referral
from amends.service.community.models import Interpreter, Organisation
from tests.leak.crawling import Crawler, addresses_of, contents
from tests.leak.planting import MARKER, MODELS, of_one_side, plant, watched

# Who may see what: H the person harmed, R the person responsible, S what both may know, F what the referrer wrote,
# O what only those who see the whole service read.
MATRIX = {
    "coordinator": "HRSFO",
    "manager": "HRSFO",
    "administrator": "HRSFO",
    "facilitator": "HRS",  # has accepted the case
    "one_side_harmed": "HS",
    "one_side_responsible": "RS",
    "com": "R",
    "pom": "R",
    "vlo": "H",
    "referrer": "F",  # made this referral
    "line_manager": "F",  # of the agency that made it
    "council_referrer": "",
    "champion": "",
    "no_relation": "",  # a facilitator of other cases
    "former": "",  # was on it once
    "panel_member": "",
    "panel_chair": "",
    "board_member": "",
    "steering_group": "",
    "evaluator": "",
    "auditor": "",
    "sysadmin": "",
    "stranger": "",
}
MARKED = "SELECT {} FROM {} t WHERE t::text ~ 'Q[HRSFO][.][0-9]'"


@pytest.fixture
def people(request, held, service, police, coordinator, facilitator, referrer):
    """Everybody of the matrix, each with their relation to the case."""
    made = {
        name: make_user(name.replace("_", " ").title(), role, service, agency)
        for name, role, agency in (
            ("one_side_harmed", "case_supervisor", None),
            ("one_side_responsible", "case_supervisor", None),
            ("com", "community_offender_manager", police),
            ("pom", "prison_offender_manager", police),
            ("vlo", "victim_liaison_officer", police),
            ("line_manager", "line_manager", police),
            ("champion", "champion", police),
            ("no_relation", "facilitator", None),
            ("former", "facilitator", None),
            ("panel_member", "panel_member", None),
            ("panel_chair", "panel_chair", None),
            ("steering_group", "steering_group", None),
            ("evaluator", "evaluator", None),
            ("auditor", "auditor", None),
        )
    }
    with acting_as(coordinator):
        for name, file in (
            ("one_side_harmed", held.harmed_file),
            ("one_side_responsible", held.responsible_file),
            ("com", held.responsible_file),
            ("pom", held.responsible_file),
            ("vlo", held.harmed_file),
            ("former", held.harmed_file),
        ):
            grant_file(by=coordinator, file=file, user=made[name], reason="relation")
        end_grants(by=coordinator, case=held.case, user=made["former"])
    return {name: made.get(name) or request.getfixturevalue(name) for name in MATRIX}


@pytest.fixture
def planted(held, coordinator, referrer, police, service):
    """The case with markers in every text, and a referral it came from."""
    with acting_as(coordinator):
        Organisation.objects.create(service=service, name="A club", serves="Everybody")
        for name in ("Ina", "Ivo"):
            Interpreter.objects.create(service=service, name=name, languages=["Polish"])
        Referral.objects.create(
            service=service,
            number="ESX-R26-0001",
            form="referral",
            route="website",
            status="accepted",
            received_at=held.case.opened_at,
            submitted_at=held.case.opened_at,
            referrer=referrer,
            agency=police,
            case=held.case,
            family=held.case.family,
            incident="A fence",
        )
        provider = Agency.objects.create(service=service, name="Provider", kind=AgencyKind.OTHER)
        return plant(held.case, coordinator, provider)


def kinds(text):
    return {found[1][1] for found in MARKER.finditer(text)}


# Tables in which nothing is planted, each with its reason.
UNPLANTED = {"meeting_recordinguse": "its wall takes a row only once everybody in the recording has agreed"}


@pytest.mark.requirement("W8-174")
def test_markers_of_both_sides_stand_in_every_table(planted):
    """A table that is not planted is a table that is not watched."""
    tables = {(kind, m._meta.db_table) for m in watched() if of_one_side(m) for kind in ("QH", "QR")}
    assert sorted(tables - planted.tables) == []


def test_markers_stand_in_every_other_table_of_a_case(planted):
    named = {table for _, table in planted.tables}
    assert {m._meta.db_table for m in watched()} - named == set(UNPLANTED)


@pytest.mark.requirement("W8-174")
def test_a_plain_select_gives_each_only_what_is_theirs(planted, people, acting):
    tables = [model._meta.db_table for model in MODELS if model._meta.managed]
    for name, may in [*MATRIX.items(), ("nobody", "")]:
        acting(people.get(name))
        leaks = {}
        for table in tables:
            with connection.cursor() as cursor:
                if not may_read(cursor, table):
                    continue
                cursor.execute(MARKED.format("string_agg(t::text, ' ')", table))
                found = kinds(cursor.fetchone()[0] or "")
            if found - set(may):
                leaks[table] = found - set(may)
        assert not leaks, f"{name}: {leaks}"


def may_read(cursor, table):
    cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
    return cursor.fetchone()[0]


@pytest.fixture
def addresses(held, acting, coordinator):
    """Every address of the case, of its two sides and of the two people in it, made up rather than found."""
    return addresses_of(held)


GUESSES = {"one_side_harmed", "com", "referrer"}  # one of each scope: the walls are the same for the others
SEARCHES = ("Hanna Harmed", "Rhys Ponsible", "Harmed", "04/03/1961", "07700900101")


@pytest.mark.slow
@pytest.mark.requirement("W8-174")
def test_nobody_reads_a_word_that_is_not_theirs(planted, people, addresses, acting, caplog, held):
    """All in one test, because making the case takes longer than looking at it; what each opens is undone."""
    caplog.set_level(logging.DEBUG, logger="amends")
    acting(None)
    leaks: dict[str, str] = {}
    blind: list[str] = []
    for name, may in MATRIX.items():
        if "H" in may and "R" in may:  # may read either side: nothing can leak to them
            continue
        crawler = Crawler(people[name])
        crawler.walk()
        for address in addresses if name in GUESSES else ():
            crawler.get(address)
            crawler.post(address)
        for wanted in SEARCHES:
            crawler.post(reverse("casefile:search"), {"wanted": wanted})
        found = crawler.kinds()
        leaks |= {f"{name} {kind}": where for kind, where in found.items() if kind[1] not in may}
        leaks |= {f"{name} broke": where for where in crawler.broken}
        of_a_file = set(may) & {
            "H",
            "R",
        }  # a referral shows its referrer where it stands, not the words they sent
        if of_a_file and not {kind[1] for kind in found} & of_a_file:
            blind.append(name)
    places = {
        place: planted.places[place] for where in leaks.values() for place in planted.places if place in where
    }
    assert not leaks, places
    assert not blind, "the crawler did not come to what is theirs"
    assert not MARKER.search(caplog.text)
    assert not told_too_much(people, held)


def told_too_much(people, held):
    """Letters that say in their subject anything, or in their body more than their reader may know."""
    may = {people[name].email: set(allowed) for name, allowed in MATRIX.items()}
    with acting_as(people["coordinator"]):
        for side, kind in (("harmed", "H"), ("responsible", "R")):
            points = ContactPoint.objects.filter(participant__case=held.case, participant__side=side)
            may |= {point.value: {kind, "S"} for point in points}
    wrong = []
    for letter in mail.outbox:
        said = kinds(f"{letter.body} {letter.attachments} {getattr(letter, 'alternatives', '')}")
        reader = set.intersection(*(may.get(address, set()) for address in letter.recipients()))
        if kinds(str(letter.subject)) or said - reader:
            wrong.append((letter.recipients(), letter.subject, said - reader))
    return wrong


API_NUMBERS = ("ESX-R26-0001", "ESX-26-0001", "1")


@pytest.mark.slow
@pytest.mark.requirement("W8-174")
def test_no_key_of_a_system_and_no_reminder_gives_a_word_that_is_not_theirs(
    planted, people, held, police, coordinator, acting, settings
):
    """Keys act as somebody: one of each kind of person asks for everything the API has, by every number there is."""
    with acting_as(coordinator):
        keys = {
            name: make_api_token(by=coordinator, agency=police, name=name, acts_as=user)[1]
            for name, user in people.items()
        }
        keys["agency"] = make_api_token(by=coordinator, agency=police, name="Case system")[1]
        late = timezone.now() - timedelta(hours=1)
        running = Clock.objects.filter(case=held.case, stopped_at__isnull=True)
        assert running.update(started_at=late - timedelta(days=1), due_at=late, remind_at=late)
    acting(None)
    leaks, opened = {}, 0
    for name, key in keys.items():
        cache.clear()
        for number in (held.case.number, *API_NUMBERS):
            for path, verb in api_operations():
                address = path.format(number=number, question_id=1)
                with transaction.atomic():
                    answer = getattr(Client(), verb)(
                        address,
                        data="{}" if verb == "post" else None,
                        content_type="application/json",
                        headers={"Authorization": f"Bearer {key}"},
                    )
                    transaction.set_rollback(True)
                opened += answer.status_code == 200
                found = {kind for text in contents(answer) for kind in kinds(text)} - set(
                    MATRIX.get(name, "")
                )
                if found or answer.status_code >= 500:
                    leaks[f"{name} {verb} {address} {answer.status_code}"] = found
    assert not leaks
    assert opened > len(keys), "the API gave nothing to look at"
    for job in (remind, watch):
        job(timestamp=0)
    assert not told_too_much(people, held)
    for name, user in people.items():
        with acting_as(user):
            words = " ".join(Notice.objects.filter(user=user).values_list("words", flat=True))
        assert not kinds(words) - set(MATRIX[name]), name
    with acting_as(coordinator):
        assert Notice.objects.filter(words__contains="is overdue").exists(), "nobody was reminded"


def api_operations():
    """Every address of the API with every way to ask, as its own description says."""
    described = api.get_openapi_schema()["paths"]
    return [(path, verb) for path, verbs in described.items() for verb in verbs]


@pytest.mark.requirement("W8-174")
def test_names_of_files_are_watched_too(planted):
    """What somebody called a file they handed in is a text about them, in pages and in headers."""
    assert "documents_attachment.name" in planted.places.values()


@pytest.mark.requirement("PF-035")
def test_of_a_limited_case_nobody_reads_a_word_who_is_not_named(planted, people, acting, held, addresses):
    manager = people["manager"]
    with acting_as(manager):
        keep_to_a_few(by=manager, case=held.case, kind="high_profile", reason="Known to all", named=[])
    for name in ("coordinator", "administrator"):
        acting(people[name])
        with connection.cursor() as cursor:
            for model in MODELS:
                table = model._meta.db_table
                if model._meta.managed and may_read(cursor, table):
                    cursor.execute(MARKED.format("count(*)", table))
                    assert cursor.fetchone() == (0,), f"{name}: {table}"
        acting(None)
        crawler = Crawler(people[name])
        crawler.walk()
        for wanted in SEARCHES:
            crawler.post(reverse("casefile:search"), {"wanted": wanted})
        assert not crawler.kinds()
        assert held.case.number not in texts_of_lists(people[name])


def texts_of_lists(user):
    client = Client()
    client.force_login(user)
    pages = [client.get(reverse(name)).content.decode() for name in ("casefile:cases", "worklist:home")]
    return " ".join(pages)
