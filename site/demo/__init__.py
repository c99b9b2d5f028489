"""The demo site: invented people, columns and discussions, and the play that puts them into an empty database."""
