"""What the pages for asking oneself say, in each language of policy/public."""

from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import yaml
from django import forms
from django.conf import settings

from amends.delivery.public.asking import STEPS
from amends.foundation.pages.steps import Step, Steps

USUAL = "en"


@dataclass(frozen=True)
class Wording:
    """One language or way of writing. `lang` is its code for browsers and screen readers; easy read is English."""

    key: str
    name: str
    lang: str
    pages: dict[str, str]
    titles: dict[str, str]
    fields: dict[str, dict[str, Any]]

    @property
    def steps(self) -> Steps:
        """The five questions in these words."""
        return _steps(self.key)

    def say(self, key: str, **values: object) -> str:
        """A sentence with its values put in. KeyError for one that the file does not have."""
        return self.pages[key].format(**values)


@cache
def wordings() -> dict[str, Wording]:
    """All of them, the usual one first."""
    found = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in _files()}
    keys = sorted(found, key=lambda key: (key != USUAL, key))
    return {
        key: Wording(
            key=key,
            name=found[key]["name"],
            lang=found[key]["lang"],
            pages=found[key]["pages"],
            titles=found[key].get("titles", {}),
            fields=found[key].get("fields", {}),
        )
        for key in keys
    }


def _files() -> Any:
    return (settings.POLICY_DIR / "public").glob("*.yaml")


def wording(key: str) -> Wording:
    """The words asked for; the usual ones when nobody knows these."""
    return wordings().get(key) or wordings()[USUAL]


@cache
def _steps(key: str) -> Steps:
    words = wordings()[key]
    if not words.fields:
        return STEPS
    return Steps(
        *(
            Step(step.key, words.titles[step.key], _spoken(step.form, words), step.show_if)
            for step in STEPS.steps
        )
    )


def _spoken(form: type[forms.Form], words: Wording) -> type[forms.Form]:
    """The same form with the words of its questions replaced; what it asks and how it checks stay."""
    spoken: Any = type(form.__name__, (form,), {})
    spoken.base_fields = deepcopy(spoken.base_fields)
    for name, field in spoken.base_fields.items():
        _reword(field, words.fields[name])
    return cast("type[forms.Form]", spoken)


def _reword(field: Any, said: dict[str, Any]) -> None:
    field.label, field.help_text = said["label"], said.get("help", "")
    field.error_messages |= {name: said[name] for name in ("required", "none", "refused") if name in said}
    if "choices" in said:
        field.choices = [(key, said["choices"][key]) for key, _ in field.choices if key in said["choices"]]
    if "hints" in said:
        field.widget.hints = said["hints"]
    if "boxes" in said:
        field.widget.labels = said["boxes"]
