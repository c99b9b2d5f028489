"""Drawing many comments quickly: each template is rendered once for every shape that a comment can have, and then only filled in."""
