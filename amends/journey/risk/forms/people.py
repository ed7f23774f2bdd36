"""Assessing the risk for one person, on one page and without making it look bigger than it is."""

from collections.abc import Mapping
from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, EmailField, SafeTextField, YesNoField
from amends.foundation.pages.fields.opening import opened_by
from amends.foundation.pages.form_parts import FormParts
from amends.foundation.pages.widgets import HintedRadios
from amends.foundation.policy.questions import Answer
from amends.foundation.questionnaire.asking import QuestionnaireForm, parts_of
from amends.journey.risk.actions import Finding
from amends.journey.risk.models import Assessment, Measure, PoliceAt, PoliceRequest

# Asked only where they apply, and needed there.
NEEDED = ("harm", "earlier_words")
BEFORE = ("moment", "wish", "fear_or_threat")
AGAINST = ("worst_likely", "earlier_words", "safeguards", "child_risks", "child_safeguards")
OVERALL = ("level", "reason_1", "reason_2", "reason_3", "verdict", "harm", "police_at", "valid_until")


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
        help_text=(
            "Low: nobody else has to be asked. Medium: you talk a meeting through with the manager before it is "
            "confirmed. High: the manager agrees before anything passes between the sides, and to each meeting as it is "
            "planned."
        ),
        choices=Assessment.Level.choices,
        widget=HintedRadios(inline=True),
    )
    reason_1 = SafeTextField(label="First reason for this level", max_length=300)
    reason_2 = opened_by(SafeTextField(label="Second reason", required=False, max_length=300), "reason_1")
    reason_3 = opened_by(SafeTextField(label="Third reason", required=False, max_length=300), "reason_2")
    safeguards = SafeTextField(label="What is done about it, and by whom?", lines=4)
    verdict = forms.ChoiceField(
        label="What follows from that?",
        choices=Assessment.Verdict.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    harm = opened_by(
        SafeTextField(
            label="If it is not safe: which harm, and to whom?",
            help_text="Harm, not discomfort. The manager is asked to agree.",
            required=False,
            lines=3,
        ),
        "verdict",
        Assessment.Verdict.NOT_SAFE,
    )
    earlier_words = SafeTextField(
        label="What does the earlier trouble between them mean for the risk?", required=False, lines=3
    )
    police_at = forms.ChoiceField(
        label="Does a police officer have to be there?",
        choices=[("", "No"), *PoliceAt.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    child_risks = SafeTextField(
        label="A child will be there: what could go wrong for or through the child?",
        help_text="Needed before a meeting",
        required=False,
        lines=3,
    )
    child_safeguards = SafeTextField(label="What is done about that, and by whom?", required=False, lines=3)
    valid_until = DateField3(
        label="Look at it again by", help_text="Left empty: in four weeks.", required=False, future_only=True
    )

    def __init__(
        self,
        data: Any = None,
        *,
        earlier: Mapping[str, Any] | None = None,
        with_child: bool = False,
        with_trouble: bool = False,
        first: bool = False,
    ) -> None:
        usual = {
            "verdict": Assessment.Verdict.SAFEGUARDS,
            "moment": Assessment.Moment.START if first else None,
        }
        super().__init__(data, initial={**usual, **(earlier or {})})
        for name in NEEDED:
            self.fields[name].needed = True  # type: ignore[attr-defined]  # read by the bound field
        if not with_trouble:
            del self.fields["earlier_words"]
        if not with_child:
            del self.fields["child_risks"], self.fields["child_safeguards"]

    def in_parts(self, asked: QuestionnaireForm) -> FormParts:
        """The page in parts, with who might be harmed by whom in between."""
        return FormParts(
            ("Why now, and is anybody afraid?", self._boxes(BEFORE)),
            *parts_of(asked),
            ("What could go wrong, and what is done about it", self._boxes(AGAINST)),
            ("The level, and what follows", self._boxes(OVERALL)),
        )

    def _boxes(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    def finding(self, given: Mapping[str, Answer]) -> Finding:
        """The answers as the action takes them; `given` are those to who might be harmed by whom."""
        answers = self.cleaned_data
        return Finding(
            level=answers["level"],
            reasons=[answers["reason_1"], answers["reason_2"], answers["reason_3"]],
            safeguards=answers["safeguards"],
            answers=given,
            verdict=answers["verdict"] or Assessment.Verdict.SAFEGUARDS,
            harm=answers["harm"],
            earlier_words=answers.get("earlier_words", ""),
            worst_likely=answers["worst_likely"],
            wish=answers["wish"],
            fear_or_threat=bool(answers["fear_or_threat"]),
            police_at=answers["police_at"],
            child_risks=answers.get("child_risks", ""),
            child_safeguards=answers.get("child_safeguards", ""),
            valid_until=answers["valid_until"],
        )


class PoliceForm(forms.Form):
    """Asking for an officer."""

    event = forms.ChoiceField(label="At what?", choices=PoliceRequest.Event.choices, widget=forms.RadioSelect)
    on = DateField3(label="On which day?", future_only=True)
    reason = SafeTextField(label="Why, from the risk assessment?", max_length=300)
    asked_of = SafeTextField(label="Whom do you ask? Station or team", max_length=120)
    email = EmailField(
        label="Their e-mail address",
        required=False,
        help_text="They get our reference, the day and our number, and no name. Leave empty if you ring them",
    )


class OfficerForm(forms.Form):
    """Who comes."""

    officer = SafeTextField(label="Name of the officer who comes", max_length=120)
    collar = SafeTextField(label="Collar number", required=False, max_length=20)


class MeasureForm(forms.Form):
    """One thing that could go wrong, and what is done about it."""

    risk = SafeTextField(label="What could go wrong?", lines=3)
    at_risk = SafeTextField(label="Who could come to harm?", max_length=120)
    likelihood = forms.ChoiceField(
        label="How likely is it?", choices=Measure.Degree.choices, widget=forms.RadioSelect
    )
    severity = forms.ChoiceField(
        label="How bad would it be?", choices=Measure.Degree.choices, widget=forms.RadioSelect
    )
    safeguard = SafeTextField(label="What is done about it?", lines=3)
    owner = SafeTextField(label="Who sees to it?", max_length=120)


class LookUpForm(forms.Form):
    """Whether somebody is known to probation or a prison."""

    probation = YesNoField(label="Are they known to probation?", required=False)
    prison = YesNoField(label="Are they known to a prison?", required=False)
    checked_by = SafeTextField(label="Who looked them up?", max_length=120, required=False)
    checked_on = DateField3(label="When?", what="The day", past_only=True, required=False)


class EndForm(forms.Form):
    """Why something is not needed any more."""

    because = SafeTextField(label="Why is it not needed any more?", max_length=200)
