"""Everything that was done on a case, in order, for an inspection; and the law it rests on today."""

from functools import cache

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from amends.delivery.casefile.trail import NOBODY
from amends.delivery.casefile.wording import in_words
from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, Side
from amends.foundation.policy.source import read
from amends.foundation.record.models import AuditEvent

HEAD = ["When", "Act", "What", "By", "Side", "Given to"]


@cache
def laws() -> tuple[tuple[str, str, str], ...]:
    """What an older paper names, the law that holds now, and what it is about (policy/legal-basis.yaml)."""
    parts = read(settings.POLICY_DIR / "legal-basis.yaml").fields(needed=["version", "laws"])
    rows = [item.fields(needed=["named", "now", "about"]) for item in parts["laws"].items()]
    return tuple((row["named"].text(), row["now"].text(), row["about"].text()) for row in rows)


def lines_of(case: Case) -> list[list[str]]:
    """One line for each thing done and each look, oldest first; alternatives to a meeting like any other step."""
    sides = {file.pk: Side(file.side).label for file in CaseFile.objects.filter(case=case)}
    names = User.objects.filter(pk=OuterRef("user_id")).values("name")
    events = AuditEvent.objects.filter(case_id=case.pk).annotate(by_name=Subquery(names)).order_by("pk")
    return [
        [
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
            event.get_act_display(),
            in_words(event.what, event.details),
            getattr(event, "by_name", None) or NOBODY,
            sides.get(event.file_id or 0, "Case"),
            event.recipient,
        ]
        for event in events.iterator(chunk_size=2000)
    ]
