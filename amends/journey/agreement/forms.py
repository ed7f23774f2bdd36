"""Typing in an agreement, who agreed, who has a copy, and what became of a point."""

from typing import Any

from django import forms

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Copy
from amends.foundation.pages.fields import DateField3, MoneyField, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.journey.agreement.actions import Result, Wording
from amends.journey.agreement.models import OutcomeAgreement, Party, Point

BOTH_READ = "Both sides will read it: no addresses, numbers or birthdays."


class DraftForm(forms.Form):
    """When and how they agreed."""

    made_on = DateField3(label="When did they agree?", what="Day of the agreement", past_only=True)
    way = forms.ChoiceField(
        label="How did they come to it?", choices=OutcomeAgreement.Way.choices, widget=forms.RadioSelect
    )
    words_together = SafeTextField(
        label="Something they want to say together", help_text=BOTH_READ, required=False, lines=3
    )


class NoneForm(forms.Form):
    """There is no agreement."""

    made_on = DateField3(label="When did they meet or hear from each other?", what="Day", past_only=True)
    way = forms.ChoiceField(label="How?", choices=OutcomeAgreement.Way.choices, widget=forms.RadioSelect)
    reason = SafeTextField(label="Why there is none", help_text=BOTH_READ, required=False, lines=3)


class WordsForm(forms.Form):
    """Something they say together."""

    words = SafeTextField(
        label="What they want to say together", help_text=BOTH_READ, required=False, lines=4
    )


class PartyForm(forms.Form):
    """Somebody who agrees, or only gets a copy, or is to be called differently."""

    person = forms.ChoiceField(label="Who is it?", widget=forms.RadioSelect)
    called = SafeTextField(
        label="How do they want to be called in it?",
        help_text="The other side reads this name.",
        max_length=120,
    )
    agrees = YesNoField(label="Do they agree to it themselves?", hints={"no": "They only get a copy."})

    def __init__(self, data: Any = None, *, people: list[Participant]) -> None:
        super().__init__(data)
        self.people = {str(p.pk): p for p in people}
        choices = [(key, f"{p.initials}, {p.words.lower()}") for key, p in self.people.items()]
        offer(self, "person", choices)

    def details(self) -> dict[str, Any]:
        """As the action takes them."""
        typed = self.cleaned_data
        person = self.people[typed["person"]]
        return {"participant": person, "called": typed["called"], "agrees": typed["agrees"]}


class PointForm(forms.Form):
    """One point."""

    what = SafeTextField(label="What did they agree, in their own words?", help_text=BOTH_READ, lines=3)
    who = forms.ChoiceField(label="Who does it?", widget=forms.RadioSelect)
    due = DateField3(label="By when?", what="Day by which it is done", required=False)
    overseer = forms.ChoiceField(label="Who of us looks after it?", widget=forms.RadioSelect, required=False)
    proof = SafeTextField(label="How will we see that it is done?", required=False, max_length=200)
    amount = MoneyField(label="Amount, if it is about money", required=False)
    support = SafeTextField(label="What helps them to do it, and who?", required=False, max_length=200)
    proposed_by = forms.ChoiceField(label="Whose wish was it?", widget=forms.RadioSelect)
    tell_what = SafeTextField(
        label="What exactly is the other side told about it?",
        help_text="Leave it empty where they agreed that nothing is told.",
        required=False,
        max_length=300,
    )

    def __init__(
        self, data: Any = None, *, parties: list[Party], overseers: list[User], point: Point | None = None
    ) -> None:
        super().__init__(data, initial=_typed_before(point))
        self.parties = {str(party.pk): party for party in parties}
        self.overseers = {str(user.pk): user for user in overseers}
        names = [(key, party.called) for key, party in self.parties.items()]
        self._choose("who", [*names, ("nobody", "Nobody: it is a statement")])
        self._choose("proposed_by", [*names, ("facilitator", "A facilitator put it forward")])
        self._choose("overseer", [(key, user.name) for key, user in self.overseers.items()])

    def _choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        offer(self, field, choices)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("who") in self.parties:
            if not typed.get("due") and "due" not in self.errors:
                self.add_error("due", "Enter the day by which it is done")
            if not typed.get("overseer"):
                self.add_error("overseer", "Select who of us looks after it")
        return typed

    def wording(self) -> Wording:
        """As the action takes it; a statement has neither day nor overseer."""
        typed = self.cleaned_data
        who = self.parties.get(typed["who"])
        return Wording(
            what=typed["what"],
            who=who,
            due=typed["due"] if who else None,
            overseer=self.overseers.get(typed["overseer"]) if who else None,
            proof=typed["proof"],
            amount=typed["amount"] or None,
            proposed_by=self.parties.get(typed["proposed_by"]),
            support=typed["support"],
            tell_what=typed["tell_what"],
        )


def _typed_before(point: Point | None) -> dict[str, Any]:
    if point is None:
        return {}
    return {
        **{name: getattr(point, name) for name in ("what", "due", "proof", "amount", "support", "tell_what")},
        "who": str(point.who_id or "nobody"),
        "overseer": str(point.overseer_id or ""),
        "proposed_by": str(point.proposed_by_id or "facilitator"),
    }


class CheckForm(forms.Form):
    """A look at it for those who were not in the room."""

    _ANSWERS = (("ok", "No concern"), ("concern", "There is a concern"))

    public_protection = forms.ChoiceField(
        label="Does it keep the public safe?", choices=_ANSWERS, widget=forms.RadioSelect
    )
    community = forms.ChoiceField(
        label="Is it fair to people who were not there?", choices=_ANSWERS, widget=forms.RadioSelect
    )
    concern = SafeTextField(label="What is the concern?", help_text=BOTH_READ, required=False, lines=3)
    checked_with = SafeTextField(
        label="Officer who was asked", help_text="Their post is enough.", required=False, max_length=120
    )


class SettleForm(forms.Form):
    """How a concern was settled."""

    how = SafeTextField(
        label="How was it settled?",
        help_text=f"What was changed, and that whoever raised it agrees. {BOTH_READ}",
        lines=3,
    )


class AgreeForm(forms.Form):
    """They have agreed."""

    on = DateField3(label="When did they agree to these words?", what="Day", past_only=True)
    how = forms.ChoiceField(label="How?", choices=Party.How.choices, widget=forms.RadioSelect)


class CopyForm(forms.Form):
    """They have their copy."""

    at_meeting = YesNoField(label="Did they take it home from the meeting?")
    on = DateField3(label="When was it given or sent?", what="Day", past_only=True)
    how = forms.ChoiceField(label="How?", choices=Copy.How.choices, widget=forms.RadioSelect)


class OfficeCopyForm(forms.Form):
    """The office has its own."""

    on = DateField3(label="When did the office get its copy?", what="Day", past_only=True)


class StatusForm(forms.Form):
    """What became of a promise."""

    status = forms.ChoiceField(
        label="What became of it?",
        choices=[choice for choice in Point.Status.choices if choice[0] != Point.Status.OPEN],
        widget=forms.RadioSelect,
    )
    on = DateField3(
        label="On which day was it done, or did we learn of it?", what="Day", past_only=True, required=False
    )
    note = SafeTextField(label="How did it go, and how do we know?", help_text=BOTH_READ, lines=3)
    signed_off = YesNoField(label="Have you seen the proof, and is this point finished?")
    new_due = DateField3(
        label="If part is left or it has changed: by when?", what="Day for the rest", required=False
    )

    def result(self) -> Result:
        """As the action takes it."""
        return Result(**self.cleaned_data)


class ToldForm(forms.Form):
    """The other side has been told, or does not want to hear of it."""

    does_not_wish_to_know = YesNoField(label="Do they wish not to know?")
    on = DateField3(label="When were they told?", what="Day", past_only=True, required=False)
    how = forms.ChoiceField(
        label="How?", choices=Point.Told.choices, widget=forms.RadioSelect, required=False
    )
