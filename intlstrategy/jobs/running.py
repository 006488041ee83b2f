"""Which job this worker process is at, for the thread that says it is alive."""

job_id: int | None = None
