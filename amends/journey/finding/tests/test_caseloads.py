"""A partner's caseload is read whole and safely, screened, and only its possible cases are left."""

import pytest

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.foundation.record.models import AuditEvent
from amends.journey.finding.actions.deciding import settle_file
from amends.journey.finding.models import Candidate, Extract, ExtractFile, Match, Rejected
from amends.journey.finding.queries.cases import (
    a_year,
    counts,
    eligible_in,
    listed,
    priority_custody,
    worklist,
)
from amends.journey.finding.tests.caseloads import (
    HEADINGS,
    MORE,
    as_csv,
    imported,
    packed,
    probation,
    row,
    upload,
    workbook,
)
from amends.service.rulebook.tests.cast import own_settings

Result, State = Candidate.Result, Candidate.State


@pytest.fixture
def service(service):
    Service.objects.filter(pk=service.pk).update(profile="noms-2013")
    service.refresh_from_db()
    return service


@pytest.mark.requirement("KM-021")
def test_of_300_rows_120_meet_the_filter_and_the_5_already_known_are_shown_as_duplicates(
    coordinator, service
):
    imported(coordinator, service, as_csv([row(n) for n in range(5)]))
    rows = [row(n) for n in range(120)] + [row(n, victim="no") for n in range(120, 200)]
    rows += [row(n, category="criminal_damage") for n in range(200, 300)]
    wanted = {"offence_category": ["acquisitive"], "victim_known": True}
    extract = imported(coordinator, service, as_csv(rows), criteria=wanted)
    found = counts(extract)
    assert (found["all"], found["worklist"], found["known"], found["outside"]) == (300, 115, 5, 180)
    assert listed(extract, "known").filter(same_as__extract__lt=extract.pk).count() == 5
    assert set(listed(extract, "outside").values_list("why", flat=True)) == {
        "No person harmed is known.",
        "Offence: not one of those looked for.",
    }


@pytest.mark.requirement("W8-117")
def test_violence_without_a_word_about_domestic_abuse_is_for_a_look_at_the_file_and_not_counted(
    coordinator, service
):
    rows = [row(n, category="violence") for n in range(112)]
    rows += [row(n, category="violence", domestic_abuse="unknown") for n in range(112, 120)]
    extract = imported(coordinator, service, as_csv(rows))
    assert (counts(extract)["check_file"], counts(extract)["eligible"]) == (8, 112)
    one, other = listed(extract, "check_file")[:2]
    assert "domestic abuse" in one.why
    settle_file(by=coordinator, candidate=one, eligible=True, reason="Strangers outside a shop.")
    settle_file(by=coordinator, candidate=other, eligible=False, reason="They were married.")
    assert (counts(extract)["check_file"], counts(extract)["eligible"]) == (6, 113)


@pytest.mark.requirement("W8-124")
def test_nine_in_a_sample_month_are_108_a_year_apart_from_the_pool(coordinator, service):
    pool = imported(coordinator, service, as_csv([row(n) for n in range(100)]))
    month = imported(
        coordinator,
        service,
        as_csv([row(n) for n in range(500, 509)]),
        holds=Extract.Holds.INCOMING,
        months=1,
    )
    assert a_year(month, counts(month)["eligible"]) == 108
    assert a_year(pool, counts(pool)["eligible"]) is None
    assert counts(pool)["eligible"] == 100


@pytest.mark.requirement("W8-383")
def test_phase_two_and_three_with_an_eligible_offence_come_out_by_release_date(coordinator, service):
    rows = []
    for n in range(50):
        phase = str(2 + n % 2) if n < 15 else str(1 + 3 * (n % 2))
        category = "other" if n < 3 else "acquisitive"
        rows.append([*row(n, category=category), phase, f"{1 + (n * 7) % 28:02}/06/2027", "custody"])
    content = as_csv(rows, "OMM phase", "Release date", "delivery_point")
    extract = imported(coordinator, service, content)
    found = list(priority_custody(extract))
    assert len(found) == 12
    assert {each.management_phase for each in found} == {2, 3}
    assert [each.release_on for each in found] == sorted(each.release_on for each in found if each.release_on)
    assert {each.delivery_point for each in found} == {"custody"}


def test_one_broken_row_among_many_is_reported_with_row_and_column_and_the_rest_is_kept(coordinator, service):
    rows = [row(n) for n in range(40)]
    rows[7] = row(7, DOB="31/02/1980", tier="7")
    rows[9] = row(9)[:-1]
    rows[11] = row(11, Offence="=HYPERLINK(1)")
    extract = imported(coordinator, service, as_csv(rows))
    assert extract.state == Extract.State.DONE
    assert counts(extract)["all"] == 37
    told = [(each.row, each.column, each.reason) for each in Rejected.objects.filter(extract=extract)]
    assert [each[:2] for each in told] == [(9, "DOB"), (9, "tier"), (11, ""), (13, "Offence")]
    assert "formula" in told[-1][2]
    assert "not a whole number, 1 to 4" in told[1][2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_out(coordinator, service, encoding, delimiter):
    content = as_csv([row(1, Name="Zoë Brontë")], delimiter=delimiter, encoding=encoding)
    extract = imported(coordinator, service, content)
    assert (extract.encoding, extract.delimiter) == (encoding, delimiter)
    assert extract.candidates.get().full_name == "Zoë Brontë"


BOMB = {
    "[Content_Types].xml": b"<x/>",
    "xl/workbook.xml": b"<x/>",
    "xl/worksheets/sheet1.xml": b" " * 30_000_000,
}
PLAIN = {"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("file_name", "content", "words"),
    [
        ("a.csv", b"", "empty"),
        ("a.pdf", b"%PDF-1.4", "ends in .csv or .xlsx"),
        ("a.csv", packed({"a.txt": b"x"}), "not text inside"),
        ("a.xlsx", b"Name,DOB\r\n", "not an Excel workbook"),
        ("a.xlsx", packed({"a.txt": b"x"}), "not an Excel workbook"),
        ("a.xlsx", packed(BOMB), "far more"),
        ("a.xlsx", packed({**PLAIN, "xl/vbaProject.bin": b"x"}), "macro"),
        ("a.xlsx", packed(PLAIN), "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxx", "old Excel"),
        ("a.csv", b"Name\x00,DOB\r\n", "not text inside"),
        ("a.csv", ",".join(f"c{n}" for n in range(400)).encode(), "400 columns"),
        ("a.csv", b"Name,Name\r\nA,B\r\n", "column 2: the heading .Name. is there twice"),
        ("a.csv", b"Name,,DOB\r\nA,B,C\r\n", "column 2 has no heading"),
    ],
)
def test_a_file_that_is_not_what_it_seems_is_refused_whole(coordinator, service, file_name, content, words):
    with pytest.raises(Refused, match=words) as refused:
        upload(coordinator, service, content, file_name=file_name)
    assert refused.value.field == "upload"
    assert not Extract.objects.exists()
    assert not ExtractFile.objects.exists()


def test_a_row_whose_facts_cannot_all_be_right_is_rejected_at_its_column(coordinator, service):
    rows = [row(1), row(2, seriousness="low", loss_of_life="yes"), row(3)]
    extract = imported(coordinator, service, as_csv(rows))
    told = [(each.row, each.column, each.reason) for each in Rejected.objects.filter(extract=extract)]
    assert told == [(3, "seriousness", "Somebody died, yet the offence is said to be of low seriousness.")]
    assert counts(extract)["all"] == 2


def test_a_caseload_is_screened_under_the_services_own_rules(coordinator, service, manager, acting):
    version = own_settings(service, service.profile, manager, referral_decision_working_days=3)
    acting(coordinator)
    extract = imported(coordinator, service, as_csv([row(1)]))
    assert (extract.profile, extract.profile_version) == (version.name, 1)


def test_a_quotation_mark_that_never_closes_stops_the_file_and_nothing_of_it_is_kept(coordinator, service):
    content = as_csv([row(1), row(2), row(3, Offence='"theft')])
    extract = imported(coordinator, service, content)
    assert extract.state == Extract.State.FAILED
    assert "Row 4" in extract.problem
    assert not Candidate.objects.exists()


def test_a_workbook_is_read_and_its_formulas_are_not(coordinator, service):
    rows = [[*HEADINGS, *MORE], row(1), row(2, Offence="=1+1")]
    extract = imported(coordinator, service, workbook(rows), file_name="list.xlsx")
    assert extract.candidates.get().person_reference == "X000001"
    rejected = Rejected.objects.get(extract=extract)
    assert (rejected.row, rejected.column) == (3, "Offence")


def test_columns_and_words_are_remembered_for_the_agency(coordinator, service):
    first = imported(coordinator, service, as_csv([row(1)]), columns={"Offence": "sentence"})
    assert first.candidates.get().details["sentence"] == "Burglary"
    second = upload(coordinator, service, as_csv([row(2)]))
    assert second.columns["Offence"] == "sentence"
    assert second.columns["CRN"] == "person_reference"


def test_nobody_but_the_whole_service_sees_an_extract(
    coordinator, service, acting, facilitator, referrer, stranger
):
    imported(coordinator, service, as_csv([row(1)]))
    for somebody in (facilitator, referrer, stranger, None):
        acting(somebody)
        assert not Extract.objects.exists()
        assert not Candidate.objects.exists()
        assert not ExtractFile.objects.exists()
    with pytest.raises(Refused):
        upload(referrer, service, as_csv([row(2)]))


def test_people_of_two_sides_are_never_compared(coordinator, service):
    imported(coordinator, service, as_csv([row(n) for n in range(3)]), side="harmed")
    extract = imported(coordinator, service, as_csv([row(n) for n in range(4)]))
    assert counts(extract)["known"] == 0
    assert not Match.objects.exists()


def test_what_was_read_is_in_the_trail_without_a_name(coordinator, service):
    imported(coordinator, service, as_csv([row(1)]))
    told = list(AuditEvent.objects.filter(what__startswith="extract.").order_by("pk"))
    assert [each.what for each in told] == ["extract.uploaded", "extract.queued", "extract.done"]
    assert "Robin" not in str([each.details for each in told])
    assert worklist(Extract.objects.get()).count() == eligible_in(Extract.objects.get()).count() == 1
    assert probation(service).name == "Probation North"


def test_what_holds_for_everybody_on_a_caseload_is_known_unless_the_file_says_otherwise(coordinator, service):
    said = imported(coordinator, service, as_csv([[*row(1), "custody"], [*row(2), ""]], "setting"))
    first, second = said.candidates.order_by("row")
    assert (first.facts["setting"], second.facts["setting"]) == ("custody", "community")
    assert {second.facts["referrer_kind"], second.facts["court_stage"]} == {"probation", "sentenced"}
