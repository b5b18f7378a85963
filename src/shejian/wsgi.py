"""The door for a web server."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shejian.settings.base")
if not settings.KEYS_THERE:
    raise ImproperlyConfigured(f"{settings.HOME} 里没有密钥文件 keys.json：先用 shejian init 建台账，或从备份取回它")
application = get_wsgi_application()
