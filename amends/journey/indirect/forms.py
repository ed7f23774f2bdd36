"""The small forms of a letter's way."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from amends.foundation.case.models import Participant
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.pages.fields.offering import offer
from amends.journey.indirect.models import Considered, Draft, Effect, Exchange, Offer
from amends.journey.indirect.rules import Ground


class BeginForm(forms.Form):
    """What it will be, and why not a meeting."""

    kind = forms.ChoiceField(
        label="What do they want to send?", choices=Exchange.Kind.choices, widget=forms.RadioSelect
    )
    ground = forms.ChoiceField(
        label="Why not a meeting?", choices=Exchange.Ground.choices, widget=forms.RadioSelect, required=False
    )
    rests_on = forms.ChoiceField(
        label="On what does that rest?",
        help_text="What is on record in the files that you may open.",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, data: Any = None, *, kind: str, grounds: Mapping[str, Ground]) -> None:
        super().__init__(data, initial={"kind": kind})
        if grounds:
            offer(self, "rests_on", [(key, ground.words) for key, ground in grounds.items()])
        else:
            del self.fields["rests_on"]


class DraftForm(forms.Form):
    """A version, in the sender's words."""

    author = forms.ChoiceField(label="Whose words are they?", widget=forms.RadioSelect)
    words = SafeTextField(
        label="What does it say?",
        help_text="Word for word. For a recording: what is said in it. For a carried message: what may be passed on.",
        lines=14,
    )
    helped_by_me = forms.BooleanField(label="I helped with the wording", required=False)
    original_at = SafeTextField(label="Where is the paper or recording?", required=False, max_length=120)
    sender_agreed_on = DateField3(
        label="When did they agree that exactly this is passed on?",
        what="The day they agreed",
        required=False,
        past_only=True,
        help_text="Leave it empty while they are still thinking about it.",
    )

    def __init__(self, data: Any = None, *, people: list[Participant], last: Draft | None) -> None:
        self.people = {str(p.pk): p for p in people}
        first = str(people[0].pk) if len(people) == 1 else ""
        initial = {"words": last.words, "author": str(last.author_id)} if last else {"author": first}
        super().__init__(data, initial=initial)
        choices = [(key, f"{p.initials}, {p.words.lower()}") for key, p in self.people.items()]
        offer(self, "author", choices)

    def draft(self) -> dict[str, Any]:
        """For the action; `helped_by_me` is filled in by the view, which knows who asks."""
        answers = self.cleaned_data
        details = {name: answers[name] for name in ("original_at", "sender_agreed_on")}
        return {"author": self.people[answers["author"]], "words": answers["words"], "details": details}


class AgreedForm(forms.Form):
    """The sender agrees to the words."""

    on = DateField3(label="When did they agree that exactly this is passed on?", past_only=True)


class VerdictForm(forms.Form):
    """Beneath the list: the decision."""

    verdict = forms.ChoiceField(label="So:", choices=Draft.Verdict.choices, widget=forms.RadioSelect)
    to_change = SafeTextField(
        label="What should be changed, and why?",
        help_text="The sender reads this. Be kind and plain.",
        lines=4,
        required=False,
    )


class ReleaseForm(forms.Form):
    """Letting go of it."""

    may_be_kept = YesNoField(
        label="May the person who gets it keep it?",
        help_text="Say no where a copy could be misused. A recording is never left with anybody.",
    )


class OfferForm(forms.Form):
    """To whom."""

    participant = forms.ChoiceField(label="To whom is it offered?", widget=forms.RadioSelect)
    on = DateField3(label="When were they told that there is something for them?", past_only=True)

    def __init__(self, data: Any = None, *, people: list[Participant]) -> None:
        self.people = {str(p.pk): p for p in people}
        first = str(people[0].pk) if len(people) == 1 else ""
        super().__init__(data, initial={"on": timezone.localdate(), "participant": first})
        choices = [(key, f"{p.initials}, {p.words.lower()}") for key, p in self.people.items()]
        offer(self, "participant", choices)

    def whom(self) -> Participant:
        """The person chosen."""
        return self.people[self.cleaned_data["participant"]]


class ChoiceForm(forms.Form):
    """What they want to do with it."""

    choice = forms.ChoiceField(
        label="What do they want to do with it?", choices=Offer.Choice.choices, widget=forms.RadioSelect
    )
    on = DateField3(label="When did they say so?", past_only=True)
    words = SafeTextField(label="In their words", lines=3, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})


class DeliveredForm(forms.Form):
    """How it reached them."""

    on = DateField3(label="When?", past_only=True)
    how = forms.ChoiceField(label="How?", choices=Offer.How.choices, widget=forms.RadioSelect)
    kept = forms.BooleanField(label="They kept it", required=False)
    present = SafeTextField(label="Who was with them?", required=False, max_length=200)
    reaction = SafeTextField(label="How did they take it?", lines=5, required=False)
    wants_to_answer = YesNoField(label="Would they like to answer?", required=False)

    def __init__(self, data: Any = None, *, exchange: Exchange) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        if exchange.is_recorded or not exchange.may_be_kept:
            del self.fields["kept"]
            left = [c for c in Offer.How.choices if c[0] != Offer.How.HANDED_OVER]
            offer(self, "how", left)

    def delivery(self) -> dict[str, Any]:
        """For the action."""
        answers = dict(self.cleaned_data)
        return {"on": answers.pop("on"), "how": answers.pop("how"), "details": answers}


class AgainForm(forms.Form):
    """Shown once more."""

    on = DateField3(label="When was it shown?", past_only=True, initial=timezone.localdate)
    present = SafeTextField(label="Who was with them?", required=False, max_length=200)


class BackForm(forms.Form):
    """It came back."""

    on = DateField3(label="When did it come back?", past_only=True, initial=timezone.localdate)
    where = SafeTextField(label="Where is it now? Or: deleted", max_length=120)


class ToldForm(forms.Form):
    """What the sender may hear."""

    words = SafeTextField(
        label="What may the sender be told?",
        help_text="Exactly what the person agreed to. Nothing more of their answer goes back.",
        lines=4,
    )
    on = DateField3(label="When was the sender told?", past_only=True, initial=timezone.localdate)


class EndForm(forms.Form):
    """Over."""

    worked = forms.ChoiceField(
        label="Did it do some good?",
        choices=Effect.Worked.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    how_known = SafeTextField(label="How do you know?", required=False, max_length=300)
    view = SafeTextField(
        label="What do they say of it themselves?",
        help_text="It stays in their file. The sender hears only what you note as told.",
        required=False,
        max_length=300,
    )
    learning = SafeTextField(label="What do you take from it for next time?", required=False, max_length=300)


class ConsiderForm(forms.Form):
    """Another way, talked about with them."""

    trigger = forms.ChoiceField(
        label="Why not a meeting now?", choices=Considered.Trigger.choices, widget=forms.RadioSelect
    )
    way = forms.ChoiceField(
        label="Which other way did you talk about?", choices=Considered.Way.choices, widget=forms.RadioSelect
    )
    answer = forms.ChoiceField(
        label="What do they say?", choices=Considered.Answer.choices, widget=forms.RadioSelect
    )
    on = DateField3(label="When did you talk about it?", past_only=True)
    words = SafeTextField(
        label="In their words, or why it would not be right", required=False, max_length=300
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
