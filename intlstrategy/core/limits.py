"""How often somebody may be wrong before they have to wait."""

import hashlib
import time
from dataclasses import dataclass

from django.core.cache import cache


@dataclass(frozen=True)
class Limit:
    """So many tries of one kind within so many seconds, counted in the cache that all processes share."""

    action: str
    most: int
    seconds: int

    def key(self, who: str) -> str:
        return f"limit:{self.action}:{hashlib.sha256(who.encode()).hexdigest()}"

    def tries(self, who: str) -> list[float]:
        since = time.time() - self.seconds
        return [moment for moment in cache.get(self.key(who), []) if moment > since]

    def is_reached(self, who: str) -> bool:
        return len(self.tries(who)) >= self.most

    def count(self, who: str) -> None:
        """Two at the same moment may count as one: it is a brake, not a lock."""
        cache.set(self.key(who), [*self.tries(who), time.time()][-self.most :], self.seconds)
