"""Rows and tables of the partners' pages."""

from collections.abc import Iterable

from django.urls import reverse

from amends.foundation.access.models import Agency
from amends.foundation.lib.dates import long_date
from amends.foundation.pages.parts import Cell, Column, Row, Table, Tag
from amends.service.partners.activity import Activity
from amends.service.partners.models import (
    District,
    PartnerContact,
    PartnerFeedback,
    Pathway,
    Receiver,
    SecureDomain,
)

STATUS_TONES = {"proposed": "attention", "agreed": "waiting", "live": "good", "ended": "neutral"}


def activity_table(found: Iterable[Activity]) -> Table:
    """Every partner with its counts; whoever sent no referral carries the prompt to get in touch (EX-071)."""
    columns = [
        Column("Partner"),
        Column("Kind"),
        Column("District"),
        Column("Referrals", numeric=True),
        Column("Front-line feedback", numeric=True),
        Column("Group feedback", numeric=True),
        Column("Last referral"),
        Column("What to do"),
    ]
    rows = [
        [
            Cell(a.agency.name, url=reverse("partners:agency", args=[a.agency.pk])),
            a.agency.get_kind_display(),
            a.agency.district,
            a.referrals,
            a.front_line,
            a.group,
            long_date(a.last_referral_on) if a.last_referral_on else "never",
            Cell(tag=Tag("Get in touch", "attention")) if not a.referrals else "",
        ]
        for a in found
    ]
    return Table("Partners and what they sent", columns, rows, empty="No partners yet.")


def agency_rows(agency: Agency, activity: Activity | None) -> list[Row]:
    """What is known about a partner, with its year."""
    edit = reverse("partners:edit_agency", args=[agency.pk])
    rows = [
        Row("Kind", agency.get_kind_display(), edit, about="kind"),
        Row("District", agency.district or "The whole area", edit, about="district"),
        Row("Expected part", agency.expected_part or "Not agreed yet", edit, about="expected part"),
        Row("Telephone", agency.telephone or "Not known", edit, about="telephone"),
        Row("Email", agency.email or "Not known", edit, about="email"),
    ]
    if activity:
        last = long_date(activity.last_referral_on) if activity.last_referral_on else "never"
        rows += [
            Row("Referrals in the last year", f"{activity.referrals} (the last one: {last})"),
            Row("Feedback in the last year", f"{activity.front_line} front-line, {activity.group} group"),
        ]
    return rows


def contacts_table(contacts: Iterable[PartnerContact]) -> Table:
    """People at a partner."""
    columns = [Column("Name"), Column("Job"), Column("Telephone"), Column("Email"), Column("Note")]
    rows = [[c.name, c.job, c.telephone, c.email, c.note] for c in contacts]
    return Table("People there", columns, rows, empty="Nobody is noted yet.")


def feedback_table(feedback: Iterable[PartnerFeedback]) -> Table:
    """What a partner has said, newest first."""
    rows = [[long_date(f.received_on), f.get_kind_display(), f.words] for f in feedback]
    columns = [Column("Day"), Column("From"), Column("What they said")]
    return Table("Feedback", columns, rows, empty="No feedback yet.")


def domains_table(domains: Iterable[SecureDomain]) -> Table:
    """Trusted domains, each with the link to take it off."""
    columns = [Column("Domain"), Column("Why"), Column("What to do")]
    rows = [
        [d.domain, d.note, Cell("Remove", url=reverse("partners:remove_domain", args=[d.pk]))]
        for d in domains
    ]
    return Table("Domains whose mail is safe", columns, rows, empty="No domain is trusted yet.")


def pathways_table(pathways: Iterable[Pathway]) -> Table:
    """Every pathway with how far it has been agreed."""
    columns = [
        Column("Pathway"),
        Column("Source"),
        Column("Route"),
        Column("Criteria"),
        Column("Consent"),
        Column("State"),
    ]
    rows = [
        [
            Cell(p.name, url=reverse("partners:edit_pathway", args=[p.pk])),
            p.agency.name if p.agency else p.get_source_display(),
            p.entry_route,
            p.profile,
            p.get_consent_rule_display(),
            Cell(tag=Tag(p.get_status_display(), STATUS_TONES[p.status])),
        ]
        for p in pathways
    ]
    return Table("Referral pathways", columns, rows, empty="No pathway yet.")


def receivers_table(receivers: Iterable[Receiver]) -> Table:
    """Who takes which referrals over."""
    columns = [Column("Body"), Column("Takes"), Column("Districts"), Column("Criteria")]
    rows = [
        [
            Cell(r.agency.name, url=reverse("partners:edit_receiver", args=[r.pk])),
            r.get_takes_display(),
            ", ".join(r.districts) or "Wherever no other serves",
            "; ".join(r.criteria_lines),
        ]
        for r in receivers
    ]
    return Table("Bodies that take referrals over", columns, rows, empty="Nobody takes referrals over yet.")


def districts_table(districts: Iterable[District]) -> Table:
    """How each district is recognised."""
    columns = [Column("District"), Column("Postcodes"), Column("Places")]
    rows = [
        [
            Cell(d.name, url=reverse("partners:edit_district", args=[d.pk])),
            ", ".join(d.postcodes),
            ", ".join(d.places),
        ]
        for d in districts
    ]
    return Table("Districts", columns, rows, empty="No district yet.")
