"""After it has arrived: a question, an answer, a correction with its reason, taking it back, adding a file."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, UploadField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.widgets import HintedRadios
from amends.journey.referral.models import Attachment


class AnswerForm(forms.Form):
    """What the referrer answers."""

    answer = SafeTextField(label="Your answer", lines=5, max_length=4000)


class AmendForm(forms.Form):
    """One thing that was sent, put right."""

    where = forms.ChoiceField(label="What do you want to correct?")
    value = SafeTextField(
        label="What should it say?",
        lines=4,
        required=False,
        help_text="A day as 3 November 2025. Leave it empty to take it out.",
    )
    reason = SafeTextField(
        label="Why do you change it?", max_length=300, error_messages={"required": "Say why you change it"}
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "where", places)


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = SafeTextField(
        label="Why do you withdraw it?",
        max_length=300,
        error_messages={"required": "Say why you withdraw it"},
    )


class FileForm(forms.Form):
    """A file and what it is about."""

    upload = UploadField(label="The file", kinds=("pdf", "docx", "jpg", "png", "txt", "eml", "msg"))
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=Attachment.Kind.choices,
        widget=HintedRadios(
            hints={
                Attachment.Kind.RISK: "Read before anything is decided.",
                Attachment.Kind.LETTER: "It goes to nobody until they have been asked.",
            }
        ),
    )


class AcknowledgeForm(forms.Form):
    """How the referrer was told that it has arrived."""

    how = forms.ChoiceField(
        label="How does the referrer hear that it has arrived?",
        choices=(
            ("", "By e-mail, with the number and nothing else"),
            ("telephone", "I rang them"),
            ("person", "I told them"),
        ),
        required=False,
        widget=HintedRadios,
    )


class OriginalForm(forms.Form):
    """The signed paper went to the records centre."""

    on = DateField3(label="When did the original go to the records centre?", what="The day", past_only=True)
    sent_by = SafeTextField(label="Who sent it?", max_length=120)
    hub_has_copy = YesNoField(label="Does the hub hold a copy?")
