"""Every model: its words in Chinese, its factory, and keys that point downwards."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models
from tests import factories

from shejian.journal.models import Sealed
from shejian.journal.services.verification import verify_journal

LAYERS = [
    "accounts",
    "journal",
    "base",
    "rulebook",
    "snapshot",
    "people",
    "registry",
    "party",
    "learning",
    "activities",
    "invitations",
    "cases",
    "oversight",
    "figures",
    "reports",
    "exchange",
    "office",
    "phone",
]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MODELS = [model for model in apps.get_models() if model.__module__.startswith("shejian.")]
FIELDS = [field for model in MODELS for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]


def label(thing: object) -> str:
    return str(thing) if isinstance(thing, models.Field) else thing.__name__  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", FIELDS, ids=label)
def test_every_field_is_explained_in_chinese(field: models.Field) -> None:  # type: ignore[type-arg]
    assert CHINESE.search(str(field.help_text))
    assert CHINESE.search(str(field.verbose_name))


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_model_has_a_chinese_name_and_a_meaning(model: type[models.Model]) -> None:
    assert CHINESE.search(str(model._meta.verbose_name))
    assert not (model.__doc__ or "").startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_foreign_keys_point_downwards(model: type[models.Model]) -> None:
    own = LAYERS.index(model._meta.app_label)
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    upwards = [str(key) for key in keys if LAYERS.index(key.related_model._meta.app_label) > own]
    assert upwards == []


@pytest.mark.parametrize("model", MODELS, ids=label)
@pytest.mark.django_db
def test_every_model_has_a_factory_and_a_word_for_a_row(model: type[models.Model]) -> None:
    factories.register_uploads()
    row = factories.make(model)
    row.full_clean(validate_unique=False)
    assert CHINESE.search(str(row)) or issubclass(model, Sealed)
    assert [str(breach) for breach in verify_journal()] == []


def test_there_is_no_generic_foreign_key_and_no_signal() -> None:
    assert [model for model in MODELS if model._meta.private_fields] == []
