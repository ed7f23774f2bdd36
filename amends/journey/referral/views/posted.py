"""What was sent with a form, also when every box was left empty."""

from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """The answers, or None when the page is only opened."""
    return request.POST if request.method == "POST" else None
