"""What the moderation desk costs, beside WordPress's list of comments: `make bench-desk`."""
