"""Opening a case, joining two referrals, and sending one on: who is who, and who goes where."""

from typing import Any

from django import forms

from amends.foundation.case.models import Case, Side
from amends.foundation.pages.fields import SafeTextField
from amends.foundation.policy.facts import facts_table
from amends.journey.eligibility.actions.joining import LEAVE_OUT, NEW
from amends.journey.eligibility.actions.opening import suggested_roles, suggested_side
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.forms import WordsForm
from amends.journey.eligibility.joined import Somebody, everybody_in
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import Referral, ReferralPerson
from amends.service.partners.models import Receiver

MOST_ALIKE = 3


class OpeningForm(WordsForm):
    """The case to be opened: what it is about, and on whose file each person goes."""

    what = SafeTextField(
        label="What it is about, in a few words without names",
        help_text="Such as: burglary, cut fence. Both sides and every list show it.",
        max_length=120,
    )
    roles = forms.ChoiceField(label="Roles", choices=Case.Roles.choices, widget=forms.RadioSelect)
    is_priority = forms.BooleanField(label="On the edge of custody: comes first", required=False)
    is_specialist = forms.BooleanField(
        label="A sexual offence or a death: experienced facilitators only", required=False
    )
    field_order = ("what", "roles", "is_priority", "is_specialist")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        facts = desk.facts
        roles = suggested_roles(facts)
        self.initial.setdefault("roles", roles)
        self.initial.setdefault("is_priority", facts.get("at_risk_of_custody") is True)
        specialist = facts.get("sexual_offence") is True or facts.get("loss_of_life") is True
        self.initial.setdefault("is_specialist", specialist)
        self.everybody = everybody_in(desk.referral)
        for who in self.everybody:
            self.fields[f"side_{who.main.pk}"] = _side_field(who, roles)
        words = self.fields.pop("words")
        self.fields["words"] = words

    def said(self) -> dict[str, Any]:
        """The case as it is to be opened, with the file each person (by key) goes to."""
        names = ("what", "roles", "is_priority", "is_specialist", "words")
        sides = {who.main.pk: self.cleaned_data[f"side_{who.main.pk}"] for who in self.everybody}
        return {name: self.cleaned_data[name] for name in names} | {"sides": sides}

    def clean(self) -> dict[str, Any]:
        """Harmed and responsible only where the roles are clear, parties A and B only where they are not."""
        data = super().clean() or {}
        unclear = data.get("roles") == Case.Roles.UNCLEAR
        wrong = {Side.HARMED, Side.RESPONSIBLE} if unclear else {Side.PARTY_A, Side.PARTY_B}
        for who in self.everybody:
            if data.get(f"side_{who.main.pk}") in wrong:
                self.add_error(f"side_{who.main.pk}", "This side does not go with the roles you chose")
        return data


def _side_field(who: Somebody, roles: str) -> forms.Field:
    part = who.main.get_part_display().lower()
    also = "; ".join(f"also {each.full_name} in {each.referral.number}" for each in who.others)
    return forms.ChoiceField(
        label=f"{who.main.full_name} ({part})",
        choices=[("", "Leave in the referral only"), *Side.choices],
        initial=suggested_side(who.main, roles),
        required=False,
        help_text=also,
    )


class JoinForm(WordsForm):
    """Who is who in the two referrals, and what this one puts in doubt."""

    def __init__(self, *args: Any, referral: Referral, into: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(referral.people.order_by("position"))
        there = everybody_in(into)
        for person in self.people:
            self.fields[f"same_{person.pk}"] = _same_field(person, there)
        table = facts_table()
        known = [name for name in facts_of(into) if name in table and table[name].kind != "text"]
        self.fields["ask_again"] = forms.MultipleChoiceField(
            label="What must be asked again because of this one?",
            choices=[(name, table[name].words) for name in known],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text="It counts as not known until somebody has asked.",
        )
        self.fields["words"] = self.fields.pop("words")

    def said(self) -> dict[str, Any]:
        """Who each person of this referral is in the other one, what is in doubt, and what the referrer reads."""
        same = {person.pk: self.cleaned_data[f"same_{person.pk}"] for person in self.people}
        return {
            "same": same,
            "ask_again": self.cleaned_data["ask_again"],
            "words": self.cleaned_data["words"],
        }


def _same_field(person: ReferralPerson, there: list[Somebody]) -> forms.Field:
    choices = [
        (str(who.main.pk), f"The same as {who.main.full_name} ({who.main.get_side_display().lower()})")
        for who in there
    ]
    return forms.ChoiceField(
        label=f"{person.full_name} ({person.get_side_display().lower()})",
        choices=[*choices, (NEW, "Somebody new"), (LEAVE_OUT, "Leave in this referral only")],
        initial=_likeliest(person, there),
    )


def _likeliest(person: ReferralPerson, there: list[Somebody]) -> str:
    """Whoever there has the same number, or a name that begins alike on the same part."""
    mine = {contact.match_key for contact in person.contacts.all()}
    for who in there:
        if mine & {contact.match_key for each in who.all for contact in each.contacts.all()}:
            return str(who.main.pk)
    for who in there:
        first, other = _name_parts(person.full_name), _name_parts(who.main.full_name)
        close = [a for a in first for b in other if a[:MOST_ALIKE] == b[:MOST_ALIKE]]
        if person.part == who.main.part and len(close) > 1:
            return str(who.main.pk)
    return NEW


def _name_parts(name: str) -> list[str]:
    return [part for part in name.lower().split() if len(part) >= MOST_ALIKE and part not in {"mrs", "miss"}]


class SendOnForm(WordsForm):
    """To whom it goes."""

    receiver = forms.ModelChoiceField(label="Service", queryset=Receiver.objects.none(), required=False)
    to = SafeTextField(label="Or another service, by name", required=False, max_length=200)
    field_order = ("receiver", "to", "words")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver: Any = self.fields["receiver"]
        rows = Receiver.objects.filter(service=desk.referral.service, agency__is_active=True)
        receiver.queryset = rows.select_related("agency").order_by("takes", "agency__name")
        self.initial.setdefault("receiver", desk.proposed)
