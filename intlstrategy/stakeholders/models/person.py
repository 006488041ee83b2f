"""The people behind organisations, and the positions they hold in them, from when to when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.fields import FoldedField
from intlstrategy.core.registry import person_ties
from intlstrategy.core.text import fold
from intlstrategy.municipalities.models import ScopedForeignKey, ScopedModel
from intlstrategy.municipalities.models.organisation import DatedModel
from intlstrategy.municipalities.roles import Capability
from intlstrategy.stakeholders.models.stakeholder import Stakeholder
from intlstrategy.stakeholders.querysets import PersonQuerySet, PositionQuerySet


class Person(ScopedModel):
    """Somebody outside the city's own staff. Personal data: why it is kept, on what basis and until when is said here."""

    told_along = ("positions",)
    binned_along = ("positions",)
    guarded = dict.fromkeys(("email", "phone", "address", "note"), Capability.CONTACTS)
    personal = ("name", "own_name", *guarded, "consent_source", "source")  # what an erasure takes away

    class Purpose(models.TextChoices):
        RELATIONS = "relations", _("Institutional relations")
        PROJECTS = "projects", _("Projects carried out together")
        EVENTS = "events", _("Events, visits and protocol")
        NEWS = "news", _("Sending news and invitations")

    class Basis(models.TextChoices):
        """Of article 6.1 of the General Data Protection Regulation; f is not for what public authorities do as such."""

        PUBLIC_TASK = "public_task", _("Public interest or public authority (art. 6.1.e)")
        LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation (art. 6.1.c)")
        CONTRACT = "contract", _("Contract or agreement (art. 6.1.b)")
        CONSENT = "consent", _("Consent (art. 6.1.a)")

    name = models.CharField(_("name"), max_length=200, help_text=_("First name and surname."))
    own_name = models.CharField(
        _("name in its own language or script"), max_length=200, blank=True, help_text=_("Such as Київ for Kyiv.")
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    address = models.CharField(_("postal address"), max_length=300, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("Only what the relation needs, and what the person may read.")
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose, default=Purpose.RELATIONS)
    basis = models.CharField(_("legal basis"), max_length=20, choices=Basis, default=Basis.PUBLIC_TASK)
    consent_on = models.DateField(_("consent given on"), null=True, blank=True)
    consent_source = models.CharField(
        _("how consent was given"), max_length=300, blank=True, help_text=_("Such as the form or the mail in which it was given.")
    )  # fmt: skip
    keep_until = models.DateField(
        _("keep until"), help_text=_("From then on it is on the list of data to review: kept longer with a reason, or erased.")
    )  # fmt: skip
    source = models.CharField(
        _("source"), max_length=300, blank=True, help_text=_("Where the data come from: the person, a website, a card.")
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, editable=False)
    folded = FoldedField("name", "own_name")
    folded_contact = FoldedField("email", "phone")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["folded", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["municipality", "folded"], name="person_by_name"),
            models.Index(fields=["municipality", "keep_until"], name="person_by_keep_until"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="consent") | Q(consent_on__isnull=False),
                name="person_consent_has_a_date",
                violation_error_message=_("Consent needs the day on which it was given."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or gettext("Person erased")

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:person-detail", args=[self.municipality.slug, self.pk])

    def answering_members(self) -> set[int | None]:
        """Those who deal with this person, as upper floors know."""
        return {member for tie in person_ties for member in tie.members_of(self)}

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None


class Position(DatedModel):
    """What a person is, or was, in an organisation: the memory of a relation survives elections."""

    person = ScopedForeignKey(Person, related_name="positions", verbose_name=_("person"))
    stakeholder = ScopedForeignKey(Stakeholder, related_name="positions", verbose_name=_("organisation"))
    title = models.CharField(pgettext_lazy("position", "title"), max_length=200, help_text=_("Such as Mayor, or Head of International Relations."))  # fmt: skip
    unit = models.CharField(_("department in the organisation"), max_length=200, blank=True)
    side = models.CharField(
        _("political or technical"), max_length=10, blank=True,
        choices=[(side.value, side.label) for side in (Stakeholder.Side.POLITICAL, Stakeholder.Side.TECHNICAL)],
    )  # fmt: skip
    is_main = models.BooleanField(_("main contact"), default=False, help_text=_("The first to call there."))

    objects = PositionQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "-pk"]
        verbose_name = _("position")
        verbose_name_plural = _("positions")

    def __str__(self) -> str:
        """Without the name of who holds it: the journal keeps this for good."""
        return f"{self.title}, {self.stakeholder}"

    def get_absolute_url(self) -> str:
        return reverse("stakeholders:person-detail", args=[self.municipality.slug, self.person_id])

    @property
    def known_as(self) -> ScopedModel:
        return self.person

    @classmethod
    def check_return(cls, rows: Sequence[Self]) -> None:
        cls.refuse_doubles(rows)

    @classmethod
    def refuse_doubles(cls, rows: Sequence[Self]) -> None:
        """Nobody holds one position twice on one day."""
        others = cls._base_manager.filter(person__in={row.person_id for row in rows}, binned_at=None)
        living: dict[tuple[int, int, str], list[Self]] = defaultdict(list)
        for other in others.select_related("stakeholder"):
            living[other.said].append(other)
        for row in rows:
            for other in living[row.said]:
                if row.pk != other.pk and row.shares_a_day_with(other):
                    raise ValidationError(
                        gettext("This person has the position “%(position)s” already on some of the same days.")
                        % {"position": other}
                    )

    @property
    def said(self) -> tuple[int, int, str]:
        return self.person_id, self.stakeholder_id, fold(self.title)
