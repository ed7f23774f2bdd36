"""Forms of this room: the conclusion of a judgement, a talk, what somebody was told, and scores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant, Side
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.foundation.pages.fields.opening import opened_by
from amends.foundation.policy.ogrs3 import Facts, ogrs3_table
from amends.journey.suitability.actions.scoring import Given
from amends.journey.suitability.grounds import grounds_for
from amends.journey.suitability.models import Judgement, Score, Told
from amends.journey.suitability.rules.judging import Findings
from amends.journey.suitability.rules.scheme import presumes_taking_part

MOST_SANCTIONS = 999


class JudgementForm(forms.Form):
    """What follows from the answers: the outcome, its grounds, and what it rests on."""

    interviewed_on = DateField3(
        label="When was this person last talked to about it?",
        required=False,
        past_only=True,
        help_text="Nobody who is eligible is turned down before somebody has talked to them.",
    )
    interviewer = SafeTextField(
        label="Who talked to them?", help_text="Left empty: you.", required=False, max_length=120
    )
    outcome = forms.ChoiceField(label="So it is", choices=Judgement.Outcome.choices, widget=forms.RadioSelect)
    indirect_only = opened_by(
        forms.BooleanField(label="For letters and messages only, no meeting", required=False),
        "outcome",
        Judgement.Outcome.SUITABLE,
    )
    grounds = opened_by(
        forms.MultipleChoiceField(
            label="If it is not suitable, on which grounds?",
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="What the answers exclude by themselves is added.",
        ),
        "outcome",
        Judgement.Outcome.NOT_SUITABLE,
    )
    basis = SafeTextField(label="What does this rest on?", lines=4)
    stands_without = forms.BooleanField(
        label="The decision stands without anything said about feeling for the other",
        required=False,
        help_text="Only if you were warned about it.",
    )
    both_agree = forms.BooleanField(label="Both facilitators are of this opinion", required=False)
    ask_manager = forms.BooleanField(label="Ask the service manager to judge as well", required=False)
    review_on = DateField3(
        label="Ask again by", help_text="Left empty: as this scheme has set it.", required=False
    )
    requirement = forms.ChoiceField(
        label="If there is a community sentence, should it be made part of it?",
        choices=[("", "Does not apply"), ("include", "Propose it"), ("leave_out", "Leave it out")],
        widget=forms.RadioSelect,
        required=False,
    )
    requirement_reason = opened_by(
        SafeTextField(label="Why is it left out?", lines=3, required=False), "requirement", "leave_out"
    )

    def __init__(
        self,
        data: Any = None,
        *,
        participant: Participant,
        made_as: str,
        earlier: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        presumption = presumes_taking_part(participant.case)
        permitted = grounds_for(participant.side, presumption=presumption)
        offer(self, "grounds", [(key, ground.words) for key, ground in permitted.items()])
        if presumption:
            self.initial["requirement"] = "include"
        if participant.side != Side.RESPONSIBLE:
            del self.fields["requirement"], self.fields["requirement_reason"]
        if made_as != Judgement.MadeAs.VISIT:
            del self.fields["both_agree"]
        if made_as == Judgement.MadeAs.MANAGER:
            del self.fields["ask_manager"]
        self.initial.update(earlier or {})

    def findings(self, answers: dict[str, Any]) -> Findings:
        """The conclusion with the answers, as the action takes them."""
        data = self.cleaned_data
        return Findings(
            outcome=data["outcome"],
            basis=data["basis"],
            answers=answers,
            both_agree=data.get("both_agree", False),
            interviewed_on=data["interviewed_on"],
            interviewer=data["interviewer"],
            grounds=data["grounds"],
            stands_without=data["stands_without"],
            indirect_only=data["indirect_only"],
            ask_manager=data.get("ask_manager", False),
            review_on=data["review_on"],
            requirement=data.get("requirement", ""),
            requirement_reason=data["requirement_reason"] if data.get("requirement") == "leave_out" else "",
        )


class InterviewForm(forms.Form):
    """When somebody was talked to, by whom, and what came of it."""

    held_on = DateField3(label="When was it?", past_only=True)
    interviewer = SafeTextField(label="Who talked to them?", max_length=120)
    findings = SafeTextField(label="What came of it?", lines=4, required=False)


class ToldForm(forms.Form):
    """What somebody found unsuitable was told."""

    given_on = DateField3(label="When were they told?", past_only=True)
    route = forms.ChoiceField(label="How?", choices=Told.Route.choices, widget=forms.RadioSelect)
    to_work_on = SafeTextField(label="What could be worked on?", lines=4)
    reconsider_after = DateField3(
        label="Look at it again on",
        help_text="It comes back to the coordinators on that day.",
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"given_on": timezone.localdate()})


class GivenScoreForm(forms.Form):
    """A score as somebody gave it."""

    instrument = forms.ChoiceField(label="Instrument", choices=Score.Instrument.choices)
    version = SafeTextField(label="Version", max_length=30)
    two_year = forms.DecimalField(
        label="Per cent within two years", min_value=Decimal(0), max_value=Decimal(100), decimal_places=2
    )
    one_year = forms.DecimalField(
        label="Per cent within one year",
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        required=False,
    )
    band = SafeTextField(label="Band, as it was given", max_length=12, required=False)
    scored_on = DateField3(label="Day of the score", past_only=True)
    given_by = SafeTextField(label="Who or which system gave it?", max_length=160)

    def given(self) -> Given:
        """The score as the action takes it."""
        return Given(**self.cleaned_data)


class FactsForm(forms.Form):
    """The basic facts of OGRS3."""

    sex = forms.ChoiceField(
        label="Sex, as the instrument knows it",
        choices=[("male", "Male"), ("female", "Female")],
        widget=forms.RadioSelect,
    )
    born = DateField3(label="Date of birth", past_only=True)
    convicted_on = DateField3(label="Day of this conviction or caution", past_only=True)
    follow_up_from = DateField3(
        label="Start of follow-up", help_text="The day of the community sentence or caution, or of release."
    )
    is_caution = YesNoField(label="Is this sanction a caution?")
    convicted_before = YesNoField(label="If it is a caution: was there a conviction before?", required=False)
    sanctions = forms.IntegerField(
        label="Cautions and convictions, this one included",
        min_value=1,
        max_value=MOST_SANCTIONS,
        help_text="Count days at court or at the police station, not offences.",
    )
    age_at_first = forms.IntegerField(label="Age at the first of them", min_value=10, max_value=120)
    offence = forms.ChoiceField(label="Kind of offence")

    def __init__(self, data: Any = None, *, participant: Participant) -> None:
        person = getattr(participant, "person", None)
        super().__init__(data, initial={"born": person.date_of_birth if person else None})
        offences = [(key, words) for key, (words, _) in ogrs3_table().offences.items()]
        offer(self, "offence", [("", "Choose"), *offences])

    def facts(self) -> Facts:
        """The facts as the formula takes them."""
        data = self.cleaned_data
        before = data.pop("convicted_before")
        return Facts(**data | {"convicted_before": before if data["is_caution"] else None})
