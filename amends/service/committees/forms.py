"""What is filled in about a committee: its members, its terms, who accepted them, its meetings."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from amends.foundation.access.models import Agency, Service
from amends.foundation.pages.fields import DateField3, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.service.committees.models import Member


def _partners(service: Service) -> QuerySet[Agency]:
    return Agency.objects.filter(service=service, is_active=True).order_by("name")


class CommitteeForm(forms.Form):
    """A new committee."""

    name = SafeTextField(
        label="What is the committee called?",
        max_length=120,
        error_messages={"required": "Enter the name of the committee"},
    )


class MemberForm(forms.Form):
    """An organisation that becomes a member."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(),
        label="Which organisation?",
        help_text="It has to be on the list of partners.",
        empty_label="Choose",
        error_messages={"required": "Choose the organisation"},
    )
    since = DateField3(label="Since when is it a member?", what="The first day", past_only=True)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "agency", _partners(service))


class LeaveForm(forms.Form):
    """An organisation that leaves."""

    on = DateField3(label="Until when was it a member?", what="The last day", past_only=True)


def _number(label: str, words: str = "", *, least: int = 1, most: int = 90) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=words, min_value=least, max_value=most)


class TermsForm(forms.Form):
    """A version of the terms of reference. The figures are settings: meetings of the committee keep to them."""

    dated = DateField3(label="Which day are they dated?", what="The day of the terms", past_only=True)
    scheme_name = SafeTextField(label="What is the scheme called?", max_length=120)
    legal_status = SafeTextField(label="What is the committee in law?", lines=3)
    lead_authority = forms.ModelChoiceField(
        Agency.objects.none(), label="Which organisation is the lead authority?", empty_label="Choose"
    )
    restrictions = SafeTextField(label="What may it not decide or do?", lines=3)
    seats = SafeTextField(label="Who sits on it, and for how long?", lines=3)
    vacancies = SafeTextField(label="How is an empty seat filled?", lines=3)
    chair = SafeTextField(label="Who is in the chair?", max_length=160)
    meetings_a_year = _number("How many meetings a year?", most=52)
    notice_days = _number("How many days before a meeting does the invitation go out?", least=0)
    agenda_days = _number("How many days before it does the agenda go out?", least=0)
    urgent_notice_days = _number("How many days are enough for urgent items?", least=0)
    urgent_items = SafeTextField(label="What is urgent, and who says so?", lines=3)
    quorum = _number(
        "How many member organisations have to be there?", "Without them nothing is decided.", most=50
    )
    voting = SafeTextField(label="How does it decide?", help_text="Votes, ties, who may not vote.", lines=3)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "lead_authority", _partners(service))


class AcceptForm(forms.Form):
    """Who accepted the terms for an organisation."""

    person = SafeTextField(
        label="Who accepted them for the organisation?",
        help_text="Name and post.",
        max_length=120,
        error_messages={"required": "Enter who accepted them"},
    )
    accepted_on = DateField3(label="When?", what="The day", past_only=True)


class CallForm(forms.Form):
    """A meeting is called."""

    on = DateField3(label="When is the meeting?", what="The day of the meeting")
    invited_on = DateField3(label="When does the invitation go out?", what="The day of the invitation")
    why_urgent = SafeTextField(
        label="If it is for urgent items: why are they urgent?", max_length=300, lines=2, required=False
    )


class HeldForm(forms.Form):
    """Who was at a meeting, and what was decided."""

    there = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        label="Which organisations were there?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    decisions = SafeTextField(label="What was decided?", lines=6, required=False)

    def __init__(self, *args: Any, members: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_rows(self, "there", members)
