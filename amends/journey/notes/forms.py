"""What is filled in along the way."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service
from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.notes.models import HarmedAs, Store, Strand, SystemEntry, Tracking


class NoteForm(forms.Form):
    """A note."""

    file = forms.ModelChoiceField(label="On which side's file?", queryset=CaseFile.objects.none())
    happened_on = DateField3(label="Which day is it about?", what="Day", past_only=True)
    words = SafeTextField(label="Note", help_text="So that a colleague could step in at once.", lines=6)

    def __init__(self, *args: Any, files: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"happened_on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        field: Any = self.fields["file"]
        field.queryset = CaseFile.objects.filter(pk__in=[file.pk for file in files])
        field.choices = [(file.pk, file.get_side_display()) for file in files]


class CorrectionForm(forms.Form):
    """The corrected words, and why."""

    words = SafeTextField(label="Note", lines=6)
    reason = SafeTextField(label="Why do you correct it?", max_length=200)


class OversightForm(forms.Form):
    """The manager's view."""

    appropriate = forms.TypedChoiceField(
        label="Is restorative justice appropriate here?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    rationale = SafeTextField(label="Why?", lines=4)
    action_taken = SafeTextField(label="What was done?", lines=3)


class AddendumForm(forms.Form):
    """Something more."""

    words = SafeTextField(label="What do you add?", lines=4, required=False)
    copied_to = SafeTextField(
        label="Reference in the case recording system",
        help_text="If you have copied it there.",
        required=False,
        max_length=120,
    )


class StoreForm(forms.Form):
    """A place where paper is kept."""

    name = SafeTextField(label="Which place?", max_length=120)
    is_secure = forms.BooleanField(label="It is locked, and named people hold the key", required=False)


class CopyForm(forms.Form):
    """A paper file."""

    file = forms.ModelChoiceField(label="Whom is it about?", queryset=CaseFile.objects.none())
    reference = SafeTextField(label="What stands on its back?", help_text="No name.", max_length=60)
    store = forms.ModelChoiceField(label="Where is it locked?", queryset=Store.objects.none())

    def __init__(self, *args: Any, service: Service, files: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file: Any = self.fields["file"]
        file.queryset = files
        file.label_from_instance = lambda each: each.get_side_display()
        store: Any = self.fields["store"]
        store.queryset = Store.objects.filter(service=service).order_by("name")


class EntryForm(forms.Form):
    """The entry in the authority's system."""

    name = SafeTextField(label="Which system?", help_text="Such as nDelius.", max_length=80)
    reference = SafeTextField(label="Reference of the entry", max_length=60)
    entered_on = DateField3(label="When was it entered?", what="Day of the entry", past_only=True)


class HarmedAsForm(forms.Form):
    """How somebody was affected."""

    kind = forms.ChoiceField(
        label="How were they affected?", choices=HarmedAs.Kind.choices, widget=forms.RadioSelect
    )
    relationship = SafeTextField(
        label="What do they have to do with the offence?",
        help_text="The sister of who died.",
        required=False,
        max_length=160,
    )
    in_scheme = forms.ChoiceField(
        label="Are they in the Victim Contact Scheme?",
        choices=HarmedAs.Scheme.choices,
        widget=forms.RadioSelect,
    )


class TrackingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """The coded facts, as the evaluation asks for them; the action validates and saves."""

    special = forms.MultipleChoiceField(
        label="Special status",
        choices=Tracking.Special.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    tier = forms.IntegerField(label="Tier", help_text="1 to 4.", required=False)
    sentenced_on = DateField3(label="Date of sentence", required=False)
    referred_on = DateField3(label="Date of referral", required=False)
    allocated_on = DateField3(label="Date of allocation to facilitator", required=False)
    outcome_on = DateField3(label="Date of outcome", required=False)

    class Meta:
        model = Tracking
        exclude: ClassVar = ["service", "participant", "changed_by", "changed_at"]
        labels: ClassVar = {
            "victim_agrees": "Does the person harmed agree?",
            "offender_agrees": "Does the person responsible agree?",
        }

    def _post_clean(self) -> None:
        """The action validates and saves; here only what was typed is read."""


def entry_title(system: str) -> str:
    """What the page of an entry is called."""
    return f"Entered in {SystemEntry.System(system).label[0].lower()}{SystemEntry.System(system).label[1:]}"


class SplitForm(forms.Form):
    """Who goes on by themselves, and why."""

    people = forms.ModelMultipleChoiceField(
        Participant.objects.none(), label="Who goes on by themselves?", widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(label="Why?", choices=Strand.Reason.choices, widget=forms.RadioSelect)
    words = SafeTextField(label="In a few words", lines=3)

    def __init__(self, *args: Any, people: "QuerySet[Participant]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "people", people, words=lambda each: f"{each.initials}, {each.words.lower()}")
