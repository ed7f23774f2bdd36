"""The menu by district, what was offered, the contract, placements."""

from typing import Any, cast

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField, YesNoUnsureField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedCheckboxes, HintedRadios
from amends.journey.referral.models import ChosenAction, PolicingArea, Remedy
from amends.journey.remedy.models import Placement
from amends.service.partners.models import District

MENU = [(str(number), words) for number, words in ChosenAction.Menu.choices]


def day(label: str, **more: Any) -> DateField3:
    """A day that may stay open, and has been."""
    return DateField3(label=label, what="The day", past_only=True, required=False, **more)


class RemedyForm(forms.Form):
    """What can still be noted about a community remedy after it has arrived."""

    disposal = forms.ChoiceField(
        label="How is it dealt with?", choices=Remedy.Disposal.choices, required=False, widget=HintedRadios
    )
    alternative_sanction = SafeTextField(
        label="What would follow without restorative justice?", max_length=200, required=False
    )
    first_offence = YesNoUnsureField(label="Is it a first offence?", required=False)
    low_level = YesNoUnsureField(label="Is it a low-level matter?", required=False)
    menu_offered_on = day("When was the menu offered to the person harmed?")
    menu_offered_by = SafeTextField(label="By which officer?", max_length=120, required=False)
    menu_explained_on = day("When was each option open to them explained?")
    menu_wishes = forms.MultipleChoiceField(
        label="Which actions do they want?", choices=MENU, required=False, widget=HintedCheckboxes
    )
    menu_declined = YesNoField(label="Did they not want to choose?", required=False)
    victim_asked_on = day("When did the person harmed ask for restorative justice?")
    offender_agrees = YesNoUnsureField(label="Does the person responsible agree?", required=False)
    offender_agreed_on = day("Since when?")


class Cra1Form(forms.Form):
    """Send the request, or say why the form is not needed."""

    send = forms.ChoiceField(
        label="Do you ask for the CRA1?",
        choices=(("ask", "Yes, send this"), ("exception", "No, it is not needed")),
        widget=HintedRadios,
    )
    text = SafeTextField(label="What the referrer is asked", lines=7, max_length=2000, required=False)
    reason = SafeTextField(label="If it is not needed, why?", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("send") == "ask" and not given.get("text"):
            self.add_error("text", "Write what you ask")
        if given.get("send") == "exception" and not given.get("reason"):
            self.add_error("reason", "Say why the CRA1 is not needed")
        return given


class AreaForm(forms.Form):
    """A policing area."""

    name = SafeTextField(label="Name", max_length=80, help_text="Such as LPA West.")
    hub_referrals = YesNoField(label="May officers there send restorative actions to us?")
    other_route = SafeTextField(label="If not, where do they turn?", max_length=200, required=False, lines=2)
    districts = forms.MultipleChoiceField(
        label="Which districts does it cover?", required=False, widget=HintedCheckboxes
    )

    def __init__(self, *args: Any, service: Service, area: PolicingArea, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(area, name) for name in self.base_fields})
        super().__init__(*args, **kwargs)
        names = District.objects.filter(service=service).order_by("name").values_list("name", flat=True)
        offer(self, "districts", [(n, n) for n in names])


class DistrictMenuForm(forms.Form):
    """From when each of the eight actions is on offer; left empty it is not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, words in ChosenAction.Menu.choices:
            self.fields[f"from_{number}"] = DateField3(
                label=f"{number}. {words}: on offer from", what="The day", required=False
            )

    def since(self) -> dict[int, Any]:
        """The day of each action, or None."""
        return {n: self.cleaned_data.get(f"from_{n}") for n in ChosenAction.Menu.values}


class DueForm(forms.Form):
    """By when an agreed action is to be done."""

    due_on = DateField3(label="By when is it to be done?", what="The day")


class SettleForm(forms.Form):
    """Done, or not kept."""

    result = forms.ChoiceField(
        label="Was it done?",
        choices=(("done", "Yes, it was done"), ("breached", "No, it was not kept")),
        widget=HintedRadios(
            hints={"breached": "The officer's notice is drafted. Nothing else changes by itself."}
        ),
    )
    on = DateField3(label="On which day?", what="The day", past_only=True)


class NoticeForm(forms.Form):
    """What the investigating officer is told."""

    text = SafeTextField(label="Notice to the investigating officer", lines=7, max_length=2000)


class DecisionForm(forms.Form):
    """What the officer decided."""

    decision = SafeTextField(label="What did the officer decide?", lines=3, max_length=300)


class PlacementForm(forms.Form):
    """A line of the directory."""

    provider = forms.ModelChoiceField(label="Who runs it?", queryset=Agency.objects.none())
    name = SafeTextField(label="What is it called?", max_length=120)
    kind = forms.ChoiceField(label="What kind is it?", choices=Placement.Kind.choices, widget=HintedRadios)
    funded_by_pcc = YesNoField(label="Is it paid by the Police and Crime Commissioner?")
    district = forms.ModelChoiceField(label="In which district?", queryset=District.objects.none())
    places = forms.IntegerField(label="How many places does it have?", min_value=0, max_value=1000)
    starts_on = DateField3(label="When does it start?", what="The day", required=False)
    is_open = YesNoField(label="Does it take people now?", initial=True)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provider = cast("forms.ModelChoiceField[Agency]", self.fields["provider"])
        district = cast("forms.ModelChoiceField[District]", self.fields["district"])
        provider.queryset = Agency.objects.filter(service=service).order_by("name")
        district.queryset = District.objects.filter(service=service).order_by("name")


class UseForm(forms.Form):
    """A place for an action."""

    placement = forms.ModelChoiceField(label="Which placement?", queryset=Placement.objects.none())
    sessions = forms.IntegerField(label="How many sessions?", min_value=1, max_value=200, initial=1)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Placement]", self.fields["placement"])
        field.queryset = Placement.objects.filter(service=service, is_open=True).order_by("name")


class AttendanceForm(forms.Form):
    """How much was attended."""

    attended = forms.IntegerField(label="How many sessions were attended so far?", min_value=0)
    left = YesNoField(label="Did they leave before the end?", initial=False)
