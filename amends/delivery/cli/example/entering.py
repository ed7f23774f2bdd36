"""The sixteen written-down referrals of the example, typed in as if they had come lately."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from amends.delivery.cli.example.hub import HERE, Hub
from amends.delivery.cli.example.moments import Moments
from amends.foundation.access.acting import acting_as
from amends.foundation.lib.dates import read_moment
from amends.journey.referral.actions.entries import Entry, land, read_entries, work_through

# How long after it came a referral is typed in and read; the newest ones nobody has read yet.
TYPED_IN, READ, UNREAD = timedelta(hours=2), timedelta(hours=20), 4
# The accounts name these days in words, and two accounts of one matter name the same: they stay as they are written.
TOLD = frozenset({"happened_on", "sentenced_on"})


def log_entries(hub: Hub, moments: Moments, now: datetime) -> None:
    """Sixteen referrals by every route, as if they had come in these weeks; most have been read with care."""
    by = hub.coordinator
    for place, written in enumerate(read_entries(HERE / "referrals")):
        entry = brought_forward(written, now - timedelta(days=place))
        came = read_moment(entry.values["received_at"])
        with moments.at(came + TYPED_IN), acting_as(by):
            referral = land(by=by, service=hub.service, entry=entry)
        if place >= UNREAD:
            with moments.at(min(came + READ, now)), acting_as(by):
                work_through(by=by, referral=referral, entry=entry)


def brought_forward(entry: Entry, latest: datetime) -> Entry:
    """The same referral so many weeks later, birthdays too, that it came in the week before `latest`.

    What happened and the sentence stay on their days where those lie before it came.
    """
    came = read_moment(entry.values["received_at"])
    later = timedelta(weeks=(latest - TYPED_IN - came).days // 7)
    arrival = timezone.localtime(came) + later

    def moved(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: each if name in TOLD and each < arrival.date() else moved(each)
                for name, each in value.items()
            }
        if isinstance(value, list):
            return [moved(each) for each in value]
        return value + later if isinstance(value, date) else value

    return Entry(
        entry.name,
        {**moved(entry.values), "received_at": f"{arrival:%Y-%m-%dT%H:%M}"},
    )
