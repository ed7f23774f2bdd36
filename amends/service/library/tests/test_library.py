"""Versions on their way, who has to read which, what is flagged, and what partners may see."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.service.library import actions, rules
from amends.service.library.delivered import contents
from amends.service.library.models import Edition, Entry
from amends.service.library.tests.cast import approve_all, renew

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def add(acting, manager, service):
    """Puts an entry into the library as the manager; with words, a version of it is in force."""
    acting(manager)

    def make(title="Safety on visits", *, words="Go in twos.", explains_version=None, **details):
        details = {"title": title, "kind": Entry.Kind.PROCEDURE, **details}
        entry = actions.add_entry(by=manager, service=service, details=details)
        if words:
            bring_out(manager, entry, words, explains_version)
        return entry

    return make


def bring_out(by, entry, words, explains_version=None):
    edition = actions.write(by=by, entry=entry, words=words, explains_version=explains_version)
    actions.finish(by=by, edition=edition)
    actions.publish(by=by, edition=edition)
    return edition


def read_by(user, service):
    return [entry.title for entry in rules.entries_for(user, service)]


@pytest.mark.requirement("EX-098")
def test_whoever_confirmed_version_2_is_asked_for_version_3_and_listed_until_they_do(
    client, sign_in, add, manager, facilitator, service, acting
):
    entry = add(must_be_read=True, words="One.")
    second = bring_out(manager, entry, "Two.")
    acting(facilitator)
    actions.confirm(by=facilitator, edition=second)
    acting(manager)
    third = bring_out(manager, entry, "Three.")
    own = reverse("library:entry", args=[entry.pk])
    page = sign_in(client, manager).get(own).content.decode()
    assert facilitator.name in page.partition("Have not confirmed version 3 yet")[2]
    home = sign_in(client, facilitator).get(reverse("worklist:home")).content.decode()
    assert "Please read “Safety on visits”, version 3" in home
    client.post(reverse("library:confirm", args=[entry.pk]))
    assert "Please read" not in client.get(reverse("worklist:home")).content.decode()
    acting(manager)
    assert facilitator not in rules.outstanding(third)
    table = sign_in(client, manager).get(own).content.decode()
    assert "Looked at again by" in table
    assert "Version 2" in table


@pytest.mark.requirement("W8-033")
def test_of_five_facilitators_the_two_who_have_not_confirmed_are_listed_and_earlier_confirmations_stay(
    add, manager, service, acting, make_facilitators
):
    five = make_facilitators(5)
    entry = add("How long we keep records", kind=Entry.Kind.POLICY, must_be_read=True, roles=["facilitator"])
    first = entry.editions.get()
    for user in five:
        acting(user)
        actions.confirm(by=user, edition=first)
    acting(manager)
    second = bring_out(manager, entry, "Seven years.")
    for user in five[:3]:
        acting(user)
        actions.confirm(by=user, edition=second)
    acting(manager)
    assert set(rules.outstanding(second)) == set(five[3:])
    assert first.confirmations.count() == 5


@pytest.fixture
def make_facilitators(service):
    return lambda count: [make_user(f"Fay {number}", "facilitator", service) for number in range(count)]


def test_somebody_whom_it_does_not_concern_is_not_asked(add, service, administrator, facilitator, acting):
    add(must_be_read=True, roles=["facilitator"])
    acting(administrator)
    assert not rules.to_read(administrator, service)
    acting(facilitator)
    assert [edition.number for edition in rules.to_read(facilitator, service)] == [1]


@pytest.mark.requirement("W8-032")
def test_a_draft_is_not_shown_as_current_and_guidance_behind_its_map_is_flagged(
    client, sign_in, add, manager, facilitator, service, acting
):
    drafted = add("Visits in prison", words="")
    edition = actions.write(by=manager, entry=drafted, words="Ring the gate.")
    the_map = add("The process", kind=Entry.Kind.MAP, words="One.")
    guidance = add("The process explained", kind=Entry.Kind.GUIDANCE, explains=the_map, explains_version=1)
    acting(facilitator)
    assert "Visits in prison" not in read_by(facilitator, service)
    assert sign_in(client, facilitator).get(reverse("library:entry", args=[drafted.pk])).status_code == 404
    acting(manager)
    for words in ("Two.", "Three."):
        bring_out(manager, the_map, words)
    home = sign_in(client, manager).get(reverse("library:home")).content.decode()
    assert "Written for version 1 of “The process”, which is at version 3" in home
    with pytest.raises(Refused, match="Only a final version is published"):
        actions.publish(by=manager, edition=edition)
    actions.finish(by=manager, edition=edition)
    actions.publish(by=manager, edition=edition)
    actions.withdraw(by=manager, edition=edition, why="Prisons changed their rules")
    acting(facilitator)
    assert "Visits in prison" not in read_by(facilitator, service)
    acting(manager)
    bring_out(manager, guidance, "All three.", 3)
    found = rules.flags(rules.entries_for(manager, service))
    assert not [flag for flag in found if flag.entry == guidance]


def test_only_one_version_is_in_force_and_one_in_hand(add, manager):
    entry = add()
    actions.write(by=manager, entry=entry, words="Next.")
    assert actions.write(by=manager, entry=entry, words="Better.").number == 2
    first = entry.editions.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(number=2, entry=entry).update(
            state="published",
            approved_by=manager,
            effective_on=first.effective_on,
            published_on=first.published_on,
            review_on=first.review_on,
        )


def test_a_version_is_looked_at_again_in_time(add, manager, service):
    entry = add(review_months=6)
    clock = Clock.objects.get(name="library-review", subject=entry.subject)
    edition = entry.editions.get()
    assert timezone.localtime(clock.due_at).date() == edition.review_on
    Edition.objects.filter(pk=edition.pk).update(
        review_on=timezone.localdate() - timedelta(days=1),
        effective_on=timezone.localdate() - timedelta(days=300),
    )
    edition.refresh_from_db()
    words = [flag.words for flag in rules.flags(rules.entries_for(manager, service))]
    assert any("Should have been looked at again" in each for each in words)
    actions.look_again(by=manager, edition=edition)
    assert not rules.flags(rules.entries_for(manager, service))


def test_nobody_else_keeps_the_library(client, sign_in, add, coordinator, facilitator):
    entry = add()
    for user in (coordinator, facilitator):
        sign_in(client, user)
        for name in ("write", "change", "withdraw"):
            assert client.get(reverse(f"library:{name}", args=[entry.pk])).status_code == 404
        assert client.post(reverse("library:put_back", args=[entry.pk])).status_code == 404


@pytest.mark.requirement("PF-147")
def test_a_partner_finds_nothing_internal_and_what_is_late_is_listed(
    client, sign_in, add, manager, referrer, service, acting
):
    yesterday = timezone.localdate() - timedelta(days=1)
    add("Who benefits", kind=Entry.Kind.NOTE, internal=False)
    inside = add("How we staff", kind=Entry.Kind.POLICY)
    add(
        "The new instruction",
        kind=Entry.Kind.INSTRUCTION,
        words="",
        address="https://www.gov.uk/x",
        standing=Entry.Standing.AWAITED,
        expected_on=yesterday,
    )
    page = sign_in(client, referrer).get(reverse("library:home")).content.decode()
    assert "Who benefits" in page
    assert "How we staff" not in page
    assert client.get(reverse("library:entry", args=[inside.pk])).status_code == 404
    acting(referrer)
    assert list(Entry.objects.values_list("title", flat=True)) == ["Who benefits"], (
        "the database holds it as well"
    )
    page = sign_in(client, manager).get(reverse("library:home")).content.decode()
    assert "Awaited since" in page.partition("Look at these")[2]


@pytest.mark.requirement("KM-026")
def test_a_link_that_fails_its_check_opens_the_copy_and_the_manager_sees_it(
    client, sign_in, add, manager, facilitator, service
):
    copy = SimpleUploadedFile("voc.pdf", PDF, "application/pdf")
    entry = add(
        "Better outcomes",
        kind=Entry.Kind.GUIDANCE,
        words="",
        address="https://www.example.org/voc",
        upload=copy,
        places=["eligibility", "worklist"],
    )
    address = reverse("library:link", args=[entry.pk])
    assert sign_in(client, facilitator).get(address)["Location"] == "https://www.example.org/voc"
    sign_in(client, manager).post(reverse("library:check_link", args=[entry.pk]), {"works": "no"})
    assert "The link does not work" in client.get(reverse("library:home")).content.decode()
    answer = sign_in(client, facilitator).get(address)
    assert answer.content == PDF
    for place in ("eligibility", "worklist"):
        page = client.get(reverse("library:at", args=[place])).content.decode()
        assert "Open the copy we keep" in page
    home = client.get(reverse("worklist:home")).content.decode()
    assert reverse("library:at", args=["worklist"]) in home, "one step away from the page it helps with"


@pytest.mark.requirement("PF-066")
def test_the_panel_of_a_step_shows_its_links_and_one_not_checked_in_the_period_is_flagged(
    client, sign_in, add, manager, service, police, acting
):
    officer = make_user("Vic Liaison", "victim_liaison_officer", service, police)
    entry = add(
        "Guidance for liaison officers",
        kind=Entry.Kind.GUIDANCE,
        words="",
        internal=False,
        address="https://www.example.org/vlo",
        places=["referral"],
    )
    add("For meetings", places=["meeting"], internal=False)
    page = sign_in(client, officer).get(reverse("library:at", args=["referral"])).content.decode()
    assert "Guidance for liaison officers" in page
    assert "For meetings" not in page
    acting(manager)
    actions.check_link(by=manager, entry=entry, works=True)
    assert not rules.flags(rules.entries_for(manager, service))
    long_ago = timezone.localdate() - timedelta(days=contents().link_check_days + 1)
    Entry.objects.filter(pk=entry.pk).update(link_checked_on=long_ago)
    [flag] = rules.flags(rules.entries_for(manager, service))
    assert flag.words == "Nobody has checked the link for a while"


@pytest.mark.requirement("PF-011")
def test_whoever_makes_a_referral_reads_the_note_with_source_and_day_and_an_old_one_is_flagged(
    client, sign_in, add, manager, referrer, service, acting
):
    entry = add(
        "Who benefits",
        kind=Entry.Kind.NOTE,
        words="Most where somebody has offended again and again.",
        source="HMPPS framework 6.7",
        internal=False,
        places=["referral"],
    )
    edition = entry.editions.get()
    sign_in(client, referrer)
    form = client.post(reverse("referral:new"), {"form": "referral"}).url
    for place in (reverse("referral:home"), form):
        page = client.get(place).content.decode()
        assert "Most where somebody has offended again and again." in page
        assert "HMPPS framework 6.7" in page
        assert f"looked at again by {edition.review_on.day} {edition.review_on:%B %Y}" in page
    acting(manager)
    day = timezone.localdate() - timedelta(days=3)
    Edition.objects.filter(pk=edition.pk).update(review_on=day, effective_on=day - timedelta(days=300))
    assert (
        "Should have been looked at again"
        in sign_in(client, manager).get(reverse("library:home")).content.decode()
    )


@pytest.mark.requirement("SS-052")
def test_of_a_replaced_instruction_the_replacement_comes_first_and_the_old_one_is_still_found(
    client, sign_in, add, facilitator, service
):
    new = add("PSI 2 of 2013", kind=Entry.Kind.INSTRUCTION, words="", address="https://www.example.org/2")
    add(
        "PSI 1 of 2010",
        kind=Entry.Kind.INSTRUCTION,
        words="",
        address="https://www.example.org/1",
        outputs=[6],
        standing=Entry.Standing.REPLACED,
        replaced_by=new,
    )
    page = sign_in(client, facilitator).get(reverse("library:home"), {"output": "6"}).content.decode()
    assert 0 < page.index("PSI 2 of 2013") < page.index("PSI 1 of 2010")
    assert "Replaced" in page


@pytest.mark.requirement("SS-003")
def test_a_paper_of_the_contract_that_is_not_there_is_awaited(client, sign_in, manager, service, acting):
    acting(manager)
    shelf = contents().shelves["contract"]
    for key, title in shelf.entries.items():
        if key != "contract-cost-sheet":
            entry = actions.add_entry(
                by=manager, service=service, details={"title": title, "kind": Entry.Kind.CONTRACT}, key=key
            )
            bring_out(manager, entry, "Signed.")
    page = sign_in(client, manager).get(reverse("library:shelf", args=["contract"])).content.decode()
    states = {paper.title: paper.state for paper in rules.papers_of(service, shelf)}
    assert states["Cost spreadsheet"] == "Awaited"
    assert states["Operating model"] == "Held"
    assert "Awaited</strong> Cost spreadsheet" in page


@pytest.mark.requirement("W8-246")
def test_a_new_scheme_sees_each_risk_template_approved_or_missing(client, sign_in, manager, service, acting):
    acting(manager)
    templates = [key for key, entry in contents().entries.items() if entry.procedure]
    assert len(templates) == 7
    papers = contents().shelves["risk-papers"].entries
    page = sign_in(client, manager).get(reverse("library:home")).content.decode()
    assert "11 of 11 missing" in page
    for key in templates:
        assert papers[key] in page
    approve_all(manager, service, but=["custody-support"])
    page = client.get(reverse("library:home")).content.decode()
    assert "1 of 11 missing" in page
    assert f"<strong>Missing</strong> {papers['custody-support']}" in page
    states = {paper.key: paper.state for paper in rules.papers_of(service, contents().shelves["risk-papers"])}
    assert {key: states[key] for key in templates} == {
        **dict.fromkeys(templates, "Approved"),
        "custody-support": "Missing",
    }


@pytest.mark.requirement("W8-246")
def test_forms_link_to_the_procedure_in_force_and_the_old_version_reads_superseded(
    client, sign_in, manager, coordinator, service, acting, a_case
):
    approve_all(manager, service)
    acting(manager)
    procedure = Entry.objects.select_related("service").get(key="risk-before-meeting")
    renew(manager, procedure, "Two people go through it in the week before.")
    form = reverse("risk:checklist", args=[a_case.harmed.pk])
    page = sign_in(client, coordinator).get(form).content.decode()
    own = reverse("library:entry", args=[procedure.pk])
    assert f'<a class="govuk-link" href="{own}">{procedure.title}</a>, version 2' in page
    page = sign_in(client, manager).get(reverse("library:shelf", args=["risk-papers"])).content.decode()
    assert "version 1: superseded" in page


def test_risk_papers_are_missing_until_they_are_approved(
    client, sign_in, manager, facilitator, service, acting
):
    acting(manager)
    assert len(rules.missing_before_start(service)) == 11
    actions.take_up(by=manager, service=service)
    assert len(rules.missing_before_start(service)) == 11, "a draft is not approved"
    entry = Entry.objects.get(key="risk-before-meeting")
    edition = entry.editions.get()
    actions.finish(by=manager, edition=edition)
    actions.publish(by=manager, edition=edition)
    assert entry.title not in [paper.title for paper in rules.missing_before_start(service)]
    bring_out(manager, entry, "Two people go through it in the week before.")
    edition.refresh_from_db()
    assert edition.get_state_display() == "Superseded"
    page = sign_in(client, facilitator).get(reverse("library:at", args=["risk"])).content.decode()
    assert "Two people go through it in the week before." in page
    assert edition.words not in page


def test_what_came_along_can_be_adapted_and_put_back(manager, service, acting):
    acting(manager)
    count = actions.take_up(by=manager, service=service)
    assert count == len(contents().entries)
    assert actions.take_up(by=manager, service=service) == 0
    entry = Entry.objects.get(key="lone-working")
    original = entry.editions.get().words
    actions.write(by=manager, entry=entry, words="Ours.")
    back = actions.put_back(by=manager, entry=entry)
    assert (back.words, back.as_delivered, back.number) == (original, True, 1)
    own = actions.add_entry(by=manager, service=service, details={"title": "Ours", "kind": "policy"})
    with pytest.raises(Refused, match="no original"):
        actions.put_back(by=manager, entry=own)


def test_what_stands_beside_a_step_costs_few_queries(client, sign_in, manager, service, acting):
    acting(manager)
    actions.take_up(by=manager, service=service)
    for edition in list(Edition.objects.all()):
        actions.finish(by=manager, edition=edition)
        actions.publish(by=manager, edition=edition)
    sign_in(client, manager)
    for address in (reverse("library:home"), reverse("library:at", args=["risk"])):
        assert cost(client, address) <= 12


def test_pages_for_keeping_it_lead_from_draft_to_published(client, sign_in, manager, service, acting):
    acting(manager)
    sign_in(client, manager)
    answers = {
        "title": "Visits",
        "kind": "procedure",
        "internal": "yes",
        "must_be_read": "yes",
        "standing": "current",
        "review_months": "12",
        "places": ["contact"],
    }
    answer = client.post(reverse("library:add"), answers)
    entry = Entry.objects.get()
    assert answer["Location"] == reverse("library:entry", args=[entry.pk])
    client.post(reverse("library:write", args=[entry.pk]), {"words": "Go in twos.\n\nTell the office."})
    for verb in ("finish", "publish"):
        client.post(reverse(f"library:{verb}", args=[entry.pk]))
    page = client.get(reverse("library:entry", args=[entry.pk])).content.decode()
    assert "I have read this and will keep to it" in page
    assert client.get(reverse("library:write", args=[entry.pk])).content.decode().count("Go in twos.") == 1
    wrong = client.post(
        reverse("library:change", args=[entry.pk]), {**answers, "standing": "awaited"}
    ).content.decode()
    assert "Say by when it is expected" in wrong
    client.post(reverse("library:withdraw", args=[entry.pk]), {"why": "Not right"})
    assert "No version is in force" in client.get(reverse("library:entry", args=[entry.pk])).content.decode()
    page = client.get(reverse("library:edition", args=[entry.pk, 1])).content.decode()
    assert "Withdrawn: Not right" in page
