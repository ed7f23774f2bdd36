"""The name on somebody's document, and that a list went to the gate."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField


class GateNameForm(forms.Form):
    """As it stands on the document they bring."""

    name = SafeTextField(
        label="The name on their document",
        help_text="It stands in their own file, and on the list for the gate.",
        max_length=200,
    )


class SendGateListForm(forms.Form):
    """Who at the prison has it."""

    sent_to = SafeTextField(
        label="To whom does it go?", help_text="A name or a post, such as the gate office.", max_length=120
    )
    sent_on = DateField3(label="On which day?", past_only=True)
