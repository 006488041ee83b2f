"""Which job, and which attempt at it, this process is at: for the thread that says it is alive."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Held:
    job_id: int
    attempt: int


now: Held | None = None
