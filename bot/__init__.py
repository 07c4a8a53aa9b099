"""The bot: what it hears from Slack, what it decides, what it says."""
