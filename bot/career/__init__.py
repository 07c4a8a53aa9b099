"""The rules of a promotion case: pure functions over plain records. Nothing here waits."""
