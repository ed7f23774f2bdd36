"""What the wording of an easy-read paper is built of: a picture, and the words beside it."""

import re
from functools import cache
from pathlib import Path

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from amends.foundation.documents.wording import picture_file

register = template.Library()


@register.simple_block_tag
def beside(content: str, picture: str) -> SafeString:
    """One thought with its picture: `{% beside "letter" %}<p>We write to you.</p>{% endbeside %}`.

    The drawing goes into the text itself: a document holds all it shows, and nothing is fetched. Its title is what a
    screen reader says, on the page, in the PDF and in Word.
    """
    drawing = SafeString(_drawing(picture_file(picture)))
    return format_html('<div class="easy">{}<div class="easy-words">{}</div></div>', drawing, content)


@register.filter
def line_by_line(words: str) -> SafeString:
    """Each sentence on a line of its own."""
    return format_html_join(SafeString("<br>"), "{}", ((each,) for each in re.split(r"(?<=[.?!])\s+", words)))


@cache
def _drawing(file: Path) -> str:
    words = " ".join(file.read_text(encoding="utf-8").split())
    return words.replace("<svg ", f'<svg class="easy-picture" data-picture="{file.stem}" ', 1)
