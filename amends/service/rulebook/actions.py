"""Begin a version, change it, ask somebody else to agree, and let it hold from its day on."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.approval.actions import ask_approval, withdraw_approval
from amends.foundation.approval.models import Approval
from amends.foundation.approval.rules import latest
from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.deriving import NotAllowedError, Text, differences, head, unwritten, written
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.service.rulebook.models import ProfileVersion
from amends.service.rulebook.rules import (
    SOURCE,
    check_allowed,
    check_can_ask,
    check_can_change,
    check_is_draft,
    own_name,
    text_in_force,
)

APPROVAL_KEY = "rulebook.version"
State = ProfileVersion.State


@transaction.atomic
def begin_version(*, by: User, service: Service, base: str) -> ProfileVersion:
    """Begin to write a version from the rules that hold today; one that is being written already is given back."""
    check_can_change(by, service)
    rows = ProfileVersion.objects.filter(service=service, base=base)
    in_work = rows.filter(state__in=[State.DRAFT, State.ASKED]).first()
    if in_work:
        return in_work
    today, name = timezone.localdate(), own_name(service, base)
    last = rows.order_by("-version").first()
    number = last.version + 1 if last else 1
    now = text_in_force(service.pk, base, today)
    title = f"{service.name}: {now['title'].removeprefix(f'{service.name}: ')}"
    text = head(now, name=name, version=number, title=title, effective_from=today)
    version = ProfileVersion(
        service=service,
        base=base,
        name=name,
        version=number,
        text=written(text),
        before=written(now),
        made_by=by,
    )
    version.full_clean(exclude=["made_at"])
    version.save()
    _note(by, version, Act.COLLECTION, "begun")
    return version


@transaction.atomic
def change_version(
    *, by: User, version: ProfileVersion, change: Callable[[Text], None], field: str = ""
) -> ProfileVersion:
    """Change the text of a draft. What the loader refuses, or a mandatory rule forbids, is not kept."""
    locked = _locked(version)
    check_can_change(by, locked.service)
    check_is_draft(locked)
    text = unwritten(locked.text)
    try:
        change(text)
    except NotAllowedError as mistake:
        raise Refused(str(mistake), source=SOURCE, field=field) from mistake
    check_allowed(locked, text, field=field)
    locked.text = written(text)
    locked.save(update_fields=["text"])
    _note(by, locked, Act.ALTERATION, "changed")
    return locked


@transaction.atomic
def ask_for_agreement(
    *, by: User, version: ProfileVersion, reason: str, effective_from: date
) -> ProfileVersion:
    """Ask somebody else to agree to the version from a day on. Until then nothing changes."""
    locked = _locked(version)
    check_can_change(by, locked.service)
    check_can_ask(locked, reason=reason, effective_from=effective_from)
    text = unwritten(locked.text)
    if not differences(unwritten(locked.before), text):
        raise Refused("Nothing is different from the rules in force.", opens="Change something first.")
    text["effective"] = {"from": effective_from}
    locked.effective_from = effective_from
    check_allowed(locked, text)
    locked.text, locked.reason, locked.state = written(text), reason.strip(), State.ASKED
    locked.made_by = by
    locked.full_clean(exclude=["made_at"])
    locked.save()
    _note(by, locked, Act.ALTERATION, "asked")
    ask_approval(
        by=by,
        key=APPROVAL_KEY,
        subject=locked.subject,
        question=f"Shall version {locked.version} of our rules ({locked.name}) hold from {effective_from}?",
        belongs_to=locked.service,
        link=reverse("rulebook:version", args=[locked.pk]),
        permission=Permission.APPROVAL_DECIDE,
    )
    return locked


def follow_decision(by: User, approval: Approval) -> None:
    """The approval was decided: the version holds from its day, but never for days already past; or it does not."""
    version = _locked(ProfileVersion.objects.get(pk=int(approval.subject.partition(":")[2])))
    agreed = approval.decision == Approval.Decision.APPROVED
    version.state = State.APPROVED if agreed else State.REFUSED
    version.decided_by, version.decided_at = by, timezone.now()
    today = timezone.localdate()
    if agreed and version.effective_from and version.effective_from < today:
        text = unwritten(version.text)
        text["effective"] = {"from": today}
        version.effective_from, version.text = today, written(text)
    version.full_clean(exclude=["made_at"])
    version.save()
    _note(by, version, Act.ALTERATION, "agreed" if agreed else "refused")


@transaction.atomic
def take_back(*, by: User, version: ProfileVersion) -> ProfileVersion:
    """Throw a draft away, or take a question back that nobody has answered."""
    locked = _locked(version)
    check_can_change(by, locked.service)
    if locked.state not in {State.DRAFT, State.ASKED}:
        raise Refused("What was decided stays on record.", opens="Begin a new version.")
    waiting = latest(locked.subject, APPROVAL_KEY)
    if waiting and not waiting.decision:
        withdraw_approval(by=by, approval=waiting)
    locked.state = State.DISCARDED
    locked.save(update_fields=["state"])
    _note(by, locked, Act.ALTERATION, "discarded")
    return locked


def _locked(version: ProfileVersion) -> ProfileVersion:
    rows = ProfileVersion.objects.select_for_update(of=("self",)).select_related("service")
    return rows.get(pk=version.pk)


def _note(by: User, version: ProfileVersion, act: Act, what: str) -> None:
    record(
        by=by,
        act=act,
        what=f"profile_version.{what}",
        service_id=version.service_id,
        subject=version.subject,
        details={"profile": str(version)},
    )
