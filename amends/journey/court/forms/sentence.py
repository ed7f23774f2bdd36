"""The case before the court and the sentence: one question set a page."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from amends.foundation.access.models import Service, User
from amends.foundation.case.models import Case
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.court.forms.courts import courts_of
from amends.journey.court.models import Court, Vehicle
from amends.journey.court.rules.sentencing import is_statutory_allowed

OFFICERS = ("community_offender_manager", "prison_offender_manager")


class CourtField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's class takes no type when it runs
    """One of the service's courts; the form says which service."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Court.objects.none(), **kwargs)


class SentenceForm(forms.Form):
    """The sentence; what only a requirement needs is asked only where a profile lets orders ask for taking part."""

    vehicle = forms.ChoiceField(label="Which sentence?", choices=Vehicle.choices, widget=forms.RadioSelect)
    passed_on = DateField3(label="When was it passed?", what="Day of sentence")
    court = CourtField(label="Which court?", required=False)
    details = SafeTextField(
        label="The sentence in full", help_text="With its length and requirements.", max_length=400, lines=3
    )
    ends_on = DateField3(label="When does it end?", what="End of the sentence", required=False)
    restorative = YesNoField(
        label="Does it hold a restorative requirement?",
        hints={"yes": "Appointments are then part of the sentence.", "no": "Taking part is voluntary."},
    )
    supervision_months = forms.IntegerField(
        label="How many months of supervision are on the same order?",
        help_text="At least three beside a requirement.",
        min_value=0,
        max_value=60,
        required=False,
    )
    consent_on = DateField3(
        label="When did they agree to it, before the order?", what="Day on which they agreed", required=False
    )
    officer = forms.ModelChoiceField(
        User.objects.none(), label="Offender manager, if they have an account here", required=False
    )
    officer_words = SafeTextField(label="Or: name and office", max_length=120, required=False)

    ONLY_STATUTORY = ("restorative", "supervision_months", "consent_on")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "court", courts_of(case.service))
        offer_rows(self, "officer", officers_of(case.service))
        if not is_statutory_allowed(case):
            for name in self.ONLY_STATUTORY:
                del self.fields[name]


def officers_of(service: Service) -> QuerySet[User]:
    """Offender managers with an account in the service."""
    rows = User.objects.filter(memberships__service=service, memberships__role__in=OFFICERS, is_active=True)
    return rows.distinct().order_by("name")


class FirstContactForm(forms.Form):
    """When the first contact after sentence is planned."""

    on = DateField3(label="When is the first contact planned?", what="Day of the first contact")
    why_later = SafeTextField(
        label="If that is later than the standard: why?", max_length=300, lines=3, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {}).setdefault("on", timezone.localdate())
        super().__init__(*args, **kwargs)
