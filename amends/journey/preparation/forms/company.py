"""Supporters, the network around somebody, and who else was affected."""

import re
from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import DateField3, EmailField, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.preparation.models import Affected, Backing, Helper
from amends.service.community.models import Organisation
from amends.service.community.rules import organisations

ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.\w+")


class SupporterForm(forms.Form):
    """Whether a supporter is suitable to be there."""

    relationship = SafeTextField(label="What are they to the person they support?", max_length=120)
    suitable = YesNoField(label="Is it right that they are there?")
    reason = SafeTextField(
        label="What does that rest on?",
        help_text="Such as: calm, listens, wants it to go well; or what speaks against it.",
        max_length=300,
    )


class HelperForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One of the network around somebody."""

    name = SafeTextField(label="Name", max_length=120)
    relationship = SafeTextField(label="What are they to them, or what is their post?", max_length=120)
    is_staff = YesNoField(label="Do they work for probation, a prison or another part of HMPPS?")
    tasks = SafeTextField(label="What are they to do?", max_length=300)
    limits = SafeTextField(
        label="For staff: where does their part end?",
        help_text="It stays within rehabilitation and integration.",
        max_length=300,
        required=False,
    )
    from_day = DateField3(label="From when?")
    until_day = DateField3(label="Until when?", required=False)

    class Meta:
        model = Helper
        fields = ("name", "relationship", "is_staff", "tasks", "limits", "from_day", "until_day")

    def clean(self) -> dict[str, Any]:
        """Where the part of staff ends is said."""
        answers = super().clean() or {}
        if answers.get("is_staff") and not answers.get("limits"):
            self.add_error("limits", "Say how their part stays within rehabilitation and integration")
        return answers


class AffectedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A person or body affected."""

    name = SafeTextField(label="Who?", max_length=120)
    link = SafeTextField(label="How were they affected, or do they belong to it?", max_length=200)
    not_invited_because = SafeTextField(
        label="If they are not to be invited: why?", max_length=200, required=False
    )

    class Meta:
        model = Affected
        fields = ("name", "link", "source", "not_invited_because")
        widgets = {"source": forms.RadioSelect}
        labels = {"source": "Who told us?"}


class BackingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """An organisation that supports them."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="Which organisation?",
        empty_label="Choose",
        error_messages={"required": "Choose which"},
    )
    role = SafeTextField(label="What will it do for them?", max_length=300)
    wanted = YesNoField(
        label="Do they want it?", help_text="A faith organisation is brought in only where they do."
    )
    agreed_on = DateField3(
        label="When did they agree that it is told about them?",
        help_text="Leave empty while they have not: nothing goes to it before.",
        required=False,
        past_only=True,
    )
    vetting = SafeTextField(
        label="How was it looked into, and by whom?",
        help_text="Needed before somebody of a faith organisation stands beside them.",
        max_length=200,
        required=False,
    )
    vetted_on = DateField3(label="When was that?", required=False, past_only=True)
    ended_on = DateField3(label="If it has ended: when?", required=False, past_only=True)

    class Meta:
        model = Backing
        fields = (
            "organisation",
            "purpose",
            "role",
            "wanted",
            "agreed_on",
            "vetting",
            "vetted_on",
            "ended_on",
        )
        widgets = {"purpose": forms.RadioSelect}
        labels = {"purpose": "What is it there for?"}

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "organisation", organisations(service))


class TellForm(forms.Form):
    """What goes to the organisation."""

    sent = SafeTextField(
        label="What do you pass on?",
        help_text="Only what it has to know, such as a name and the safe way to reach them. Nothing of the other side.",
        max_length=300,
    )
    email = EmailField(
        label="Their e-mail address",
        help_text=(
            "They are asked to ring us: they get our reference and our number, and nobody's name. You pass the rest on "
            "when they ring. Leave empty if you have told them already."
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, row: Backing) -> None:
        known = None if row.sent_on else ADDRESS.search(row.organisation.contact)
        super().__init__(data, initial={"sent": row.sent, "email": known[0] if known else ""})
