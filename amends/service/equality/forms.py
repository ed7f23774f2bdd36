"""The questions, each of which may be left out."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import SafeTextField
from amends.service.equality.questions import monitoring


class EqualityForm(forms.Form):
    """One question under the other; nothing is chosen beforehand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in monitoring().questions.items():
            self.fields[key] = forms.ChoiceField(
                label=f"{question.text}",
                choices=question.offered,
                widget=forms.RadioSelect,
                required=False,
            )


class NotAskedForm(forms.Form):
    """Why it was not the moment."""

    why = SafeTextField(
        label="Why were they not asked?",
        help_text="Such as: too upset today; through a parent only.",
        max_length=200,
        error_messages={"required": "Say why"},
    )
