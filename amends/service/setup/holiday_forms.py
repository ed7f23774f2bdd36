"""A bank holiday that was announced later."""

from django import forms

from amends.foundation.pages.fields import DateField3, SafeTextField


class HolidayForm(forms.Form):
    """Its day, and what it is."""

    day = DateField3(label="Which day?", what="Day of the holiday", future_only=True)
    words = SafeTextField(label="What is it?", max_length=120, help_text="Such as: Coronation of the King")
