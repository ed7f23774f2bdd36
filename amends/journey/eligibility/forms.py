"""What the desk fills in about a referral."""

from typing import Any

from django import forms

from amends.foundation.case.models import Case, Side
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoUnsureField
from amends.foundation.policy.facts import Fact, facts_table
from amends.journey.eligibility.actions.joining import LEAVE_OUT, NEW
from amends.journey.eligibility.actions.opening import suggested_roles, suggested_side
from amends.journey.eligibility.desk import Desk
from amends.journey.eligibility.joined import Somebody, everybody_in
from amends.journey.eligibility.models import Intake, Likeness, Screening
from amends.journey.eligibility.rules import family_of, suggested_pathway
from amends.journey.referral.facts import facts_of
from amends.journey.referral.models import ChecklistAnswer, Referral, ReferralFact, ReferralPerson
from amends.journey.referral.models.referral import Answer
from amends.service.partners.models import Pathway, Receiver

MOST_ALIKE = 3


class WordsForm(forms.Form):
    """What the referrer will read. It is shown before it goes and can be changed."""

    words = SafeTextField(label="What the referrer will read", lines=12)


class IntakeForm(forms.Form):
    """The pathway a referral came on, and the risk as probation states it."""

    pathway = forms.ModelChoiceField(label="Pathway", queryset=Pathway.objects.none(), required=False)
    risk_level = forms.ChoiceField(
        label="Risk level", choices=[("", "Not stated"), *Intake.Risk.choices], required=False
    )

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pathway: Any = self.fields["pathway"]
        pathway.queryset = Pathway.objects.filter(service=desk.referral.service).order_by("name")
        self.initial.setdefault("pathway", suggested_pathway(desk.referral, desk.facts))


class ScreeningForm(forms.Form):
    """The decision, beside what the rules say."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=Screening.Decision.choices, widget=forms.RadioSelect
    )
    family = forms.ChoiceField(
        label="Family of case", choices=[("", "Choose one"), *Case.Family.choices], required=False
    )
    reason = SafeTextField(
        label="Why",
        lines=3,
        required=False,
        help_text="Needed unless it is eligible and the rules say the same.",
    )
    hold_until = DateField3(
        label="Come back to it on", what="Day to come back to it", future_only=True, required=False
    )
    harmed_needs = SafeTextField(label="What does the person harmed need?", lines=2, required=False)

    DECISIONS = {
        "eligible": "eligible",
        "discretion": "",
        "discuss": "",
        "oversight": "",
        "not_yet": "hold",
        "not_eligible": "not_suitable",
        "refer_on": "transfer",
        "need_facts": "hold",
    }

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("family", family_of(desk.facts))
        self.initial.setdefault("decision", self.DECISIONS[desk.decision.outcome])
        if desk.referral.initiated_by != "victim":
            del self.fields["harmed_needs"]


class FactsForm(forms.Form):
    """Every fact the rules ask about, those that are missing first; what is not changed is not recorded."""

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        table = facts_table()
        asked = dict.fromkeys([*desk.decision.missing, *(n for r in desk.profile.rules for n in r.facts)])
        told = desk.rows.stated.get(ReferralFact.SaidBy.REFERRER, {})
        for name in asked:
            self.fields[name] = _fact_field(table[name], told.get(name))
            self.initial[name] = _as_text(desk.facts.get(name))
        self.fields["said_by"] = forms.ChoiceField(
            label="Whose word is it?",
            choices=[
                (ReferralFact.SaidBy.COORDINATOR, "We found it out"),
                (ReferralFact.SaidBy.AGENCY, "An agency"),
            ],
            initial=ReferralFact.SaidBy.COORDINATOR,
            widget=forms.RadioSelect,
        )
        self.fields["note"] = SafeTextField(
            label="From whom, or how do we know?", required=False, max_length=300
        )

    def changed_facts(self) -> dict[str, Any]:
        """What was changed, as values; None says not known after all."""
        table = facts_table()
        return {
            name: table[name].parse(self.cleaned_data[name])
            for name in self.changed_data
            if name in table and self.cleaned_data[name] != self.initial.get(name)
        }


def _fact_field(fact: Fact, told: str | None) -> forms.Field:
    said = f"The referrer said: {told.replace('_', ' ')}" if told else ""
    if fact.kind == "number":
        return forms.CharField(label=fact.words, required=False, help_text=said, validators=[_checker(fact)])
    choices = [("true", "Yes"), ("false", "No")]
    if fact.kind == "choice":
        choices = [(value, value.replace("_", " ").capitalize()) for value in fact.values]
    return forms.ChoiceField(
        label=fact.words, choices=[("", "Not known"), *choices], required=False, help_text=said
    )


def _checker(fact: Fact) -> Any:
    def check(text: str) -> None:
        try:
            fact.parse(text)
        except ValueError:
            raise forms.ValidationError(f"Enter {fact.allowed}") from None

    return check


def _as_text(value: object) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


class ChecklistForm(forms.Form):
    """The service's own answer beside the referrer's, for each of the four lines."""

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = desk.rows.checklist
        for line in self.lines:
            told = line.get_referrer_answer_display() or "no answer"
            note = f" ({line.referrer_note})" if line.referrer_note else ""
            label = ChecklistAnswer.Question(line.question).label
            self.fields[line.question] = YesNoUnsureField(
                label=label, help_text=f"The referrer said: {told}{note}", required=False
            )
            self.fields[f"{line.question}_note"] = SafeTextField(
                label="How do we know?", required=False, max_length=300
            )
            self.initial[line.question] = line.verified_answer
            self.initial[f"{line.question}_note"] = line.verified_note

    def changed_lines(self) -> list[tuple[str, str, str]]:
        """Question, answer and note of every line that was changed."""
        data = self.cleaned_data
        return [
            (line.question, data[line.question], data[f"{line.question}_note"])
            for line in self.lines
            if data[line.question] in Answer.values
            and {line.question, f"{line.question}_note"} & set(self.changed_data)
        ]


class LikenessForm(forms.Form):
    """Is it the same matter?"""

    answer = forms.ChoiceField(
        label="Are these one matter?", choices=Likeness.Answer.choices, widget=forms.RadioSelect
    )
    note = SafeTextField(label="Why do you think so?", required=False, max_length=300)


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

    def sides(self) -> dict[int, str]:
        """The file each person goes to, by key."""
        return {who.main.pk: self.cleaned_data[f"side_{who.main.pk}"] for who in self.everybody}

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

    def same(self) -> dict[int, str]:
        """Who each person of this referral is in the other one."""
        return {person.pk: self.cleaned_data[f"same_{person.pk}"] for person in self.people}


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


class AcknowledgedForm(forms.Form):
    """The other service has it."""

    accepted = YesNoUnsureField(label="Do they take it?")


class OutcomeForm(forms.Form):
    """What came of it there."""

    outcome = SafeTextField(label="What came of it?", lines=3)
    on = DateField3(label="When did they tell you?", what="Day of their answer")
