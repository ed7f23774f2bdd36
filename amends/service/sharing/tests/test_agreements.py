"""The register: who has signed, who has read, what is overdue, and that nothing passes without an agreement."""

from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Agency, AgencyKind
from amends.foundation.clock.models import Clock
from amends.foundation.lib.refusal import Refused
from amends.foundation.pages.tests.costs import cost
from amends.service.sharing.actions import (
    add_readers,
    confirm_read,
    end_agreement,
    end_means,
    new_version,
    review,
    set_means,
    sign,
)
from amends.service.sharing.models import SharingAgreement
from amends.service.sharing.rules import (
    State,
    check_agreement,
    means_in_force,
    missing_protocol,
    missing_with,
    not_acknowledged,
    outstanding,
    overdue_reviews,
    protocols,
    register,
)
from amends.service.sharing.tests.cast import draft, in_force

About = SharingAgreement.About


def url(name, *args):
    return reverse(f"sharing:{name}", args=args)


@pytest.fixture
def four(service):
    kinds = [AgencyKind.POLICE, AgencyKind.PROBATION, AgencyKind.PRISON, AgencyKind.HOUSING]
    return [Agency.objects.create(service=service, name=f"The {kind.label}", kind=kind) for kind in kinds]


def signed(by, party, **more):
    answers = {"signatory": "Sam", "post": "Director", "is_senior": True, "signed_on": timezone.localdate()}
    return sign(by=by, party=party, **{**answers, **more})


def again(agreement):
    return SharingAgreement.objects.prefetch_related("parties").get(pk=agreement.pk)


class TestSigning:
    @pytest.mark.requirement("W8-178")
    def test_three_of_four_signatures_are_not_enough_and_a_constable_cannot_sign(self, coordinator, four):
        agreement = draft(coordinator, *four)
        assert again(agreement).state() == State.DRAFT
        *first, last = agreement.parties.order_by("pk")
        for party in first:
            signed(coordinator, party)
        assert again(agreement).state() == State.PART_SIGNED
        assert "only part signed" in missing_with(last.agency)
        with pytest.raises(Refused, match="senior") as refusal:
            signed(coordinator, last, post="Constable", is_senior=False)
        assert refusal.value.field == "is_senior"
        assert signed(coordinator, last) == State.IN_FORCE
        assert missing_with(last.agency) == ""

    @pytest.mark.requirement("W8-178")
    def test_page_of_a_request_warns_of_the_bodies_without_an_agreement(
        self, client, sign_in, coordinator, a_case, four
    ):
        *first, last = draft(coordinator, *four).parties.order_by("pk")
        for party in first:
            signed(coordinator, party)
        where = reverse("eligibility:ask_agency", args=[a_case.case.number])
        signed_in = sign_in(client, coordinator)
        lead = signed_in.get(where).context["lead"]
        assert "no agreement is in force with them" in lead
        assert last.agency.name in lead
        signed(coordinator, last)
        assert last.agency.name not in signed_in.get(where).context["lead"]

    def test_expired_one_counts_for_nothing(self, coordinator, four):
        agreement = in_force(coordinator, *four)
        end_agreement(by=coordinator, agreement=agreement, on=timezone.localdate())
        assert missing_with(four[0]) == ""
        with (
            time_machine.travel(timezone.now() + timedelta(days=1)),
            pytest.raises(Refused, match="has expired"),
        ):
            check_agreement(four[0])

    def test_only_those_who_manage_partners_keep_the_register(self, coordinator, facilitator, four):
        agreement = draft(coordinator, *four)
        with pytest.raises(Refused, match="role"):
            signed(facilitator, agreement.parties.first())


class TestReading:
    @pytest.mark.requirement("W8-179")
    def test_seven_of_ten_have_read_it_and_a_new_version_asks_all_ten(
        self, client, sign_in, coordinator, four
    ):
        agreement = in_force(coordinator, four[0])
        names = [f"Officer {n}" for n in range(10)]
        readers = add_readers(by=coordinator, agreement=agreement, agency=four[0], names=names)
        for reader in readers[:7]:
            confirm_read(by=coordinator, reader=reader)
        page = sign_in(client, coordinator).get(url("agreement", agreement.pk))
        assert "3 have not read version 1" in page.text
        assert {row.name for row in outstanding(agreement)} == {"Officer 7", "Officer 8", "Officer 9"}
        new_version(by=coordinator, agreement=agreement, sign_again=False)
        assert len(outstanding(agreement)) == 10
        assert again(agreement).state() == State.IN_FORCE

    def test_new_version_may_need_new_signatures(self, coordinator, four):
        agreement = in_force(coordinator, four[0])
        new_version(by=coordinator, agreement=agreement, sign_again=True)
        assert again(agreement).state() == State.DRAFT


class TestReviews:
    @pytest.mark.requirement("W8-180")
    def test_yearly_review_is_overdue_a_year_and_a_day_later(self, client, sign_in, coordinator, four):
        agreement = in_force(coordinator, four[0], review_months=12, written_on=date(2024, 4, 1))
        clock = Clock.objects.get(subject=agreement.subject, stopped_at__isnull=True)
        assert timezone.localtime(clock.due_at).date() == date(2025, 4, 1)
        assert clock.remind_at
        assert timezone.localtime(clock.remind_at).date() < date(2025, 4, 1)
        assert clock.owner == coordinator
        rows = register(agreement.service)
        assert overdue_reviews(rows, date(2025, 4, 1)) == []
        assert overdue_reviews(rows, date(2025, 4, 2)) == rows
        signed_in = sign_in(client, coordinator)
        assert "Overdue since 1 April 2025" in signed_in.get(url("agreements")).text
        assert agreement.title in unescape(signed_in.get(reverse("worklist:home")).text)
        review(by=coordinator, agreement=agreement, on=date(2025, 4, 2), result="continue")
        assert overdue_reviews(register(agreement.service), date(2025, 4, 3)) == []
        running = Clock.objects.get(subject=agreement.subject, stopped_at__isnull=True)
        assert timezone.localtime(running.due_at).date() == date(2026, 4, 2)

    def test_review_that_ends_it_ends_it(self, coordinator, four):
        agreement = in_force(coordinator, four[0])
        review(by=coordinator, agreement=agreement, on=timezone.localdate(), result="end")
        assert again(agreement).ends_on == timezone.localdate()
        assert not Clock.objects.filter(subject=agreement.subject, stopped_at__isnull=True)


class TestProtocols:
    def test_the_best_of_each_of_five_kinds_counts(self, coordinator, service, four):
        draft(coordinator, four[0], about=About.POLICE, title="Old")
        in_force(coordinator, four[0], about=About.POLICE, title="New")
        found = {each.about: each for each in protocols(register(service))}
        assert len(found) == 5
        assert found[About.POLICE].is_in_force
        assert "not written yet" in missing_protocol(service, About.ESTABLISHMENTS)
        assert missing_protocol(service, About.POLICE) == ""


class TestMeans:
    def test_only_those_in_force_today_are_offered(self, coordinator, service):
        today = timezone.localdate()
        form = set_means(by=coordinator, service=service, means="form", from_on=today)
        set_means(by=coordinator, service=service, means="talk", from_on=today + timedelta(days=3))
        assert [row.means for row in means_in_force(service)] == ["form"]
        end_means(by=coordinator, means=form, on=today)
        assert [row.means for row in means_in_force(service, today + timedelta(days=3))] == ["talk"]


class TestPages:
    def test_agreement_is_added_signed_and_read_on_the_pages(self, client, sign_in, coordinator, four):
        signed_in = sign_in(client, coordinator)
        answers = {
            "title": "Sharing",
            "kind": "sharing",
            "about": "general",
            "purpose": "To prepare",
            "items": "Risk",
            "review_months": 12,
            "owner": coordinator.pk,
            "parties": [four[0].pk],
        }
        page = signed_in.post(url("add"), answers, follow=True)
        agreement = SharingAgreement.objects.get()
        assert "Draft" in page.text
        party = agreement.parties.get()
        refused = signed_in.post(
            url("sign", party.pk),
            {"signatory": "P", "post": "PC", "signed_on": "2024-04-01"},
        )
        assert "Only a senior manager" in refused.text
        signed_in.post(url("add_readers", agreement.pk), {"agency": four[0].pk, "names": "Ann\nBob\nAnn"})
        assert agreement.briefings.count() == 2
        signed_in.post(url("send", agreement.pk))
        signed_in.post(url("read", agreement.briefings.order_by("pk")[0].pk))
        assert len(outstanding(agreement)) == 1
        assert cost(signed_in, url("agreements")) <= 12
        assert cost(signed_in, url("agreement", agreement.pk)) <= 12

    def test_staff_without_the_acknowledgement_are_listed_until_they_give_it(
        self, client, sign_in, coordinator, facilitator, service
    ):
        assert facilitator in not_acknowledged(service)
        sign_in(client, facilitator).post(url("acknowledge"))
        assert facilitator not in not_acknowledged(service)
        assert facilitator.name not in sign_in(client, coordinator).get(url("terms")).text

    def test_facilitator_does_not_see_the_register(self, client, sign_in, facilitator, coordinator, four):
        agreement = draft(coordinator, four[0])
        signed_in = sign_in(client, facilitator)
        assert signed_in.get(url("agreements")).status_code == 404
        assert signed_in.get(url("agreement", agreement.pk)).status_code == 404
