"""What was used to prepare somebody in prison, and what their keyworker is told."""

from django.utils import timezone

from amends.delivery.cli.example.telling import Story, verb
from amends.journey.preparation.actions.keywork import tell_keyworker, use_resource
from amends.service.library.models import Entry


@verb("keywork", usually="pom")
def keywork(story: Story, *, of: str, keyworker: str, goals: str, resource: str, reason: str) -> None:
    """The prison’s officer notes what was used, and tells the keyworker what the preparation works towards."""
    person = story.person(of)
    entry = Entry.objects.get(service=person.service_id, key=resource)
    use_resource(by=story.by, participant=person, resource=entry, reason=reason, used_on=timezone.localdate())
    tell_keyworker(by=story.by, participant=person, keyworker=story.who(keyworker), goals=goals)
