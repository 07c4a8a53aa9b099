"""Forget What You Learned: what a person's corrections of dimensions taught is dropped."""

from typing import Any

from bot.slack import blocks, messages, text

FORGET = "learned_forget"  # the button stands in the settings


def register(app: Any) -> None:
    app.command("/win", matchers=[is_typed])(typed)
    app.action(FORGET)(pressed)


def is_typed(spoken: Any) -> bool:
    """`/win settings forget`, in place of the button."""
    return spoken is not None and spoken.word == "settings" and bool(spoken.args)


def typed(ack: Any, store: Any, me: Any) -> None:
    said = forgotten(store.corrections.forget(me))
    ack(text=said, blocks=[blocks.section(f"{said} Only you can see this.", "forgotten")])


def pressed(ack: Any, body: Any, client: Any, store: Any, me: Any, after: Any) -> None:
    """The wins stay where they were filed; only suggestions to come are meant."""
    said = forgotten(store.corrections.forget(me))
    ack()
    after(messages.replace, body, client, said, [blocks.section(said, "forgotten")])


def forgotten(corrections: int) -> str:
    if not corrections:
        return "There was nothing to forget: you have changed no suggestion."
    return f"Forgotten: {text.count(corrections, 'correction')}. Suggestions start afresh."
