"""A machine that opens every address it finds: of mails, and of the pages behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.conf import settings

Fetch = Callable[[str, str], tuple[int, str]]
"""(method, address) → status and body."""
ADDRESSES = re.compile(r"\s(?:href|src|action|formaction|data-url)=\"([^\"]*)\"")


def scan(links: Iterable[str], fetch: Fetch, *, times: int) -> dict[int, int]:
    """Each link and each address on its page, fetched so often by GET and by HEAD; answers by status."""
    statuses: dict[int, int] = {}
    seen: set[str] = set()
    for link in links:
        _, page = fetch("GET", link)
        for url in dict.fromkeys([link, *ours_on(page, link)]):
            if url in seen:
                continue
            seen.add(url)
            for method in ("GET", "HEAD") * times:
                status, _ = fetch(method, url)
                statuses[status] = statuses.get(status, 0) + 1
    return statuses


def ours_on(page: str, link: str) -> list[str]:
    """Every address of this site that the page names, those of its forms too."""
    home = urlsplit(settings.PUBLIC_URL).netloc
    found = (urljoin(link, unescape(each)) for each in ADDRESSES.findall(page))
    return [url for url in found if urlsplit(url).netloc == home and "/static/" not in url]
