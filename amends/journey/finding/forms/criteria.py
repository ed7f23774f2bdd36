"""Which rows are looked for at all."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import SafeTextField
from amends.foundation.policy.facts import facts_table


class CriteriaForm(forms.Form):
    """Which rows are looked for at all, before any rule is asked."""

    offence_category = forms.MultipleChoiceField(
        label="Only these kinds of offence",
        choices=[(v, v.replace("_", " ").capitalize()) for v in facts_table()["offence_category"].values],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sentence = SafeTextField(
        label="Only sentences with one of these words",
        required=False,
        max_length=200,
        help_text="Separate them with commas.",
    )
    victim_known = forms.BooleanField(label="Only where a person harmed is known", required=False)
    phases = forms.MultipleChoiceField(
        label="Only these offender management phases",
        choices=[(str(n), str(n)) for n in range(1, 5)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    release_after_days = forms.IntegerField(
        label="Released in at least so many days", required=False, min_value=0
    )
    release_before_days = forms.IntegerField(
        label="Released in at most so many days", required=False, min_value=0
    )

    @property
    def criteria(self) -> dict[str, Any]:
        """As rows are compared with it."""
        given = dict(self.cleaned_data)
        given["sentence"] = [word.strip() for word in given["sentence"].split(",") if word.strip()]
        given["phases"] = [int(phase) for phase in given["phases"]]
        return given


def criteria_initial(criteria: dict[str, Any]) -> dict[str, Any]:
    """The form as it was left."""
    return {**criteria, "sentence": ", ".join(criteria.get("sentence") or [])}
