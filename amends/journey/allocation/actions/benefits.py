"""The benefits that an officer talked through, as an item of the pack."""

from amends.foundation.case.models import Case, CaseFile, Side
from amends.foundation.questionnaire.rules import latest_responses
from amends.journey.allocation.models import PackItem
from amends.journey.referral.models import Referral
from amends.journey.referral.officer_rules import EXPLAINED, benefits_in_words


def benefit_items(case: Case) -> list[PackItem]:
    """What an officer talked through with the person responsible, for the file of that side (HMPPS 6.21)."""
    file = CaseFile.objects.filter(case=case, side=Side.RESPONSIBLE).first()
    found = []
    for referral in Referral.objects.filter(case=case).order_by("pk") if file else ():
        said = {r.key: r.answers for r in latest_responses(f"referral:{referral.pk}")}.get(EXPLAINED, {})
        title = f"Benefits that were talked through ({referral.number})"
        words = benefits_in_words(said)
        if file and words:
            item = PackItem(
                kind=PackItem.Kind.REFERRAL,
                subject=f"benefits:{referral.pk}",
                title=title,
                file_id=file.pk,
                words=words,
            )
            found.append(item)
    return found
