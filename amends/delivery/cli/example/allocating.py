"""How the example's cases find their two facilitators."""

from amends.delivery.cli.example.telling import FIRST, SECOND, Story, verb
from amends.delivery.sight.actions import keep_to_a_few
from amends.foundation.case.actions import take_step
from amends.foundation.case.grant_actions import open_file_to
from amends.journey.allocation import actions as allocation
from amends.journey.allocation.models import Allocation, PackItem
from amends.service.workforce.actions import note_responsibility


@verb("finding", usually="manager")
def finding(story: Story, *, benefit: str, kind: str = "sexual") -> None:
    """A manager writes down why a specialist case can be taken on."""
    details = {
        "kind": kind,
        "circumstances": benefit,
        "benefit": benefit,
        "harm": "None that care does not meet.",
    }
    allocation.record_finding(by=story.by, case=story.case, details=details)


@verb("offer", usually="coordinator")
def offer(story: Story, *, to: list[str] | None = None, message: str = "", over_limit: str = "") -> None:
    """The case is offered to a short list; to its own two facilitators when no list is given."""
    users = [story.who(key) for key in to or [FIRST, SECOND]]
    allocation.offer(by=story.by, case=story.case, users=users, message=message, over_limit_reason=over_limit)


@verb("take", usually=FIRST)
def take(story: Story, *, link: str = "") -> None:
    """A facilitator accepts, with or without a link to declare."""
    allocation.accept(by=story.by, allocation=_own(story), link=bool(link), link_details=link)


@verb("decline", usually=FIRST)
def decline(story: Story, *, why: str = "time", note: str = "") -> None:
    allocation.decline(by=story.by, allocation=_own(story), why=why, note=note)


@verb("declare_link", usually=FIRST)
def declare_link(story: Story, *, details: str) -> None:
    """A link comes up after accepting."""
    allocation.declare_link(by=story.by, allocation=_own(story), details=details)


@verb("decide_link", usually="coordinator")
def decide_link(story: Story, *, of: str, keep: bool, reason: str = "") -> None:
    rows = Allocation.objects.filter(case_id=story.case_id, user=story.who(of))
    allocation.decide_link(by=story.by, allocation=rows.latest("pk"), keep=keep, reason=reason)


@verb("responsible_for", usually="coordinator")
def responsible_for(story: Story, *, colleague: str, person: str, kind: str = "personal") -> None:
    """A colleague turns out to answer for somebody in the case, or to know them."""
    details = {
        "kind": kind,
        "person_name": story.scenario.people[person]["name"],
        "participant": story.person(person),
        "starts_on": story.case.opened_at.date(),
    }
    note_responsibility(by=story.by, service=story.hub.service, user=story.who(colleague), details=details)


def _own(story: Story) -> Allocation:
    return Allocation.objects.filter(case_id=story.case_id, user=story.by).latest("pk")


@verb("pack", usually="coordinator")
def pack(story: Story, *, note: str = "", withhold: str = "") -> None:
    """The papers are chosen one by one and handed over."""
    case = story.case
    allocation.gather(by=story.by, case=case)
    if note:
        allocation.add_note(by=story.by, case=case, title="From the coordinator", words=note)
    for item in PackItem.objects.filter(case=case).order_by("pk"):
        if item.included is None:
            allocation.decide_item(by=story.by, item=item, included=not withhold, reason_withheld=withhold)
    allocation.issue_pack(by=story.by, case=case)


@verb("step", usually=FIRST)
def step(story: Story, *, take: str) -> None:
    """The case moves along its table."""
    take_step(by=story.by, case=story.case, verb=take)


@verb("open_to", usually="coordinator")
def open_to(story: Story, *, whom: str, side: str, reason: str) -> None:
    """One side's file is opened to somebody of another body."""
    open_file_to(by=story.by, file=story.file(side), user=story.who(whom), reason=reason)


@verb("limit", usually="manager")
def limit(story: Story, *, kind: str, reason: str, named: list[str]) -> None:
    """The case is kept to a few."""
    keep_to_a_few(
        by=story.by, case=story.case, kind=kind, reason=reason, named=[story.who(key) for key in named]
    )
