"""May one be begun, handed in, and read by this person?"""

from django.utils import timezone

from amends.foundation.access.models import User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.programs import as_clockwork
from amends.foundation.access.rules import check_may, may
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, CaseFile, FileGrant
from amends.foundation.case.rules import check_is_live
from amends.foundation.lib.refusal import Refused
from amends.journey.consent.purposes import purpose
from amends.journey.consent.rules import has_consent
from amends.journey.indirect.models import Draft, Exchange
from amends.journey.indirect.rules.grounds import Ground, check_ground
from amends.journey.risk.models import ContactBar
from amends.journey.risk.rules.pausing import check_no_bar, check_not_held
from amends.journey.suitability.rules import any_found_unsuitable, check_suitable

PROCESS = "Essex manual, process para 2"


def check_can_begin(case: Case, exchange: Exchange, rests_on: Ground | None = None) -> None:
    """Refuse outside preparation and communication, while somebody was found unsuitable, or without a ground.

    A letter may be thought about before everybody has been judged; after a judgement against it nothing is begun
    (EX-047). The ground, and what it rests on, is asked under a profile that wants one (SS-013).
    """
    check_is_live(case)
    check_not_held(case)
    check_no_bar(case, ContactBar.Covers.INDIRECT, timezone.localdate())
    if case.stage not in {Stage.PREPARATION, Stage.COMMUNICATION}:
        stage = case.get_stage_display().lower()
        words = f"Letters and messages belong to preparation and communication; this case is in {stage}."
        raise Refused(words, source=PROCESS)
    if case.stage == Stage.COMMUNICATION or any_found_unsuitable(case):
        check_suitable(case)
    check_ground(case, exchange.ground, rests_on)


def check_can_hand_in(draft: Draft) -> None:
    """Refuse a version that is not the newest, that the sender does not agree to, or whose sender wants no such thing."""
    exchange = draft.exchange
    check_is_live(exchange.case)
    if exchange.state != Exchange.State.WRITING or draft.handed_in_at:
        raise Refused("This is not being written any more.", source=PROCESS)
    if Draft.objects.filter(exchange=exchange, number__gt=draft.number).exists():
        raise Refused("There is a newer version.", opens="Hand that one in.")
    if draft.sender_agreed_on is None:
        raise Refused(
            "The sender has not agreed yet that exactly this is passed on.",
            source=PROCESS,
            opens="Read it with them and note the day they agree.",
        )
    if not has_consent(draft.author, exchange.way):
        title = purpose(exchange.way).title
        raise Refused(
            f"The sender has not agreed: {title[0].lower()}{title[1:]}.",
            source=purpose(exchange.way).source,
            opens="Ask them, and record what they say.",
        )


def check_can_vet(draft: Draft, by: User) -> None:
    """Refuse reading by whoever wrote it down, helped with it or handed it in (EX-050)."""
    check_may(by, Permission.MESSAGE_VET, draft.service_id)
    check_is_live(draft.exchange.case)
    if draft.exchange.state != Exchange.State.VETTING or not draft.handed_in_at or draft.verdict:
        raise Refused("This version does not wait to be read.", source=PROCESS)
    if by.pk in {draft.made_by_id, draft.handed_in_by_id, draft.helped_by_id}:
        raise Refused(
            "Somebody else has to read it: you wrote it down, helped with it or handed it in.",
            source="A second pair of eyes; " + PROCESS,
        )


def readers_of(file: CaseFile, but: set[int]) -> list[User]:
    """Colleagues who have been given this file and may read letters, apart from those who took part in writing."""
    with as_clockwork(file.service):  # a facilitator sees no grant but their own
        grants = FileGrant.objects.filter(file=file, ended_at__isnull=True, suspended=False)
        found = {grant.user_id: grant.user for grant in grants.select_related("user")}
        return [
            user
            for key, user in sorted(found.items())
            if key not in but and may(user, Permission.MESSAGE_VET, file.service_id)
        ]
