"""What we know of Slack, and nothing of careers."""
