from django.urls import path, re_path

from amends.service.setup import holiday_views as holidays
from amends.service.setup import home_views
from amends.service.setup import key_views as keys
from amends.service.setup import people_views as people

app_name = "setup"
urlpatterns = [
    path("", home_views.home, name="home"),
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<int:user_id>/", people.person, name="person"),
    path("people/<int:user_id>/role/", people.add_role, name="add_role"),
    re_path(
        r"^people/(?P<user_id>[0-9]+)/account/(?P<what>invite|lost-factor|open|close)/$",
        people.account,
        name="account",
    ),
    path("people/roles/<int:membership_id>/end/", people.stop_role, name="stop_role"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/<int:holiday_id>/withdraw/", holidays.withdraw, name="withdraw_holiday"),
    path("keys/", keys.keys, name="keys"),
    path("keys/make/", keys.make_key, name="make_key"),
    path("keys/<int:token_id>/revoke/", keys.revoke_key, name="revoke_key"),
]
