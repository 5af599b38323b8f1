"""Photos of a chunk made small beside the rest of the work: Pillow leaves Python free meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from apps.contacts.photos import small


@cache
def _workers() -> ThreadPoolExecutor:
    """Two for the whole process, made when the first photo comes."""
    return ThreadPoolExecutor(2, thread_name_prefix="photos")


class Pictures:
    """The small pictures of some photos; each is waited for when it is asked for."""

    def __init__(self) -> None:
        self._under_way: dict[int, Future[bytes | None]] = {}

    def begin(self, photos: Iterable[bytes]) -> None:
        """Begin to make these small."""
        for raw in photos:
            self._under_way[id(raw)] = _workers().submit(small, raw)

    def small(self, raw: bytes) -> bytes | None:
        """The picture as `photos.small` gives it."""
        waited_for = self._under_way.pop(id(raw), None)
        return waited_for.result() if waited_for else small(raw)
