"""Questions about partners and the settings that belong to them."""

from typing import Any, cast

from django import forms

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, EmailField, PhoneField, SafeTextField
from amends.foundation.policy.profiles import profiles
from amends.service.partners.models import (
    District,
    Establishment,
    PartnerContact,
    PartnerFeedback,
    Pathway,
    Receiver,
    SecureDomain,
)

MONTHS = (("1", "Month"), ("3", "3 months"), ("6", "6 months"), ("12", "12 months"))


class LinesField(SafeTextField):
    """A list typed one item a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(lines=4, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class RowForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no type when it runs
    """A form about one row of a setting."""


class EstablishmentForm(forms.Form):
    """What sort of prison it is."""

    kind = forms.ChoiceField(
        label="What sort of establishment is it?",
        choices=Establishment.Kind.choices,
        widget=forms.RadioSelect,
    )


class AgencyForm(RowForm):
    """A partner and its expected part."""

    expected_part = SafeTextField(label="What it is expected to do", lines=3, required=False)
    email = EmailField(label="Email address", required=False)
    telephone = PhoneField(label="Telephone", required=False)

    class Meta:
        model = Agency
        fields = ("name", "kind", "district", "expected_part", "email", "telephone", "is_active")
        labels = {"is_active": "The service works with it now"}


class ContactForm(RowForm):
    """Somebody at a partner."""

    telephone = PhoneField(label="Telephone", required=False)
    email = EmailField(label="Email address", required=False)

    class Meta:
        model = PartnerContact
        fields = ("name", "job", "telephone", "email", "note")


class FeedbackForm(forms.Form):
    """What a partner has said."""

    kind = forms.ChoiceField(
        label="Who said it?", choices=PartnerFeedback.Kind.choices, widget=forms.RadioSelect
    )
    received_on = DateField3(label="When?", what="Date of the feedback", past_only=True)
    words = SafeTextField(label="What did they say?", lines=5, help_text="Without names of people in cases.")


class DomainForm(RowForm):
    """A domain to trust."""

    domain = SafeTextField(
        label="Domain", help_text="The part after the @, such as pnn.police.uk", max_length=120
    )

    class Meta:
        model = SecureDomain
        fields = ("domain", "note")
        labels = {"note": "Why is it safe?"}

    def clean_domain(self) -> str:
        """People paste addresses and capitals."""
        return str(self.cleaned_data["domain"]).rpartition("@")[2].lower().strip(".")


class DistrictForm(RowForm):
    """How a district is recognised."""

    postcodes = LinesField(label="How its postcodes begin", help_text="One a line, such as CM20")
    places = LinesField(label="Towns and villages in it", help_text="One a line")

    class Meta:
        model = District
        fields = ("name", "postcodes", "places")


class ReceiverForm(RowForm):
    """Who takes which referrals over."""

    districts = LinesField(
        label="Districts it serves", help_text="One a line. None: wherever no other serves."
    )
    criteria = SafeTextField(label="What it takes", lines=4, required=False, help_text="One criterion a line")

    class Meta:
        model = Receiver
        fields = ("agency", "takes", "districts", "criteria")

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = cast("forms.ModelChoiceField[Agency]", self.fields["agency"])
        agency.queryset = Agency.objects.filter(service=service).order_by("name")


class PathwayForm(RowForm):
    """A way on which referrals come."""

    profile = forms.ChoiceField(label="Criteria that apply")
    agreed_on = DateField3(label="Agreed on", what="Day of the agreement", required=False)

    class Meta:
        model = Pathway
        fields = ("name", "agency", "source", "entry_route", "profile", "consent_rule", "status", "agreed_on")
        labels = {"agency": "One body only", "source": "Who refers", "entry_route": "How it reaches us"}

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        profile = cast("forms.ChoiceField", self.fields["profile"])
        agency = cast("forms.ModelChoiceField[Agency]", self.fields["agency"])
        profile.choices = [(name, versions[-1].title) for name, versions in sorted(profiles().items())]
        agency.queryset = Agency.objects.filter(service=service).order_by("name")


class QuietForm(forms.Form):
    """The time for which to look."""

    months = forms.TypedChoiceField(
        label="Over the last", choices=MONTHS, coerce=int, initial="3", required=False
    )
