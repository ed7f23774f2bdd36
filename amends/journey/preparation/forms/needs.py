"""What somebody needs, what answers it, looking at it again, and sharing an answer."""

from typing import Any

from django import forms

from amends.foundation.case.models import Side
from amends.foundation.pages.fields import DateField3, SafeTextField, YesNoField
from amends.foundation.people.needs import CONSIDERED, Feature, NeedKind, PaperForm
from amends.journey.preparation.actions.considering import Considered
from amends.journey.preparation.models.needs import Source

# What is kept only about people who are responsible.
OF_OFFENDERS = {Source.MANAGER, Source.OASYS, Source.CASE_RECORD}


def sources_for(side: str) -> list[tuple[str, str]]:
    """Where a need of somebody on this side may be known from."""
    harmed = side in {Side.HARMED, Side.PARTY_A}
    return [(key.value, str(key.label)) for key in Source if not (harmed and key in OF_OFFENDERS)]


class NeedForm(forms.Form):
    """Something they need."""

    kind = forms.ChoiceField(
        label="What sort of need is it?", choices=NeedKind.choices, widget=forms.RadioSelect
    )
    words = SafeTextField(label="What do they need?", max_length=300)
    source = forms.ChoiceField(label="How do you know?", widget=forms.RadioSelect)
    of_place = forms.MultipleChoiceField(
        label="What must a place to meet have for it?",
        help_text="Tick nothing where the place does not matter.",
        choices=Feature.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    of_paper = forms.MultipleChoiceField(
        label="How must papers for them be?",
        help_text="Their letters and leaflets are then printed like that. Tick nothing where the usual print is fine.",
        choices=PaperForm.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = sources_for(side)
        field = self.fields["source"]
        field.initial = Source.PERSON
        setattr(field, "choices", known)  # noqa: B010  # typed as a plain field


class NewNeedForm(NeedForm):
    """The same, with what is planned, where that is known already."""

    planned = SafeTextField(label="What is planned about it?", max_length=300, required=False)
    responsible = SafeTextField(
        label="Who sees to it?",
        help_text="A name or a post. Leave empty when it is you.",
        max_length=120,
        required=False,
    )


class MeetNeedForm(forms.Form):
    """What is done about it."""

    planned = SafeTextField(label="What is planned, or was done?", max_length=300)
    responsible = SafeTextField(
        label="Who sees to it?",
        help_text="A name or a post. Leave empty when it is you.",
        max_length=120,
        required=False,
    )
    met_on = DateField3(
        label="Since when is it in place?",
        help_text="Booked, arranged or there. Leave empty while it is still planned: it holds the meeting until then.",
        required=False,
    )


class LookForm(forms.Form):
    """They were asked, or it was looked at again."""

    looked_on = DateField3(label="When?", past_only=True)
    asked = forms.MultipleChoiceField(
        label="Whom did you ask, and what did you read?", widget=forms.CheckboxSelectMultiple
    )
    changed = YesNoField(label="Has anything changed?")
    words = SafeTextField(
        label="If so: what?",
        help_text="A new need goes on the list as well, so that somebody sees to it.",
        max_length=300,
        required=False,
    )
    affects_suitability = YesNoField(
        label="Does the change put in doubt whether it is right for them?",
        help_text="With a yes, a new judgement is asked for today.",
        required=False,
    )

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        setattr(self.fields["asked"], "choices", sources_for(side))  # noqa: B010  # typed as a plain field

    def clean(self) -> dict[str, Any]:
        """A change is said in words; no answer about suitability is no."""
        answers = super().clean() or {}
        if answers.get("changed") and not answers.get("words"):
            self.add_error("words", "Say what has changed")
        answers["affects_suitability"] = bool(answers.get("affects_suitability"))
        return answers


class ShareForm(forms.Form):
    """An answer for the team's library."""

    words = SafeTextField(
        label="What was needed, in general words?",
        help_text="Without names, places or anything by which somebody could be known.",
        max_length=300,
    )
    answer = SafeTextField(label="What answered it?", max_length=300)


class ConsiderForm(forms.Form):
    """Culture, maturity and gender: what is considered and done, or why nothing is needed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in CONSIDERED:
            title = str(kind.label)
            self.fields[f"{kind}_words"] = SafeTextField(
                label=f"{title}: what is to be considered?", max_length=300, required=False
            )
            self.fields[f"{kind}_planned"] = SafeTextField(
                label=f"{title}: what is done about it?", max_length=300, required=False
            )
            self.fields[f"{kind}_none"] = SafeTextField(
                label=f"{title}: or none is needed, because", max_length=300, required=False
            )

    def clean(self) -> dict[str, Any]:
        """For each, something or nothing, not both; a consideration has its adjustment."""
        answers = super().clean() or {}
        for kind in CONSIDERED:
            words, planned = answers.get(f"{kind}_words"), answers.get(f"{kind}_planned")
            if words and answers.get(f"{kind}_none"):
                self.add_error(f"{kind}_none", "Leave this empty, or what is considered")
            elif words and not planned:
                self.add_error(f"{kind}_planned", "Say what is done about it")
            elif planned and not words:
                self.add_error(f"{kind}_words", "Say what is to be considered")
        return answers

    def said(self) -> dict[str, Considered]:
        """For the action, by kind."""
        given = self.cleaned_data
        return {
            kind.value: Considered(given[f"{kind}_words"], given[f"{kind}_planned"], given[f"{kind}_none"])
            for kind in CONSIDERED
        }
