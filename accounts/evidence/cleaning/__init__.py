"""Files made anew from what can be seen in them. Nothing here knows Django: it runs in a process of its own (`accounts.evidence.washing`)."""
