"""A pretend Slack: the demo a newcomer meets, and the test double of the whole suite."""
