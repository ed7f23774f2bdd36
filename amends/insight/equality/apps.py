from django.apps import AppConfig


class EqualityFiguresConfig(AppConfig):
    name = "amends.insight.equality"
    label = "equality_figures"
