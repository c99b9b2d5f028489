"""The public log: what the ledger says, for everybody, without words and without names (docs/decisions/0020-public-log.md)."""
