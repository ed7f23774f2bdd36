"""Which interpreter, for which language."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.service.community.models import Interpreter


class InterpreterForm(forms.Form):
    """Somebody of the pool."""

    language = SafeTextField(label="Which language?", max_length=40)
    interpreter = forms.ChoiceField(label="Who interprets?", widget=forms.RadioSelect)
    listed = forms.BooleanField(
        label="Put them on the list of who comes",
        help_text="Both sides see that an interpreter comes, not for whom or for which language.",
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, pool: QuerySet[Interpreter], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool = {str(row.pk): row for row in pool}
        first = sorted(self.pool.values(), key=lambda row: (not row.speaks(language), row.name))
        offer(
            self, "interpreter", [(str(row.pk), f"{row.name}: {', '.join(row.languages)}") for row in first]
        )
        self.fields["language"].initial = language

    def clean_interpreter(self) -> Interpreter:
        """The row."""
        return self.pool[self.cleaned_data["interpreter"]]
