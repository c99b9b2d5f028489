"""Following professions, columnists and topics: what can be followed, the list of it, and what followers are told."""
