"""The wizard as somebody goes through it in a browser, and the worker beside it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from intlstrategy.interchange.models import ImportRun
from intlstrategy.jobs.models import Job
from intlstrategy.jobs.services import carry_out

GOOD = "Level 1: Axis,Identifier,Title,Progress,Colour\nTrade,a1,Host a fair,75%,red\nTrade,a2,Visit a fair,10%,blue\n"


def address(name, municipality, *more):
    return reverse(f"interchange:import-{name}", args=[municipality.slug, *more])


def upload(client, municipality, text=GOOD, *, name="plan.csv", **fields):
    content = text if isinstance(text, bytes) else text.encode()
    data = {"file": SimpleUploadedFile(name, content), "title": "", "slug": "", "kind": "strategy"} | fields
    return client.post(address("create", municipality), data)


def say_columns(client, run, **changed):
    fields = {f"column_{number}": run.mapping[column] for number, column in enumerate(run.header)}
    return client.post(address("columns", run.municipality, run.pk), {"format": run.format} | fields | changed)


def work():
    """What the worker would do now."""
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("pk"):
        carry_out(job.pk)


def previewed(client, municipality, text=GOOD, **fields):
    upload(client, municipality, text, **fields)
    run = ImportRun.objects.of(municipality).latest("pk")
    say_columns(client, run)
    work()
    run.refresh_from_db()
    return run


def applied(client, municipality, text=GOOD, **fields):
    run = previewed(client, municipality, text, **fields)
    apply(client, run)
    return run


def apply(client, run):
    client.post(address("apply", run.municipality, run.pk), {"_seen": run.revision})
    work()
    run.refresh_from_db()


def errors(response):
    """The messages beside fields, by the field they stand at."""
    form = response.context["form"]
    return {name: [str(each) for each in messages] for name, messages in form.errors.items()}


def told(response):
    return [str(message) for message in response.context["messages"]]
