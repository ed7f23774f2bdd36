"""Writing the library: entries, their versions on the way from draft to published, links, and who has read what."""

from collections.abc import Mapping
from datetime import date

from django.core.files.base import File
from django.db import models, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from amends.foundation.access.models import Service, User
from amends.foundation.access.permissions import Permission
from amends.foundation.access.rules import check_may
from amends.foundation.clock.actions import About, start_clock, stop_clock
from amends.foundation.clock.rules import end_of
from amends.foundation.documents.actions import scan
from amends.foundation.documents.rules import check_upload, clean_name
from amends.foundation.documents.wording import document_template
from amends.foundation.lib.dates import add_months
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.actions import Details, record
from amends.foundation.record.models import Act
from amends.service.library.delivered import Delivered, contents
from amends.service.library.letters import PREFIX, check_words_of, template_of
from amends.service.library.models import Confirmation, Edition, Entry, Practice, StoredFile
from amends.service.library.rules import IN_HAND, check_may_confirm

REVIEW_CLOCK = "library-review"
KEY_LENGTH = 50
SOURCE = "Wait 'til Eight section 2 paras 2.2-2.3"


@transaction.atomic
def take_up(*, by: User, service: Service) -> int:
    """Put what Amends brings along into the library as drafts, for the service to adapt. Returns how many are new."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    known = {entry.key: entry for entry in Entry.objects.filter(service=service)}
    new = [each for each in contents().entries.values() if each.key not in known]
    for each in new:
        known[each.key] = _take_up_one(by, service, each)
    for each in new:
        if each.explains:
            known[each.key].explains = known[each.explains]
            known[each.key].save(update_fields=["explains"])
    return len(new)


def _take_up_one(by: User, service: Service, each: Delivered) -> Entry:
    details = {
        name: getattr(each, name)
        for name in ("key", "kind", "title", "source", "address", "internal", "must_be_read", "review_months")
    }
    lists = {name: list(getattr(each, name)) for name in ("roles", "places", "outputs")}
    entry = Entry(service=service, **details, **lists)
    _keep(entry, by, "library.entry_added")
    write(by=by, entry=entry, words="\n\n".join(each.words), as_delivered=True)
    return entry


@transaction.atomic
def add_entry(*, by: User, service: Service, details: Mapping[str, object], key: str = "") -> Entry:
    """Put something of the service's own, or of others, into the library."""
    entry = Entry(service=service, **_split(by, service, details))
    entry.key = key or _free_key(service, entry.title)
    _keep(entry, by, "library.entry_added")
    return entry


@transaction.atomic
def change_entry(*, by: User, entry: Entry, details: Mapping[str, object]) -> None:
    """Correct what is said about an entry: its place, whom it concerns, its link. Its words change with a version."""
    before = entry.address
    for name, value in _split(by, entry.service, details).items():
        setattr(entry, name, value)
    if entry.address != before:
        entry.link_works = entry.link_checked_on = entry.link_checked_by = None
    if entry.standing != Entry.Standing.REPLACED:
        entry.replaced_by = None
    _keep(entry, by, "library.entry_changed")


def _split(by: User, service: Service, details: Mapping[str, object]) -> dict[str, object]:
    found = dict(details)
    upload = found.pop("upload", None)
    if upload:
        found["stored_copy"] = store(by=by, service=service, upload=upload)  # type: ignore[arg-type]  # a form's file
    return found


def _free_key(service: Service, title: str) -> str:
    key = slugify(title)[:KEY_LENGTH] or "entry"
    same = Entry.objects.filter(service=service, key__startswith=key).count()
    return f"{key}-{same + 1}" if same else key


@transaction.atomic
def adapt_letter(*, by: User, service: Service, key: str) -> Entry:
    """Begin words of one's own for a letter or form, from the original; the original stays (W8-003)."""
    known = Entry.objects.filter(service=service, key=f"{PREFIX}{key}").first()
    if known:
        return known
    template = document_template(key)
    # Partners make some of these forms themselves, and so must be able to read the words.
    details = {
        "title": template.title,
        "kind": Entry.Kind.LETTER,
        "source": template.source[:200],
        "internal": False,
    }
    entry = add_entry(by=by, service=service, details=details, key=f"{PREFIX}{key}")
    write(by=by, entry=entry, words=template.body.strip(), as_delivered=True)
    return entry


@transaction.atomic
def store(*, by: User, service: Service, upload: "File[bytes]") -> StoredFile:
    """Take in a paper. Refuses what is too large or not what it seems."""
    check_may(by, Permission.SERVICE_MANAGE, service)
    name = clean_name(upload.name or "file")
    upload.seek(0)
    content = upload.read()
    content_type = check_upload(name, content)
    scan(content)
    return StoredFile.objects.create(
        service=service, name=name, content_type=content_type, data=content, added_by=by
    )


@transaction.atomic
def write(
    *,
    by: User,
    entry: Entry,
    words: str,
    explains_version: int | None = None,
    upload: "File[bytes] | None" = None,
    as_delivered: bool = False,
) -> Edition:
    """Begin the next version, or go on with the one that is being written; what is in force stays as it is."""
    check_words_of(entry, words)
    edition = Edition.objects.filter(entry=entry, state__in=IN_HAND).first()
    if edition is None:
        last = Edition.objects.filter(entry=entry).aggregate(last=Max("number"))["last"] or 0
        edition = Edition(service_id=entry.service_id, entry=entry, number=last + 1)
    edition.words, edition.explains_version = words, explains_version
    edition.as_delivered, edition.state = as_delivered, Edition.State.DRAFT
    edition.written_by, edition.written_at = by, timezone.now()
    if upload:
        edition.paper = store(by=by, service=entry.service, upload=upload)
    _keep(edition, by, "library.version_written")
    return edition


@transaction.atomic
def finish(*, by: User, edition: Edition) -> None:
    """The words are final; somebody may publish them now."""
    if edition.state != Edition.State.DRAFT:
        raise Refused(f"Only a draft is made final; this version is {edition.get_state_display().lower()}.")
    edition.state = Edition.State.FINAL
    _keep(edition, by, "library.version_final")


@transaction.atomic
def publish(*, by: User, edition: Edition, effective_on: date | None = None) -> None:
    """Approve a final version: it is in force from now on, and whom it concerns is asked to read it."""
    if edition.state != Edition.State.FINAL:
        raise Refused(
            f"Only a final version is published; this one is {edition.get_state_display().lower()}.",
            source=SOURCE,
            opens="Make the draft final first.",
        )
    today = timezone.localdate()
    day = effective_on or today
    if day > today:
        raise Refused("Publish it on the day from which it holds.", field="effective_on")
    for old in Edition.objects.filter(entry=edition.entry, state=Edition.State.PUBLISHED):
        old.state, old.over_on = Edition.State.SUPERSEDED, today
        _keep(old, by, "library.version_superseded")
    edition.state, edition.approved_by = Edition.State.PUBLISHED, by
    edition.effective_on, edition.published_on, edition.reviewed_on = day, today, today
    edition.review_on = add_months(today, edition.entry.review_months)
    _keep(edition, by, "library.version_published")
    _plan_review(by, edition)


@transaction.atomic
def withdraw(*, by: User, edition: Edition, why: str) -> None:
    """Take a version out of force, or give a draft up, without one in its place."""
    check_may(by, Permission.SERVICE_MANAGE, edition.service_id)
    if edition.state in {Edition.State.SUPERSEDED, Edition.State.WITHDRAWN}:
        raise Refused("This version is over already.")
    if edition.is_in_hand:
        record(
            by=by,
            act=Act.ERASURE,
            what="library.draft_given_up",
            service_id=edition.service_id,
            subject=edition.entry.subject,
            details={"version": edition.number},
        )
        edition.delete()
        return
    edition.state, edition.over_on, edition.why_withdrawn = (
        Edition.State.WITHDRAWN,
        timezone.localdate(),
        why,
    )
    _keep(edition, by, "library.version_withdrawn")
    stop_clock(by=by, name=REVIEW_CLOCK, subject=edition.entry.subject, dropped=True)


@transaction.atomic
def put_back(*, by: User, entry: Entry) -> Edition:
    """Begin the next version with the words that Amends brought along; every version of our own stays (W8-003)."""
    original, template = contents().entries.get(entry.key), template_of(entry)
    if original is None and template is None:
        raise Refused("This is the service’s own; there is no original to go back to.")
    words = template.body.strip() if template else "\n\n".join(original.words) if original else ""
    return write(by=by, entry=entry, words=words, as_delivered=True)


@transaction.atomic
def look_again(*, by: User, edition: Edition) -> None:
    """It was looked at again and can stay as it is until the next time."""
    if edition.state != Edition.State.PUBLISHED:
        raise Refused("Only the version in force is looked at again.")
    today = timezone.localdate()
    edition.reviewed_on, edition.review_on = today, add_months(today, edition.entry.review_months)
    _keep(edition, by, "library.looked_at_again")
    _plan_review(by, edition)


@transaction.atomic
def confirm(*, by: User, edition: Edition) -> Confirmation:
    """Say for oneself that one has read the version in force (Wait 'til Eight appendix 3D)."""
    check_may_confirm(by, edition)
    row, new = Confirmation.objects.get_or_create(service_id=edition.service_id, edition=edition, user=by)
    if new:
        record(
            by=by,
            act=Act.COLLECTION,
            what="library.read",
            service_id=edition.service_id,
            subject=edition.entry.subject,
            details={"version": edition.number},
        )
    return row


@transaction.atomic
def check_link(*, by: User, entry: Entry, works: bool) -> None:
    """Somebody has followed the link and says whether it leads where it should."""
    if not entry.address:
        raise Refused("There is no link.")
    entry.link_works, entry.link_checked_on, entry.link_checked_by = works, timezone.localdate(), by
    _keep(entry, by, "library.link_checked")


def _keep(row: models.Model, by: User, what: str) -> None:
    service_id: int = row.service_id  # type: ignore[attr-defined]  # each row of this room has one
    check_may(by, Permission.SERVICE_MANAGE, service_id)
    act = Act.COLLECTION if row.pk is None else Act.ALTERATION
    row.full_clean()
    row.save()
    entry = row.entry if isinstance(row, Edition) else row
    details: Details = {"version": row.number} if isinstance(row, Edition) else {}
    subject = f"library:{entry.pk}"
    record(by=by, act=act, what=what, service_id=service_id, subject=subject, details=details)


def _plan_review(by: User, edition: Edition) -> None:
    entry = edition.entry
    stop_clock(by=by, name=REVIEW_CLOCK, subject=entry.subject)
    if edition.review_on is None:
        return
    about = About(
        service=entry.service,
        subject=entry.subject,
        link=reverse("library:entry", args=[entry.pk]),
        owner=entry.owner,
    )
    title = f"Look again at “{entry.title}”"[:160]
    start_clock(by=by, name=REVIEW_CLOCK, about=about, title=title, due=end_of(edition.review_on))


@transaction.atomic
def share_practice(*, by: User, service: Service, about: str, need: str, answer: str) -> Practice:
    """Put what answered a need well where the whole team finds it. Whoever shares it has left out all names."""
    check_may(by, Permission.CONTACT_LOG, service)
    row = Practice(service=service, about=about, need=need, answer=answer, shared_on=timezone.localdate())
    row.full_clean()
    row.save()
    record(by=by, act=Act.COLLECTION, what="library.practice_shared", service_id=service.pk)
    return row
