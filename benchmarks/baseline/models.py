"""The columns of 社会组织台账 as one table; no history, no journal, no references."""

from __future__ import annotations

from django.db import models


class Organization(models.Model):
    name = models.CharField(max_length=200)
    code = models.CharField(max_length=18, unique=True)
    type = models.CharField(max_length=20)
    authority = models.CharField(max_length=100)
    competent = models.CharField(max_length=100)
    industry = models.CharField(max_length=64)
    town = models.CharField(max_length=100)
    founded = models.DateField()
    representative = models.CharField(max_length=64)
    staff = models.IntegerField(null=True)
    members = models.IntegerField(null=True)
    status = models.CharField(max_length=20)
    ended = models.DateField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    charter = models.CharField(max_length=2)
    signed = models.DateField(null=True)

    class Meta:
        app_label = "baseline"

    def __str__(self) -> str:
        return self.name
