"""Several workspaces in one bot: installed by OAuth, renewed, closed, out and back again."""
