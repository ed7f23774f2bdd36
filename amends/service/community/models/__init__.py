"""Who outside the service can help somebody take part, and which parts of the community its messages are for."""

from amends.service.community.models.interpreter import Interpreter
from amends.service.community.models.message import KeyMessage, Sending
from amends.service.community.models.organisation import Organisation
from amends.service.community.models.section import Format, Medium, Section

__all__ = ["Format", "Interpreter", "KeyMessage", "Medium", "Organisation", "Section", "Sending"]
