"""The picture that other sites show beside a link to a column: its title, and the cloth of its discussion."""
