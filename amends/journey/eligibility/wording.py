"""First drafts of what the referrer is told. Somebody reads and changes them before they go; none names a participant."""

from django.template.loader import render_to_string

from amends.foundation.policy.ruleset import Rule
from amends.foundation.policy.screening import State
from amends.journey.eligibility.desk import Desk
from amends.journey.referral.noticing import Severity
from amends.service.partners.models import Receiver
from amends.service.partners.rules import receiver_for, receivers


def _draft(name: str, desk: Desk, **more: object) -> str:
    context = {"referral": desk.referral, "service": desk.referral.service, "desk": desk, **more}
    text = render_to_string(f"eligibility/words/{name}.txt", context)
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def accepted(desk: Desk) -> str:
    """A case is opened."""
    return _draft("accepted", desk)


def question(desk: Desk) -> str:
    """What is still to be found out: facts, open parts, and what was noticed as to be checked."""
    return _draft("question", desk, missing=desk.missing or desk.open_parts[:6])


def sent_back(desk: Desk) -> str:
    """What the referrer should put right."""
    grave = [notice.words for notice in desk.notices if notice.severity in {Severity.STOP, Severity.CHECK}]
    return _draft("sent_back", desk, put_right=[*desk.missing, *grave][:8])


def sent_on(desk: Desk) -> str:
    """To which service it goes, and why."""
    to = desk.proposed.agency.name if desk.proposed else desk.refers_to
    return _draft("sent_on", desk, to=to, rules=_deciding(desk))


def declined(desk: Desk) -> str:
    """The rule that shuts it out and what would open it; for neighbours who came by themselves, whom to ask (EX-074)."""
    fires = [e.rule for e in desk.decision.explanations if e.state == State.FIRES]
    self_referred = any(rule.id == "dispute-self-referred" for rule in fires)
    return _draft("declined", desk, rules=_deciding(desk), signpost=signpost(desk) if self_referred else None)


def _deciding(desk: Desk) -> list[Rule]:
    """The rules that apply and decide. One that nobody can tell yet is no reason, and is not given as one."""
    fires = [e.rule for e in desk.decision.explanations if e.state == State.FIRES]
    return [rule for rule in fires if rule.id in desk.decision.rules]


def signpost(desk: Desk) -> Receiver | None:
    """The partner for the address of whoever came by themselves."""
    service = desk.referral.service
    lives = next((person for person in desk.rows.people if person.postcode or person.address), None)
    if lives is None:
        return receivers(service, Receiver.Takes.NEIGHBOURS).first()
    found = receiver_for(service, Receiver.Takes.NEIGHBOURS, postcode=lives.postcode, address=lives.address)
    return found or receivers(service, Receiver.Takes.NEIGHBOURS).first()


def joined(desk: Desk) -> str:
    """The matter is known already. It does not say through whom."""
    return _draft("joined", desk)
