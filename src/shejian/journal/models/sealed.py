"""Rows that belong to an entry: written by acts, sealed by the entry, never changed in place."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, NoReturn, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import F, Q

M = TypeVar("M", bound="Sealed")
Of = TypeVar("Of", bound="Identity")


class SealedQuerySet(models.QuerySet[M]):
    """Reads only. Rows are written through ``journal.services.posting``, which seals them."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__} is written by acts through journal.services.posting")

    create = bulk_create = update = bulk_update = delete = get_or_create = update_or_create = _refuse


class FactQuerySet(SealedQuerySet[M]):
    """Dated facts, cut by both clocks."""

    def known(self, known: int | None) -> Self:
        """Facts as the ledger knew them at entry ``known``; ``None`` means now."""
        if known is None:
            return self.filter(superseded_by__isnull=True)
        return self.filter(Q(superseded_by__isnull=True) | Q(superseded_by__gt=known), entry__lte=known)

    def on(self, day: date, known: int | None) -> Self:
        """Facts that hold at the close of ``day``, as the ledger knew them at entry ``known``."""
        return self.known(known).filter(Q(start__isnull=True) | Q(start__lte=day), Q(end__isnull=True) | Q(end__gt=day))


class Sealed(models.Model):
    """A row that belongs to an entry."""

    id = models.BigIntegerField("编号", primary_key=True, help_text="行编号，由总账依次给出。")
    entry = models.ForeignKey(
        "journal.Entry",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="记账",
        help_text="记下这一行的那一笔账。",
    )

    follows: ClassVar[bool] = False
    """Whether rows only say what follows from other facts: then nothing rests on them, and they keep no entry from
    being taken back."""

    objects: ClassVar[Any] = SealedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is written by acts through journal.services.posting")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is never deleted; a fact is superseded")


class Identity(Sealed):
    """Something that stays itself while everything about it may change: it has a number and nothing else."""

    class Meta:
        abstract = True


class DatedFact(Sealed):
    """Something that held in the world on certain days, and that the ledger held to be true from one entry on."""

    one_at_a_time: ClassVar[tuple[str, ...]] = ()
    """The columns of which two standing facts may not agree while their spans overlap; empty if they may."""

    start = models.DateField("起", null=True, blank=True, help_text="从哪一天起成立；空表示自始如此。")
    end = models.DateField("止", null=True, blank=True, help_text="从哪一天起不再成立；空表示至今。当日即不算。")
    superseded_by = models.ForeignKey(
        "journal.Entry",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name="废止于",
        help_text="哪一笔账更正或撤回了这一行；空表示仍以它为准。",
    )

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gt=F("start")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message="止日须晚于起日。",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True) | Q(superseded_by__gt=F("entry")),
                name="%(app_label)s_%(class)s_superseded_later",
                violation_error_message="一行只能由后来的账废止。",
            ),
        ]


def spans_may_be_empty() -> list[models.BaseConstraint]:
    """The constraints of a fact that may end on the day it starts: it was over at once, and holds on no day at all."""
    _, superseded_later = DatedFact.Meta.constraints
    return [
        models.CheckConstraint(
            condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gte=F("start")),
            name="%(app_label)s_%(class)s_ends_no_earlier",
            violation_error_message="止日不得早于起日。",
        ),
        superseded_later,
    ]


def key_of(identity: type[Of], related_name: str, help_text: str) -> models.ForeignKey[Of, Of]:
    """The column by which a fact speaks of an identity; facts have their own indexes, over those that still stand."""
    return models.ForeignKey(
        identity,
        on_delete=models.PROTECT,
        related_name=related_name,
        db_index=False,
        verbose_name=str(identity._meta.verbose_name),
        help_text=help_text,
    )


def live_index(*fields: str, name: str) -> models.Index:
    """An index over the facts that still stand: today's lists ask these rows, and there is no second copy of them."""
    return models.Index(fields=list(fields), condition=Q(superseded_by__isnull=True), name=name)


def sealed_models() -> list[type[Sealed]]:
    """Every concrete kind of sealed row, in order of its table's name."""
    found = [model for model in apps.get_models() if issubclass(model, Sealed)]
    return sorted(found, key=table_name)


def table_name(model: type[Sealed]) -> str:
    """The name under which seals speak of a model, for example ``registry.registration``."""
    return model._meta.label_lower
