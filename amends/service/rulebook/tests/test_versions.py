"""From a draft to rules that hold: by two people, from a day on, and never backwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.tests.cast import make_user
from amends.foundation.approval.actions import decide_approval
from amends.foundation.approval.models import Approval
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.deriving import add_rule, rule_in, switch_off, unwritten
from amends.foundation.policy.screening import screen
from amends.service.rulebook import actions
from amends.service.rulebook.models import ProfileVersion
from amends.service.rulebook.rules import profile_in_force, profile_of_decision

TODAY = timezone.localdate
RULE = {"id": "own", "outcome": "discuss", "source": "Our board", "words": "Ours."}


@pytest.fixture
def second_manager(service):
    return make_user("Sec Ond", "service_manager", service)


@pytest.fixture
def as_manager(acting, manager):
    acting(manager)
    return manager


@pytest.fixture
def draft(as_manager, service):
    """The next version of the Essex rules, in which the fire service's rule is switched off."""
    version = actions.begin_version(by=as_manager, service=service, base="essex-2015")
    return actions.change_version(
        by=as_manager, version=version, change=lambda text: switch_off(text, "fire-service")
    )


def ask(by, version, days=0):
    return actions.ask_for_agreement(
        by=by,
        version=version,
        reason="The fire service's team has closed.",
        effective_from=TODAY() + timedelta(days),
    )


def decide(by, version, *, approve=True):
    approval = Approval.objects.get(subject=version.subject, key=actions.APPROVAL_KEY)
    decide_approval(by=by, approval=approval, approve=approve, reason="" if approve else "Not yet.")
    version.refresh_from_db()
    return version


def test_nothing_changes_until_somebody_else_has_agreed(draft, as_manager, second_manager, acting, service):
    version = ask(as_manager, draft)
    assert "fire-service" in {rule.id for rule in profile_in_force(service.pk, "essex-2015").rules}
    with pytest.raises(Refused, match="somebody else has to decide"):
        decide(as_manager, version)
    acting(second_manager)
    decide(second_manager, version)
    now = profile_in_force(service.pk, "essex-2015")
    assert (now.name, now.version) == ("essex-2015-esx", 1)
    assert "fire-service" not in {rule.id for rule in now.rules}


def test_a_version_holds_from_its_day_and_not_before(draft, as_manager, second_manager, acting, service):
    version = ask(as_manager, draft, days=10)
    acting(second_manager)
    decide(second_manager, version)
    first = TODAY() + timedelta(10)
    assert profile_in_force(service.pk, "essex-2015", first - timedelta(1)).name == "essex-2015"
    assert profile_in_force(service.pk, "essex-2015", first).name == "essex-2015-esx"
    assert profile_in_force(service.pk, "essex-2015", first).effective_from == first


def test_past_decisions_keep_their_version(draft, as_manager, second_manager, acting, service):
    version = ask(as_manager, draft)
    acting(second_manager)
    decide(second_manager, version)
    acting(as_manager)
    following = actions.begin_version(by=as_manager, service=service, base="essex-2015")
    actions.change_version(
        by=as_manager, version=following, change=lambda text: rule_in(text, "not-willing").update(words="No.")
    )
    ask(as_manager, following, days=1)
    acting(second_manager)
    decide(second_manager, following)
    assert following.version == 2
    one, two = (profile_of_decision(service.pk, "essex-2015-esx", number) for number in (1, 2))
    assert (one.rule("not-willing").words, two.rule("not-willing").words) != ("No.", "No.")
    assert two.rule("not-willing").words == "No."
    assert screen(one, {"fits_fire_service": True}).rules == screen(two, {"fits_fire_service": True}).rules
    assert profile_of_decision(service.pk, "essex-2015", 1).rule("fire-service").outcome == "refer_on"


def test_a_refusal_keeps_the_reason_and_leaves_the_rules(draft, as_manager, second_manager, acting, service):
    version = ask(as_manager, draft)
    acting(second_manager)
    assert decide(second_manager, version, approve=False).state == ProfileVersion.State.REFUSED
    assert profile_in_force(service.pk, "essex-2015").name == "essex-2015"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda text: switch_off(text, "domestic-abuse"), "mandatory"),
        (lambda text: text["rules"].remove(rule_in(text, "domestic-abuse")), "has to stay as it is"),
        (lambda text: add_rule(text, {**RULE, "when": {"fire": True}}), "no fact called 'fire'"),
        (lambda text: text["settings"].update(risk_questionnaire="none"), "no questionnaire called"),
    ],
)
def test_what_may_not_be_changed_is_not_kept(draft, as_manager, change, words):
    with pytest.raises(Refused, match=words):
        actions.change_version(by=as_manager, version=draft, change=change)
    draft.refresh_from_db()
    assert rule_in(unwritten(draft.text), "domestic-abuse")


def test_asking_needs_a_reason_a_day_to_come_and_a_difference(as_manager, service, draft):
    with pytest.raises(Refused, match="Say why"):
        actions.ask_for_agreement(by=as_manager, version=draft, reason=" ", effective_from=TODAY())
    with pytest.raises(Refused, match="days that are past"):
        actions.ask_for_agreement(
            by=as_manager, version=draft, reason="x", effective_from=TODAY() - timedelta(1)
        )
    actions.take_back(by=as_manager, version=draft)
    empty = actions.begin_version(by=as_manager, service=service, base="essex-2015")
    with pytest.raises(Refused, match="Nothing is different"):
        ask(as_manager, empty)


def test_what_was_asked_can_no_longer_be_changed_but_taken_back(draft, as_manager):
    ask(as_manager, draft)
    with pytest.raises(Refused, match="can no longer be changed"):
        actions.change_version(by=as_manager, version=draft, change=lambda text: None)
    actions.take_back(by=as_manager, version=draft)
    assert not Approval.objects.filter(subject=draft.subject, decision="").exists()


def test_only_the_manager_changes_rules(coordinator, service):
    with pytest.raises(Refused, match="role does not allow"):
        actions.begin_version(by=coordinator, service=service, base="essex-2015")


def test_another_service_sees_no_draft_but_may_read_what_was_agreed(
    draft, as_manager, second_manager, acting, other_service
):
    stranger = make_user("Stran Ger", "service_manager", other_service)
    acting(stranger)
    assert not ProfileVersion.objects.filter(pk=draft.pk).exists()
    acting(as_manager)
    version = ask(as_manager, draft)
    acting(second_manager)
    decide(second_manager, version)
    acting(None)
    assert ProfileVersion.objects.filter(pk=draft.pk).exists()
    assert not ProfileVersion.objects.filter(pk=draft.pk).update(reason="x")


class TestPages:
    @pytest.fixture
    def page(self, client, sign_in, as_manager):
        return sign_in(client, as_manager)

    def test_from_the_settings_to_a_version_that_holds(
        self, page, client, sign_in, as_manager, second_manager, acting, service
    ):
        assert reverse("rulebook:home") in page.get(reverse("setup:home")).text
        assert "Essex restorative justice hub" in page.get(reverse("rulebook:home")).text
        page.post(reverse("rulebook:begin", args=["essex-2015"]))
        version = ProfileVersion.objects.get()
        about = {"words": "Theirs.", "opens": "Ask them.", "holds": "off"}
        page.post(reverse("rulebook:rule", args=[version.pk, "fire-service"]), about)
        shown = page.get(reverse("rulebook:version", args=[version.pk])).text
        assert "Switched off" in shown
        day = TODAY()
        asked = {
            "reason": "Their team has closed.",
            "effective_from_day": day.day,
            "effective_from_month": day.month,
            "effective_from_year": day.year,
        }
        page.post(reverse("rulebook:ask", args=[version.pk]), asked)
        acting(second_manager)
        approval = Approval.objects.get()
        other = sign_in(client.__class__(), second_manager)
        assert reverse("rulebook:version", args=[version.pk]) == approval.link
        assert other.get(approval.link).status_code == 200
        other.post(reverse("approval:decide", args=[approval.pk]), {"decision": "approve"})
        assert profile_in_force(service.pk, "essex-2015").name == "essex-2015-esx"

    def test_a_mandatory_rule_offers_no_switch(self, page, draft):
        shown = page.get(reverse("rulebook:rule", args=[draft.pk, "domestic-abuse"])).text
        assert "This rule is mandatory" in shown
        assert 'name="holds"' not in shown
        form = {"words": "We do not take domestic abuse.", "opens": "Nothing.", "holds": "off"}
        page.post(reverse("rulebook:rule", args=[draft.pk, "domestic-abuse"]), form)
        draft.refresh_from_db()
        assert rule_in(unwritten(draft.text), "domestic-abuse")["words"] == "We do not take domestic abuse."

    def test_thresholds_are_boxes_with_the_numbers_in_force(self, page, as_manager, service):
        service.profile = "hmpps-2023"
        service.save()
        version = actions.begin_version(by=as_manager, service=service, base="hmpps-2023")
        url = reverse("rulebook:rule", args=[version.pk, "ogrs-outside"])
        assert 'value="74"' in page.get(url).text
        words = {"words": "Outside.", "opens": "Say why.", "holds": "on"}
        wrong = page.post(url, {**words, "at_0_low": 80, "at_0_high": 20})
        assert "Enter a number that is not below the first one" in wrong.text
        page.post(url, {**words, "at_0_low": 30, "at_0_high": 60})
        version.refresh_from_db()
        assert rule_in(unwritten(version.text), "ogrs-outside")["when"] == {
            "not": {"ogrs": {"at_least": 30, "at_most": 60}}
        }

    def test_a_rule_is_added_from_boxes_and_never_from_code(self, page, draft):
        page.post(reverse("rulebook:add", args=[draft.pk]), {"fact": "setting"})
        new = {
            "value": ["custody"],
            "outcome": "discuss",
            "name": "In custody",
            "words": "We have no way into prisons yet.",
            "opens": "An agreement with the prison.",
            "source": "Our board, March 2026",
        }
        page.post(reverse("rulebook:add_about", args=[draft.pk, "setting"]), new)
        draft.refresh_from_db()
        rule = rule_in(unwritten(draft.text), "local-in-custody")
        assert (rule["when"], rule["force"]) == ({"setting": ["custody"]}, "guidance")

    def test_settings_keep_their_kind(self, page, draft):
        url = reverse("rulebook:settings", args=[draft.pk])
        said = {True: "yes", False: "no"}
        form = {
            name: said[value] if isinstance(value, bool) else value
            for name, value in unwritten(draft.text)["settings"].items()
        }
        page.post(url, {**form, "facilitators_per_case": "1"})
        draft.refresh_from_db()
        assert unwritten(draft.text)["settings"]["facilitators_per_case"] == 1
        page.post(url, {**form, "facilitators_per_case": "one"})
        draft.refresh_from_db()
        assert unwritten(draft.text)["settings"]["facilitators_per_case"] == 1

    def test_strangers_and_coordinators_do_not_get_in(self, client, sign_in, coordinator, draft):
        page = sign_in(client.__class__(), coordinator)
        assert page.get(reverse("rulebook:home")).status_code == 404
        assert page.get(reverse("rulebook:version", args=[draft.pk])).status_code == 404
