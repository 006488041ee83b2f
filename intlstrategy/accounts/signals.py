from django.dispatch import Signal

account_changed = Signal()  # by the superuser: request, user and the names of the fields that changed
