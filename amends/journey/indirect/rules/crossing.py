"""May it leave the sender's side, and may it reach this person? Asked again at every step."""

from django.utils import timezone

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.lifecycle import Stage
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.rules import WALL, check_is_live
from amends.foundation.documents.rules import FOUND, crossing
from amends.foundation.lib.refusal import Refused
from amends.journey.allocation.rules import check_no_conflict
from amends.journey.consent.models import Consent
from amends.journey.consent.rules import check_asked_again, check_consent, check_may_contact, switchboards
from amends.journey.indirect.models import Draft, Exchange, Offer, Viewing
from amends.journey.indirect.rules.writing import PROCESS
from amends.journey.preparation.rules import check_way_agreed
from amends.journey.risk.models import ContactBar
from amends.journey.risk.rules import check_current, latest_of
from amends.journey.risk.rules.pausing import check_no_bar, check_not_held
from amends.journey.safeguarding.rules.children import check_may_take_part
from amends.journey.safeguarding.rules.harm import check_no_fresh_harm
from amends.journey.safeguarding.rules.plans import check_plans

RISK_EACH_STEP = "Wait 'til Eight section 5 para 1.1"


def check_in_communication(case: Case) -> None:
    """Refuse anything that goes across before the case is in communication."""
    check_is_live(case)
    check_not_held(case)
    check_no_bar(case, ContactBar.Covers.INDIRECT, timezone.localdate())
    if case.stage != Stage.COMMUNICATION:
        raise Refused(
            "The case is not in communication yet.",
            source=PROCESS,
            opens="Take the step “Begin communication” on the case first.",
        )


def check_can_release(draft: Draft) -> None:
    """Refuse to let go of what was not passed, what gives somebody away, and what not everybody wants just now."""
    exchange = draft.exchange
    check_in_communication(exchange.case)
    if (
        exchange.state != Exchange.State.PASSED
        or draft.verdict != Draft.Verdict.PASSED
        or not draft.checklist_id
    ):
        raise Refused(
            "Nothing goes out unread.",
            source=PROCESS,
            opens="Somebody other than the writer reads it against the list first.",
        )
    check_way_agreed(exchange.case, exchange.way)
    check_no_conflict(exchange.case)
    check_current(exchange.case)
    check_asked_again(exchange.case, [draft.author], Consent.Stage.EXCHANGE, f"exchange:{exchange.pk}")
    check_plans(exchange.case)
    check_no_fresh_harm(exchange.case)
    check_may_take_part(exchange.case)
    check_gives_nobody_away(draft)


def check_gives_nobody_away(draft: Draft) -> None:
    """Refuse words with a number, an address or a birthday from the sender's side; a name is for the reader to judge."""
    recipient = CaseFile.objects.get(case_id=draft.exchange.case_id, side=draft.exchange.to_side)
    found = [
        kind for kind in crossing(draft.words, case=draft.exchange.case, file=recipient) if kind != "name"
    ]
    if found:
        raise Refused(
            f"It contains {' and '.join(FOUND[kind] for kind in found)} of somebody on the sender's side.",
            source=WALL,
            opens="Take that out in a new version.",
        )


def check_still_meant(exchange: Exchange) -> None:
    """Refuse to take any further what its sender has taken back since it was released (EX-036).

    Whoever works with the recipient learns that it stops here, and not why.
    """
    with as_clockwork(exchange.case.service):
        released = Participant.objects.filter(
            drafts__exchange=exchange, drafts__released_at__isnull=False, left_at__isnull=True
        )
        boards = switchboards(list(released.distinct()))
    if not boards or not all(board[exchange.way].is_on for board in boards.values()):
        raise Refused(
            "This is not taken any further.",
            source="A yes can be taken back at any moment",
            opens="Leave it, and ask the coordinator.",
        )


def check_can_offer(exchange: Exchange, participant: Participant) -> None:
    """Refuse an offer before release, to the wrong side, or to somebody who wants no contact or no such thing."""
    check_in_communication(exchange.case)
    if exchange.state not in {Exchange.State.RELEASED, Exchange.State.DELIVERED}:
        raise Refused(
            "It has not been released yet.", source=PROCESS, opens="Nothing is offered before it may go out."
        )
    if participant.case_id != exchange.case_id or participant.side != exchange.to_side:
        raise Refused("It is for the other side.", field="participant")
    check_still_meant(exchange)
    check_may_contact(participant)
    check_consent(participant, exchange.way)


def check_can_fetch(offer: Offer) -> None:
    """Refuse the words until this person wants to hear or read them, and a risk assessment covers it (W8-206)."""
    exchange = offer.exchange
    check_in_communication(exchange.case)
    check_still_meant(exchange)
    check_consent(offer.participant, exchange.way)
    if not offer.wants_it:
        raise Refused(
            "They have not said yet that they want to hear or read it."
            if offer.choice != Offer.Choice.REFUSE
            else "They do not want to have it.",
            source=PROCESS,
            opens="Ask them what they would like to do with it." if not offer.choice else "",
        )
    assessed = latest_of([offer.participant]).get(offer.participant_id)
    if assessed is None or (exchange.handed_in_at and assessed.assessed_at < exchange.handed_in_at):
        raise Refused(
            "Nobody has assessed the risk for them since this was written.",
            source=RISK_EACH_STEP,
            opens="Assess it for this step, then fetch the words.",
        )
    check_current(exchange.case, [offer.participant])
    check_asked_again(exchange.case, [offer.participant], Consent.Stage.EXCHANGE, f"exchange:{exchange.pk}")


def check_can_deliver(offer: Offer, *, how: str, kept: bool) -> None:
    """Refuse a delivery before the words were fetched, and leaving what may not be left (W8-185, W8-186)."""
    exchange = offer.exchange
    check_can_fetch(offer)
    if offer.fetched_at is None:
        raise Refused("Fetch the words first.", source=PROCESS)
    if offer.delivered_on:
        raise Refused("This is noted already.")
    if how == Offer.How.HANDED_OVER and (exchange.is_recorded or not exchange.may_be_kept):
        raise Refused(
            "A recorded message is never left with anybody."
            if exchange.is_recorded
            else "This may be shown or read out, not handed over.",
            source="Wait 'til Eight section 4 para 4",
            field="how",
        )
    if kept and how != Offer.How.HANDED_OVER:
        raise Refused(
            "They keep it only when it was handed over to keep.",
            source="Wait 'til Eight section 4 para 4",
            field="kept",
        )


def check_can_show_again(offer: Offer) -> None:
    """Refuse another viewing of what is no recording, was never shown, is still out or was deleted (W8-186)."""
    exchange = offer.exchange
    if not exchange.is_recorded or not offer.delivered_on:
        raise Refused("Only a recorded message that was shown before is shown again.")
    check_can_fetch(offer)
    last = Viewing.objects.filter(offer=offer).order_by("pk").last() or offer
    if last.back_on is None:
        raise Refused(
            "It has to come back before it is shown again.", source="Wait 'til Eight section 4 para 4"
        )
    if last.back_where.strip().lower().startswith("deleted"):
        raise Refused("It was deleted.")


def check_says_effect(*, worked: str, how_known: str, view: str, learning: str = "") -> None:
    """Refuse to end what was delivered without its effect, how that is known, and the recipient's own view (W8-290)."""
    source = "Wait 'til Eight section 7 para 8.2"
    if not (worked and how_known.strip()):
        raise Refused(
            "Say whether it did some good, and how you know.",
            source=source,
            field="how_known" if worked else "worked",
        )
    if not view.strip():
        raise Refused(
            "Say what they say of it themselves.",
            source=source,
            opens="Ask them; if they would rather not say, write that.",
            field="view",
        )
