"""`python -m bot` is `winbook`."""

from bot.cli import main

main()
