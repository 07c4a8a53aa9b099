"""What stands in a person's book already, shown again: its card says who backs it by now."""

from bot import backing
from bot.features.wins import card
from bot.features.wins.card import NO_TIP, Tip
from bot.settings import Settings
from bot.slack.blocks import Block
from bot.slack.messages import Message
from storage import Store
from storage.records import Principal, Win


def saved(store: Store, me: Principal, win: Win, tip: Tip = NO_TIP, verb: str = "Saved") -> Message:
    return card.saved(win, tip, verb=verb, backed=backing.line(store, me, win))


def result(store: Store, me: Principal, win: Win, settings: Settings, tip: Tip = NO_TIP) -> Block:
    return card.result(win, settings.win_command, tip, backed=backing.line(store, me, win))


def restored(store: Store, me: Principal, win: Win) -> Message:
    return card.restored(win, backing.line(store, me, win))
