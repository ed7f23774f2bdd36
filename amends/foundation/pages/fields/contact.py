"""How to reach somebody: telephone, post and e-mail."""

import re
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

# Numbers that Ofcom keeps free for drama. Example services and training use them, so they must be accepted.
DRAMA = re.compile(
    r"\+44(?:(?:7700900|1632960|2920180|2896496)[0-9]{3}"
    r"|(?:(?:113|114|115|116|117|118|121|131|141|151|161)496|191498)[0-9]{4})"
)
# The pattern used by the Ministry of Justice (domain evidence 6.6), and ZZ, an area that does not exist, for examples.
POSTCODE = re.compile(r"([A-Z][A-HJ-Y]?|ZZ)[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA")
NOT_A_NUMBER = "Enter a phone number, like 01632 960 001 or +44 808 157 0192"
UNREADABLE = {
    NumberParseException.TOO_LONG: "This phone number is too long",
    NumberParseException.TOO_SHORT_NSN: "This phone number is too short. Include the area code",
    NumberParseException.TOO_SHORT_AFTER_IDD: "This phone number is too short. Include the area code",
}
BRITAIN = 44
SHORTEST_USUAL = 9


def _box(width: str, autocomplete: str, **attrs: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": width, "autocomplete": autocomplete, **attrs})


class PhoneField(forms.CharField):
    """A telephone number, British unless it starts with +; cleans to +447700900982.

    `own` says that people type their own, so that their browser may offer it.
    """

    def __init__(self, *, region: str = "GB", own: bool = False, **kwargs: Any) -> None:
        self.region = region
        kwargs.setdefault("widget", _box("govuk-input--width-20", "tel" if own else "off", type="tel"))
        kwargs.setdefault("error_messages", {"required": "Enter a phone number"})
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        _refuse_what_is_not_a_phone(text)
        try:
            number = phonenumbers.parse(text, self.region)
        except NumberParseException as wrong:
            raise _no(UNREADABLE.get(wrong.error_type, NOT_A_NUMBER)) from None
        _refuse_impossible(text, number)
        return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))

    def prepare_value(self, value: Any) -> Any:
        """A stored +44 number is shown the way people here write it."""
        if isinstance(value, str) and re.fullmatch(r"\+[0-9]+", value):
            try:
                number = phonenumbers.parse(value)
            except NumberParseException:
                return value
            home = phonenumbers.country_code_for_region(self.region) == number.country_code
            style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
            return phonenumbers.format_number(number, style)
        return value


def _no(sentence: str) -> ValidationError:
    return ValidationError(sentence, code="invalid")


def _refuse_what_is_not_a_phone(text: str) -> None:
    """A parser that only wants digits would ring 42/991207/25; these things are known by their look."""
    if "@" in text:
        raise _no("This is an email address. Enter a phone number")
    if re.search(r"(?:ext|x)\.?\s*[0-9]+$", text, re.IGNORECASE):
        raise _no("Enter the number without its extension, and put the extension in the notes")
    if re.search(r"[0-9]\s*[/\\_#]\s*[0-9]", text) or re.search(r"[0-9][A-Za-z]|[A-Za-z][0-9]", text):
        raise _no(f"“{text}” looks like a reference number or a date, not a phone number")
    if re.search(r"[^0-9+()\-.\s]", text):
        raise _no("Enter the phone number only, and put anything else in the notes")


def _refuse_impossible(text: str, number: PhoneNumber) -> None:
    dialled = str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    if DRAMA.fullmatch(dialled) or phonenumbers.is_valid_number(number):
        return
    digits = sum(character.isdigit() for character in text)
    reason = phonenumbers.is_possible_number_with_reason(number)
    # A few very short British numbers exist, so the library calls every one of their length possible.
    short_here = number.country_code == BRITAIN and len(str(number.national_number)) < SHORTEST_USUAL
    if reason == ValidationResult.TOO_SHORT or short_here:
        raise _no(f"This phone number is too short: it has {digits} digits. Include the area code")
    if reason == ValidationResult.TOO_LONG:
        raise _no(f"This phone number is too long: it has {digits} digits")
    raise _no("No phone number looks like this. Check the area code and the number of digits")


class PostcodeField(forms.CharField):
    """A postcode, however it was typed; cleans to "EC1A 1BB"."""

    def __init__(self, *, own: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _box("govuk-input--width-10", "postal-code" if own else "off"))
        kwargs.setdefault("error_messages", {"required": "Enter a postcode"})
        super().__init__(max_length=20, **kwargs)

    def to_python(self, value: Any) -> str:
        text = re.sub(r"[\s\-.]", "", super().to_python(value) or "").upper()
        if not text:
            return ""
        if not POSTCODE.fullmatch(text):
            raise _no("Enter a full UK postcode, like SW1A 1AA")
        return f"{text[:-3]} {text[-3:]}"


class EmailField(forms.EmailField):
    """An e-mail address; the part after the @ is kept in small letters because it does not matter there."""

    def __init__(self, *, own: bool = False, **kwargs: Any) -> None:
        autocomplete = "email" if own else "off"
        kwargs.setdefault(
            "widget", forms.EmailInput(attrs={"spellcheck": "false", "autocomplete": autocomplete})
        )
        kwargs.setdefault("error_messages", {})
        kwargs["error_messages"].setdefault("required", "Enter an email address")
        kwargs["error_messages"].setdefault("invalid", "Enter an email address like name@example.com")
        super().__init__(**kwargs)
        self.validators = [
            _with_message(validator, self.error_messages["invalid"]) for validator in self.validators
        ]

    def to_python(self, value: Any) -> str:
        name, at, domain = (super().to_python(value) or "").rpartition("@")
        return f"{name}{at}{domain.lower()}"


def _with_message(validator: Any, message: Any) -> Any:
    """Django's validator carries its own wording; ours says what a right address looks like."""

    def check(value: Any) -> None:
        try:
            validator(value)
        except ValidationError as wrong:
            raise ValidationError(message, code=wrong.code) from None

    return check
