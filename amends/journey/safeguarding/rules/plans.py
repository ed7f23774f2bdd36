"""Whether everybody who takes part has a plan that somebody else has signed, before anything passes between the sides."""

from amends.foundation.access.programs import as_clockwork
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.case.rules import open_elsewhere
from amends.foundation.lib.refusal import Refused
from amends.journey.safeguarding.models import SafetyPlan
from amends.service.rulebook.rules import profile_in_force

SOURCE = "NOMS service specification, row 3"
STEP = "safety-plans"


def wanted(case: Case, step: str) -> bool:
    """Whether the rules this case was taken under have the step."""
    return any(each.id == step for each in profile_in_force(case.service_id, case.profile).steps)


def taking_part(case: Case) -> list[Participant]:
    """Everybody who takes part, supporters too."""
    rows = Participant.objects.filter(case=case, takes_part=True, left_at__isnull=True)
    return list(rows.select_related("safety_plan").order_by("side", "pk"))


def without_plan(case: Case) -> list[Participant]:
    """Those whose plan is missing or not signed, as far as whoever acts may see."""
    return [p for p in taking_part(case) if not (hasattr(p, "safety_plan") and p.safety_plan.is_complete)]


def check_plans(case: Case) -> None:
    """Refuse any exchange until each person's plan is complete and signed, naming who lacks one (SS-040).

    Asked where the rules of the case have the step, and in any case where somebody has begun a plan. Nothing is said
    of people of a file that is not open to whoever asks.
    """
    seen = list(CaseFile.objects.filter(case=case).values_list("pk", flat=True))
    with as_clockwork(case.service):
        begun = SafetyPlan.objects.filter(file__case=case).exists()
        missing = without_plan(case) if begun or wanted(case, STEP) else []
    if not missing:
        return
    named = [f"{p.initials} ({p.words.lower()})" for p in missing if p.file_id in seen]
    if not named:
        raise open_elsewhere()
    raise Refused(
        f"Without a safety plan that is signed: {', '.join(named)}.",
        source=SOURCE,
        opens="Write their plan, and let the manager or the safeguarding lead sign it.",
    )
