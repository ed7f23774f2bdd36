"""The eight steps of a run, each a page (W8 s3 introduction)."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.steps import Step, Steps
from amends.foundation.policy.facts import facts_table
from amends.insight.scoping.models import AssumptionSet, Run
from amends.journey.finding.models import Extract

NARROW = {"class": "govuk-input--width-5", "inputmode": "numeric"}


def whole(label: str, *, required: bool = True, **more: Any) -> forms.IntegerField:
    """A number of cases."""
    return forms.IntegerField(
        label=label, required=required, min_value=0, widget=forms.TextInput(attrs=NARROW), **more
    )


class StepForm(forms.Form):
    """Each step knows the service, because lists and assumptions are its own."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.offer()

    def offer(self) -> None:
        """Fill in the choices that only this service has."""


class ProcessForm(StepForm):
    """Step 1."""

    process = forms.ChoiceField(
        label="Which process is it for?",
        choices=[
            ("conference", "Conferences"),
            ("indirect", "Communication without meeting"),
            ("both", "Both"),
        ],
        widget=forms.RadioSelect,
    )


class OffencesForm(StepForm):
    """Step 2."""

    offences = forms.MultipleChoiceField(
        label="Which offences are meant?",
        choices=[(v, v.replace("_", " ").capitalize()) for v in facts_table()["offence_category"].values],
        widget=forms.CheckboxSelectMultiple,
    )
    left_out = SafeTextField(label="Which of them are left out?", required=False, max_length=300)


class PeopleForm(StepForm):
    """Step 3."""

    responsible = SafeTextField(label="Who of those responsible is suitable?", lines=3, max_length=1000)
    harmed = SafeTextField(label="Who of those harmed is suitable?", lines=3, max_length=1000)


class TotalsForm(StepForm):
    """Step 4, when only totals are known."""

    population = whole("How many cases of these offences are there?")
    ineligible = whole("How many of them are ineligible or unsuitable?", required=False)


class ListForm(StepForm):
    """Step 4, with a list of cases that was looked through."""

    extract = forms.ChoiceField(label="Which list?", widget=forms.RadioSelect)

    def offer(self) -> None:
        """Lists that have been read."""
        rows = Extract.objects.filter(service=self.service, state=Extract.State.DONE).select_related("agency")
        choices = [(str(row.pk), f"{row.agency.name}, {row.rows_read} rows") for row in rows.order_by("-pk")]
        offer(self, "extract", choices)


class SampleForm(StepForm):
    """Step 5."""

    size = whole("How many cases are read on paper?", required=False, help_text="Leave it empty if none are.")
    how = SafeTextField(label="How are they drawn?", required=False, max_length=300)


class ReadingForm(StepForm):
    """Step 6."""

    read = whole("How many has the team read?", required=False)
    suitable = whole("How many of them were suitable?", required=False)


class AssumptionsForm(StepForm):
    """Step 7."""

    assumptions = forms.ChoiceField(
        label="How many cases fall away, and what does each take?", widget=forms.RadioSelect
    )

    def offer(self) -> None:
        """The guide's figures and the service's own, the newest first."""
        rows = AssumptionSet.objects.filter(service=self.service).order_by("-pk")
        own = [(str(r.pk), f"{r.get_source_display()}, {r.changed_at:%d.%m.%Y}: {r.reason}") for r in rows]
        offer(self, "assumptions", [*own, ("guide", "The guide's own figures")])


class ThroughputForm(StepForm):
    """Step 8."""

    months = whole("Sample period, in months", required=False)
    incoming = whole("Eligible cases that came in during it", required=False)
    turnover = whole("Turnover of the population in a year, in per cent", required=False, max_value=1000)
    team_meetings = whole("Team meetings, hours a year", required=False)
    training = whole("Training, hours a year", required=False)
    supervision = whole("Supervision, hours a year", required=False)
    manager = whole("Manager, hours a year", required=False)
    administrator = whole("Administrator, hours a year", required=False)
    prison_officers = whole("Prison officers at meetings, hours a year", required=False)
    escorts = whole("Separate escorts, hours a year", required=False)
    volunteers = whole("Hours that volunteers give", required=False)
    available = whole("Staff hours there are", required=False)


def steps_for(mode: str) -> Steps:
    """The eight steps; how cases are counted depends on the form of the run."""
    counting: type[forms.Form] = TotalsForm if mode == Run.Mode.QUICK else ListForm
    return Steps(
        Step("process", "1. Choose the process", ProcessForm),
        Step("offences", "2. Choose the offences", OffencesForm),
        Step("people", "3. Say who is suitable", PeopleForm),
        Step("eligible", "4. Count who is eligible", counting),
        Step("sample", "5. Draw a sample", SampleForm),
        Step("reading", "6. Read it as a team", ReadingForm),
        Step("assumptions", "7. Allow for those who fall away", AssumptionsForm),
        Step("throughput", "8. Work out a year", ThroughputForm),
    )
