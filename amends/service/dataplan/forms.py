"""Who sees an item from now on, and why."""

from typing import Any

from django import forms

from amends.foundation.access.roles import ROLES
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.pages.fields.offering import offer
from amends.service.dataplan.plan import Item


class TakeForm(forms.Form):
    """Why the plan is taken as one's own."""

    reason = SafeTextField(
        label="Who has decided this?", help_text="Such as the planning group, on which day.", max_length=300
    )


class SeenForm(forms.Form):
    """The roles that see it; those who enter it are not asked."""

    seen_by = forms.MultipleChoiceField(
        label="Which roles see it?", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = SafeTextField(label="Why?", help_text="The second manager reads this.", max_length=300)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.item = item
        offer(self, "seen_by", [(key, ROLES[key].name) for key in item.can_be_shut])
        if item.entered_by:
            entering = ", ".join(ROLES[key].name.lower() for key in item.entered_by)
            self.fields["seen_by"].help_text = f"Always, because they enter it: {entering}."

    def shut_to(self) -> list[str]:
        """The roles that do not see it."""
        return [key for key in self.item.can_be_shut if key not in self.cleaned_data["seen_by"]]


class NeedForm(forms.Form):
    """How the need was settled."""

    how = SafeTextField(
        label="Where did it come from, or why is it not needed?", help_text="No names.", max_length=200
    )
