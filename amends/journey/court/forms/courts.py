"""A court, and an opening for working together."""

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.court.models import Court, Opportunity


class CourtForm(forms.Form):
    """A court of the service's area or next to it."""

    name = SafeTextField(label="Name of the court", max_length=120)
    has_service = YesNoField(
        label="Does the service work in its area?",
        hints={"no": "Reports there show why nothing is said about restorative justice."},
    )
    is_active = YesNoField(label="Can it be chosen for new reports and sentences?")


class AgreementForm(forms.Form):
    """What was agreed with a court about deferred sentences."""

    deferral_agreed_on = DateField3(label="When was it agreed?", what="Day of the agreement")
    deferral_limit = forms.IntegerField(
        label="How many deferred sentences at a time?", min_value=1, max_value=999
    )
    deferral_review_on = DateField3(label="When is it looked at again?", what="Day of the review")


class OpportunityForm(forms.Form):
    """An opening, and what came of it."""

    court = forms.ModelChoiceField(Court.objects.none(), label="Court")
    provider = SafeTextField(label="With which provider?", max_length=120)
    kind = forms.ChoiceField(label="What sort?", choices=Opportunity.Kind.choices, widget=forms.RadioSelect)
    words = SafeTextField(label="What is it?", max_length=300, lines=3)
    on = DateField3(label="When did it come up?")
    status = forms.ChoiceField(
        label="What came of it?", choices=Opportunity.Status.choices, widget=forms.RadioSelect
    )
    reason = SafeTextField(label="Why was it not pursued?", max_length=300, lines=3, required=False)

    def __init__(self, *args: object, service: Service, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        offer_rows(self, "court", courts_of(service))


def courts_of(service: Service) -> QuerySet[Court]:
    """The courts that can be chosen."""
    return Court.objects.filter(service=service, is_active=True).order_by("name")
