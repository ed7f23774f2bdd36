"""What is asked about interpreters, organisations, sections of the community and messages."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import DateField3, PhoneField, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.service.community.models import Format, Interpreter, KeyMessage, Medium, Organisation, Section

ModelForm = forms.ModelForm  # generic only in stubs


class InterpreterForm(ModelForm):  # type: ignore[type-arg]  # generic only in stubs
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


class OrganisationForm(ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """An organisation."""

    name = SafeTextField(label="Name", max_length=120)
    serves = SafeTextField(label="For whom is it there, and what does it do?", max_length=300)
    contact = SafeTextField(label="Who answers, by telephone or e-mail?", max_length=200, required=False)

    class Meta:
        model = Organisation
        fields = ("name", "kind", "serves", "contact", "in_use")
        widgets = {"kind": forms.RadioSelect}
        labels = {"kind": "What sort of body is it?", "in_use": "In use"}


class SectionForm(ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A section of the community."""

    name = SafeTextField(label="Who are they?", help_text="Such as: people who speak Polish.", max_length=120)
    language = SafeTextField(label="In which language do they take things in?", max_length=40)

    class Meta:
        model = Section
        fields = ("name", "language", "format", "media")
        widgets = {"format": forms.RadioSelect, "media": forms.CheckboxSelectMultiple}
        labels = {"format": "In which form?", "media": "By which media alone can they be reached?"}
        help_texts = {"media": "Tick nothing where any will do."}


class MessageForm(ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A key message."""

    words = SafeTextField(label="What should people know?", max_length=300)

    class Meta:
        model = KeyMessage
        fields = ("words",)


class SendingForm(forms.Form):
    """How a message goes out."""

    medium = forms.ChoiceField(label="By which medium?", choices=Medium.choices, widget=forms.RadioSelect)
    what = SafeTextField(
        label="What is it?", help_text="Such as: leaflet in surgeries.", max_length=120, required=False
    )
    language = SafeTextField(label="In which language?", max_length=40, initial="English")
    format = forms.ChoiceField(label="In which form?", choices=Format.choices, widget=forms.RadioSelect)
    sections = forms.ModelMultipleChoiceField(
        Section.objects.none(), label="For whom is it meant?", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "sections", Section.objects.filter(service=service).order_by("name"))
