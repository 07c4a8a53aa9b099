"""The rules of credentials: what was checked, what counts, ladders, programmes, milestones."""
