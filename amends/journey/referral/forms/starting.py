"""How a referral begins: the referrer's choice of form, or what staff note about paper, an e-mail or a call."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, TimeField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.referral.models.referral import Form, Route

ON_PAPER = (Route.SECURE_MAILBOX, Route.POST, Route.TELEPHONE, Route.IN_PERSON)


class NewForm(forms.Form):
    """Which form does the referrer fill in?"""

    question_as_heading = "form"
    form = forms.ChoiceField(
        label="Which form do you need?",
        widget=HintedRadios(
            hints={
                Form.REFERRAL: "For anybody who may benefit from restorative justice.",
                Form.CRA1: "For police officers, with the actions chosen from the community remedy menu.",
                Form.SENTENCE: "For whoever writes a pre-sentence report.",
                Form.WORKSHEET: "For offender managers, once there is an order.",
            }
        ),
    )

    def __init__(self, *args: Any, open_forms: list[Form], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "form", [(form.value, form.label) for form in open_forms])


class LogForm(forms.Form):
    """What came in, by which way and exactly when."""

    form = forms.ChoiceField(
        label="On which form did it come?",
        choices=[choice for choice in Form.choices if choice[0] != Form.API],
        widget=HintedRadios,
    )
    route = forms.ChoiceField(
        label="How did it reach you?", choices=[(r.value, r.label) for r in ON_PAPER], widget=HintedRadios
    )
    received_on = DateField3(label="On which day did it come?", what="The day it came", past_only=True)
    received_time = TimeField(label="At what time?")
    agency = forms.ModelChoiceField(
        label="Which agency sent it?",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="None of these",
    )
    sender_address = forms.EmailField(
        label="From which e-mail address?", required=False, help_text="For referrals that came by e-mail."
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Agency.objects.filter(service=service, is_active=True).order_by("name")
        setattr(self.fields["agency"], "queryset", choices)  # noqa: B010  # typed as a plain field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("route") == Route.SECURE_MAILBOX and not given.get("sender_address"):
            self.add_error("sender_address", "Enter the address it came from, so that it can be checked")
        if given.get("received_on") and given.get("received_time") is not None:
            moment = timezone.make_aware(datetime.combine(given["received_on"], given["received_time"]))
            if moment > timezone.now():
                self.add_error("received_time", "It cannot have come later than now")
            given["received_at"] = moment
        return given
