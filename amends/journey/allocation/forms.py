"""Questions around finding facilitators."""

from collections.abc import Sequence
from typing import Any

from django import forms

from amends.foundation.pages.fields import SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.allocation.models import Allocation, SpecialistFinding, Weight

UNKNOWN = ("", "Not known")


class OfferForm(forms.Form):
    """To whom the case is offered. The boxes themselves stand in the list of those who can take it."""

    users = forms.TypedMultipleChoiceField(
        label="Offer it to", coerce=int, error_messages={"required": "Choose at least one facilitator"}
    )
    message = SafeTextField(
        label="Message to them",
        lines=3,
        required=False,
        max_length=1000,
        help_text="Without names of people in the case",
    )
    over_limit_reason = SafeTextField(
        label="Reason for going over a limit",
        required=False,
        max_length=300,
        help_text="A manager fills this in when somebody already has as many cases as they should",
    )

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "users", list(people))


class WeightForm(forms.Form):
    """How serious the case is for whoever takes it."""

    tier = forms.TypedChoiceField(
        label="Tier",
        coerce=int,
        empty_value=None,
        required=False,
        choices=[UNKNOWN, *((n, str(n)) for n in range(1, 5))],
    )
    setting = forms.ChoiceField(label="Setting", required=False, choices=[UNKNOWN, *Weight.Setting.choices])
    seriousness = forms.ChoiceField(
        label="Seriousness", required=False, choices=[UNKNOWN, *Weight.Seriousness.choices]
    )
    initiated_by = forms.ChoiceField(
        label="Who asked for it first?", required=False, choices=[UNKNOWN, *Weight.Beginner.choices]
    )


class FindingForm(forms.Form):
    """A manager's finding on a specialist case."""

    kind = forms.ChoiceField(
        label="What kind of case is it?", choices=SpecialistFinding.Kind.choices, widget=HintedRadios
    )
    circumstances = SafeTextField(label="What is exceptional about it?", lines=4, required=False)
    benefit = SafeTextField(label="What good is clearly to be expected?", lines=4, required=False)
    harm = SafeTextField(
        label="Which harm did you consider, for each person, and why will none come of it?",
        lines=4,
        required=False,
    )


class DeclareForm(forms.Form):
    """Accepting goes with a declaration."""

    link = YesNoField(
        label="Do you have a link with anybody in this case?",
        hints={
            "yes": "Family, friends, neighbours, work: now or before. It need not mean that you cannot take it",
            "no": "You know none of them",
        },
    )
    link_details = SafeTextField(
        label="If yes, with whom and what is it?",
        lines=4,
        required=False,
        max_length=2000,
        help_text="Only the coordinator reads this",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("link") and not cleaned.get("link_details"):
            self.add_error("link_details", "Say with whom and what the link is")
        return cleaned


class LaterLinkForm(forms.Form):
    """A link that came up after accepting."""

    question_as_heading = "details"
    details = SafeTextField(
        label="With whom do you have a link, and what is it?",
        lines=4,
        max_length=2000,
        help_text="Only the coordinator reads this. Until it is decided you will not see the case",
    )


class DeclineForm(forms.Form):
    """Asked once, so that the next offer fits better."""

    why = forms.ChoiceField(label="Why not this one?", choices=Allocation.Why.choices, widget=HintedRadios)
    note = SafeTextField(label="Anything we should know for next time?", required=False, max_length=300)


class DecideLinkForm(forms.Form):
    """The coordinator's answer to a declared link."""

    keep = YesNoField(label="May they stay on this case?")
    reason = SafeTextField(label="If no, why somebody else is found", required=False, max_length=300)


class EndForm(forms.Form):
    """Why somebody leaves a case."""

    question_as_heading = "reason"
    reason = SafeTextField(label="Why does somebody else take their place?", max_length=300)


class NoteForm(forms.Form):
    """A note of the coordinator's own for the pack."""

    title = SafeTextField(label="Title", max_length=160)
    words = SafeTextField(label="What the facilitators should know", lines=8)


class ItemForm(forms.Form):
    """Whether one paper is for the facilitators."""

    included = YesNoField(label="Do the facilitators get this?")
    reason_withheld = SafeTextField(label="If no, why it is kept from them", required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("included") is False and not cleaned.get("reason_withheld"):
            self.add_error("reason_withheld", "Say why it is kept from them")
        return cleaned
