"""Pages for the phone: of who keeps a branch's record, and of members. They see their own and what is planned."""
