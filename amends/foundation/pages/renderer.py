"""Draws every Django form with GOV.UK markup, so that rooms write forms and no HTML."""

from pathlib import Path

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template.backends.django import DjangoTemplates as Engine
from django.utils.functional import cached_property

from amends.foundation.pages.bound_field import GovukBoundField

HERE = Path(__file__).parent


class GovukRenderer(DjangoTemplates):
    """Looks for a template in `form_templates/` first and in Django's own widgets after that."""

    form_template_name = "pages/forms/form.html"
    formset_template_name = "pages/forms/formset.html"
    field_template_name = "pages/forms/field.html"
    bound_field_class: type[BoundField] | None = GovukBoundField

    @cached_property
    def engine(self) -> Engine:
        return Engine(
            {
                "APP_DIRS": True,
                "DIRS": [HERE / "form_templates", Path(forms.__file__).parent / "templates"],
                "NAME": "govukforms",
                "OPTIONS": {},
            }
        )
