"""What a field on a page needs beyond Django's own: classes, where an error link lands, what it is called."""

from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input, Widget

from amends.foundation.pages.fields.opening import Opening
from amends.foundation.pages.widgets import GovDateInput

# The first class that fits wins; order matters because widgets inherit from each other.
CLASS_OF_WIDGET: tuple[tuple[type[Widget], str], ...] = (
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)


class GovukBoundField(BoundField):
    """A bound field that knows its GOV.UK class, its kind and the id an error summary links to."""

    @property
    def kind(self) -> str:
        """Which of the layouts in `field.html` draws it."""
        widget = self.field.widget
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, GovDateInput):
            return "date"
        return "choices" if self.use_fieldset else "input"

    @property
    def first_error_id(self) -> str:
        """The element that takes the focus when somebody follows the link in the error summary."""
        widget = self.field.widget
        if isinstance(widget, GovDateInput):
            boxes = self.error_boxes or ["day"]
            return f"{self.auto_id}_{GovDateInput.BOXES.index(boxes[0])}"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple | forms.MultiWidget):
            return f"{self.auto_id}_0"
        return str(self.auto_id)

    @property
    def error_boxes(self) -> list[str]:
        """For a date in three boxes: the boxes at fault, all three when the date as a whole is."""
        problems = self.form.errors.as_data().get(self.name, []) if self.form.is_bound else []
        for problem in problems:
            params = getattr(problem, "params", None) or {}
            return list(params.get("boxes", GovDateInput.BOXES))
        return []

    @property
    def is_optional(self) -> bool:
        """Optional questions say so; required ones need no star. `needed` counts where the form itself decides later."""
        said = "optional" in str(self.label).lower()
        return not self.is_needed and not said and self.kind != "checkbox"

    @property
    def is_needed(self) -> bool:
        """Whether it has to be answered once it is asked."""
        return bool(getattr(self.field, "needed", self.field.required))

    @property
    def opening(self) -> Opening | None:
        """What opens this question, where another box of the same form does; its name is as the page has it."""
        opening: Opening | None = getattr(self.field, "opening", None)
        if opening is None or opening.name not in self.form.fields:
            return None
        return Opening(self.form.add_prefix(opening.name), opening.answers, opening.words)

    @property
    def own_help(self) -> str:
        """The hint without the words about what opens the question: those stand apart, for pages without scripts."""
        words = self.opening.words if self.opening else ""
        return str(self.help_text).removeprefix(words).strip() if words else str(self.help_text)

    @property
    def is_asked(self) -> bool:
        """Not while the box that opens it says something else, or is not asked itself."""
        opening: Opening | None = getattr(self.field, "opening", None)
        if opening is None or opening.name not in self.form.fields:
            return True
        opener = cast("GovukBoundField", self.form[opening.name])
        return opener.is_asked and opening.is_met(_given(opener.value()))

    @property
    def instead(self) -> str:
        """The box that answers in place of this one, such as "prefer not to say"; "" where there is none."""
        name = getattr(self.field, "instead", "")
        return self.form.add_prefix(name) if name in self.form.fields else ""

    @property
    def is_answered(self) -> bool:
        """Whether anything stands in it, right or wrong."""
        name = getattr(self.field, "instead", "")
        return any(_given(self.value())) or (name in self.form.fields and bool(self.form[name].value()))

    @property
    def is_heading(self) -> bool:
        """True when this question is the heading of its page (`question_as_heading` on the form)."""
        return getattr(self.form, "question_as_heading", "") == self.name

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        chosen = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, chosen)
        # The browser's own bubbles are hard to read aloud and to translate; our messages come from the form.
        built.pop("required", None)
        if chosen.is_hidden:
            return built
        if isinstance(chosen, GovDateInput):
            built["error_boxes"] = self.error_boxes
            return built
        base = next((name for kind, name in CLASS_OF_WIDGET if isinstance(chosen, kind)), "")
        own = str(chosen.attrs.get("class", ""))
        names = [name for name in (base, own) if name]
        if base and self.errors and base != "govuk-checkboxes__input":
            names.append(f"{base}--error")
        if names:
            built["class"] = " ".join(names)
        return built


def _given(value: Any) -> list[str]:
    """What stands in a box, or in several, as text."""
    values = value if isinstance(value, list | tuple) else [value]
    return [str(each).strip() for each in values if each not in (None, False)]
