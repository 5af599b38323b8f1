"""A cache that answers "empty" when the broker is gone, and rate limits on top of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError


def _or(empty: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def around(call: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(call)
        def guarded(self: Any, key: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                return call(self, key, *args, **kwargs)
            except (RedisError, OSError):
                return empty(key, args, kwargs)

        return guarded

    return around


class AwayTolerantRedisCache(RedisCache):
    """Django's Redis cache; a broker that is away looks like an empty one."""

    get = _or(lambda key, args, kwargs: kwargs.get("default", args[0] if args else None))(RedisCache.get)
    add = _or(lambda key, args, kwargs: True)(RedisCache.add)
    set = _or(lambda key, args, kwargs: None)(RedisCache.set)
    touch = _or(lambda key, args, kwargs: False)(RedisCache.touch)
    delete = _or(lambda key, args, kwargs: False)(RedisCache.delete)
    has_key = _or(lambda key, args, kwargs: False)(RedisCache.has_key)
    incr = _or(lambda key, args, kwargs: 1)(RedisCache.incr)
    get_many = _or(lambda key, args, kwargs: {})(RedisCache.get_many)
    set_many = _or(lambda key, args, kwargs: [])(RedisCache.set_many)
    delete_many = _or(lambda key, args, kwargs: None)(RedisCache.delete_many)


def within(limit: int, seconds: int, *about: object) -> bool:
    """Count one try and say whether it is within `limit` per `seconds` (a fixed window).

    True when the broker is away: a limit that cannot count must not lock people out.
    """
    key = "limit:" + ":".join(map(str, about))
    if cache.add(key, 1, seconds):
        return True
    try:
        return int(cache.incr(key)) <= limit
    except ValueError:  # the window ended between the two
        return True


def used_up(limit: int, *about: object) -> bool:
    """Whether `within` has counted so many tries; counts none itself. False when the broker is away."""
    return int(cache.get("limit:" + ":".join(map(str, about)), 0)) >= limit
