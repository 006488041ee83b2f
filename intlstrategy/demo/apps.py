from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "intlstrategy.demo"
