"""Scope: who may see a row.

Views start from the owner (`Contact.objects.of(member)`, `get_own`); row security stands
behind. `acting_as(member)` is itself the transaction and sets role and member for just that
transaction, so it is safe behind a pool. `docs/decisions/0001-scope.md` tells why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import connection, models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

if TYPE_CHECKING:
    from apps.accounts.models import Member

WEB_ROLE = "kith_web"
READ = "select current_setting('role'), coalesce(current_setting('kith.member', true), '')"
ENTER = "select set_config('role', %s, true), set_config('kith.member', %s, true)"


class OwnedQuerySet(models.QuerySet[Any]):
    """Rows of one member: `of(member)` is where every view begins."""

    def of(self, member: Member | int) -> Self:
        """Only the rows this member (or member pk) owns."""
        return self.filter(owner_id=member if isinstance(member, int) else member.pk)


class OwnedForeignKey(models.ForeignKey[Any, Any]):
    """A key from one owned row to another of the same owner.

    It carries no constraint of its own: `core.fence` adds one over (owner, id), because a
    plain foreign key is checked without row security and would accept another's row.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """As ForeignKey's, without the option this class fixes."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        return name, path, args, kwargs


class Owned(models.Model):
    """A row that belongs to one member. `core.fence` gives its table policy, keys and triggers."""

    derived: ClassVar[tuple[str, ...]] = ()
    """Columns computed from other rows: taking back neither compares nor restores them."""
    heavy: ClassVar[tuple[str, ...]] = ()
    """Columns too large for the image of a created row; they never change afterwards."""
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Columns that mean something only together: taking back restores all of such a group or none."""
    revised: ClassVar[tuple[str, ...]] = ()
    """Columns whose change moves `changed_at` on, whoever makes it (`core.revising`); calendars go by it."""
    revises: ClassVar[str] = ""
    """The key to the row whose `changed_at` moves on when this one goes."""
    part_of: ClassVar[str] = ""
    """The key to the row this one is a part of: where the whole stays, the part stays."""
    inherits: ClassVar[tuple[str, ...]] = ()
    """Of two rows that become one: columns the one that stays takes over where it says nothing itself."""
    recorded: ClassVar[bool] = True
    """False for rows that can be made again from others: no act remembers them."""
    archived: ClassVar[bool] = True
    """False for rows that a member does not take along: computed ones, work under way, what acts remember."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True


class Between(models.Model):
    """A row that two members share; `between` names its two member columns."""

    between: ClassVar[tuple[str, str]]

    class Meta:
        abstract = True


@contextmanager
def acting_as(member: Member | int | None) -> Iterator[None]:
    """One transaction in which the database shows and takes only this member's rows.

    `None` is nobody: no owned row is visible. Nested, the outer scope comes back at the end.
    """
    pk = member if isinstance(member, int) or member is None else member.pk
    nested = connection.in_atomic_block
    with transaction.atomic():
        outer = _execute(READ, ()) if nested else None
        _execute(ENTER, (WEB_ROLE, str(pk or "")))
        yield
        if outer is not None and not connection.needs_rollback:
            _execute(ENTER, outer)


def _execute(sql: str, params: tuple[str, ...]) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row: tuple[str, ...] = cursor.fetchone()
        return row


Row = TypeVar("Row", bound=Owned)


def get_own(request: HttpRequest, model: type[Row], pk: int, **more: Any) -> Row:
    """The signed-in member's row, or a 404 that looks the same for another's and for none."""
    own: Row = get_object_or_404(model.objects.of(request.user), pk=pk, **more)  # type: ignore[arg-type]
    return own


class PersonalScope:
    """Middleware: every request runs as whoever signed in; an answer of 500 leaves no trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, made inside one transaction in the member's scope."""
        if request.path.startswith("/health/"):
            return self.get_response(request)
        with acting_as(request.user.pk):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A form sent twice answers with where the first one led, also where that deleted the row."""
        from apps.core.acts import Repeated, done_before

        first = error.first if isinstance(error, Repeated) else None
        if isinstance(error, Http404) and request.method == "POST" and request.user.is_authenticated:
            first = done_before(request.user, request.POST.get("act", ""))
        return redirect(first.led_to or "today") if first else None
