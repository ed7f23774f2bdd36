"""Judging suitability: five short answers and what they rest on."""

from django import forms

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.journey.suitability.actions import Findings
from amends.journey.suitability.models import Judgement
from amends.journey.suitability.rules import RESPONSIBLE_SIDES


class JudgementForm(forms.Form):
    """One judgement of one person."""

    made_as = forms.ChoiceField(label="You judge as", widget=forms.RadioSelect)
    willing = YesNoField(label="Do they want to take part?")
    responsibility = forms.ChoiceField(
        label="How far do they take responsibility?", widget=forms.RadioSelect, required=False
    )
    safe = YesNoField(
        label="Would contact between the two sides be as safe as it can be made?",
        help_text="Whether somebody shows feeling for the other is not the question.",
    )
    both_agree = forms.BooleanField(label="Both facilitators are of this opinion", required=False)
    interviewed_on = DateField3(label="When was this person last talked to about it?", required=False)
    basis = SafeTextField(label="What does this rest on?", lines=4)
    outcome = forms.ChoiceField(label="So it is", choices=Judgement.Outcome.choices, widget=forms.RadioSelect)

    def __init__(
        self, data: object = None, *, participant: Participant, ways: list[Judgement.MadeAs]
    ) -> None:
        super().__init__(data, initial={"made_as": ways[-1] if len(ways) == 1 else None})  # type: ignore[arg-type]
        self.fields["made_as"].choices = [(way.value, way.label) for way in ways]  # type: ignore[attr-defined]
        if participant.side in RESPONSIBLE_SIDES:
            self.fields["responsibility"].choices = Judgement.Responsibility.choices[:3]  # type: ignore[attr-defined]
        else:
            del self.fields["responsibility"]

    def findings(self) -> Findings:
        """The answers as the action takes them."""
        answers = self.cleaned_data
        return Findings(
            outcome=answers["outcome"],
            willing=bool(answers["willing"]),
            safe=bool(answers["safe"]),
            basis=answers["basis"],
            responsibility=answers.get("responsibility") or Judgement.Responsibility.NOT_ASKED,
            both_agree=answers["both_agree"],
            interviewed_on=answers["interviewed_on"],
        )
