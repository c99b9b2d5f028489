"""The transparency report: what moderation did in a quarter, from the ledger and the reports (docs/decisions/0020-public-log.md)."""
