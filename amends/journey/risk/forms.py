"""Assessing the risk for one person, on one page and without making it look bigger than it is."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.risk.actions import Finding
from amends.journey.risk.models import Assessment


class AssessmentForm(forms.Form):
    """One assessment."""

    moment = forms.ChoiceField(label="Why now?", choices=Assessment.Moment.choices, widget=forms.RadioSelect)
    wish = SafeTextField(label="What do they want?", required=False, lines=4)
    worst_likely = SafeTextField(
        label="What is the worst that is likely to happen?",
        help_text="Likely, not thinkable.",
        required=False,
        lines=4,
    )
    fear_or_threat = YesNoField(label="Is anybody afraid, or has anybody been threatened?")
    level = forms.ChoiceField(
        label="Overall, with what is done about it",
        choices=Assessment.Level.choices,
        widget=forms.RadioSelect,
    )
    reason_1 = SafeTextField(label="First reason for this level", max_length=300)
    reason_2 = SafeTextField(label="Second reason", required=False, max_length=300)
    reason_3 = SafeTextField(label="Third reason", required=False, max_length=300)
    safeguards = SafeTextField(label="What is done about it, and by whom?", lines=4)
    valid_until = DateField3(
        label="Look at it again by", help_text="Left empty: in four weeks.", required=False, future_only=True
    )

    def finding(self) -> Finding:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return Finding(
            level=answers["level"],
            reasons=[answers["reason_1"], answers["reason_2"], answers["reason_3"]],
            safeguards=answers["safeguards"],
            worst_likely=answers["worst_likely"],
            wish=answers["wish"],
            fear_or_threat=bool(answers["fear_or_threat"]),
            valid_until=answers["valid_until"],
        )
