from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import intlstrategy.core.countries
import intlstrategy.core.fields
import intlstrategy.municipalities.models.scoped
import intlstrategy.taxonomy.models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("governance", "0001_bodies_meetings_decisions"),
        ("municipalities", "0003_staff_day_cost"),
        ("planning", "0006_decisions"),
        ("relations", "0001_initial"),
        ("stakeholders", "0002_people"),
        ("taxonomy", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalNature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        help_text="Law and articles, such as Ley 40/2015, art. 47 to 53.",
                        max_length=300,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "longest_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty where the law sets no limit.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="longest first term, in months",
                    ),
                ),
                (
                    "longest_renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="0 where it cannot be renewed; empty where the law sets no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1200)],
                        verbose_name="longest renewal, all together, in months",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        default=90,
                        help_text="How long before the end the city should have decided, unless the agreement says otherwise.",
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="notice before the end, in days",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("name")),
            ],
            options={
                "verbose_name": "legal nature",
                "verbose_name_plural": "legal natures",
                "ordering": ["folded", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("municipality", "name"),
                        name="legal_nature_name_once",
                        violation_error_message="There already is a legal nature with this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("longest_renewal_months__isnull", True), ("longest_months__isnull", False), _connector="OR"
                        ),
                        name="legal_nature_renewal_needs_a_term",
                        violation_error_message="A limit on renewals needs a limit on the first term.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="As in the council’s own files.",
                        max_length=60,
                        verbose_name="file number",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("twinning", "Twinning"),
                            ("friendship", "Friendship agreement"),
                            ("memorandum", "Memorandum of understanding"),
                            ("cooperation", "Cooperation agreement"),
                            ("thematic", "Thematic agreement"),
                            ("partnership", "Public-private partnership"),
                            ("sponsorship", "Sponsorship"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "nature",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Says how long it may last, and what the law asks of it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="relations.legalnature",
                        verbose_name="legal nature",
                    ),
                ),
                (
                    "subject",
                    models.TextField(blank=True, help_text="What the parties agree to do.", verbose_name="object"),
                ),
                (
                    "matter",
                    models.CharField(
                        blank=True, help_text="Such as culture, port, water.", max_length=200, verbose_name="matter"
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_owned",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "signed_by",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="The post, such as the Mayor. Who held it that day is known.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_signed",
                        to="municipalities.post",
                        verbose_name="signed for the city by",
                    ),
                ),
                (
                    "decision",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="governance.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body, such as the plenary.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "signed_at",
                    models.CharField(blank=True, help_text="The place.", max_length=200, verbose_name="signed at"),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True, help_text="Empty: from its signing.", null=True, verbose_name="in force from"
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day of its first term. Empty: it has no end.",
                        null=True,
                        verbose_name="expires on",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("none", "Not renewed"),
                            ("tacit", "Renews itself unless notice is given"),
                            ("express", "Renewed by an agreement of both sides"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="renewal",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="length of each renewal, in months",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How long before its end notice is given. Empty: as its legal nature says.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="notice, in days",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title", "code", "matter")),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ["folded", "pk"],
                "indexes": [models.Index(fields=["municipality", "folded"], name="agreement_by_title")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True),
                            ("signed_on__isnull", True),
                            ("expires_on__gte", models.F("signed_on")),
                            _connector="OR",
                        ),
                        name="agreement_expires_after_signing",
                        violation_error_message="An agreement cannot expire before it is signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_on__isnull", True),
                            ("in_force_on__isnull", True),
                            ("expires_on__gte", models.F("in_force_on")),
                            _connector="OR",
                        ),
                        name="agreement_expires_after_it_begins",
                        violation_error_message="An agreement cannot expire before it is in force.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renewal", "tacit"), _negated=True),
                            models.Q(("expires_on__isnull", False), ("renewal_months__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_tacit_renewal_has_a_length",
                        violation_error_message="What renews itself needs an end and the length of each renewal.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                (
                    "document",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_texts",
                        to="documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "is_authentic",
                    models.BooleanField(
                        default=True,
                        help_text="One that was signed; otherwise a translation.",
                        verbose_name="authentic text",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of an agreement",
                "verbose_name_plural": "texts of agreements",
                "ordering": ["-is_authentic", "language", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("agreement", "document"),
                        name="agreement_text_once",
                        violation_error_message="This document is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extension", "Extension"),
                            ("change", "Change of its terms"),
                            ("accession", "Accession of a party"),
                            ("correction", "Correction"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what it says")),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body, such as the plenary.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Of an extension: the last day in force. Empty: without an end.",
                        null=True,
                        verbose_name="new end",
                    ),
                ),
            ],
            options={
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "ordering": ["signed_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind", "extension"), ("until__isnull", True), _connector="OR"),
                        name="amendment_only_extensions_move_the_end",
                        violation_error_message="Only an extension moves the end.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gte", models.F("signed_on")), _connector="OR"
                        ),
                        name="amendment_ends_after_signing",
                        violation_error_message="The new end is before the day of signing.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Asset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("port", "Port or airport"),
                            ("university", "University or research"),
                            ("cluster", "Companies or cluster"),
                            ("festival", "Festival or event"),
                            ("diaspora", "Diaspora or people abroad"),
                            ("know_how", "Know-how"),
                            ("venue", "Venue"),
                            ("heritage", "Heritage or landscape"),
                            ("culture", "Culture"),
                            ("sport", "Sport"),
                            ("brand", "Product or brand"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="What is special about it, and what others would want it for.",
                        verbose_name="description",
                    ),
                ),
                (
                    "holder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="The organisation that decides on it. Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assets",
                        to="stakeholders.stakeholder",
                        verbose_name="whose it is",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assets",
                        to="municipalities.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assets_owned",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assets",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("name")),
            ],
            options={
                "verbose_name": "city asset",
                "verbose_name_plural": "city assets",
                "ordering": ["folded", "pk"],
                "indexes": [models.Index(fields=["municipality", "folded"], name="asset_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("municipality", "name"),
                        name="asset_name_once",
                        violation_error_message="There already is an asset with this name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkMembership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "network",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        help_text="Write a part of its name and choose. One that is not listed is added under Stakeholders first.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="stakeholders.stakeholder",
                        verbose_name="network",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the name of the network.",
                        max_length=300,
                        verbose_name="what the city calls it",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("founding", "Founding member"),
                            ("full", "Full member"),
                            ("associate", "Associate member"),
                            ("observer", "Observer"),
                            ("partner", "Partner"),
                            ("other", "Other"),
                        ],
                        default="full",
                        max_length=10,
                        verbose_name="category",
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(
                        blank=True, help_text="Empty: not known, or not yet.", null=True, verbose_name="joined on"
                    ),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, help_text="The last day as a member.", null=True, verbose_name="left on"
                    ),
                ),
                (
                    "political_lead",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="The post that speaks for the city there. Who holds it is known.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks_led",
                        to="municipalities.post",
                        verbose_name="political lead",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks_owned",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="networks",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="What the city wants from it. A review asks whether it got it.",
                        verbose_name="purpose",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
            ],
            options={
                "verbose_name": "membership of a network",
                "verbose_name_plural": "memberships of networks",
                "ordering": ["folded", "pk"],
                "indexes": [models.Index(fields=["municipality", "folded"], name="network_by_title")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_on__isnull", True),
                            ("left_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="network_left_after_joining",
                        violation_error_message="The city cannot leave before it joined.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("outgoing", "Outgoing mission"),
                            ("incoming", "Visit received"),
                            ("online", "Online"),
                        ],
                        default="outgoing",
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="As in the council’s own files.",
                        max_length=60,
                        verbose_name="file number",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="Why it is made. Citizens read it once the mission is published.",
                        verbose_name="purpose",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                (
                    "ends_on",
                    models.DateField(help_text="The report is due fifteen days later.", verbose_name="last day"),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Such as Rennes and Nantes.", max_length=300, verbose_name="places"
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=intlstrategy.core.countries.country_choices,
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="relations.agreement",
                        verbose_name="agreement it belongs to",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="relations.networkmembership",
                        verbose_name="network it belongs to",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Is asked for the report.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions_owned",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "decision",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="governance.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body or the post, such as the executive board.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "cost_ceiling",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="The most that the city may spend by that decision, in its currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost ceiling",
                    ),
                ),
                (
                    "needs_notice",
                    models.BooleanField(
                        default=False,
                        help_text="A journey abroad of those who govern: Ley 2/2014 on the State’s external action and service.",
                        verbose_name="the State has to be told",
                    ),
                ),
                (
                    "notified_on",
                    models.DateField(
                        blank=True,
                        help_text="When the Ministry of Foreign Affairs was told: before the first day.",
                        null=True,
                        verbose_name="ministry told on",
                    ),
                ),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="cancelled on")),
                ("cancelled_why", models.CharField(blank=True, max_length=300, verbose_name="why it was cancelled")),
                (
                    "results",
                    models.TextField(
                        blank=True, help_text="What came of it. Every member reads it.", verbose_name="results"
                    ),
                ),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="reported on")),
                (
                    "report",
                    models.TextField(
                        blank=True,
                        help_text="What was reported, in a few lines; or attach the document.",
                        verbose_name="report",
                    ),
                ),
                (
                    "report_document",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mission_reports",
                        to="documents.document",
                        verbose_name="document of the report",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title", "place", "code")),
            ],
            options={
                "verbose_name": "mission",
                "verbose_name_plural": "missions",
                "ordering": ["-starts_on", "-pk"],
                "indexes": [models.Index(fields=["municipality", "-starts_on"], name="mission_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="mission_ends_after_it_starts",
                        violation_error_message="The last day cannot be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost_ceiling__isnull", True), ("cost_ceiling__gte", 0), _connector="OR"),
                        name="mission_ceiling_is_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_on__isnull", True),
                            models.Q(("cancelled_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="mission_cancelled_has_a_reason",
                        violation_error_message="Say why it was cancelled.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reported_on__isnull", True),
                            models.Q(("report", ""), _negated=True),
                            ("report_document__isnull", False),
                            _connector="OR",
                        ),
                        name="mission_reported_has_a_report",
                        violation_error_message="A report has a text or a document.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssetUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "asset",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="relations.asset",
                        verbose_name="city asset",
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asset_uses",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asset_uses",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asset_uses",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "note",
                    models.CharField(blank=True, help_text="How it is used.", max_length=300, verbose_name="note"),
                ),
            ],
            options={
                "verbose_name": "use of an asset",
                "verbose_name_plural": "uses of assets",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("agreement__isnull", False), ("membership__isnull", True), ("mission__isnull", True)
                            ),
                            models.Q(
                                ("agreement__isnull", True), ("membership__isnull", True), ("mission__isnull", False)
                            ),
                            models.Q(
                                ("agreement__isnull", True), ("membership__isnull", False), ("mission__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="asset_use_is_by_one",
                        violation_error_message="Choose an agreement, a mission or a network: one of the three.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("agreement__isnull", False)),
                        fields=("asset", "agreement"),
                        name="asset_use_by_agreement_once",
                        violation_error_message="It is named already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("mission__isnull", False)),
                        fields=("asset", "mission"),
                        name="asset_use_by_mission_once",
                        violation_error_message="It is named already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("membership__isnull", False)),
                        fields=("asset", "membership"),
                        name="asset_use_by_membership_once",
                        violation_error_message="It is named already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="stakeholders.stakeholder",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("partner", "Partner"),
                            ("funder", "Funder"),
                            ("beneficiary", "Beneficiary"),
                            ("supporter", "Supporter"),
                            ("observer", "Observer"),
                        ],
                        default="partner",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "signatory",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="What this person was there on the day of signing is shown beside the name.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="stakeholders.person",
                        verbose_name="signed for it by",
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(
                        blank=True, help_text="Empty: from the beginning.", null=True, verbose_name="joined on"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("agreement", "stakeholder"),
                        name="party_once",
                        violation_error_message="This organisation is a party already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("joined_on__isnull", True),
                            ("left_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="party_leaves_after_joining",
                        violation_error_message="A party cannot leave before it joined.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "party",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="relations.party",
                        verbose_name="who brings it",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("money", "Money"), ("kind", "In kind")],
                        default="money",
                        max_length=6,
                        verbose_name="money or in kind",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Such as: two exhibition rooms for a month.", max_length=300, verbose_name="what"
                    ),
                ),
                (
                    "year",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the city’s currency. What is brought in kind may be valued, or left empty.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
                "ordering": ["year", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "money"), _negated=True), ("amount__isnull", False), _connector="OR"
                        ),
                        name="contribution_of_money_has_an_amount",
                        violation_error_message="Money needs an amount.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="contribution_is_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deliverable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliverables",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guide", "Guide or study"),
                            ("contact", "Contact"),
                            ("project", "Project or partnership"),
                            ("funding", "Funding"),
                            ("training", "Training or exchange"),
                            ("visibility", "Visibility"),
                            ("influence", "Say in policy"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what it gave")),
                ("on", models.DateField(verbose_name="day")),
                (
                    "action",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliverables",
                        to="planning.action",
                        verbose_name="action it was used for",
                    ),
                ),
                (
                    "usefulness",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Of no use"),
                            (2, "Of little use"),
                            (3, "Of some use"),
                            (4, "Very useful"),
                            (5, "Decisive"),
                        ],
                        null=True,
                        verbose_name="how useful",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="How it was used, or why it was not.", verbose_name="note"),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
            ],
            options={
                "verbose_name": "what a network gave",
                "verbose_name_plural": "what networks gave",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeliverableUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "deliverable",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="relations.deliverable",
                        verbose_name="what a network gave",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_uses",
                        to="municipalities.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "use by a department",
                "verbose_name_plural": "uses by departments",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("deliverable", "department"),
                        name="deliverable_use_once",
                        violation_error_message="This department is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NatureDuty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "nature",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="relations.legalnature",
                        verbose_name="legal nature",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what has to be done")),
                (
                    "days",
                    models.IntegerField(
                        help_text="A negative number is so many days before.",
                        validators=[
                            django.core.validators.MinValueValidator(-3650),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="within so many days",
                    ),
                ),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("signed", "its signing"),
                            ("in_force", "its entry into force"),
                            ("expires", "its end"),
                        ],
                        default="signed",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="legal basis")),
            ],
            options={
                "verbose_name": "duty by law",
                "verbose_name_plural": "duties by law",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("nature", "title"),
                        name="nature_duty_title_once",
                        violation_error_message="This duty is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "rule",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applied",
                        to="relations.natureduty",
                        verbose_name="duty by law",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what has to be done")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Empty: whoever keeps the agreement.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="municipalities.membership",
                        verbose_name="who sees to it",
                    ),
                ),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="met on")),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Such as the number of the register.", max_length=300, verbose_name="note"
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
            ],
            options={
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("rule__isnull", False)),
                        fields=("agreement", "rule"),
                        name="duty_by_law_once",
                        violation_error_message="This duty is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("given", "Given"), ("received", "Received")],
                        max_length=8,
                        verbose_name="given or received",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Estimated, in the city’s currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="value",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gifts",
                        to="stakeholders.stakeholder",
                        verbose_name="to or from whom",
                    ),
                ),
                (
                    "kept_at",
                    models.CharField(
                        blank=True, help_text="Of what was received.", max_length=200, verbose_name="where it is kept"
                    ),
                ),
            ],
            options={
                "verbose_name": "gift",
                "verbose_name_plural": "gifts",
                "ordering": ["side", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__isnull", True), ("value__gte", 0), _connector="OR"),
                        name="gift_value_is_not_negative",
                        violation_error_message="An amount is not below zero.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "purpose",
                    models.TextField(blank=True, help_text="What the city takes part for.", verbose_name="purpose"),
                ),
            ],
            options={
                "verbose_name": "working group",
                "verbose_name_plural": "working groups",
                "ordering": ["name", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="relations_workinggroup_ends_after_it_starts",
                        violation_error_message="The end date must not be before the start date.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "group",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="relations.workinggroup",
                        verbose_name="working group",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="working_groups",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant of a working group",
                "verbose_name_plural": "participants of working groups",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("group", "membership"),
                        name="group_participant_once",
                        violation_error_message="This participant is there already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAgreement",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="As in the council’s own files.",
                        max_length=60,
                        verbose_name="file number",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("twinning", "Twinning"),
                            ("friendship", "Friendship agreement"),
                            ("memorandum", "Memorandum of understanding"),
                            ("cooperation", "Cooperation agreement"),
                            ("thematic", "Thematic agreement"),
                            ("partnership", "Public-private partnership"),
                            ("sponsorship", "Sponsorship"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "subject",
                    models.TextField(blank=True, help_text="What the parties agree to do.", verbose_name="object"),
                ),
                (
                    "matter",
                    models.CharField(
                        blank=True, help_text="Such as culture, port, water.", max_length=200, verbose_name="matter"
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body, such as the plenary.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "signed_at",
                    models.CharField(blank=True, help_text="The place.", max_length=200, verbose_name="signed at"),
                ),
                (
                    "in_force_on",
                    models.DateField(
                        blank=True, help_text="Empty: from its signing.", null=True, verbose_name="in force from"
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="The last day of its first term. Empty: it has no end.",
                        null=True,
                        verbose_name="expires on",
                    ),
                ),
                (
                    "renewal",
                    models.CharField(
                        choices=[
                            ("none", "Not renewed"),
                            ("tacit", "Renews itself unless notice is given"),
                            ("express", "Renewed by an agreement of both sides"),
                        ],
                        default="none",
                        max_length=10,
                        verbose_name="renewal",
                    ),
                ),
                (
                    "renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="length of each renewal, in months",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How long before its end notice is given. Empty: as its legal nature says.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="notice, in days",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title", "code", "matter")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nature",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Says how long it may last, and what the law asks of it.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.legalnature",
                        verbose_name="legal nature",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "signed_by",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The post, such as the Mayor. Who held it that day is known.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.post",
                        verbose_name="signed for the city by",
                    ),
                ),
                (
                    "decision",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.decision",
                        verbose_name="decision",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical agreement",
                "verbose_name_plural": "historical agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAgreementText",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("language", models.CharField(max_length=5, verbose_name="language")),
                (
                    "is_authentic",
                    models.BooleanField(
                        default=True,
                        help_text="One that was signed; otherwise a translation.",
                        verbose_name="authentic text",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "document",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.document",
                        verbose_name="document",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical text of an agreement",
                "verbose_name_plural": "historical texts of agreements",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAmendment",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("extension", "Extension"),
                            ("change", "Change of its terms"),
                            ("accession", "Accession of a party"),
                            ("correction", "Correction"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what it says")),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body, such as the plenary.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Of an extension: the last day in force. Empty: without an end.",
                        null=True,
                        verbose_name="new end",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical amendment",
                "verbose_name_plural": "historical amendments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAsset",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("port", "Port or airport"),
                            ("university", "University or research"),
                            ("cluster", "Companies or cluster"),
                            ("festival", "Festival or event"),
                            ("diaspora", "Diaspora or people abroad"),
                            ("know_how", "Know-how"),
                            ("venue", "Venue"),
                            ("heritage", "Heritage or landscape"),
                            ("culture", "Culture"),
                            ("sport", "Sport"),
                            ("brand", "Product or brand"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="What is special about it, and what others would want it for.",
                        verbose_name="description",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("name")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The organisation that decides on it. Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="whose it is",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical city asset",
                "verbose_name_plural": "historical city assets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalAssetUse",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "note",
                    models.CharField(blank=True, help_text="How it is used.", max_length=300, verbose_name="note"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asset",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.asset",
                        verbose_name="city asset",
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical use of an asset",
                "verbose_name_plural": "historical uses of assets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContribution",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "form",
                    models.CharField(
                        choices=[("money", "Money"), ("kind", "In kind")],
                        default="money",
                        max_length=6,
                        verbose_name="money or in kind",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        help_text="Such as: two exhibition rooms for a month.", max_length=300, verbose_name="what"
                    ),
                ),
                (
                    "year",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the city’s currency. What is brought in kind may be valued, or left empty.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "party",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.party",
                        verbose_name="who brings it",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical contribution",
                "verbose_name_plural": "historical contributions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeliverable",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guide", "Guide or study"),
                            ("contact", "Contact"),
                            ("project", "Project or partnership"),
                            ("funding", "Funding"),
                            ("training", "Training or exchange"),
                            ("visibility", "Visibility"),
                            ("influence", "Say in policy"),
                            ("other", "Other"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what it gave")),
                ("on", models.DateField(verbose_name="day")),
                (
                    "usefulness",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Of no use"),
                            (2, "Of little use"),
                            (3, "Of some use"),
                            (4, "Very useful"),
                            (5, "Decisive"),
                        ],
                        null=True,
                        verbose_name="how useful",
                    ),
                ),
                (
                    "note",
                    models.TextField(blank=True, help_text="How it was used, or why it was not.", verbose_name="note"),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "action",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.action",
                        verbose_name="action it was used for",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical what a network gave",
                "verbose_name_plural": "historical what networks gave",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDeliverableUse",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deliverable",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.deliverable",
                        verbose_name="what a network gave",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.department",
                        verbose_name="department",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical use by a department",
                "verbose_name_plural": "historical uses by departments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDuty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=200, verbose_name="what has to be done")),
                ("due_on", models.DateField(verbose_name="due")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="met on")),
                (
                    "note",
                    models.CharField(
                        blank=True, help_text="Such as the number of the register.", max_length=300, verbose_name="note"
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "rule",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.natureduty",
                        verbose_name="duty by law",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: whoever keeps the agreement.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who sees to it",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical duty",
                "verbose_name_plural": "historical duties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGift",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "side",
                    models.CharField(
                        choices=[("given", "Given"), ("received", "Received")],
                        max_length=8,
                        verbose_name="given or received",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                (
                    "value",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Estimated, in the city’s currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="value",
                    ),
                ),
                (
                    "kept_at",
                    models.CharField(
                        blank=True, help_text="Of what was received.", max_length=200, verbose_name="where it is kept"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="to or from whom",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical gift",
                "verbose_name_plural": "historical gifts",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGroupParticipant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.workinggroup",
                        verbose_name="working group",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical participant of a working group",
                "verbose_name_plural": "historical participants of working groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLegalNature",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        help_text="Law and articles, such as Ley 40/2015, art. 47 to 53.",
                        max_length=300,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "longest_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="Empty where the law sets no limit.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="longest first term, in months",
                    ),
                ),
                (
                    "longest_renewal_months",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="0 where it cannot be renewed; empty where the law sets no limit.",
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(1200)],
                        verbose_name="longest renewal, all together, in months",
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveIntegerField(
                        default=90,
                        help_text="How long before the end the city should have decided, unless the agreement says otherwise.",
                        validators=[django.core.validators.MaxValueValidator(3650)],
                        verbose_name="notice before the end, in days",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("name")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical legal nature",
                "verbose_name_plural": "historical legal natures",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMission",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("outgoing", "Outgoing mission"),
                            ("incoming", "Visit received"),
                            ("online", "Online"),
                        ],
                        default="outgoing",
                        max_length=8,
                        verbose_name="direction",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        help_text="As in the council’s own files.",
                        max_length=60,
                        verbose_name="file number",
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="Why it is made. Citizens read it once the mission is published.",
                        verbose_name="purpose",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                (
                    "ends_on",
                    models.DateField(help_text="The report is due fifteen days later.", verbose_name="last day"),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True, help_text="Such as Rennes and Nantes.", max_length=300, verbose_name="places"
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        choices=intlstrategy.core.countries.country_choices,
                        max_length=2,
                        verbose_name="country",
                    ),
                ),
                (
                    "decided_by",
                    models.CharField(
                        blank=True,
                        help_text="The body or the post, such as the executive board.",
                        max_length=200,
                        verbose_name="decided by",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "cost_ceiling",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="The most that the city may spend by that decision, in its currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost ceiling",
                    ),
                ),
                (
                    "needs_notice",
                    models.BooleanField(
                        default=False,
                        help_text="A journey abroad of those who govern: Ley 2/2014 on the State’s external action and service.",
                        verbose_name="the State has to be told",
                    ),
                ),
                (
                    "notified_on",
                    models.DateField(
                        blank=True,
                        help_text="When the Ministry of Foreign Affairs was told: before the first day.",
                        null=True,
                        verbose_name="ministry told on",
                    ),
                ),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="cancelled on")),
                ("cancelled_why", models.CharField(blank=True, max_length=300, verbose_name="why it was cancelled")),
                (
                    "results",
                    models.TextField(
                        blank=True, help_text="What came of it. Every member reads it.", verbose_name="results"
                    ),
                ),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="reported on")),
                (
                    "report",
                    models.TextField(
                        blank=True,
                        help_text="What was reported, in a few lines; or attach the document.",
                        verbose_name="report",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="published")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title", "place", "code")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement it belongs to",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="network it belongs to",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Is asked for the report.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "decision",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="governance.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "report_document",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.document",
                        verbose_name="document of the report",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mission",
                "verbose_name_plural": "historical missions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMissionCost",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Travel"),
                            ("lodging", "Lodging"),
                            ("allowance", "Meals and allowances"),
                            ("hospitality", "Hospitality"),
                            ("interpreting", "Interpreting and translation"),
                            ("fees", "Registration and fees"),
                            ("gifts", "Gifts"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True, help_text="Such as: two flights.", max_length=300, verbose_name="what"
                    ),
                ),
                (
                    "planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="planned",
                    ),
                ),
                (
                    "real",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Counts in the place of the planned amount once it is known.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="real",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "payer",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="paid by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical cost of a mission",
                "verbose_name_plural": "historical costs of missions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMissionParticipant",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "person",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
                (
                    "post",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.post",
                        verbose_name="post",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical participant of a mission",
                "verbose_name_plural": "historical participants of missions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNatureDuty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("title", models.CharField(max_length=200, verbose_name="what has to be done")),
                (
                    "days",
                    models.IntegerField(
                        help_text="A negative number is so many days before.",
                        validators=[
                            django.core.validators.MinValueValidator(-3650),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="within so many days",
                    ),
                ),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("signed", "its signing"),
                            ("in_force", "its entry into force"),
                            ("expires", "its end"),
                        ],
                        default="signed",
                        max_length=10,
                        verbose_name="counted from",
                    ),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=300, verbose_name="legal basis")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nature",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.legalnature",
                        verbose_name="legal nature",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical duty by law",
                "verbose_name_plural": "historical duties by law",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNetworkMembership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the name of the network.",
                        max_length=300,
                        verbose_name="what the city calls it",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("founding", "Founding member"),
                            ("full", "Full member"),
                            ("associate", "Associate member"),
                            ("observer", "Observer"),
                            ("partner", "Partner"),
                            ("other", "Other"),
                        ],
                        default="full",
                        max_length=10,
                        verbose_name="category",
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(
                        blank=True, help_text="Empty: not known, or not yet.", null=True, verbose_name="joined on"
                    ),
                ),
                (
                    "left_on",
                    models.DateField(
                        blank=True, help_text="The last day as a member.", null=True, verbose_name="left on"
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        blank=True,
                        help_text="What the city wants from it. A review asks whether it got it.",
                        verbose_name="purpose",
                    ),
                ),
                (
                    "brief",
                    models.TextField(
                        blank=True,
                        help_text="Read by the office, the Mayor’s cabinet and the department that leads it; each reading is logged.",
                        verbose_name="confidential brief",
                    ),
                ),
                (
                    "public_note",
                    models.TextField(
                        blank=True,
                        help_text="What the city may tell citizens about it. Name no private person.",
                        verbose_name="public note",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The published source, or “illustrative”.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("folded", intlstrategy.core.fields.FoldedField("title")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Write a part of its name and choose. One that is not listed is added under Stakeholders first.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="network",
                    ),
                ),
                (
                    "political_lead",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The post that speaks for the city there. Who holds it is known.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.post",
                        verbose_name="political lead",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who keeps it",
                    ),
                ),
                (
                    "department",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.department",
                        verbose_name="lead department",
                    ),
                ),
                (
                    "dimension",
                    intlstrategy.taxonomy.models.TaxonomyForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="taxonomy.dimension",
                        verbose_name="dimension",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership of a network",
                "verbose_name_plural": "historical memberships of networks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNetworkRole",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("presidency", "Presidency"),
                            ("vice_presidency", "Vice-presidency"),
                            ("board", "Seat on the board"),
                            ("chair", "Chair of a working group"),
                            ("secretariat", "Secretariat or treasury"),
                            ("delegate", "Delegate or contact"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as Vice-presidency for climate.",
                        max_length=200,
                        verbose_name="what it is called",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical role in a network",
                "verbose_name_plural": "historical roles in networks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalNetworkYear",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "year",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "fee_planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the city’s currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee, planned",
                    ),
                ),
                (
                    "fee_paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Counts in the place of the planned fee once it is known.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee, paid",
                    ),
                ),
                (
                    "staff_days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Working days of the city’s own people, travel included.",
                        max_digits=6,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="staff days",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical year in a network",
                "verbose_name_plural": "historical years in networks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalParty",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("partner", "Partner"),
                            ("funder", "Funder"),
                            ("beneficiary", "Beneficiary"),
                            ("supporter", "Supporter"),
                            ("observer", "Observer"),
                        ],
                        default="partner",
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                (
                    "joined_on",
                    models.DateField(
                        blank=True, help_text="Empty: from the beginning.", null=True, verbose_name="joined on"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "signatory",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What this person was there on the day of signing is shown beside the name.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.person",
                        verbose_name="signed for it by",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical party",
                "verbose_name_plural": "historical parties",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgrammeItem",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="stakeholders.stakeholder",
                        verbose_name="with",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical item of a programme",
                "verbose_name_plural": "historical items of programmes",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReview",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("due_on", models.DateField(verbose_name="due")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep as it is"),
                            ("renegotiate", "Renegotiate"),
                            ("leave", "Leave or let end"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "decided_by",
                    models.CharField(
                        blank=True, help_text="The body or the person.", max_length=200, verbose_name="decided by"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="who sees to it",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review",
                "verbose_name_plural": "historical reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NetworkRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roles",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("presidency", "Presidency"),
                            ("vice_presidency", "Vice-presidency"),
                            ("board", "Seat on the board"),
                            ("chair", "Chair of a working group"),
                            ("secretariat", "Secretariat or treasury"),
                            ("delegate", "Delegate or contact"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Such as Vice-presidency for climate.",
                        max_length=200,
                        verbose_name="what it is called",
                    ),
                ),
            ],
            options={
                "verbose_name": "role in a network",
                "verbose_name_plural": "roles in networks",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("membership", "title"),
                        name="network_role_once",
                        violation_error_message="This role is there already. Add whoever holds it now to it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRoleHolder",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For somebody who is neither, such as a former councillor.",
                        max_length=200,
                        verbose_name="or by what title",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkrole",
                        verbose_name="role in a network",
                    ),
                ),
                (
                    "post",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Such as the Mayor: whoever holds the post holds the role.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.post",
                        verbose_name="post",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical holder of a role",
                "verbose_name_plural": "historical holders of roles",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatusChange",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("negotiating", "Negotiating"),
                            ("approved", "Approved"),
                            ("in_force", "In force"),
                            ("dormant", "Dormant"),
                            ("suspended", "Suspended"),
                            ("expired", "Expired"),
                            ("relinquished", "Relinquished"),
                            ("community", "Community-led"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("on", models.DateField(verbose_name="since")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical change of status",
                "verbose_name_plural": "historical changes of status",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalWorkingGroup",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "purpose",
                    models.TextField(blank=True, help_text="What the city takes part for.", verbose_name="purpose"),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical working group",
                "verbose_name_plural": "historical working groups",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="MissionCost",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="costs",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("travel", "Travel"),
                            ("lodging", "Lodging"),
                            ("allowance", "Meals and allowances"),
                            ("hospitality", "Hospitality"),
                            ("interpreting", "Interpreting and translation"),
                            ("fees", "Registration and fees"),
                            ("gifts", "Gifts"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    models.CharField(
                        blank=True, help_text="Such as: two flights.", max_length=300, verbose_name="what"
                    ),
                ),
                (
                    "planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="planned",
                    ),
                ),
                (
                    "real",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Counts in the place of the planned amount once it is known.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="real",
                    ),
                ),
                (
                    "payer",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Empty: the city.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mission_costs",
                        to="stakeholders.stakeholder",
                        verbose_name="paid by",
                    ),
                ),
            ],
            options={
                "verbose_name": "cost of a mission",
                "verbose_name_plural": "costs of missions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("planned__isnull", False), ("real__isnull", False), _connector="OR"),
                        name="mission_cost_has_an_amount",
                        violation_error_message="Write what is planned, or what it really was.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("planned__isnull", True), ("planned__gte", 0), _connector="OR"),
                            models.Q(("real__isnull", True), ("real__gte", 0), _connector="OR"),
                        ),
                        name="mission_cost_is_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MissionParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                (
                    "person",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="stakeholders.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="stakeholders.stakeholder",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
                (
                    "post",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missions",
                        to="municipalities.post",
                        verbose_name="post",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant of a mission",
                "verbose_name_plural": "participants of missions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("membership__isnull", False),
                                ("person__isnull", True),
                                ("post__isnull", True),
                                ("stakeholder__isnull", True),
                            ),
                            models.Q(
                                ("membership__isnull", True),
                                ("person__isnull", True),
                                ("post__isnull", False),
                                ("stakeholder__isnull", True),
                            ),
                            models.Q(
                                ("membership__isnull", True),
                                ("post__isnull", True),
                                models.Q(("person__isnull", False), ("stakeholder__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="mission_participant_is_of_one_side",
                        violation_error_message="Choose a member, a post, or somebody from outside.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("person__isnull", False)),
                        fields=("mission", "person"),
                        name="mission_participant_person_once",
                        violation_error_message="This participant is there already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("membership__isnull", False)),
                        fields=("mission", "membership"),
                        name="mission_participant_membership_once",
                        violation_error_message="This participant is there already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True), ("post__isnull", False)),
                        fields=("mission", "post"),
                        name="mission_participant_post_once",
                        violation_error_message="This participant is there already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("binned_at__isnull", True), ("person__isnull", True), ("stakeholder__isnull", False)
                        ),
                        fields=("mission", "stakeholder"),
                        name="mission_participant_stakeholder_once",
                        violation_error_message="This participant is there already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NetworkYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="years",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                (
                    "year",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1900),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "fee_planned",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="In the city’s currency.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee, planned",
                    ),
                ),
                (
                    "fee_paid",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Counts in the place of the planned fee once it is known.",
                        max_digits=14,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="fee, paid",
                    ),
                ),
                (
                    "staff_days",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        help_text="Working days of the city’s own people, travel included.",
                        max_digits=6,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="staff days",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
            ],
            options={
                "verbose_name": "year in a network",
                "verbose_name_plural": "years in networks",
                "ordering": ["-year", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("binned_at__isnull", True)),
                        fields=("membership", "year"),
                        name="network_year_once",
                        violation_error_message="This year is there already. Change it instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fee_planned__isnull", True), ("fee_planned__gte", 0), _connector="OR"),
                            models.Q(("fee_paid__isnull", True), ("fee_paid__gte", 0), _connector="OR"),
                            models.Q(("staff_days__isnull", True), ("staff_days__gte", 0), _connector="OR"),
                        ),
                        name="network_year_is_not_negative",
                        violation_error_message="Neither a fee nor days are below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "mission",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme",
                        to="relations.mission",
                        verbose_name="mission",
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("title", models.CharField(max_length=300, verbose_name="what")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="where")),
                (
                    "stakeholder",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_items",
                        to="stakeholders.stakeholder",
                        verbose_name="with",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "item of a programme",
                "verbose_name_plural": "items of programmes",
                "ordering": ["on", models.OrderBy(models.F("at"), nulls_first=True), "pk"],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="relations.networkmembership",
                        verbose_name="membership of a network",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "owner",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="municipalities.membership",
                        verbose_name="who sees to it",
                    ),
                ),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="held on")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "Keep as it is"),
                            ("renegotiate", "Renegotiate"),
                            ("leave", "Leave or let end"),
                        ],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                ("reasons", models.TextField(blank=True, verbose_name="reasons")),
                (
                    "decided_by",
                    models.CharField(
                        blank=True, help_text="The body or the person.", max_length=200, verbose_name="decided by"
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "ordering": ["due_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreement__isnull", False), ("membership__isnull", True)),
                            models.Q(("agreement__isnull", True), ("membership__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_is_of_one_record",
                        violation_error_message="Choose the one record that is reviewed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("held_on__isnull", True), ("verdict", "")),
                            models.Q(
                                ("held_on__isnull", False),
                                models.Q(("verdict", ""), _negated=True),
                                models.Q(("reasons", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="review_held_has_a_verdict",
                        violation_error_message="A review that was held has a day, a decision and the reasons for it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "role",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="relations.networkrole",
                        verbose_name="role in a network",
                    ),
                ),
                (
                    "post",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        help_text="Such as the Mayor: whoever holds the post holds the role.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_roles",
                        to="municipalities.post",
                        verbose_name="post",
                    ),
                ),
                (
                    "membership",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_roles",
                        to="municipalities.membership",
                        verbose_name="member",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For somebody who is neither, such as a former councillor.",
                        max_length=200,
                        verbose_name="or by what title",
                    ),
                ),
            ],
            options={
                "verbose_name": "holder of a role",
                "verbose_name_plural": "holders of roles",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__isnull", True),
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="relations_roleholder_ends_after_it_starts",
                        violation_error_message="The end date must not be before the start date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("membership__isnull", True), ("name", ""), ("post__isnull", False)),
                            models.Q(("membership__isnull", False), ("name", ""), ("post__isnull", True)),
                            models.Q(
                                ("membership__isnull", True),
                                ("post__isnull", True),
                                models.Q(("name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="role_holder_is_one",
                        violation_error_message="Choose a post or a member, or write a title: one of the three.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "municipality",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "binned_at",
                    models.DateTimeField(db_index=True, editable=False, null=True, verbose_name="moved to the bin at"),
                ),
                (
                    "binned_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bin_group", models.UUIDField(editable=False, null=True)),
                (
                    "agreement",
                    intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="relations.agreement",
                        verbose_name="agreement",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("negotiating", "Negotiating"),
                            ("approved", "Approved"),
                            ("in_force", "In force"),
                            ("dormant", "Dormant"),
                            ("suspended", "Suspended"),
                            ("expired", "Expired"),
                            ("relinquished", "Relinquished"),
                            ("community", "Community-led"),
                        ],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("on", models.DateField(verbose_name="since")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
            ],
            options={
                "verbose_name": "change of status",
                "verbose_name_plural": "changes of status",
                "ordering": ["on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["proposed", "negotiating", "approved", "in_force", "expired"]),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="status_change_has_a_reason",
                        violation_error_message="Say why: whoever reads it in ten years was not there.",
                    )
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name="tie",
            name="tie_of_element_once",
        ),
        migrations.RemoveConstraint(
            model_name="tie",
            name="tie_of_action_once",
        ),
        migrations.AlterField(
            model_name="commitment",
            name="engagement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="relations.engagement",
                verbose_name="engagement",
            ),
        ),
        migrations.AlterField(
            model_name="tie",
            name="engagement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="relations.engagement",
                verbose_name="engagement",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="relations.agreement",
                verbose_name="agreement",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="engagements",
                to="relations.agreement",
                verbose_name="agreement it belongs to",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.agreement",
                verbose_name="agreement",
            ),
        ),
        migrations.AddField(
            model_name="historicalengagement",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.agreement",
                verbose_name="agreement it belongs to",
            ),
        ),
        migrations.AddField(
            model_name="historicaltie",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.agreement",
                verbose_name="agreement",
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="agreement",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="relations.agreement",
                verbose_name="agreement",
            ),
        ),
        migrations.AddField(
            model_name="historicaltie",
            name="asset",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.asset",
                verbose_name="city asset",
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="asset",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="relations.asset",
                verbose_name="city asset",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="relations.mission",
                verbose_name="mission",
            ),
        ),
        migrations.AddField(
            model_name="engagement",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="engagements",
                to="relations.mission",
                verbose_name="mission it was part of",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.mission",
                verbose_name="mission",
            ),
        ),
        migrations.AddField(
            model_name="historicalengagement",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.mission",
                verbose_name="mission it was part of",
            ),
        ),
        migrations.AddField(
            model_name="historicaltie",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.mission",
                verbose_name="mission",
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="mission",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="relations.mission",
                verbose_name="mission",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="membership",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="relations.networkmembership",
                verbose_name="membership of a network",
            ),
        ),
        migrations.AddField(
            model_name="historicalcommitment",
            name="membership",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.networkmembership",
                verbose_name="membership of a network",
            ),
        ),
        migrations.AddField(
            model_name="historicaltie",
            name="membership",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="relations.networkmembership",
                verbose_name="membership of a network",
            ),
        ),
        migrations.AddField(
            model_name="tie",
            name="membership",
            field=intlstrategy.municipalities.models.scoped.ScopedForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ties",
                to="relations.networkmembership",
                verbose_name="membership of a network",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreement__isnull", True),
                        ("engagement__isnull", False),
                        ("membership__isnull", True),
                        ("mission__isnull", True),
                    ),
                    models.Q(
                        ("agreement__isnull", False),
                        ("engagement__isnull", True),
                        ("membership__isnull", True),
                        ("mission__isnull", True),
                    ),
                    models.Q(
                        ("agreement__isnull", True),
                        ("engagement__isnull", True),
                        ("membership__isnull", True),
                        ("mission__isnull", False),
                    ),
                    models.Q(
                        ("agreement__isnull", True),
                        ("engagement__isnull", True),
                        ("membership__isnull", False),
                        ("mission__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="commitment_was_made_in_one_place",
                violation_error_message="Choose the one record in which it was promised.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreement__isnull", True),
                        ("asset__isnull", True),
                        ("engagement__isnull", False),
                        ("membership__isnull", True),
                        ("mission__isnull", True),
                    ),
                    models.Q(
                        ("agreement__isnull", False),
                        ("asset__isnull", True),
                        ("engagement__isnull", True),
                        ("membership__isnull", True),
                        ("mission__isnull", True),
                    ),
                    models.Q(
                        ("agreement__isnull", True),
                        ("asset__isnull", True),
                        ("engagement__isnull", True),
                        ("membership__isnull", False),
                        ("mission__isnull", True),
                    ),
                    models.Q(
                        ("agreement__isnull", True),
                        ("asset__isnull", True),
                        ("engagement__isnull", True),
                        ("membership__isnull", True),
                        ("mission__isnull", False),
                    ),
                    models.Q(
                        ("agreement__isnull", True),
                        ("asset__isnull", False),
                        ("engagement__isnull", True),
                        ("membership__isnull", True),
                        ("mission__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="tie_is_of_one_relation",
                violation_error_message="Choose the one record whose tie it is.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("element__isnull", False), ("engagement__isnull", False)
                ),
                fields=("engagement", "element"),
                name="tie_of_engagement_to_element_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("action__isnull", False), ("engagement__isnull", False)
                ),
                fields=("engagement", "action"),
                name="tie_of_engagement_to_action_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("agreement__isnull", False), ("element__isnull", False)
                ),
                fields=("agreement", "element"),
                name="tie_of_agreement_to_element_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("action__isnull", False), ("agreement__isnull", False)
                ),
                fields=("agreement", "action"),
                name="tie_of_agreement_to_action_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("element__isnull", False), ("membership__isnull", False)
                ),
                fields=("membership", "element"),
                name="tie_of_membership_to_element_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("binned_at__isnull", True), ("action__isnull", False), ("membership__isnull", False)
                ),
                fields=("membership", "action"),
                name="tie_of_membership_to_action_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("binned_at__isnull", True), ("element__isnull", False), ("mission__isnull", False)),
                fields=("mission", "element"),
                name="tie_of_mission_to_element_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("binned_at__isnull", True), ("action__isnull", False), ("mission__isnull", False)),
                fields=("mission", "action"),
                name="tie_of_mission_to_action_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("binned_at__isnull", True), ("asset__isnull", False), ("element__isnull", False)),
                fields=("asset", "element"),
                name="tie_of_asset_to_element_once",
                violation_error_message="It is named already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="tie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("binned_at__isnull", True), ("action__isnull", False), ("asset__isnull", False)),
                fields=("asset", "action"),
                name="tie_of_asset_to_action_once",
                violation_error_message="It is named already.",
            ),
        ),
    ]
