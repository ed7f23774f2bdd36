"""What is asked about interpreters and organisations."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, PhoneField, SafeTextField
from amends.service.community.models import Interpreter, Organisation


class InterpreterForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """One of the pool."""

    name = SafeTextField(label="Name", max_length=80)
    languages = SafeTextField(
        label="Languages", help_text="With commas between them, such as: Polish, British Sign Language."
    )
    telephone = PhoneField(label="Telephone", required=False)
    checked_on = DateField3(label="When did you see their checks?", required=False, past_only=True)
    checked_until = DateField3(label="Until when do they hold?", required=False)
    confidential_on = DateField3(
        label="When did they sign to keep to themselves what they hear?", required=False, past_only=True
    )
    note = SafeTextField(label="What else should be known?", max_length=200, required=False)

    class Meta:
        model = Interpreter
        fields = (
            "name",
            "languages",
            "telephone",
            "email",
            "checked_on",
            "checked_until",
            "confidential_on",
            "note",
            "in_use",
        )
        labels = {"email": "E-mail", "in_use": "In use"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = ", ".join(self.instance.languages or [])

    def clean_languages(self) -> list[str]:
        """One language a comma."""
        return [each.strip() for each in self.cleaned_data["languages"].split(",") if each.strip()]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """An organisation."""

    name = SafeTextField(label="Name", max_length=120)
    serves = SafeTextField(label="For whom is it there, and what does it do?", max_length=300)
    contact = SafeTextField(label="Who answers, by telephone or e-mail?", max_length=200, required=False)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "serves", "contact", "in_use")
        widgets = {"kind": forms.RadioSelect}
        labels = {"kind": "What sort of body is it?", "in_use": "In use"}
