"""The example's target criteria: what the desk writes down for them, and the test."""

from datetime import timedelta

from django.utils import timezone

from amends.delivery.cli.example.telling import SENDER, Story, verb
from amends.journey.eligibility import actions as desk
from amends.journey.eligibility.rules import suggested_pathway
from amends.journey.referral.actions import fill_part_two
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import ReferralPerson, Worksheet


@verb("on_its_pathway", usually="coordinator")
def on_its_pathway(story: Story) -> None:
    """The desk ties it to the pathway that fits its sender, and so to that pathway's rules."""
    pathway = suggested_pathway(story.referral, facts_of(story.referral))
    desk.note_intake(by=story.by, referral=story.referral, pathway=pathway)


@verb("conviction", usually="coordinator")
def conviction(story: Story, *, offence: str, kind: str, days_ago: int, index: bool = False) -> None:
    """One line of the list of convictions."""
    on = timezone.localdate() - timedelta(days=days_ago)
    desk.add_conviction(
        by=story.by, referral=story.referral, offence=offence, convicted_on=on, kind=kind, is_index=index
    )


@verb("victim_is", usually="coordinator")
def victim_is(story: Story, *, who: str, how_known: str) -> None:
    """Somebody harmed is linked to the offence."""
    name = story.scenario.people[who]["name"]
    person = ReferralPerson.objects.get(referral=story.referral, full_name=name)
    desk.link_victim(by=story.by, referral=story.referral, person=person, how_known=how_known)


@verb("accepts_facts", usually="coordinator")
def accepts_facts(story: Story, *, basis: str) -> None:
    """The officer says that the basic facts are accepted."""
    said = {"judged_by": story.who(SENDER).name, "judged_on": timezone.localdate(), "basis": basis}
    desk.judge_basic_facts(by=story.by, referral=story.referral, accepts="yes", plea="guilty", **said)


@verb("score", usually="coordinator")
def score(story: Story, *, value: int) -> None:
    """The score has come."""
    today = timezone.localdate()
    desk.record_score(by=story.by, referral=story.referral, value=value, scored_on=today, predictor="OGRS3")


@verb("target_test", usually="coordinator")
def target_test(story: Story) -> None:
    """How the criteria stand today is kept."""
    desk.record_target_test(by=story.by, referral=story.referral)


@verb("part_two", usually="administrator")
def part_two(story: Story, **details: str) -> None:
    """The service's own part of the worksheet."""
    worksheet = Worksheet.objects.select_related("referral").get(referral=story.referral)
    fill_part_two(by=story.by, worksheet=worksheet, details=details)
