"""Correcting who somebody is, adding somebody, and the safe-contact card."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amends.foundation.case.models import CaseFile, Participant
from amends.foundation.pages.fields import (
    DateOfBirthField,
    PhoneField,
    PostcodeField,
    SafeTextField,
    TimeField,
    UploadField,
)
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.people.models import ContactPoint, Person, SafeContact


class PersonForm(forms.Form):
    """Who somebody is."""

    full_name = SafeTextField(label="Full name", max_length=200)
    known_as = SafeTextField(label="What they like to be called", required=False, max_length=80)
    date_of_birth = DateOfBirthField(label="Date of birth", required=False)
    age_note = SafeTextField(label="Age, if the date is not known", required=False, max_length=80)
    gender = forms.ChoiceField(label="Gender", choices=Person.Gender.choices, widget=forms.RadioSelect)
    language = SafeTextField(label="Language they speak best, if not English", required=False, max_length=60)
    interpreter_needed = forms.BooleanField(label="They need an interpreter", required=False)
    access_needs = SafeTextField(
        label="What would make it easier for them",
        help_text="Hearing, reading, getting about, time of day, childcare.",
        required=False,
        lines=4,
    )


class AddPersonForm(PersonForm):
    """Somebody new on a side."""

    part = forms.ChoiceField(
        label="What part do they take?", choices=Participant.Part.choices, widget=forms.RadioSelect
    )
    appropriate_adult_needed = forms.BooleanField(
        label="They need an appropriate adult beside them", required=False
    )

    field_order = ("part", "full_name", "known_as", "date_of_birth", "age_note", "gender")


class ContactPointForm(forms.Form):
    """One more way to reach somebody."""

    kind = forms.ChoiceField(label="What is it?", choices=ContactPoint.Kind.choices, widget=forms.RadioSelect)
    value = SafeTextField(label="Number, address or e-mail", max_length=300)
    postcode = PostcodeField(label="Postcode, for an address", required=False)
    is_safe = forms.BooleanField(label="It is safe to use", required=False, initial=True)
    note = SafeTextField(
        label="Note", help_text="Whose it is, when it works, who may answer.", required=False, max_length=200
    )

    def clean(self) -> dict[str, object]:
        """A number must be a number: what stands in the wrong box is never dialled."""
        answers = super().clean() or {}
        if answers.get("kind") in {ContactPoint.Kind.MOBILE, ContactPoint.Kind.LANDLINE} and answers.get(
            "value"
        ):
            try:
                answers["value"] = PhoneField().clean(answers["value"])
            except forms.ValidationError as error:
                self.add_error("value", error)
        return answers


class SafeContactForm(forms.Form):
    """The card that stands beside every number."""

    calls = forms.ChoiceField(label="Calls", choices=SafeContact.Answer.choices, widget=forms.RadioSelect)
    voicemail = forms.ChoiceField(
        label="Voicemail", choices=SafeContact.Answer.choices, widget=forms.RadioSelect
    )
    texts = forms.ChoiceField(label="Texts", choices=SafeContact.Answer.choices, widget=forms.RadioSelect)
    email = forms.ChoiceField(label="E-mail", choices=SafeContact.Answer.choices, widget=forms.RadioSelect)
    post = forms.ChoiceField(label="Post", choices=SafeContact.Answer.choices, widget=forms.RadioSelect)
    visits = forms.ChoiceField(
        label="Visits at home", choices=SafeContact.Answer.choices, widget=forms.RadioSelect
    )
    from_hour = TimeField(label="Not before", help_text="For example 9:30am", required=False)
    until_hour = TimeField(label="Not after", help_text="For example midday or 6pm", required=False)
    who_may_answer = SafeTextField(label="Who may answer", required=False, max_length=200)
    if_somebody_else_answers = SafeTextField(label="If somebody else answers", required=False, max_length=200)
    code_word = SafeTextField(label="Code word", required=False, max_length=60)
    text_wording = SafeTextField(label="How a text should be worded", required=False, max_length=200)
    envelope_shows = forms.ChoiceField(
        label="What may an envelope show?",
        choices=SafeContact.Shows.choices,
        widget=HintedRadios(
            hints={
                SafeContact.Shows.NOT_ASKED: "The address, and nothing else, until you have asked them.",
                SafeContact.Shows.ADDRESS: "A letter that cannot be delivered does not come back to us.",
                SafeContact.Shows.RETURN: "A letter that cannot be delivered comes back to us unopened.",
            }
        ),
    )
    envelope = SafeTextField(
        label="Anything else about the envelope",
        help_text="For whoever closes it, such as: brown, written by hand.",
        required=False,
        max_length=200,
    )
    dates_to_avoid = SafeTextField(label="Dates on which not to get in touch", required=False, max_length=200)
    warning = SafeTextField(label="What the next person must know before they dial", required=False, lines=4)
    version = forms.IntegerField(widget=forms.HiddenInput)


class CopyForm(forms.Form):
    """The filled copy of a risk form."""

    side = forms.ChoiceField(
        label="On whose file?",
        help_text="It is never seen from the other side. A form about both sides is filled in once for each.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whose file it belongs to"},
    )
    upload = UploadField(label="The filled form", help_text="A scan, a PDF or a Word document, up to 10 MB.")

    def __init__(self, *args: Any, files_open: Mapping[str, CaseFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "side", [(side, file.get_side_display()) for side, file in files_open.items()])
