"""Whom do our messages reach, counting only what people can take in?"""

from dataclasses import dataclass

from amends.foundation.access.models import Service
from amends.service.community.models import Format, KeyMessage, Section, Sending


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
