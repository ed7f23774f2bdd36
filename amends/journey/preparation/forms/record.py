"""What was explained and talked about, how somebody feels about the place, when they cannot come, and the signature."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import DateField3, SafeTextField, TimeField, YesNoField
from amends.foundation.pages.widgets import AffixInput
from amends.journey.preparation.actions import TEXTS
from amends.journey.preparation.models import Preparation, Unavailable
from amends.journey.preparation.rules.record import EXPLAIN, HARMED, RESPONSIBLE
from amends.journey.preparation.rules.times import DAYS

COPING = ("coping", "coping_on", "coping_support")


class PreparationForm(forms.Form):
    """What was explained and talked about. Each side is asked what concerns it."""

    explained = forms.MultipleChoiceField(
        label="What has been explained to them?",
        choices=list(EXPLAIN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    explained_on = DateField3(
        label="On which day?", help_text="For what you have ticked anew.", required=False, past_only=True
    )
    hopes = SafeTextField(label="What do they hope for?", lines=4, required=False)
    questions = SafeTextField(label="What do they want to ask?", lines=4, required=False)
    wants_to_say = SafeTextField(label="What do they want to say?", lines=4, required=False)
    others_asked_on = DateField3(
        label="When did you ask them who else was affected?",
        help_text="Put whom they name on the list afterwards.",
        required=False,
        past_only=True,
    )
    if_no_answer = SafeTextField(
        label="How would they cope with a no, or with silence?", lines=4, required=False
    )
    coping = forms.MultipleChoiceField(
        label="Which of these have you talked through with them?",
        choices=Preparation.Coping.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    coping_on = DateField3(label="When did you talk it through?", required=False, past_only=True)
    coping_support = SafeTextField(label="Who stands by them then?", required=False, max_length=200)
    aftercare = SafeTextField(label="Who is there for them afterwards?", lines=4, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, participant: Participant, kept: Preparation | None) -> None:
        names = ("explained", "version", "others_asked_on", *COPING, *TEXTS)
        nothing_yet = {"version": 0}  # so that two who begin it at once do not write over each other
        super().__init__(data, initial={name: getattr(kept, name) for name in names} if kept else nothing_yet)
        is_principal = participant.part == Participant.Part.PRINCIPAL
        if not (is_principal and participant.side in RESPONSIBLE):
            for name in COPING:
                del self.fields[name]
        if not (is_principal and participant.side in HARMED):
            del self.fields["others_asked_on"]

    def texts(self) -> dict[str, str]:
        """The written parts."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    def more(self) -> dict[str, Any]:
        """What only one side is asked."""
        asked = [name for name in ("others_asked_on", *COPING) if name in self.fields]
        return {name: self.cleaned_data[name] for name in asked}


class PlaceForm(forms.Form):
    """How they feel about a prison as the place, and what was offered (Wait 'til Eight section 6 para 10.3)."""

    place_feeling = forms.ChoiceField(
        label="How do they feel about coming into a prison?",
        choices=Preparation.Feeling.choices,
        widget=forms.RadioSelect,
    )
    place_offered = forms.ChoiceField(
        label="What was offered to them?",
        choices=[("", "Nothing yet"), *Preparation.Offered.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    place_visit_on = DateField3(label="If they visit beforehand: on which day?", required=False)
    place_result = SafeTextField(label="How do they feel about it now?", required=False, max_length=300)


class JourneyForm(forms.Form):
    """From where they come, whether the journey is too hard for them, and what there is for a meeting by video."""

    area = SafeTextField(
        label="From where would they set out?",
        help_text="The town or part of it, and no address.",
        required=False,
        max_length=80,
    )
    distance_miles = forms.IntegerField(
        label="How far is it to where a meeting would be, roughly?",
        min_value=0,
        max_value=2000,
        required=False,
        widget=AffixInput(suffix="miles", attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
    )
    travel_barrier = YesNoField(label="Is the journey too far or too hard for them?", required=False)
    video_asked_on = DateField3(
        label="When did you talk about meeting by video?", required=False, past_only=True
    )
    video_setup = SafeTextField(
        label="For a meeting by video: what is there at their end?",
        help_text="The device, the room, and who helps with it.",
        required=False,
        max_length=200,
    )


class UnavailableForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A time of the week at which somebody cannot come."""

    days = forms.TypedMultipleChoiceField(
        label="On which days?",
        choices=list(enumerate(DAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one day"},
    )
    from_time = TimeField(label="From when?")
    until_time = TimeField(label="Until when?")
    help_arranged = SafeTextField(
        label="Help that was arranged for that time",
        help_text="Fill this in once it is settled: the time is then no longer in the way.",
        required=False,
        max_length=200,
    )

    class Meta:
        model = Unavailable
        fields = ("days", "from_time", "until_time", "why", "help_arranged")
        widgets = {"why": forms.RadioSelect}
        labels = {"why": "What stands in the way?"}


class SignOffForm(forms.Form):
    """They are prepared."""

    on = DateField3(label="When were they prepared?", past_only=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
