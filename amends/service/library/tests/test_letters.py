"""Letters and forms in the service's own words: the original stays, and so does what was made before."""

import pytest
from django.urls import reverse

from amends.foundation.documents.actions import make_document
from amends.foundation.documents.worded import Paper
from amends.foundation.documents.wording import document_template
from amends.foundation.lib.refusal import Refused
from amends.service.library import actions
from amends.service.library.models import Entry

OURS = "Write in block letters, please."
PLACE = "<p>Tell us about one person on each form."


def put_into_own_words(by, service, key="referral-form", old=PLACE, new=f"<p>{OURS}</p>\n{PLACE}"):
    entry = actions.adapt_letter(by=by, service=service, key=key)
    body = document_template(key).body
    assert old in body
    edition = actions.write(by=by, entry=entry, words=body.replace(old, new))
    actions.finish(by=by, edition=edition)
    actions.publish(by=by, edition=edition)
    return entry


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("{{ person.file }}", "does not stand in the original"),
        ("{% include 'x.html' %}", "does not stand in the original"),
        ("<script>alert(1)</script>", "cannot stand in it"),
        ("<a href='https://example.org'>us</a>", "cannot stand in it"),
        ("{% if typed_by %}", "left open"),
    ],
)
def test_own_words_can_neither_break_a_form_nor_say_more_than_the_original(
    manager, service, acting, new, said
):
    acting(manager)
    body = document_template("referral-form").body
    whole = body.replace("{% if typed_by %}", new + "{% if typed_by %}")
    entry = actions.adapt_letter(by=manager, service=service, key="referral-form")
    with pytest.raises(Refused, match=said):
        actions.write(by=manager, entry=entry, words=whole)


def test_a_first_letter_never_speaks_of_meeting_in_own_words_either(manager, service, acting):
    acting(manager)
    entry = actions.adapt_letter(by=manager, service=service, key="first-letter-harmed")
    words = document_template("first-letter-harmed").body + "<p>You could meet face to face.</p>"
    with pytest.raises(Refused, match="must not speak of"):
        actions.write(by=manager, entry=entry, words=words)


def test_easy_read_in_own_words_is_behind_the_same_walls(manager, service, acting, a_case):
    """The service's words stand in the easy-read wording alone, where hardly anybody looks before it is sent."""
    acting(manager)
    place = "<p>We can read it with you.</p>"
    paper = Paper("plain-letter", {"to_name": "Hanna Harmed", "body": "We hope to hear from you."})
    made = {"paper": paper, "belongs_to": a_case.harmed_file}
    put_into_own_words(manager, service, key="plain-letter-easy", old=place, new=f"<p>{OURS}</p>\n{place}")
    document = make_document(by=manager, **made)
    assert OURS in document.easy_html
    assert OURS not in document.html
    assert (document.own_version, document.easy_own_version) == (None, 1)
    theirs = f"<p>Rhys Ponsible says hello.</p>\n{place}"
    put_into_own_words(manager, service, key="plain-letter-easy", old=place, new=theirs)
    with pytest.raises(Refused, match="the full name"):
        make_document(by=manager, **made)


def test_document_warns_where_only_the_usual_wording_is_in_own_words(
    client, sign_in, manager, service, acting
):
    acting(manager)
    made = {"by": manager, "paper": Paper("leaflet", {}), "belongs_to": service}
    warning = "See that both say the same"
    sign_in(client, manager)
    for own, warns in (("leaflet", True), ("leaflet-easy", False)):
        body = document_template(own).body
        put_into_own_words(manager, service, key=own, old=body, new=f"{body}<p>{OURS}</p>")
        document = make_document(**made)
        page = client.get(reverse("documents:show", args=[document.pk])).content.decode()
        assert (warning in page) is warns


def test_first_letter_in_easy_read_never_speaks_of_meeting_in_own_words_either(manager, service, acting):
    acting(manager)
    entry = actions.adapt_letter(by=manager, service=service, key="first-letter-harmed-easy")
    words = document_template("first-letter-harmed-easy").body + "<p>You could meet face to face.</p>"
    with pytest.raises(Refused, match="must not speak of"):
        actions.write(by=manager, entry=entry, words=words)


def test_another_service_keeps_the_original(manager, service, other_service, stranger, acting):
    acting(manager)
    put_into_own_words(manager, service)
    acting(stranger)
    made = make_document(
        by=stranger,
        paper=Paper("referral-form", {"sections": [{"title": "x", "rows": []}], "form_version": "1"}),
        belongs_to=other_service,
    )
    assert OURS not in made.html


def test_pages_lead_from_the_list_to_words_of_ones_own(client, sign_in, manager, coordinator, service):
    sign_in(client, manager)
    assert "As delivered" in client.get(reverse("library:letters")).content.decode()
    page = client.get(reverse("library:letter", args=["leaflet"])).content.decode()
    assert "Put it in our own words" in page
    answer = client.post(reverse("library:adapt", args=["leaflet"]))
    entry = Entry.objects.get()
    assert answer["Location"] == reverse("library:write", args=[entry.pk])
    page = client.post(answer["Location"], {"words": "<p>{{ secret }}</p>"}).content.decode()
    assert "does not stand in the original" in page
    page = client.get(reverse("library:letter", args=["leaflet"])).content.decode()
    assert reverse("library:letter", args=["leaflet-easy"]) in page
    page = client.get(reverse("library:letter", args=["leaflet-easy"])).content.decode()
    assert reverse("library:letter", args=["leaflet"]) in page
    assert sign_in(client, coordinator).get(reverse("library:letters")).status_code == 404
