"""Who of the pool can interpret, which organisations there are, and whom our messages do not reach."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.service.community.models import (
    Format,
    Interpreter,
    KeyMessage,
    Organisation,
    Section,
    Sending,
)

POOL = "Wait 'til Eight section 6 paras 6.5 and 6.6"


def pool(service: Service) -> QuerySet[Interpreter]:
    """The interpreters in use."""
    return Interpreter.objects.filter(service=service, in_use=True).order_by("name", "pk")


def organisations(service: Service) -> QuerySet[Organisation]:
    """The organisations in use."""
    return Organisation.objects.filter(service=service, in_use=True).order_by("name", "pk")


def check_can_interpret(interpreter: Interpreter, language: str, day: date) -> None:
    """Refuse an interpreter who does not speak it, or whose checks do not hold on that day (W8-283)."""
    if not interpreter.speaks(language):
        raise Refused(
            f"{interpreter.name} is not in the pool for {language}.", source=POOL, field="interpreter"
        )
    if not interpreter.is_checked(day):
        raise Refused(
            f"The checks of {interpreter.name} were not seen, or do not hold on that day.",
            source=POOL,
            opens="See their checks and their signature that they keep to themselves what they hear.",
            field="interpreter",
        )


@dataclass(frozen=True)
class Reached:
    """A section of the community, with the ways that reach it and the messages that none of them brings."""

    section: Section
    by: list[Sending]
    without: list[KeyMessage]


@dataclass(frozen=True)
class Reach:
    """The report: every section, and which languages and formats nothing goes out in."""

    sections: list[Reached]
    messages: list[KeyMessage]
    languages: list[str]
    formats: list[str]

    @property
    def unreached(self) -> list[Reached]:
        """Sections that nothing they can take in reaches."""
        return [each for each in self.sections if not each.by]


def reach_of(service: Service) -> Reach:
    """Which sections hear what, counting only what they can take in (W8-022)."""
    messages = list(KeyMessage.objects.filter(service=service).order_by("pk"))
    sections = list(Section.objects.filter(service=service).order_by("name", "pk"))
    rows = Sending.objects.filter(service=service).select_related("message").prefetch_related("sections")
    sendings = list(rows.order_by("pk"))
    spoken = {sending.language.strip().casefold() for sending in sendings}
    written = {sending.format for sending in sendings}
    return Reach(
        sections=[_reached(section, sendings, messages) for section in sections],
        messages=messages,
        languages=sorted({s.language for s in sections if s.language.strip().casefold() not in spoken}),
        formats=[str(each.label) for each in Format if _is_missing(each, sections, written)],
    )


def _is_missing(each: Format, sections: list[Section], written: set[str]) -> bool:
    return each not in written and any(section.format == each for section in sections)


def _reached(section: Section, sendings: list[Sending], messages: list[KeyMessage]) -> Reached:
    by = [
        sending
        for sending in sendings
        if section in sending.sections.all() and sending.is_accessible_to(section)
    ]
    heard = {sending.message_id for sending in by}
    return Reached(section, by, [message for message in messages if message.pk not in heard])
