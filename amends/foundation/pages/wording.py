"""Django's own messages in our words: short, and saying what to do."""

from django import forms

PLAIN: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Enter an answer"},
    forms.IntegerField: {"invalid": "Enter a whole number, like 12"},
    forms.DecimalField: {"invalid": "Enter a number, like 12.5"},
    forms.ChoiceField: {
        "required": "Choose one of the answers",
        "invalid_choice": "Choose one of the answers",
    },
    forms.MultipleChoiceField: {
        "required": "Choose at least one answer",
        "invalid_choice": "Choose from the list",
    },
    forms.ModelChoiceField: {
        "required": "Choose one from the list",
        "invalid_choice": "Choose one from the list",
    },
    forms.ModelMultipleChoiceField: {"required": "Choose at least one from the list"},
    forms.BooleanField: {"required": "Tick the box to go on"},
    forms.URLField: {"invalid": "Enter a web address, like https://www.example.org"},
}

# Messages that do not say which question they are about; a list of errors puts the question before them.
EVERYWHERE = {text for messages in PLAIN.values() for text in messages.values()} | {
    "Select yes or no",
    "Select yes, no or not sure",
    "Choose a file",
}


def use_plain_words() -> None:
    """Called once when the room starts, so that third-party forms speak the same way."""
    for field, messages in PLAIN.items():
        field.default_error_messages = {**getattr(field, "default_error_messages", {}), **messages}
    defaults = forms.ModelChoiceField.__init__.__kwdefaults__ or {}
    defaults["empty_label"] = "Choose one"  # a screen reader spells out Django's row of dashes
