"""A profession is checked: asked for, decided on, run out, taken back. docs/decisions/0015-credentials.md says how, and why so."""
