"""The e-mail with which somebody is let in: a link to choose a first password, and no personal data in the subject."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from amends.foundation.access.models import Service, User


def invitation_for(user: User, service: Service) -> EmailMessage:
    """The message, not sent yet. Its link works once and for as long as links for forgotten passwords."""
    key = default_token_generator.make_token(user)
    where = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    context = {
        "service": service,
        "name": user.name,
        "link": f"{settings.BASE_URL}{where}",
        "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    }
    body = render_to_string("access/email/invitation.txt", context)
    return EmailMessage("Your account for restorative justice casework", body, to=[user.email])
