"""Forms about safety: measures, who stays with a prisoner, how many facilitators, and a recording."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, TimeField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.meeting.forms import moment_of
from amends.journey.meeting.models import Custody, Invitation, Meeting, SafetyMeasure


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One measure of the safety plan."""

    words = SafeTextField(
        label="What makes it safer?", help_text="Nothing that only one side may know.", max_length=200
    )
    responsible = SafeTextField(label="Who answers for it?", max_length=120)
    relies_on = forms.ModelChoiceField(
        label="Does it rely on somebody coming?",
        help_text="Such as the police officer in the case. It is in place once they have said yes.",
        queryset=Invitation.objects.none(),
        required=False,
        empty_label="No",
    )
    in_place_on = DateField3(label="If not: since when is it in place?", required=False, past_only=True)

    class Meta:
        model = SafetyMeasure
        fields = ("words", "responsible", "relies_on", "in_place_on")

    def __init__(self, data: Any = None, *, instance: SafetyMeasure | None, meeting: Meeting) -> None:
        super().__init__(data, instance=instance)
        offer_rows(self, "relies_on", meeting.invitations.order_by("pk"), words=_who)


def _who(invitation: Invitation) -> str:
    return f"{invitation.called}, {invitation.get_capacity_display().lower()}"


class CustodyForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """Before a meeting in a prison."""

    advised_on = DateField3(label="When did you tell them how they may feel afterwards?", past_only=True)
    support_name = SafeTextField(label="Their name or role", max_length=120)
    support_kind = forms.ChoiceField(
        label="Who stays with them afterwards?", choices=Custody.Support.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Custody
        fields = ("advised_on", "support_kind", "support_name")


class CustodyAfterForm(forms.Form):
    """After it, on the same day."""

    not_alone = YesNoField(label="Was somebody with them, and no empty cell?")
    day = DateField3(label="On which day?", past_only=True)
    hour = TimeField(label="At what time?")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"day": timezone.localdate()})

    def said(self) -> dict[str, Any]:
        """For the action."""
        answers = self.cleaned_data
        return {"not_alone": answers["not_alone"], "given_at": moment_of(answers["day"], answers["hour"])}


class RatioForm(forms.Form):
    """How many people one facilitator may have at this meeting."""

    people = forms.IntegerField(label="How many people to one facilitator?", min_value=1, max_value=20)
    reason = SafeTextField(label="Why, at this level of risk?", max_length=300)


class FamilySlotForm(forms.Form):
    """Whether the prisoner has a few minutes with their own supporters."""

    wanted = YesNoField(label="Are five minutes with their own supporters before the start wanted?")


class RecordingForm(forms.Form):
    """Somebody has recorded what nobody may record."""

    what = SafeTextField(label="What was recorded, and how?", max_length=300)
    seen_on = DateField3(label="On which day?", past_only=True)
    action = SafeTextField(label="What have you done about it?", required=False, max_length=300)
