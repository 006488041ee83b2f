"""Members, their roles and deputies, and invitations."""

from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from intlstrategy.core.fields import having_words_in
from intlstrategy.core.registry import panels_for
from intlstrategy.core.tables import Column, linked
from intlstrategy.core.templatetags.components import status
from intlstrategy.municipalities.access import requires
from intlstrategy.municipalities.adapter import SESSION_KEY
from intlstrategy.municipalities.forms.organisation import DeputyForm, InvitationForm, MemberForm
from intlstrategy.municipalities.models import Department, Deputy, Invitation, Membership, Municipality
from intlstrategy.municipalities.pages import ScopedCreate, ScopedEdit, ScopedHistory
from intlstrategy.municipalities.registers import Register, ScopedFilterSet
from intlstrategy.municipalities.roles import Capability, Role
from intlstrategy.municipalities.services.mails import NOT_SENT, NotSent
from intlstrategy.municipalities.services.members import (
    accept_invitation,
    invite_member,
    resend_invitation,
    save_member,
    withdraw_invitation,
)
from intlstrategy.municipalities.views.settings import SettingsBin, SettingsList, SettingsPage


def site_of(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


class MemberFilters(ScopedFilterSet):
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=gettext_lazy("Department"), empty_label=gettext_lazy("All departments")
    )
    role = django_filters.ChoiceFilter(
        choices=Role, label=gettext_lazy("Role"), empty_label=gettext_lazy("Any role"), method="by_role"
    )

    class Meta:
        model = Membership
        fields = ["q", "department", "role"]

    def by_role(self, rows, name, value):
        return rows.filter(roles__role=value, roles__binned_at=None)


def roles_in_words(member: Membership) -> str:
    return ", ".join(str(role.label) for role in member.role_names())


class MemberList(SettingsList, Register):
    capability = Capability.ADMINISTER
    queryset = Membership.objects.with_roles()
    filterset_class = MemberFilters
    name = "members"
    title = gettext_lazy("Members")
    lead = gettext_lazy("Who works here, in which department, and with which roles.")
    acts_template = "municipalities/_member_acts.html"
    columns = [
        Column(key="name", label=gettext_lazy("Name"), sort=("folded",), value=lambda row: row.name, cell=lambda row: linked(row.name, row.get_absolute_url(), row.user.email)),
        Column(key="email", label=gettext_lazy("E-mail"), value=lambda row: row.user.email, is_hidden=True),
        Column(key="roles", label=gettext_lazy("Roles"), value=roles_in_words),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(key="from", label=gettext_lazy("From"), sort=("starts_on",), value=lambda row: row.starts_on),
        Column(key="to", label=gettext_lazy("To"), sort=("ends_on",), value=lambda row: row.ends_on),
    ]  # fmt: skip


class MemberEdit(SettingsPage, ScopedEdit):
    model = Membership
    form_class = MemberForm
    title = gettext_lazy("Edit member")
    submit_label = gettext_lazy("Save member")
    template_name = "municipalities/member_form.html"
    list_name = "municipalities:member-list"
    list_title = gettext_lazy("Members")
    history_name = "municipalities:member-history"

    def get_queryset(self):
        return super().get_queryset().with_roles()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        deputies = Deputy.objects.of(self.municipality).filter(membership=self.object).select_related("deputy")
        return super().get_context_data(**kwargs) | {
            "deputies": list(deputies),
            "member": self.object,
            "panels": panels_for(self.object, self.membership),
        }

    def save(self, form: MemberForm) -> Membership:
        return save_member(
            member=form.save(commit=False), roles=form.cleaned_data["roles"], by=self.request.user, seen=self.get_seen()
        )


class MemberHistory(ScopedHistory):
    capability = Capability.ADMINISTER
    model = Membership


class DeputyPage(SettingsPage):
    model = Deputy
    form_class = DeputyForm
    submit_label = gettext_lazy("Save deputy")
    list_name = "municipalities:member-list"
    list_title = gettext_lazy("Members")

    def get_member(self) -> Membership:
        if getattr(self, "object", None):
            return self.object.membership
        return get_object_or_404(Membership.objects.of(self.municipality), pk=self.kwargs["member"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"member": self.get_member()}

    def get_success_url(self) -> str:
        return reverse("municipalities:member-edit", args=[self.municipality.slug, self.object.membership_id])


class DeputyCreate(DeputyPage, ScopedCreate):
    title = gettext_lazy("Add a deputy")


class DeputyEdit(DeputyPage, ScopedEdit):
    title = gettext_lazy("Edit a deputy")
    template_name = "municipalities/settings_form.html"
    bin_name = "municipalities:deputy-bin"
    history_name = "municipalities:deputy-history"

    def get_queryset(self):
        return super().get_queryset().select_related("membership")


class DeputyBin(SettingsBin):
    model = Deputy
    list_name = "municipalities:member-list"


class DeputyHistory(ScopedHistory):
    capability = Capability.ADMINISTER
    model = Deputy


# Invitations -------------------------------------------------------------------------------------------------


class InvitationFilters(ScopedFilterSet):
    q = django_filters.CharFilter(label=gettext_lazy("Search"), method="search")
    state = django_filters.ChoiceFilter(
        choices=Invitation.State, label=gettext_lazy("State"), empty_label=gettext_lazy("Any state"), method="by_state"
    )
    department = django_filters.ModelChoiceFilter(
        queryset=Department.objects.all(), label=gettext_lazy("Department"), empty_label=gettext_lazy("All departments")
    )

    class Meta:
        model = Invitation
        fields = ["q", "state", "department"]

    def search(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return having_words_in(rows, value, "name", "email")

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.in_state(value, timezone.now())


def invited_cell(row: Invitation) -> Any:
    return format_html('{}<span class="sub">{}</span>', row.name, row.email)


LOOKS = {Invitation.State.OPEN: "waiting", Invitation.State.ACCEPTED: "done", Invitation.State.EXPIRED: "delayed"}


def invitation_acts(row: Invitation) -> Any:
    """Buttons of the form around the list, sent to the page of this invitation."""
    if row.accepted_at:
        return ""
    address = reverse("municipalities:invitation-act", args=[row.municipality.slug, row.pk])
    buttons = [
        ("resend", "btn-outline", _("Send again"), _("Send again to %(name)s") % {"name": row.name}),
        ("withdraw", "btn-quiet", _("Withdraw"), _("Withdraw the invitation of %(name)s") % {"name": row.name}),
    ]
    told = ((look, address, act, label, words) for act, look, words, label in buttons)
    button = '<button class="btn {} btn-sm" formaction="{}" name="act" value="{}" aria-label="{}">{}</button>'
    return format_html('<div class="acts">{}</div>', format_html_join("", button, told))


class InvitationList(SettingsList, Register):
    capability = Capability.ADMINISTER
    queryset = Invitation.objects.select_related("department")
    filterset_class = InvitationFilters
    name = "invitations"
    title = gettext_lazy("Invitations")
    lead = gettext_lazy("The only door to an account. Each goes to one address and is good for two weeks.")
    default_sort = ("-pk",)
    acts_template = "municipalities/_member_acts.html"
    empty_template = "municipalities/_invitation_list_empty.html"
    chips = [(label, f"state={state}") for state, label in Invitation.State.choices]
    columns = [
        Column(key="name", label=gettext_lazy("Name"), sort=("name",), value=lambda row: row.name, cell=invited_cell),
        Column(key="email", label=gettext_lazy("E-mail"), value=lambda row: row.email, is_hidden=True),
        Column(key="roles", label=gettext_lazy("Roles"), value=lambda row: ", ".join(row.role_labels)),
        Column(key="department", label=gettext_lazy("Department"), sort=("department__folded",), value=lambda row: row.department),
        Column(
            key="state", label=gettext_lazy("State"), value=lambda row: row.state.label,
            cell=lambda row: status(LOOKS[row.state], row.state.label),
        ),
        Column(key="until", label=gettext_lazy("Good until"), sort=("expires_at",), value=lambda row: timezone.localdate(row.expires_at)),
        Column(key="accepted", label=gettext_lazy("Accepted at"), value=lambda row: row.accepted_at, is_hidden=True),
    ]  # fmt: skip
    act = Column(key="act", label=gettext_lazy("What to do"), value=invitation_acts)

    def shown_columns(self) -> list[Column]:
        return [*super().shown_columns(), self.act]


class InvitationCreate(SettingsPage, ScopedCreate):
    model = Invitation
    form_class = InvitationForm
    title = gettext_lazy("Invite a member")
    submit_label = gettext_lazy("Send invitation")
    done_message = gettext_lazy("%(name)s is invited. The link is good for two weeks.")
    add_another = True
    list_name = "municipalities:invitation-list"
    list_title = gettext_lazy("Invitations")

    def save(self, form: InvitationForm) -> Invitation:
        return invite_member(
            invitation=form.save(commit=False),
            roles=form.cleaned_data["roles"],
            by=self.request.user,
            site=site_of(self.request),
        )


@require_POST
@requires(Capability.ADMINISTER)
def invitation_act(request: HttpRequest, municipality: Municipality, pk: int) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    invitation = get_object_or_404(Invitation.objects.of(municipality), pk=pk)
    try:
        if request.POST.get("act") == "withdraw":
            withdraw_invitation(invitation=invitation, by=request.user)
            messages.success(request, _("The invitation is withdrawn. Its link no longer works."))
        else:
            resend_invitation(invitation=invitation, by=request.user, site=site_of(request))
            messages.success(request, _("The invitation is sent again with a new link."))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except NotSent:
        messages.warning(request, NOT_SENT)
    return redirect("municipalities:invitation-list", municipality.slug)


@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: says what it offers, and leads to an account or to signing in."""
    found = Invitation.objects.select_related("municipality").filter(token=token).first()
    if found is None or not found.is_open:
        return render(
            request,
            "municipalities/invitation_closed.html",
            {"invitation": found},
            status=404 if found is None else 410,
        )
    request.session[SESSION_KEY] = token
    if request.method == "POST" and request.user.is_authenticated:
        try:
            member = accept_invitation(invitation=found, user=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            request.session.pop(SESSION_KEY, None)
            messages.success(request, _("Welcome to %(city)s.") % {"city": member.municipality})
            return redirect(member.municipality)
    context = {
        "invitation": found,
        "is_right_person": request.user.is_authenticated and request.user.email.lower() == found.email.lower(),
    }
    return render(request, "municipalities/invitation.html", context)
