"""Questions about a facilitator."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import User
from amends.foundation.pages.fields import DateField3, DateOfBirthField, SafeTextField, YesNoField
from amends.foundation.pages.widgets import HintedCheckboxes, HintedRadios
from amends.service.workforce.guide import outward
from amends.service.workforce.models import (
    Facilitator,
    FreeTime,
    Responsibility,
    TimeEntry,
    Training,
    Vetting,
)

SHORT = {"class": "govuk-input--width-5"}


def _name_of(obj: Facilitator) -> str:
    return obj.user.name


class LanguagesField(SafeTextField):
    """Languages with commas between them; kept as a list."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [word.strip().capitalize() for word in super().clean(value).split(",") if word.strip()]


class ProfileForm(forms.Form):
    """What allocation needs to know of a facilitator."""

    level = forms.ChoiceField(label="Level", choices=Facilitator.Level.choices, widget=HintedRadios)
    is_volunteer = YesNoField(label="Is this a volunteer?")
    approved_for_specialist = YesNoField(
        label="Experienced in work after sexual offences or a death?", required=True
    )
    languages = LanguagesField(
        label="Languages besides English", required=False, help_text="With commas between"
    )
    area = SafeTextField(
        label="First half of home postcode", required=False, help_text="Such as CO4", max_length=10
    )
    hours_a_month = forms.IntegerField(
        label="Hours a month for cases", min_value=0, max_value=200, widget=forms.TextInput(attrs=SHORT)
    )
    case_limit = forms.IntegerField(
        label="Own limit of open cases",
        required=False,
        min_value=0,
        max_value=50,
        help_text="Leave empty for the limit of the service",
        widget=forms.TextInput(attrs=SHORT),
    )
    supervisor = forms.ModelChoiceField(
        label="Supervisor", queryset=Facilitator.objects.none(), required=False, empty_label="Nobody yet"
    )
    started_on = DateField3(label="In post since", what="The first day")
    ended_on = DateField3(label="Left on", what="The last day", required=False)

    def __init__(self, *args: Any, colleagues: "QuerySet[Facilitator]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Facilitator]", self.fields["supervisor"])
        field.queryset = colleagues.select_related("user")
        field.label_from_instance = _name_of  # type: ignore[method-assign]  # as Django documents it

    def clean_area(self) -> str:
        """A whole postcode is more than is needed, so only its first half is kept."""
        return outward(self.cleaned_data["area"])


class AddForm(forms.Form):
    """Who gets a profile."""

    user = forms.ModelChoiceField(
        label="Who is the facilitator?",
        queryset=User.objects.none(),
        help_text="People with an account in this service who have no profile yet",
    )

    def __init__(self, *args: Any, people: "QuerySet[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[User]", self.fields["user"])
        field.queryset = people


class TrainingForm(forms.Form):
    """A course, day by day."""

    course = forms.ChoiceField(label="Course", choices=Training.Course.choices)
    provider = SafeTextField(label="Provider", required=False, max_length=120)
    days = forms.IntegerField(
        label="Days the course has", min_value=1, max_value=60, initial=3, widget=forms.TextInput(attrs=SHORT)
    )
    days_attended = forms.IntegerField(
        label="Days attended so far", min_value=0, max_value=60, widget=forms.TextInput(attrs=SHORT)
    )
    completed_on = DateField3(
        label="Completed on",
        what="The day of completion",
        required=False,
        past_only=True,
        help_text="Leave empty until every day is attended",
    )
    valid_until = DateField3(label="Counts until", what="The last day", required=False)


class VettingForm(forms.Form):
    """A check and until when it holds."""

    level = forms.ChoiceField(label="What was checked?", choices=Vetting.Level.choices, widget=HintedRadios)
    decided_on = DateField3(label="Result of", what="The day of the result", past_only=True)
    valid_until = DateField3(label="Holds until", what="The last day")
    reference = SafeTextField(label="Reference", required=False, max_length=40)


class FreeTimesForm(forms.Form):
    """The week in mornings, afternoons and evenings."""

    times = forms.MultipleChoiceField(
        label="When can you usually work?", required=False, widget=HintedCheckboxes(small=True)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["times"])
        field.choices = [
            (f"{day.value}-{part.value}", f"{day.label} {part.label}")
            for day in FreeTime.Day
            for part in FreeTime.Part
        ]

    def pairs(self) -> list[tuple[int, str]]:
        """Day and part of each box that is ticked."""
        return [(int(value[0]), value[2:]) for value in self.cleaned_data["times"]]


class ResponsibilityForm(forms.Form):
    """For whom somebody answers in another post, or whom they know."""

    kind = forms.ChoiceField(label="In which way?", choices=Responsibility.Kind.choices, widget=HintedRadios)
    person_name = SafeTextField(label="Full name of the person", max_length=200)
    date_of_birth = DateOfBirthField(label="Date of birth", required=False)
    reference = SafeTextField(label="Their number at the agency", required=False, max_length=60)
    starts_on = DateField3(label="Since", what="The first day")
    ends_on = DateField3(label="Until", what="The last day", required=False)


class EndForm(forms.Form):
    """Until when somebody answered for a person."""

    on = DateField3(label="What was or will be the last day?", what="The last day")


class TimeForm(forms.Form):
    """Time that no contact accounts for."""

    activity = forms.ChoiceField(
        label="What was it?", choices=TimeEntry.Activity.choices[1:], widget=HintedRadios
    )
    on = DateField3(label="On which day?", what="The day", past_only=True)
    minutes = forms.IntegerField(
        label="How many minutes?", min_value=1, max_value=1440, widget=forms.TextInput(attrs=SHORT)
    )
