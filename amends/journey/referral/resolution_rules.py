"""The rules of the community resolution form (hub manual, appendices F and G). Each problem names the part it is in."""

from collections.abc import Iterator

from amends.journey.referral.content import Problem, Rows
from amends.journey.referral.facts import day_of
from amends.journey.referral.models.resolution import COMPENSATION, ChosenAction, CommunityResolution, SignOff
from amends.journey.referral.remedy_rules import not_on_offer

SOURCE = "Essex manual, appendices F and G"
PAID_FOR = {CommunityResolution.OffenceGroup.THEFT, CommunityResolution.OffenceGroup.DAMAGE}


def hub_work(rows: Rows) -> list[ChosenAction]:
    """The actions that come to the hub: the restorative ones among those chosen or agreed."""
    return [a for a in rows.actions if a.is_restorative and (a.chosen_by_victim or a.agreed_place)]


def resolution_problems(rows: Rows) -> list[Problem]:
    """Everything that stands against calling the form complete; for a paper form these become notices."""
    if rows.resolution is None:
        return []
    return [
        problem
        for check in (_statement, _compensation, _caution, _acceptance, _offender_points, _officers)
        for problem in check(rows, rows.resolution)
    ]


def sending_problems(rows: Rows) -> list[Problem]:
    """Why a complete form still may not go to the hub. The contract itself stays valid."""
    if rows.resolution is None:
        return []
    return [
        *_restorative(rows),
        *_area(rows, rows.resolution),
        *_permissions(rows, rows.resolution),
        *not_on_offer(rows, day_of(rows.referral)),
    ]


def _problem(part: str, words: str) -> Problem:
    return Problem(f"resolution.{part}", words)


def _statement(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """The limits of a voluntary contract are known before actions are chosen (EX-143)."""
    if not any(action.chosen_by_victim for action in rows.actions):
        return
    parts = {
        "offence": (form.offence, "Say what offence or behaviour was suffered."),
        "menu_read": (
            form.menu_read,
            "Actions are ticked, but not that the person harmed has read the menu.",
        ),
        "wishes_informal_resolution": (
            form.wishes_informal_resolution,
            "It is not ticked that the person harmed wishes an informal resolution.",
        ),
        "understands_enforcement": (
            form.understands_enforcement,
            "It is not ticked that the person harmed knows how rarely the police can enforce a contract.",
        ),
    }
    for part, (answer, words) in parts.items():
        if not answer:
            yield _problem(part, words)


def _compensation(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """Money is for theft and damage only, with the amount and what it covers (EX-145)."""
    action = rows.action(COMPENSATION)
    if action is None or not (action.chosen_by_victim or action.agreed_place):
        return
    if form.offence_group not in PAID_FOR:
        yield _problem(
            "actions.7", "Compensation is for theft or damage only. Take it out, the rest can stand."
        )
        return
    if not action.amount:
        yield _problem("actions.7.amount", "Enter the amount of the compensation.")
    if not action.covers:
        yield _problem("actions.7.covers", "Say what the compensation covers: repair, or what was stolen.")


def _caution(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """The caution comes before the admission (EX-148)."""
    if (form.accepts_responsibility or form.offender_signed) and not form.caution_given:
        yield _problem("caution_given", "Acceptance cannot be recorded until a caution is recorded.")


def _acceptance(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """What was agreed is accepted, and found fair by the police (EX-149)."""
    if not any(action.agreed_place for action in rows.actions):
        return
    if not form.accepts_responsibility:
        yield _problem("accepts_responsibility", "It is not recorded that the person responsible accepts it.")
    if not form.police_agree_proportionate:
        yield _problem(
            "police_agree_proportionate", "It is not recorded that the police find it fair and in proportion."
        )


def _offender_points(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """Three points, each on its own (EX-150); the third only where something restorative was agreed."""
    if not form.offender_signed:
        return
    if form.told_of_disclosure is None:
        yield _problem(
            "told_of_disclosure", "Say whether they were told that it may be disclosed in vetting."
        )
    if form.consents_to_disclosure is None:
        yield _problem("consents_to_disclosure", "Say whether they agree to disclosure where it applies.")
    if not form.offender_hub_consent and any(a.is_restorative and a.agreed_place for a in rows.actions):
        yield _problem("offender_hub_consent", "Ask the person responsible whether the hub may contact them.")


def _officers(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """Two officers sign, and an inspector where the person harmed did not (EX-151)."""
    signed = {line.role for line in rows.sign_offs}
    for role in (SignOff.Role.INVESTIGATING, SignOff.Role.SUPERVISING):
        if role not in signed:
            yield _problem(f"sign_offs.{role}", f"The line “{role.label}” is not signed.")
    if not form.victim_signed and SignOff.Role.INSPECTOR not in signed:
        words = "The person harmed did not sign, so an inspector has to authorise it."
        yield _problem("sign_offs.inspector", words)


def _restorative(rows: Rows) -> Iterator[Problem]:
    """Without a restorative action nothing reaches the hub (EX-144, EX-147)."""
    if not hub_work(rows):
        words = "None of the actions is restorative, so nothing goes to the hub. The resolution stays with the police."
        yield _problem("actions", words)


def _area(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """Only from areas switched on for it (EX-146)."""
    if form.policing_area and not form.policing_area.hub_referrals and hub_work(rows):
        other = form.policing_area.other_route
        ending = f" {other}" if other else ""
        yield _problem("policing_area", f"{form.policing_area} is not served by the hub yet.{ending}")


def _permissions(rows: Rows, form: CommunityResolution) -> Iterator[Problem]:
    """Each of the two agrees to be passed on, or it stays where it is (EX-147, EX-150)."""
    authorised = any(line.role == SignOff.Role.INSPECTOR for line in rows.sign_offs)
    if not hub_work(rows):
        return
    if form.victim_hub_consent != "yes" and (form.victim_signed or not authorised):
        yield _problem(
            "victim_hub_consent", "The person harmed has not agreed that their details go to the hub."
        )
    if form.offender_hub_consent == "no" and any(a.is_restorative and a.agreed_place for a in rows.actions):
        words = "The person responsible does not want the hub to contact them. The rest of the contract stays valid."
        yield _problem("offender_hub_consent", words)
