"""Form fields that say in one sentence what is wrong and how to put it right."""

from amends.foundation.pages.fields.choices import UNSURE_CHOICES, YesNoField, YesNoUnsureField
from amends.foundation.pages.fields.contact import EmailField, PhoneField, PostcodeField
from amends.foundation.pages.fields.dates import DateField3, DateOfBirthField, MomentField, TimeField
from amends.foundation.pages.fields.text import MoneyField, SafeTextField
from amends.foundation.pages.fields.upload import UploadField

__all__ = [
    "UNSURE_CHOICES",
    "DateField3",
    "DateOfBirthField",
    "EmailField",
    "MomentField",
    "MoneyField",
    "PhoneField",
    "PostcodeField",
    "SafeTextField",
    "TimeField",
    "UploadField",
    "YesNoField",
    "YesNoUnsureField",
]
