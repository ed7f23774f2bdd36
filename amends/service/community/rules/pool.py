"""Who of the pool can interpret, and which organisations there are?"""

from datetime import date

from django.db.models import QuerySet

from amends.foundation.access.models import Service
from amends.foundation.lib.refusal import Refused
from amends.service.community.models import Interpreter, Organisation

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
