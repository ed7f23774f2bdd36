"""What is filled in about agreements, promises, ways of passing on risk, and partners' cases."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from amends.foundation.access.models import Agency, Service, User
from amends.foundation.pages.fields import DateField3, DateOfBirthField, SafeTextField
from amends.service.sharing.models import PartnerCase, RiskMeans, SharingAgreement


def agency_choice(service: Service, label: str, *, several: bool = False, **kwargs: Any) -> forms.Field:
    """The service's partners by name, to choose one or several from."""
    rows = Agency.objects.filter(service=service, is_active=True).order_by("name")
    if several:
        return forms.ModelMultipleChoiceField(
            label=label, queryset=rows, widget=forms.CheckboxSelectMultiple, **kwargs
        )
    return forms.ModelChoiceField(label=label, queryset=rows, **kwargs)


class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """An agreement as the register holds it; the action saves it."""

    title = SafeTextField(label="Title", max_length=160)
    amends = SafeTextField(
        label="Which existing agreement does it change?",
        help_text="Leave it empty when the agreement is new.",
        required=False,
        max_length=160,
    )
    purpose = SafeTextField(label="What is the information for?", lines=2)
    items = SafeTextField(label="Which information?", help_text="One kind a line.", lines=4)
    reference = SafeTextField(label="Where is the signed paper?", required=False, max_length=120)
    timescale_days = forms.IntegerField(
        label="How many working days may the whole take?",
        help_text="If the bodies have agreed on one.",
        required=False,
        min_value=1,
        max_value=1000,
    )
    review_months = forms.IntegerField(
        label="After how many months is it looked at again?", min_value=1, max_value=60, initial=12
    )
    ends_on = DateField3(label="Does it end on a day?", what="Day it ends", required=False)

    class Meta:
        model = SharingAgreement
        fields: ClassVar = [
            "title",
            "kind",
            "about",
            "amends",
            "purpose",
            "items",
            "reference",
            "timescale_days",
            "review_months",
            "owner",
            "ends_on",
        ]
        labels: ClassVar = {
            "kind": "What is it?",
            "about": "What is it about?",
            "owner": "Who looks after it?",
        }

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(memberships__service=service, is_active=True, memberships__agency=None)
        owner: Any = self.fields["owner"]
        owner.queryset = staff.distinct().order_by("name")
        if self.instance.pk is None:
            self.fields["parties"] = agency_choice(service, "Which bodies have to sign?", several=True)

    def _post_clean(self) -> None:
        """The action validates and saves; here only what was typed is read."""


class PartyForm(forms.Form):
    """One more body."""

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = agency_choice(service, "Which body?")


class SignForm(forms.Form):
    """A body's signature."""

    signatory = SafeTextField(label="Who has signed?", max_length=120)
    post = SafeTextField(label="Their post", max_length=120)
    is_senior = forms.BooleanField(label="They are a senior manager who can bind the body", required=False)
    accepts_timescale = forms.BooleanField(label="They accept the agreed timescale", required=False)
    signed_on = DateField3(label="When?", what="Day of the signature", past_only=True)


class ReadersForm(forms.Form):
    """The people at a body whom it concerns."""

    names = SafeTextField(label="Their names", help_text="One a line.", lines=6)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = agency_choice(service, "At which body?")
        self.order_fields(["agency", "names"])

    def clean_names(self) -> list[str]:
        """One name a line, each once."""
        lines = (line.strip()[:120] for line in self.cleaned_data["names"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class ReviewForm(forms.Form):
    """What the review came to."""

    on = DateField3(label="When was it looked at?", what="Day of the review", past_only=True)
    result = forms.ChoiceField(
        label="What did it come to?", choices=SharingAgreement.Result.choices, widget=forms.RadioSelect
    )


class VersionForm(forms.Form):
    """The paper has changed."""

    sign_again = forms.BooleanField(
        label="The bodies have to sign it again",
        help_text="Until they have, nothing is asked or told under it.",
        required=False,
    )


class TermsForm(forms.Form):
    """What a body has promised."""

    reply_days = forms.IntegerField(
        label="Within how many working days does it answer?", min_value=1, max_value=60
    )
    consequence = SafeTextField(label="What cannot go on without its answer?", max_length=80)
    fallback = SafeTextField(label="What do we do instead when it does not answer?", max_length=70)


class MeansForm(forms.Form):
    """One more way of passing on risk."""

    means = forms.ChoiceField(
        label="In which way?", choices=RiskMeans.Means.choices, widget=forms.RadioSelect
    )
    from_on = DateField3(label="From when?", what="First day")
    reference = SafeTextField(label="Reference of the written agreement", required=False, max_length=120)


class PartnerCaseForm(forms.Form):
    """A case that a partner works on."""

    reference = SafeTextField(label="Your case reference", max_length=60)
    full_name = SafeTextField(
        label="Name of the person", help_text="Only to find out whether we both work with them."
    )
    date_of_birth = DateOfBirthField(label="Date of birth", required=False)
    incident_reference = SafeTextField(
        label="Crime or incident number", help_text="Such as STORM or ATHENA.", required=False, max_length=60
    )
    opened_on = DateField3(label="When was it opened?", what="Opening day", past_only=True)
    status = forms.ChoiceField(
        label="How does it stand?", choices=PartnerCase.Status.choices, widget=forms.RadioSelect
    )
    closed_on = DateField3(label="When was it closed?", what="Closing day", past_only=True, required=False)

    def clean(self) -> dict[str, Any]:
        """A closed case has a day, an active one none."""
        data = super().clean() or {}
        if data.get("status") == PartnerCase.Status.CLOSED and not data.get("closed_on"):
            self.add_error("closed_on", "Say when it was closed")
        elif data.get("status") == PartnerCase.Status.ACTIVE:
            data["closed_on"] = None
        return data


def today() -> dict[str, Any]:
    """The usual first answer of a question for a day."""
    return {"on": timezone.localdate(), "signed_on": timezone.localdate(), "from_on": timezone.localdate()}
