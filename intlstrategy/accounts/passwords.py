"""Which passwords are too easy to guess."""

from typing import Any

from django.contrib.auth import password_validation


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """A common password stays common however often it is written one after the other."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        written = password.lower().strip()
        for length in range(1, len(written) // 2 + 1):
            if written == written[:length] * (len(written) // length):
                super().validate(written[:length], user)
