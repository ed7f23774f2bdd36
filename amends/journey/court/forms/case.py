"""A case before the court: its phase and a deferment."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer, offer_rows
from amends.journey.court.forms.courts import courts_of
from amends.journey.court.forms.sentence import CourtField
from amends.journey.court.models import DefermentModel, Phase


class PhaseForm(forms.Form):
    """Where the case stands from a day on."""

    when = forms.ChoiceField(
        label="Has sentence been passed?", choices=Phase.When.choices, widget=forms.RadioSelect
    )
    setting = forms.ChoiceField(
        label="Where is the person responsible?", choices=Phase.Setting.choices, widget=forms.RadioSelect
    )
    since = DateField3(label="Since when?", what="The day")
    court = CourtField(label="Which court?", required=False, help_text="Needed before sentence.")

    def __init__(self, *args: Any, service: Service, before: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "court", courts_of(service))
        if not before:
            offer(self, "when", [Phase.When.choices[1]])
            del self.fields["court"]


class DefermentForm(forms.Form):
    """A deferred sentence, and how the work falls into it."""

    court = CourtField(label="Which court?")
    starts_on = DateField3(label="When was sentence deferred?", what="Day of the deferment")
    until = DateField3(label="Until when?", what="End of the deferment")
    model = forms.ChoiceField(
        label="How is the work divided?", choices=DefermentModel.choices, widget=forms.RadioSelect
    )
    report_on = DateField3(
        label="When has the report to be with the court?",
        help_text="Leave it empty and it is counted back from the end.",
        what="Day of the report",
        required=False,
    )
    reparation_until = DateField3(label="Until when does reparation run, if there is any?", required=False)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "court", courts_of(service))


class WhyForm(forms.Form):
    """Why a meeting should stand after the deferment has ended."""

    why = SafeTextField(label="Why can they not meet before?", max_length=200, lines=3)


class DayForm(forms.Form):
    """A day, and no more."""

    on = DateField3(label="On which day?", what="The day")
