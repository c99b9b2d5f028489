"""Discussions of made-up people, as large as wished: to see how the site bears them, never for a site that people join."""
