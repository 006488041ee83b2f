"""The page on which an engagement is entered: who took part, those nobody knew before among them, and what was promised."""

from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from intlstrategy.core.forms import DateInput, Lines, Pair, Section, read_plainly, refuse_odd_year
from intlstrategy.core.selects import QuickSelect, QuickSelectMultiple
from intlstrategy.core.text import fold
from intlstrategy.municipalities.forms import ScopedModelForm
from intlstrategy.municipalities.forms.naming import NameInput, RecordField, found_exactly
from intlstrategy.municipalities.models import Membership, Post
from intlstrategy.planning.models import Action, Element
from intlstrategy.relations.forms.rows import NamesOrganisations, names_for, rows_in
from intlstrategy.relations.models import Agreement, Attendance, Commitment, Engagement, Mission
from intlstrategy.relations.services.taking_part import Counterpart, Ours, Served
from intlstrategy.stakeholders.holders import first_on
from intlstrategy.stakeholders.models import Person, Position, Stakeholder
from intlstrategy.stakeholders.services.people import kept_until, known_people

ROWS = 2
RECENT = 20
COUNTERPART = ("person", "organisation", "position", "kind", "another")
PROMISE = ("promise", "side", "seen_by", "due")


def counterpart_fields(number: int) -> dict[str, forms.Field]:
    kinds = [("", _("Known already")), *Stakeholder.Kind.choices]
    added: dict[str, forms.Field] = {
        "person": forms.CharField(label=_("Person"), max_length=200, required=False, widget=NameInput("person", {"list": "recent-person"})),
        "organisation": forms.CharField(label=_("Organisation"), max_length=300, required=False, widget=NameInput("stakeholder", {"list": "recent-stakeholder"})),
        "position": forms.CharField(label=_("Position, if not known yet"), max_length=200, required=False),
        "kind": forms.ChoiceField(label=_("Kind, if the organisation is new"), choices=kinds, required=False),
        "another": forms.BooleanField(label=_("It is another one, to be added"), required=False, widget=forms.HiddenInput),
    }  # fmt: skip
    return {f"{name}_{number}": field for name, field in added.items()}


def promise_fields(number: int, seers: list[tuple[Any, str]]) -> dict[str, forms.Field]:
    added: dict[str, forms.Field] = {
        "promise": forms.CharField(label=_("What was promised"), max_length=300, required=False),
        "side": forms.ChoiceField(label=_("Whose"), choices=Commitment.Side.choices, required=False),
        "seen_by": forms.TypedChoiceField(label=_("Who sees to it"), choices=seers, required=False, coerce=int, empty_value=None, widget=QuickSelect()),
        "due": forms.DateField(label=_("Due"), required=False, widget=DateInput(), validators=[refuse_odd_year]),
    }  # fmt: skip
    return {f"{name}_{number}": field for name, field in added.items()}


class ParticipantsForm(NamesOrganisations, ScopedModelForm):
    """What the forms of engagements and missions share: who takes part on both sides, what it serves, what was promised."""

    link_model: Any = Attendance  # the rows that say who takes part
    link = "engagement"  # what these rows call the record
    day_field = "on"  # the day on which positions are looked up

    members = forms.ModelMultipleChoiceField(
        label=_("Members who took part"), queryset=Membership.objects.all(), required=False,
        widget=QuickSelectMultiple(attrs={"data-search": ""}),
    )  # fmt: skip
    posts = forms.ModelMultipleChoiceField(
        label=_("Posts that took part"), queryset=Post.objects.all(), required=False,
        widget=QuickSelectMultiple(attrs={"data-search": ""}), help_text=_("Such as the Mayor. Who held it that day is known."),
    )  # fmt: skip
    action = RecordField(Action, kind="action", label=_("Action it serves"), required=False, help_text=_("Write a part of its title and choose."))  # fmt: skip
    element = RecordField(Element, kind="element", label=_("Element of a plan it serves"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people_here()
        theirs = self.counterparts_known() if self.instance.pk else []
        self.initial |= self.initial_links()
        self.rows = rows_in(self.data, "person", "organisation", "position", least=max(len(theirs) + 1, ROWS))
        self.promises = rows_in(self.data, "promise", least=ROWS)
        for number in range(self.rows):
            self.fields |= counterpart_fields(number)
            if number < len(theirs):
                self.initial |= dict(zip((f"person_{number}", f"organisation_{number}"), theirs[number], strict=True))
        for number in range(self.promises):
            self.fields |= promise_fields(number, self.seers)
        read_plainly(self)

    @classmethod
    def fields_for(cls, sent: QueryDict) -> dict[str, forms.Field]:
        """All fields, with as many rows as were sent."""
        rows, promises = rows_in(sent, "person", "organisation", "position"), rows_in(sent, "promise")
        found = dict(cls.base_fields)
        for number in range(rows):
            found |= counterpart_fields(number)
        for number in range(promises):
            found |= promise_fields(number, [])
        return found

    # The fields --------------------------------------------------------------------------------------

    def people_here(self) -> None:
        """Who is a member today, and whoever is named already; the same for posts."""
        day = timezone.localdate()
        named = self.link_model.objects.filter(**{self.link: self.instance.pk or 0}, binned_at=None)
        for name, keep in (("members", named.values("membership")), ("posts", named.values("post"))):
            rows = self.fields[name].queryset
            self.fields[name].queryset = rows.filter(Q(pk__in=rows.on(day).values("pk")) | Q(pk__in=keep))
        members = self.fields["owner"].queryset
        self.fields["owner"].queryset = members.filter(
            Q(pk__in=members.on(day).values("pk")) | Q(pk=self.instance.owner_id)
        )
        self.seers = [("", _("Whoever keeps it")), *((row.pk, str(row)) for row in members.on(day))]

    def participant_lines(self) -> Lines:
        rows = [[f"{name}_{number}" for name in COUNTERPART] for number in range(self.rows)]
        return Lines(_("Participant from outside"), rows, "person", _("More participants"))

    def promise_lines(self) -> Lines:
        promises = [[f"{name}_{number}" for name in PROMISE] for number in range(self.promises)]
        return Lines(_("Commitment"), promises, "promise", _("More commitments"))

    # What stands there -------------------------------------------------------------------------------

    def counterparts_known(self) -> list[tuple[str, str]]:
        rows = self.link_model.objects.of(self.municipality).filter(**{self.link: self.instance})
        outside = list(rows.filter(membership=None, post=None).select_related("person", "stakeholder").order_by("pk"))
        people = names_for([row.person for row in outside if row.person], Person.objects.of(self.municipality))
        people |= {
            row.person_id: f"{row.person} #{row.person_id}" for row in outside if row.person and row.person.is_erased
        }
        there = names_for(
            [row.stakeholder for row in outside if row.stakeholder], Stakeholder.objects.of(self.municipality)
        )
        return [(people.get(row.person_id, ""), there.get(row.stakeholder_id, "")) for row in outside]

    def initial_links(self) -> dict[str, Any]:
        if not self.instance.pk:
            return {}
        taking_part = self.link_model.objects.of(self.municipality).filter(**{self.link: self.instance})
        rows = list(taking_part.values_list("membership", "post"))
        ties = list(self.instance.ties.filter(binned_at=None).select_related("action", "element"))
        return {
            "members": [member for member, _post in rows if member],
            "posts": [post for _member, post in rows if post],
            "action": next((tie.action for tie in ties if tie.action), None),
            "element": next((tie.element for tie in ties if tie.element), None),
        }

    def recent(self) -> dict[str, list[str]]:
        """The names of whom the city met last, for the boxes in which names are written."""
        rows = Attendance.objects.of(self.municipality).filter(membership=None, post=None, engagement__binned_at=None)
        met = rows.select_related("person", "stakeholder").order_by("-engagement__on", "-pk")[: RECENT * 2]
        return {
            "person": [*dict.fromkeys(str(each.person) for each in met if each.person and not each.person.is_erased)][
                :RECENT
            ],
            "stakeholder": [*dict.fromkeys(str(each.stakeholder) for each in met if each.stakeholder)][:RECENT],
        }

    # What was typed ----------------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.new: dict[tuple[str, str], Any] = {}  # what rows add, so that two rows may name the same new one
        found = [self.read_counterpart(number, data) for number in range(self.rows)]
        self.counterparts = [each for each in found if each is not None]
        self.refuse_doubles()
        self.commitments = [each for n in range(self.promises) if (each := self.read_promise(n, data)) is not None]
        return data

    def read_counterpart(self, number: int, data: dict[str, Any]) -> Counterpart | None:
        written = {name: " ".join(str(data.get(f"{name}_{number}") or "").split()) for name in COUNTERPART}
        if not (written["person"] or written["organisation"]):
            if written["position"] or written["kind"]:
                self.add_error(f"person_{number}", _("Write the person or the organisation."))
            return None
        stakeholder = self.read_organisation(number, written) if written["organisation"] else None
        person = self.read_person(number, written) if written["person"] else None
        if person is not None and not person._state.adding and stakeholder is None and not written["organisation"]:
            stakeholder = self.organisation_of(person, data.get(self.day_field) or timezone.localdate())
        return Counterpart(person, stakeholder, written["position"])

    def read_person(self, number: int, written: dict[str, str]) -> Person | None:
        field, name = f"person_{number}", written["person"]
        try:
            known = found_exactly(self.people_to_name(), name)
        except ValidationError as refusal:
            self.add_error(field, refusal)
            return None
        if known or ("person", fold(name)) in self.new:
            return known or self.new["person", fold(name)]
        near = known_people(self.municipality, [name], "")
        if near and not written["another"]:
            self.ask(number, field, [str(each) for each in near])
            return None
        keep = kept_until(timezone.localdate())
        new = Person(
            municipality=self.municipality,
            name=name[:200],
            keep_until=keep,
            source=gettext("Entered with an engagement"),
        )
        return self.new.setdefault(("person", fold(name)), new)

    def people_to_name(self) -> Any:
        """Those whose data are still there, and whoever took part already: an erased person stays who they were."""
        there = self.link_model.objects.filter(**{self.link: self.instance.pk or 0}, binned_at=None).values("person")
        return Person.objects.of(self.municipality).filter(Q(erased_at=None) | Q(pk__in=there))

    def organisation_of(self, person: Person, day: Any) -> Stakeholder | None:
        """Where a known person was on the day, so that it need not be written."""
        held = Position.objects.of(self.municipality).filter(person=person).select_related("stakeholder")
        first = first_on(held, day)
        return first.stakeholder if first else None

    def refuse_doubles(self) -> None:
        """Nobody takes part twice; whoever is new is the same object in every row."""
        seen: list[Any] = []
        for each in self.counterparts if not self.errors else ():
            who = each.person or each.stakeholder
            if who in seen:
                self.add_error(None, _("“%(name)s” is named twice. Leave one of them.") % {"name": who})
            seen.append(who)

    def read_promise(self, number: int, data: dict[str, Any]) -> Commitment | None:
        text, due = (data.get(f"promise_{number}") or "").strip(), data.get(f"due_{number}")
        if not text:
            if due:
                self.add_error(f"promise_{number}", _("Write what was promised."))
            return None
        owner = data.get(f"seen_by_{number}") or (data["owner"].pk if data.get("owner") else None)
        side = data.get(f"side_{number}") or Commitment.Side.OURS
        return Commitment(municipality=self.municipality, text=text, side=side, owner_id=owner, due_on=due)

    @property
    def ours(self) -> Ours:
        return Ours(list(self.cleaned_data["members"]), list(self.cleaned_data["posts"]))

    @property
    def served(self) -> Served:
        element, action = self.cleaned_data["element"], self.cleaned_data["action"]
        return Served([element] if element else [], [action] if action else [])


class EngagementForm(ParticipantsForm):
    agreement = RecordField(Agreement, kind="agreement", label=_("Agreement it belongs to"), required=False)
    mission = RecordField(Mission, kind="mission", label=_("Mission it was part of"), required=False)

    class Meta:
        model = Engagement
        fields = [
            "kind", "title", "on", "place", "purpose", "outcome", "atmosphere", "brief", "public_note", "agreement", "mission", "department", "owner", "source",
        ]  # fmt: skip
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("purpose", "outcome", "brief", "public_note")} | {
            "owner": QuickSelect(attrs={"data-search": ""}), "department": QuickSelect(attrs={"data-search": ""}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["atmosphere"].choices = [("", _("Not said")), *Engagement.Atmosphere.choices]

    def layout(self) -> Layout:
        return Layout(
            Section(_("What it was"), Pair("kind", "on"), "title", "place"),
            Section(
                _("Who took part"), self.participant_lines(), "members", "posts",
                lead=_("Write names: those you met lately are offered first. Whoever is not known yet is added when you save."),
            ),
            Section(_("What came of it"), "purpose", "outcome", "atmosphere"),
            Section(
                _("Next steps"), self.promise_lines(),
                lead=_("Each becomes a commitment that its owner sees until it is kept."),
            ),
            Section(_("What it serves"), "action", "element", "agreement", "mission", Pair("department", "owner")),
            Section(_("For whom it is written"), "brief", "public_note", "source"),
        )  # fmt: skip
