"""The parts of a report to court, one page each."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import DateField3, DateOfBirthField, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.court.forms.courts import courts_of
from amends.journey.court.models import Court, CourtReport, DefermentModel, Proposal, Vehicle
from amends.journey.safeguarding.models import Discussion


class BeginForm(forms.Form):
    """For which hearing."""

    court = forms.ModelChoiceField(Court.objects.none(), label="Which court?")
    hearing_on = DateField3(label="When is the hearing?", what="Day of the hearing")
    kind = forms.ChoiceField(
        label="How much time is there?", choices=CourtReport.Kind.choices, widget=forms.RadioSelect
    )
    reference = SafeTextField(
        label="Your own reference",
        help_text="As in your own system. No name is needed here.",
        max_length=40,
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "court", courts_of(service))


class CourtSaidForm(forms.Form):
    """What the court said when it adjourned, and whether restorative justice was considered."""

    adjourned = YesNoField(
        label="Did the court say anything when it adjourned for the report?", required=False
    )
    seriousness = forms.ChoiceField(
        label="How serious did it say this was?",
        choices=[*CourtReport.Seriousness.choices, ("", "It did not say")],
        widget=forms.RadioSelect,
        required=False,
    )
    reparation_named = YesNoField(
        label="Did it name reparation as a purpose of sentencing?",
        hints={"yes": "From medium seriousness on, restorative justice then has to be considered."},
        required=False,
    )
    considered = YesNoField(label="Has restorative justice been considered?", required=False)
    interviewed = YesNoField(label="Was the defendant interviewed and assessed for it?", required=False)
    why_not_proposed = SafeTextField(
        label="If it is not proposed: why?", max_length=300, lines=3, required=False
    )


class EffectiveForm(forms.Form):
    """What the effective proposal information says, beside our own check."""

    effective_proposal = SafeTextField(
        label="What does the effective proposal information list?",
        help_text="Its result and its reference.",
        max_length=300,
        lines=3,
        required=False,
    )
    identified = YesNoField(label="Was the case identified in line with it?", required=False)
    indicated = YesNoField(
        label="Has the court been told that a fuller assessment could follow sentence?",
        hints={"yes": "The sentence that says so is put into the advice."},
        required=False,
    )

    def details(self) -> dict[str, Any]:
        """What `fill_in` takes."""
        found = dict(self.cleaned_data)
        found["indication_on"] = timezone.localdate() if found.pop("indicated") else None
        return found


class AdviceForm(forms.Form):
    """The advice to court in the writer's words."""

    text = SafeTextField(
        label="What do you tell the court about restorative justice?",
        help_text="The standing caution is added at the end by itself.",
        lines=10,
        required=False,
    )
    why_no_advice = SafeTextField(
        label="If you say nothing about it: why was it not right to?", max_length=300, lines=3, required=False
    )


class ProposalForm(forms.Form):
    """What is proposed."""

    vehicle = forms.ChoiceField(
        label="As part of which sentence?",
        choices=[c for c in Vehicle.choices if c[0] not in {Vehicle.CUSTODY, Vehicle.LICENCE}],
        widget=forms.RadioSelect,
    )
    supervision_months = forms.IntegerField(
        label="How many months of supervision beside it?",
        help_text="At least three, in a community order or a suspended sentence order.",
        min_value=0,
        max_value=36,
        required=False,
    )
    deferred_until = DateField3(
        label="Deferred until", help_text="Only for a deferred sentence.", required=False
    )
    deferment_model = forms.ChoiceField(
        label="How is the work divided?",
        choices=[*DefermentModel.choices, ("", "It is no deferred sentence")],
        widget=forms.RadioSelect,
        required=False,
    )


class ReplyForm(forms.Form):
    """The service's answer to a report writer."""

    reply = forms.ChoiceField(
        label="Can the service deliver this?", choices=Proposal.Reply.choices, widget=forms.RadioSelect
    )


class ResultForm(forms.Form):
    """What the court decided."""

    details = SafeTextField(
        label="What sentence was passed?",
        help_text="With its length and requirements.",
        max_length=400,
        lines=4,
    )
    requirement_made = YesNoField(label="Did the court make a restorative requirement?")


class DiscussionForm(forms.Form):
    """A talk with the scheme about a child who was harmed."""

    born = DateOfBirthField(label="Date of birth of the youngest person harmed", required=False)
    offence_on = DateField3(label="When was the offence?", required=False, past_only=True)
    discussed_with = SafeTextField(label="With whom of the scheme did you talk?", max_length=120)
    discussed_on = DateField3(label="When?", past_only=True)
    outcome = forms.ChoiceField(
        label="What came of it?", choices=Discussion.Outcome.choices, widget=forms.RadioSelect
    )
    words = SafeTextField(label="What was said about it?", lines=3, required=False)
