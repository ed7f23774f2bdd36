"""Forms about money around a meeting."""

from typing import Any

from django import forms

from amends.foundation.pages.fields import DateField3, MoneyField, SafeTextField
from amends.foundation.pages.fields.offering import offer_rows
from amends.journey.meeting.models import Expense, Invitation, Meeting


class ExpenseForm(forms.Form):
    """A claim."""

    invitation = forms.ModelChoiceField(
        label="Who is to be paid?",
        queryset=Invitation.objects.none(),
        required=False,
        empty_label="Somebody else",
    )
    payee = SafeTextField(label="If somebody else: who?", required=False, max_length=120)
    kind = forms.ChoiceField(label="What for?", choices=Expense.Kind.choices, widget=forms.RadioSelect)
    amount = MoneyField(label="How much?")

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        offer_rows(self, "invitation", meeting.invitations.order_by("pk"), words=lambda row: str(row.called))


class PaidForm(forms.Form):
    """It was paid."""

    on = DateField3(label="When was it paid?", past_only=True)
