"""`make bench`: pages and imports against their bounds. ARGS="pages" or "imports" measures only these."""

import sys

from tests.benchmarks import imports, pages
from tests.benchmarks.stage import server, stage


def main(asked: list[str]) -> int:
    wanted = asked or ["pages", "imports"]
    has_postgresql = server() is not None
    if not has_postgresql:
        print("PostgreSQL does not answer, so everything is measured on SQLite only.")
    faults: list[str] = []
    for vendor in ("postgresql", "sqlite") if has_postgresql else ("sqlite",):
        is_main = vendor == "postgresql" or not has_postgresql
        if not is_main and "imports" not in wanted:
            continue
        with stage(vendor) as made:
            if is_main:
                faults += pages.measure(made)
            if "imports" in wanted:
                faults += imports.measure(made)
    print("\n" + ("\n".join(f"OVER: {fault}" for fault in faults) or "Everything is within its bounds."))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
