"""The doors to a case and to a file. Nothing else fetches either; a stranger gets the same 404 as for a wrong number."""

from django.http import Http404

from amends.foundation.access.models import User
from amends.foundation.case.models import Case, CaseFile, Participant
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act


def open_case(user: User, number: str, *, why: str = "case.looked_at") -> Case:
    """The case of this number, if the user may know of it; the look is logged. Raises Http404 otherwise."""
    case = Case.objects.visible_to(user).filter(number=number).select_related("service").first()
    if case is None:
        raise Http404
    record(by=user, act=Act.CONSULTATION, what=why, case=case)
    return case


def open_file(user: User, case: Case, side: str, *, why: str = "file.looked_at") -> CaseFile:
    """One side's file, if the user may open it; the look is logged. Raises Http404 otherwise."""
    file = files_of(user, case).get(side)
    if file is None:
        raise Http404
    record(by=user, act=Act.CONSULTATION, what=why, file=file)
    return file


def open_participant(user: User, participant_id: int, *, why: str = "participant.looked_at") -> Participant:
    """One participant with their file and case, if the user may open that file; the look is logged."""
    found = (
        Participant.objects.filter(pk=participant_id, file__in=CaseFile.objects.visible_to(user))
        .select_related("file", "case", "case__service")
        .first()
    )
    if found is None:
        raise Http404
    record(by=user, act=Act.CONSULTATION, what=why, file=found.file, subject=f"participant:{found.pk}")
    return found


def files_of(user: User, case: Case) -> dict[str, CaseFile]:
    """The files of a case that this user may open, by side."""
    return {file.side: file for file in CaseFile.objects.visible_to(user).filter(case=case).order_by("pk")}
