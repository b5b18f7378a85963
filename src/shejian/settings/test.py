"""Settings of the test suite: a throw-away store, cheap password hashes, and the database the environment names."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Every process that runs tests has a store of its own; what it starts (jobs, commands) works on the same one.
RUNNER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if "SHEJIAN_HOME" not in os.environ or os.environ.get("SHEJIAN_TEST_RUNNER", RUNNER) != RUNNER:
    os.environ["SHEJIAN_HOME"] = tempfile.mkdtemp(prefix="shejian-test-")
    atexit.register(shutil.rmtree, os.environ["SHEJIAN_HOME"], ignore_errors=True)
os.environ["SHEJIAN_TEST_RUNNER"] = RUNNER

from shejian.keys import make_keys  # noqa: E402
from shejian.settings import environment  # noqa: E402

make_keys(environment.home())  # before the settings look for them

from shejian.settings.base import *  # noqa: E402, F403
from shejian.settings.base import DATABASES, HOME  # noqa: E402

# The snapshot reads through a connection of its own, so the test database must be a file.
DATABASES["default"]["TEST"] = {
    "NAME": str(HOME / "test.sqlite3") if "sqlite" in DATABASES["default"]["ENGINE"] else f"test_shejian_{RUNNER}"
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
