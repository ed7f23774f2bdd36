"""The worker's part: a caseload is read, screened and ranked row by row, in one transaction or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.access.programs import as_clockwork
from amends.foundation.lib.refusal import Refused
from amends.foundation.messages.actions import tell
from amends.foundation.record.actions import record
from amends.foundation.record.models import Act
from amends.journey.finding.actions.comparing import propose_matches
from amends.journey.finding.fields import Finding, finding
from amends.journey.finding.models import Candidate, Extract, Rejected
from amends.journey.finding.reading import Read, lines, read_line
from amends.journey.finding.rules.caseloads import shape_of
from amends.journey.finding.sifting.ranking import weights_of
from amends.journey.finding.sifting.rows import Sieve, as_candidates
from amends.service.rulebook.rules import profile_in_force

BLOCK = 2000
MOST_REJECTED = 20_000
_SAME_AGAIN = """
    UPDATE finding_candidate c SET state = 'known', same_as_id = e.id
    FROM (SELECT DISTINCT ON (n.id) n.id AS new_id, o.id
          FROM finding_candidate n JOIN finding_candidate o
            ON o.service_id = n.service_id AND o.side = n.side
           AND o.person_key = n.person_key AND o.offence_key = n.offence_key
           AND (o.extract_id < n.extract_id OR (o.extract_id = n.extract_id AND o.row < n.row))
          WHERE n.extract_id = %s AND n.person_key <> '' AND n.result IN ('eligible', 'check_file')
          ORDER BY n.id, o.id) e
    WHERE c.id = e.new_id
"""


@dataclass
class _Tally:
    """What is counted while a file is read."""

    rows: int = 0
    kept: int = 0
    rejected: int = 0
    columns_wrong: dict[str, int] = field(default_factory=dict)


def read_extract(*, service: Service, extract_id: int) -> None:
    """Read a waiting file as the service's own program. Whatever stops it, no row of it is kept then."""
    with as_clockwork(service) as hand:
        extract = _begin(hand, extract_id)
    if extract is None:
        return
    try:
        with as_clockwork(service) as hand:
            _read_whole(hand, extract)
    except Refused as refusal:
        with as_clockwork(service) as hand:
            _fail(hand, extract, str(refusal))
        return
    except Exception:
        with as_clockwork(service) as hand:
            _fail(hand, extract, "Something went wrong while it was read. Nothing was kept. Try again.")
        raise
    if extract.state == Extract.State.DONE:
        with as_clockwork(service) as hand:
            propose_matches(by=hand, extract=extract)


def _begin(by: User, extract_id: int) -> Extract | None:
    waiting = Extract.objects.select_for_update(of=("self",)).filter(
        pk=extract_id, state=Extract.State.WAITING
    )
    extract = waiting.select_related("service", "agency", "uploaded_by").first()
    if extract is None:
        return None
    extract.state = Extract.State.READING
    extract.save(update_fields=["state"])
    return extract


def _read_whole(by: User, extract: Extract) -> None:
    profile, tally = profile_in_force(extract.service_id, extract.service.profile), _Tally()
    sieve = Sieve(profile, finding(), weights_of(extract.service), timezone.localdate())
    found = _read_lines(sieve.policy, extract)
    while block := list(islice(found, BLOCK)):
        _keep_block(extract, sieve, block, tally)
        _show_progress(by, extract, tally.rows)
    extract.rows_read = extract.rows_total = tally.rows
    extract.profile, extract.profile_version = profile.name, profile.version
    extract.state, extract.done_at = Extract.State.DONE, timezone.now()
    if not tally.kept:
        extract.state = Extract.State.FAILED
        extract.problem = _nothing_kept(tally)
    extract.save()
    with connection.cursor() as cursor:
        cursor.execute(_SAME_AGAIN, [extract.pk])
    _finish(by, extract, tally)


def _read_lines(policy: Finding, extract: Extract) -> Iterator[Read]:
    found = lines(shape_of(extract), bytes(extract.file.data))
    next(found)
    for line in found:
        yield read_line(policy, line, extract.headings, extract.columns, extract.words)


def _keep_block(extract: Extract, sieve: Sieve, block: list[Read], tally: _Tally) -> None:
    good = [each for each in block if not each.problems]
    bad = [each for each in block if each.problems]
    Candidate.objects.bulk_create(as_candidates(extract, sieve, good))
    room = max(MOST_REJECTED - tally.rejected, 0)
    Rejected.objects.bulk_create(
        Rejected(
            service_id=extract.service_id,
            extract=extract,
            row=each.row,
            column=column[:200],
            reason=why[:400],
        )
        for each in bad[:room]
        for column, why in each.problems
    )
    for each in bad:
        for column, _ in each.problems:
            tally.columns_wrong[column] = tally.columns_wrong.get(column, 0) + 1
    tally.rows += len(block)
    tally.kept += len(good)
    tally.rejected += len(bad)


def _nothing_kept(tally: _Tally) -> str:
    if not tally.rows:
        return "There is no row below the heading."
    worst = max(tally.columns_wrong, key=lambda column: tally.columns_wrong[column])
    return f"None of its {tally.rows} rows could be read; most often because of the column “{worst[:100]}”."


def _show_progress(by: User, extract: Extract, rows: int) -> None:
    """How far it is, on a connection of its own: the page shows it while the rows themselves are not saved yet."""
    aside = connection.copy()
    try:
        with aside.cursor() as cursor:
            cursor.execute("SELECT set_config('amends.user_id', %s, false)", [str(by.pk)])
            cursor.execute("UPDATE finding_extract SET rows_read = %s WHERE id = %s", [rows, extract.pk])
    finally:
        aside.close()


def _finish(by: User, extract: Extract, tally: _Tally) -> None:
    record(
        by=by,
        act=Act.COLLECTION,
        what=f"extract.{extract.state}",
        service_id=extract.service_id,
        subject=f"extract:{extract.pk}",
        details={"rows": tally.rows, "kept": tally.kept, "rejected": tally.rejected},
    )
    tell(
        user=extract.uploaded_by,
        service=extract.service,
        words="A caseload has been read." if tally.kept else "A caseload could not be read.",
        link=f"/finding/caseloads/{extract.pk}/",
        about=f"extract:{extract.pk}:{extract.started_at}",
    )


@transaction.atomic
def _fail(by: User, extract: Extract, problem: str) -> None:
    Extract.objects.filter(pk=extract.pk).update(state=Extract.State.FAILED, problem=problem[:400])
    extract.state = Extract.State.FAILED
    _finish(by, extract, _Tally())
