"""What is asked about sections of the community and messages."""

from typing import Any

from django import forms

from amends.foundation.access.models import Service
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.service.community.models import Format, KeyMessage, Medium, Section


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
    """A section of the community."""

    name = SafeTextField(label="Who are they?", help_text="Such as: people who speak Polish.", max_length=120)
    language = SafeTextField(label="In which language do they take things in?", max_length=40)

    class Meta:
        model = Section
        fields = ("name", "language", "format", "media")
        widgets = {"format": forms.RadioSelect, "media": forms.CheckboxSelectMultiple}
        labels = {"format": "In which form?", "media": "By which media alone can they be reached?"}
        help_texts = {"media": "Tick nothing where any will do."}


class MessageForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in stubs
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
