"""Users and sign-in only; what a user may do is a role held at a unit (see ``base``)."""
