"""What became of a paper."""

from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.pages.fields import DateField3, SafeTextField, UploadField


class PaperForm(forms.Form):
    """It has come, or it will not."""

    received_on = DateField3(label="When did it arrive?", what="The day", past_only=True, required=False)
    upload = UploadField(label="The paper, scanned", kinds=("pdf", "docx", "jpg", "png"), required=False)
    kept_at = SafeTextField(label="Where is it kept, if it is not scanned?", max_length=120, required=False)
    why_not = SafeTextField(label="If it will not come: why?", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"received_on": timezone.localdate()})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Either it is there, or it is said why not."""
        answers: dict[str, Any] = super().clean() or {}
        if answers.get("why_not"):
            return answers
        if not answers.get("received_on"):
            self.add_error("received_on", "Enter the day, or say why it will not come")
        elif not answers.get("upload") and not answers.get("kept_at"):
            self.add_error("upload", "Add the file, or say where the paper is kept")
        return answers
