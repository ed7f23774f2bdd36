"""The wording of every document, read from policy/documents/<key>/<version>.html with what it needs to be filled in."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.template import Context, Engine, TemplateSyntaxError
from django.utils.safestring import SafeString

from amends.foundation.lib.refusal import Refused
from amends.foundation.policy.source import PolicyError, UnknownNameError

PARTICIPANTS = ("harmed", "responsible", "party", "either")
AUDIENCES = (*PARTICIPANTS, "staff", "referrer")
NEEDED = ("key", "version", "title", "audience", "source", "needs")
ALLOWED = (*NEEDED, "may_have", "notes", "language", "never_says", "holds", "used_in", "marked")
# What names or finds somebody: whatever needs it is a paper about them, and carries a marking.
NAMES_SOMEBODY = {
    "to_name",
    "to_address",
    "greeting",
    "name",
    "initials",
    "people",
    "reference",
    "case_number",
}
# An easy-read twin says at its head only what is its own; whom it is for and what it needs is as in its original.
NEEDED_OF_TWIN = ("key", "version", "title", "easy_read_of")
ALLOWED_OF_TWIN = (*NEEDED_OF_TWIN, "notes", "language", "never_says")
# Text that no template can contain by itself: a variable nobody filled in leaves it behind.
UNFILLED = "⟦%s⟧"
_PLACES = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_PICTURES = re.compile(r'{%\s*beside "([^"]+)"')
_TAGS = re.compile(r"<[^>]*>?")
_NAMES = ("p", "h2", "h3", "ul", "ol", "li", "strong", "em")
PLAIN = ("<br>", *(f"<{name}>" for name in _NAMES), *(f"</{name}>" for name in _NAMES))


# A service's own words for a template on a day, with their number; rooms above hand in who knows them.
OwnWords = Callable[[int, str, date], tuple[int, str] | None]
_own_words: list[OwnWords] = []


@dataclass(frozen=True)
class DocumentTemplate:
    """One version of one document. `needs` and `may_have` say what each variable is for, in words.

    `never_says` are ideas that must not stand in it even when somebody adds a line of their own, as regular expressions.
    `holds_personal` marks a form with personal details: it carries the notice that limits who may use it.
    `in_conference` marks a paper that lies on the table when people meet: it calls nobody a victim (W8-392).
    `marked` is no for what says the same to everybody, such as a leaflet: a protective marking is for papers of a case.
    `easy_read_of` is the key of the paper that this one says again in easy read; "" for every other paper.
    """

    key: str
    version: int
    title: str
    audience: str
    source: str
    needs: Mapping[str, str]
    may_have: Mapping[str, str]
    never_says: tuple[str, ...]
    notes: str
    language: str
    body: str
    holds_personal: bool = False
    in_conference: bool = False
    marked: bool = True
    easy_read_of: str = ""

    @property
    def for_participants(self) -> bool:
        """Whether it is given to people who take part, so that it has to be there in easy read."""
        return self.audience in PARTICIPANTS and not self.easy_read_of


def document_template(key: str, version: int | None = None) -> DocumentTemplate:
    """The newest version, or the one named."""
    known = document_templates()
    if key not in known:
        raise UnknownNameError("document", key, known)
    for template in reversed(known[key]):
        if version in {None, template.version}:
            return template
    raise UnknownNameError("document", f"{key} {version}", (f"{key} {each.version}" for each in known[key]))


def easy_twin(key: str) -> DocumentTemplate | None:
    """What says the same as this paper in easy read; None where nothing does."""
    twins = (versions[-1] for versions in document_templates().values())
    return next((twin for twin in twins if twin.easy_read_of == key), None)


def papers() -> dict[str, DocumentTemplate]:
    """The newest version of each paper that can be made; its easy-read twin is made along with it."""
    newest = {key: versions[-1] for key, versions in document_templates().items()}
    return {key: template for key, template in newest.items() if not template.easy_read_of}


def provide_own_words(provider: OwnWords) -> OwnWords:
    """Let a room above say in which words a service puts a document."""
    if provider not in _own_words:
        _own_words.append(provider)
    return provider


def in_own_words(
    template: DocumentTemplate, service_id: int, on: date
) -> tuple[DocumentTemplate, int | None]:
    """The template as the service words it on a day, and the number of its wording; as delivered where it has none."""
    for provider in _own_words:
        if found := provider(service_id, template.key, on):
            number, body = found
            return replace(template, body=body), number
    return template, None


def check_own_words(template: DocumentTemplate, body: str) -> None:
    """Refuse wording that could break, or say more than the original can: it is for words, not for programs.

    What stands in braces, and every tag that is not plain text, must stand in the original; a new line may be added.
    """
    known = set(_PLACES.findall(template.body))
    for place in _PLACES.findall(body):
        if place not in known:
            raise Refused(
                f"{place} does not stand in the original.", opens="Change the words around it only."
            )
    tags = set(_TAGS.findall(template.body)) | set(PLAIN)
    for tag in _TAGS.findall(body):
        if tag not in tags:
            raise Refused(f"{tag} cannot stand in it.", opens="Use paragraphs, headings and lists.")
    try:
        _engine(_folder()).from_string(body)
    except TemplateSyntaxError as problem:
        raise Refused(f"Something was left open or closed twice: {problem}.") from problem
    for pattern in template.never_says:
        if found := re.search(pattern, re.sub(r"<[^>]*>", " ", body), re.IGNORECASE):
            raise Refused(f"“{template.title}” must not speak of “{found[0]}”.", source=template.source)


def document_templates() -> dict[str, tuple[DocumentTemplate, ...]]:
    """Every document by key, its versions from the oldest to the newest."""
    return _read(_folder())


def fill_in(template: DocumentTemplate, values: Mapping[str, object]) -> SafeString:
    """The body with its variables filled in. Raises PolicyError when the wording uses one that nobody declared."""
    context = Context({**dict.fromkeys(template.may_have, ""), **_description(), **values})
    html = _engine(_folder()).from_string(template.body).render(context)
    if "⟦" in html:
        name = html.split("⟦", 1)[1].split("⟧", 1)[0]
        raise PolicyError(
            _folder() / template.key, 1, f"the wording uses '{name}', which it does not list under needs."
        )
    return SafeString(html.strip())


def what_it_is() -> tuple[int, SafeString]:
    """The one description of restorative justice that the leaflet, the letters and the public pages share."""
    version = max(int(file.stem) for file in (_folder() / "parts" / "what-it-is").glob("*.html"))
    html = _engine(_folder()).get_template(f"parts/what-it-is/{version}.html").render(Context())
    return version, SafeString(html.strip())


def _description() -> dict[str, object]:
    version, html = what_it_is()
    return {"what_it_is": html, "what_it_is_version": version}


def picture_file(name: str, ending: str = "svg") -> Path:
    """Where a picture for easy read stands: drawn for page and paper, and as `png` for Word."""
    return _folder() / "parts" / "pictures" / f"{name}.{ending}"


def _folder() -> Path:
    return Path(settings.POLICY_DIR) / "documents"


@cache
def _engine(folder: Path) -> Engine:
    builtins = [
        "amends.foundation.pages.templatetags.amends",
        "amends.foundation.documents.templatetags.easy_read",
    ]
    return Engine(dirs=[str(folder)], builtins=builtins, string_if_invalid=UNFILLED)


@cache
def _read(folder: Path) -> dict[str, tuple[DocumentTemplate, ...]]:
    found: dict[str, list[DocumentTemplate]] = {}
    for file in sorted(folder.glob("*/[0-9]*.html")):
        template = _template(file)
        found.setdefault(template.key, []).append(template)
    known = {key: tuple(sorted(all_of, key=lambda each: each.version)) for key, all_of in found.items()}
    return {key: tuple(_as_its_original(folder, each, known) for each in known[key]) for key in known}


def _as_its_original(
    folder: Path, twin: DocumentTemplate, known: Mapping[str, tuple[DocumentTemplate, ...]]
) -> DocumentTemplate:
    """A twin with what it has of its original: whom it is for, what it needs, and everything that it never says."""
    if not twin.easy_read_of:
        return twin
    original = known[twin.easy_read_of][-1] if twin.easy_read_of in known else None
    if original is None or original.easy_read_of:
        file = folder / twin.key / f"{twin.version}.html"
        raise PolicyError(file, 1, f"there is no paper called {twin.easy_read_of} that it could say again.")
    if original.holds_personal:
        _holds_personal(folder / twin.key / f"{twin.version}.html", {"holds": "personal"}, twin.body)
    return replace(
        twin,
        audience=original.audience,
        source=original.source,
        needs=original.needs,
        may_have=original.may_have,
        never_says=(*original.never_says, *twin.never_says),
        holds_personal=original.holds_personal,
        in_conference=original.in_conference,
        marked=original.marked,
    )


def _head_and_body(file: Path) -> tuple[str, str]:
    try:
        start, head, body = file.read_text(encoding="utf-8").split("---\n", 2)
    except UnicodeDecodeError:
        raise PolicyError(file, 1, "is not UTF-8 text.") from None
    except ValueError:
        raise PolicyError(file, 1, "it begins with a head between two lines of ---, and has none.") from None
    if start:
        raise PolicyError(file, 1, "nothing may stand before the first line of ---.")
    return head, body


def _fields(file: Path, head: str) -> dict[str, Any]:
    try:
        fields = yaml.safe_load(head)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 2 if problem.problem_mark else 1
        raise PolicyError(file, line, f"the head is not YAML: {problem.problem}.") from problem
    if not isinstance(fields, dict):
        raise PolicyError(file, 1, "the head is not a list of names with values.")
    return fields


def check_wordings() -> None:
    """Refuse a wording that cannot be printed. Raises PolicyError with file, line and a sentence."""
    for versions in document_templates().values():
        for template in versions:
            file = _folder() / template.key / f"{template.version}.html"
            missing = [name for name in _PICTURES.findall(template.body) if not picture_file(name).exists()]
            if missing:
                raise PolicyError(file, 1, f"there is no picture called {missing[0]}.")
            try:
                _engine(_folder()).from_string(template.body)
            except TemplateSyntaxError as problem:
                head = file.read_text(encoding="utf-8").removesuffix(template.body).count("\n")
                line = head + getattr(getattr(problem, "token", None), "lineno", 1)
                raise PolicyError(file, line, f"{problem}.") from problem


def _template(file: Path) -> DocumentTemplate:
    head, body = _head_and_body(file)
    fields = _fields(file, head)
    is_twin = "easy_read_of" in fields
    needed, allowed = (NEEDED_OF_TWIN, ALLOWED_OF_TWIN) if is_twin else (NEEDED, ALLOWED)
    wrong = [name for name in needed if name not in fields] + [name for name in fields if name not in allowed]
    if wrong:
        raise PolicyError(file, 1, f"'{wrong[0]}' is missing at the top, or means nothing there.")
    if (file.parent.name, file.stem) != (fields["key"], str(fields["version"])):
        raise PolicyError(file, 1, "key and version are not those of the folder and file name.")
    if not is_twin and fields["audience"] not in AUDIENCES:
        raise PolicyError(file, 1, f"the audience is not one of {', '.join(AUDIENCES)}.")
    return DocumentTemplate(
        key=fields["key"],
        version=fields["version"],
        title=fields["title"],
        audience=fields.get("audience", ""),
        source=fields.get("source", ""),
        needs=fields.get("needs") or {},
        may_have=fields.get("may_have") or {},
        never_says=tuple(fields.get("never_says") or ()),
        notes=fields.get("notes", ""),
        language=fields.get("language", "en-GB"),
        body=body,
        holds_personal=_holds_personal(file, fields, body),
        in_conference=_in_conference(file, fields),
        marked=_is_marked(file, fields, body),
        easy_read_of=fields.get("easy_read_of", ""),
    )


def _holds_personal(file: Path, fields: dict[str, Any], body: str) -> bool:
    """Whether it is a form with personal details; such a one without the notice is refused (W8-172)."""
    holds = fields.get("holds")
    if holds not in {None, "personal"}:
        raise PolicyError(file, 1, "what it holds is 'personal', or is left out.")
    if holds and not re.search(r"{{\s*notice\s*}}", body):
        raise PolicyError(file, 1, "it holds personal details, so {{ notice }} has to stand in it.")
    return holds is not None


def _in_conference(file: Path, fields: dict[str, Any]) -> bool:
    used = fields.get("used_in")
    if used not in {None, "conference"}:
        raise PolicyError(file, 1, "where it is used is 'conference', or is left out.")
    return used is not None


def _is_marked(file: Path, fields: dict[str, Any], body: str) -> bool:
    """Whether it carries a protective marking. Only what is for anybody who takes part, and names nobody, has none."""
    marked = fields.get("marked", True)
    if not isinstance(marked, bool):
        raise PolicyError(file, 1, "whether it is marked is 'no', or is left out.")
    if marked:
        return True
    used = {*(fields.get("needs") or {}), *(fields.get("may_have") or {}), *re.findall(r"{{\s*(\w+)", body)}
    if fields.get("holds") or fields.get("audience") not in PARTICIPANTS or used & NAMES_SOMEBODY:
        raise PolicyError(
            file, 1, "only a paper for people who take part that names nobody goes without a marking."
        )
    return False
