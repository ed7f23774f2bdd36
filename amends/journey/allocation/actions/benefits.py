"""The benefits that an officer talked through, as an item of the pack."""

from amends.foundation.case.models import Case, CaseFile, Side
from amends.foundation.questionnaire.rules import latest_answers
from amends.journey.allocation.models import PackItem
from amends.journey.referral.models import Referral
from amends.journey.referral.officer_rules import EXPLAINED, benefits_in_words


def benefit_items(case: Case) -> list[PackItem]:
    """What an officer talked through with the person responsible, for the file of that side (HMPPS 6.21)."""
    file = CaseFile.objects.filter(case=case, side=Side.RESPONSIBLE).first()
    if file is None:
        return []
    referrals = {f"referral:{row.pk}": row for row in Referral.objects.filter(case=case).order_by("pk")}
    said = latest_answers(EXPLAINED, list(referrals))
    return [
        PackItem(
            kind=PackItem.Kind.REFERRAL,
            subject=f"benefits:{referral.pk}",
            title=f"Benefits that were talked through ({referral.number})",
            file_id=file.pk,
            words=words,
        )
        for subject, referral in referrals.items()
        if (words := benefits_in_words(said.get(subject, {})))
    ]
