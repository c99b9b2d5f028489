"""The two database backends, Django's own with one thing more: no change is committed before the pages that show it are gone."""
