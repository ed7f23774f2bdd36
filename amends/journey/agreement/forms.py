"""Typing in an agreement, who agreed, who has a copy, and what became of a point."""

from decimal import Decimal
from typing import Any

from django import forms

from amends.foundation.access.models import User
from amends.foundation.case.models import Participant
from amends.foundation.documents.models import Copy, Form
from amends.foundation.pages.fields import DateField3, MoneyField, SafeTextField, UploadField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.journey.agreement.actions import Result, Wanted, Wording
from amends.journey.agreement.instalments import EVERY, MOST
from amends.journey.agreement.models import (
    Onward,
    OutcomeAgreement,
    Party,
    PlanEntry,
    Point,
    Review,
    Wish,
)
from amends.journey.agreement.rules import LIAISON, OFFICER

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
    if_not_kept = SafeTextField(
        label="What do they agree should happen if something is not kept?",
        help_text="Such as meeting again. It is between them: no order or licence is touched by it.",
        required=False,
        lines=3,
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


class ObjectForm(forms.Form):
    """What an officer sees in an agreement that could harm the public."""

    concern = SafeTextField(label="What is the concern?", help_text=BOTH_READ, lines=3)


class SettleForm(forms.Form):
    """How a concern was settled."""

    how = SafeTextField(
        label="How was it settled?",
        help_text=f"What was changed, and that whoever raised it agrees. {BOTH_READ}",
        lines=3,
    )


class AgreeForm(forms.Form):
    """They have agreed, in another way than on a screen."""

    on = DateField3(label="When did they agree to these words?", what="Day", past_only=True)
    how = forms.ChoiceField(
        label="How?",
        choices=[choice for choice in Party.How.choices if choice[0] != Party.How.SCREEN],
        widget=forms.RadioSelect,
    )
    upload = UploadField(
        label="The sheet they signed, scanned or as a photo",
        help_text="Only their own sheet. It stays in their file and never reaches the other side.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("upload") and typed.get("how") != Party.How.PAPER:
            self.add_error("upload", "A scan belongs to a signature on paper")
        return typed


class ScanForm(forms.Form):
    """The sheet, where it was not at hand before."""

    upload = UploadField(
        label="The sheet they signed, scanned or as a photo",
        help_text="Only their own sheet. It stays in their file and never reaches the other side.",
    )


class SignForm(forms.Form):
    """A name under the words, by whoever holds the screen now."""

    strokes = forms.CharField(required=False, widget=forms.HiddenInput)
    typed = SafeTextField(
        label="Or type your name",
        help_text="It means the same as a signature.",
        required=False,
        max_length=120,
    )


class PlanPaymentsForm(forms.Form):
    """In which parts a sum is paid."""

    count = forms.IntegerField(label="In how many parts?", help_text="1 to 60.", min_value=1, max_value=MOST)
    first = DateField3(label="When is the first part due?", what="Day of the first part")
    every = forms.ChoiceField(label="How often?", choices=EVERY, widget=forms.RadioSelect)


class PaymentForm(forms.Form):
    """Money has come."""

    on = DateField3(label="When was it paid?", what="Day", past_only=True)
    amount = MoneyField(label="How much?", min_value=Decimal("0.01"))
    seen_by = SafeTextField(label="How do you know?", help_text="Such as a receipt.", max_length=200)
    rest_due = DateField3(
        label="If it was less than was due: by when is the rest paid?",
        what="Day for the rest",
        required=False,
    )


class CopyForm(forms.Form):
    """They have their copy."""

    at_meeting = YesNoField(label="Did they take it home from the meeting?")
    on = DateField3(label="When was it given or sent?", what="Day", past_only=True)
    how = forms.ChoiceField(label="How?", choices=Copy.How.choices, widget=forms.RadioSelect)
    form = forms.ChoiceField(
        label="In which form?",
        help_text="What they have asked for is chosen already.",
        choices=Form.choices,
        widget=forms.RadioSelect,
        required=False,
    )


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


class OnwardForm(forms.Form):
    """Another body runs it."""

    body = SafeTextField(label="Who runs it?", help_text="The body, not a person.", max_length=120)
    activity = SafeTextField(label="What do they do there?", max_length=200)
    agreed_on = DateField3(
        label="When did they agree to be referred?", what="Day they agreed", past_only=True
    )
    sent_on = DateField3(label="When was the referral sent?", what="Day it was sent", past_only=True)


class OnwardAnswerForm(forms.Form):
    """Whether the body takes them."""

    accepted = YesNoField(label="Does it take them?")
    on = DateField3(label="When did you hear?", what="Day", past_only=True)


class OnwardResultForm(forms.Form):
    """What came of it there."""

    result = forms.ChoiceField(
        label="What came of it?", choices=Onward.Result.choices, widget=forms.RadioSelect
    )
    on = DateField3(label="When did it end, or did you hear?", what="Day", past_only=True)
    words = SafeTextField(label="How do you know?", required=False, max_length=300)
    sessions = forms.IntegerField(
        label="How many sessions did they hold?",
        help_text="They are that body's, and in none of our figures.",
        required=False,
        min_value=0,
        max_value=500,
    )


class PlanForm(forms.Form):
    """Where it stands in the sentence or supervision plan."""

    objective = SafeTextField(label="Under which objective of the plan does it stand?", max_length=300)
    sections = forms.TypedMultipleChoiceField(
        label="For which sections is it evidence?",
        choices=PlanEntry.Section.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DayForm(forms.Form):
    """The day on which something was done."""

    on = DateField3(label="When?", what="Day", past_only=True)


class EntryForm(forms.Form):
    """A line of the host's running record."""

    words = SafeTextField(
        label="What stands in the running record?",
        help_text="What should have happened by that day. Nothing of the person harmed.",
        lines=3,
        max_length=500,
    )


class WishForm(forms.Form):
    """What somebody wants to hear afterwards."""

    no_contact = YesNoField(
        label="Do they want to hear from us again because of the agreement?",
        hints={"no": "Nothing more reaches them, whatever becomes of it."},
    )
    about = forms.MultipleChoiceField(
        label="What do they want to hear about?",
        help_text="Only what everybody agreed may be told. Good news and bad.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(label="How?", choices=Wish.How.choices, required=False, widget=forms.RadioSelect)
    news_on = DateField3(
        label="Is there a day on which they hear how it stands?", what="Day for news", required=False
    )
    until = DateField3(label="Until when do they want to hear?", what="Last day", required=False)

    def __init__(self, data: Any = None, *, points: list[Point], wish: Wish | None) -> None:
        before: dict[str, Any] = {}
        if wish:
            before = {name: getattr(wish, name) for name in ("how", "news_on", "until")}
            before |= {"no_contact": not wish.no_contact, "about": [str(key) for key in wish.about]}
        super().__init__(data, initial=before)
        offer(self, "about", [(str(point.pk), f"{point.what} – {point.tell_what}") for point in points])
        if not points:
            del self.fields["about"]

    def wanted(self) -> Wanted:
        """As the action takes it; who wants nothing more has chosen nothing else."""
        typed = self.cleaned_data
        if not typed["no_contact"]:
            return Wanted(no_contact=True)
        return Wanted(
            about=tuple(int(key) for key in typed.get("about") or ()),
            how=typed["how"],
            news_on=typed["news_on"],
            until=typed["until"],
        )


class OutsideForm(forms.Form):
    """A part of it for somebody outside."""

    to = forms.ChoiceField(
        label="Who gets it?",
        choices=[
            (OFFICER, "The offender manager: what the person responsible promised"),
            (LIAISON, "The victim liaison officer: what the person harmed promised and will be told"),
        ],
        widget=forms.RadioSelect,
    )
    recipient = SafeTextField(label="Their post and body", max_length=120)
    on = DateField3(label="When was it given or sent?", what="Day", past_only=True)
    how = forms.ChoiceField(label="How?", choices=Copy.How.choices, widget=forms.RadioSelect)


class DistributedForm(forms.Form):
    """Everybody who should have it has it."""

    why_no_officer = SafeTextField(
        label="If the offender manager should not have it: why?", required=False, max_length=300
    )
    why_no_liaison = SafeTextField(
        label="If the victim liaison officer should not have it: why?", required=False, max_length=300
    )


class ReviewForm(forms.Form):
    """A meeting at which the agreement was looked at again."""

    held_on = DateField3(label="When was it?", what="Day of the review", past_only=True)
    present = SafeTextField(
        label="Who was there?",
        help_text=f"By post, or as they are called in the agreement. {BOTH_READ}",
        max_length=300,
    )
    kept = forms.ChoiceField(label="Was it kept?", choices=Review.Kept.choices, widget=forms.RadioSelect)
    achieved = SafeTextField(label="What has been achieved?", help_text=BOTH_READ, lines=4)
    next_steps = SafeTextField(label="What comes next?", help_text=BOTH_READ, required=False, lines=3)
