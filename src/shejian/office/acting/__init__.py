"""Forms for a single record: what each one asks, how it is checked, and how it becomes one entry.

``form`` is the base of all forms, ``subject`` what one is about, ``fields`` their controls, ``conflict`` what somebody
else recorded meanwhile, ``recording`` the way into the journal, ``undoing`` the way back. A form for another kind of
thing is a subclass of ``ActForm`` and is opened through ``views/acting.py``.
"""
