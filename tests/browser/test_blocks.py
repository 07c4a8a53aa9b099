"""How blocks are drawn: every type the bot may use, as a person reads it."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.browser.conftest import Fernhill, Json, button, expect, message, row, text


def mrkdwn(said: str) -> Json:
    return {"type": "mrkdwn", "text": said}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": list(elements)}


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def picture(alt: str) -> Json:
    return {"type": "image", "image_url": "https://elsewhere.example/a.png", "alt_text": alt}


MRKDWN = {
    "*bold* and _italic_": "<b>bold</b> and <i>italic</i>",
    "~gone~ `code *not bold*`": "<s>gone</s> <code>code *not bold*</code>",
    "a*b*c snake_case_name": "a*b*c snake_case_name",
    "_*both*_": "<i><b>both</b></i>",
    "&lt;b&gt; &amp;amp;": "&lt;b&gt; &amp;amp;",
    ":tada: :nosuchthing:": "🎉 :nosuchthing:",
    "<!here> <!subteam^S1|@team>": (
        '<span class="mention mine">@here</span> <span class="mention">@team</span>'
    ),
}


@pytest.mark.parametrize("said", MRKDWN)
def test_marks_are_drawn_as_slack_draws_them(fernhill: Fernhill, page: Any, said: str) -> None:
    fernhill.shows({"type": "section", "text": mrkdwn(said)})
    words = page.get_by_role("article").locator(".words")
    expect(words).to_be_visible()
    assert words.inner_html() == MRKDWN[said]


def test_people_channels_and_links_have_their_names(fernhill: Fernhill, page: Any) -> None:
    ids = fernhill.ids
    said = f"<@{ids['ben']}> in <#{ids['eng']}>, see <https://fernhill.example|the page>"
    fernhill.shows({"type": "section", "text": mrkdwn(said)})
    expect(page.get_by_role("article")).to_contain_text("@Ben Okafor in #eng, see the page")
    link = page.get_by_role("link", name="the page")
    expect(link).to_have_attribute("href", "https://fernhill.example")
    expect(link).to_have_attribute("rel", "noreferrer noopener")


DATES = {
    "{date_num}": "2026-11-24",
    "{date}": "November 24th, 2026",
    "{date_short} at {time}": "Nov 24, 2026 at 11:30 PM",
    "{date_long}": "Tuesday, November 24th, 2026",
    "{date_pretty}": "Today",
    "due {date_short_pretty}": "due today",
    "{ago}": "just now",
}


@pytest.mark.parametrize("tokens", DATES)
def test_a_date_is_shown_on_the_viewers_own_clock(
    fernhill: Fernhill, look: Any, tokens: str
) -> None:
    """22:30 in London is 23:30 of the same day in Berlin, and 17:30 in New York."""
    fernhill.shows({"type": "section", "text": mrkdwn(f"<!date^1795559400^{tokens}|later>")})
    expected = DATES[tokens] if tokens != "{ago}" else None
    time = look("dana").get_by_role("article").locator("time").last
    expect(time).to_have_text(expected) if expected else expect(time).not_to_have_text("")
    if tokens == "{date_short} at {time}":
        theirs = look("ben").get_by_role("article").locator("time").last
        expect(theirs).to_have_text("Nov 24, 2026 at 5:30 PM")


def test_rich_text_keeps_its_lists_quotes_and_styles(fernhill: Fernhill, page: Any) -> None:
    styled = {"type": "text", "text": "bold", "style": {"bold": True}}
    items = [section({"type": "text", "text": word}) for word in ("one", "two")]
    fernhill.shows(
        rich(
            section(styled, {"type": "emoji", "name": "wave"}),
            {"type": "rich_text_list", "style": "ordered", "elements": items},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said"}]},
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x = 1"}]},
        )
    )
    shown = page.get_by_role("article")
    expect(shown.locator("b").last).to_have_text("bold")
    expect(shown.get_by_role("listitem")).to_have_text(["one", "two"])
    expect(shown.get_by_role("blockquote")).to_have_text("said")
    expect(shown.locator("pre")).to_have_text("x = 1")


def test_markdown_has_headings_tables_and_tasks(fernhill: Fernhill, page: Any) -> None:
    said = "# Case\n\nCut *time* by **77 %**\n\n- first\n- second\n\n|a|b|\n|-|-|\n|1|2|"
    fernhill.shows({"type": "markdown", "text": said})
    shown = page.get_by_role("article")
    expect(shown.get_by_role("heading", name="Case")).to_be_visible()
    expect(shown.get_by_role("listitem")).to_have_text(["first", "second"])
    expect(shown.get_by_role("cell")).to_have_text(["1", "2"])


def test_fields_stand_side_by_side_and_a_context_is_small(fernhill: Fernhill, page: Any) -> None:
    fernhill.shows(
        {"type": "header", "text": text("Coverage")},
        {"type": "section", "fields": [mrkdwn("*Scope*"), mrkdwn("5 wins")]},
        {"type": "context", "elements": [mrkdwn("Only you can see this"), picture("A lock")]},
    )
    expect(page.get_by_role("heading", name="Coverage")).to_be_visible()
    fields = page.locator(".fields > div")
    assert fields.nth(0).bounding_box()["y"] == fields.nth(1).bounding_box()["y"]
    expect(page.get_by_alt_text("A lock")).to_be_attached()


def table(rows: int, size: int = 5) -> Json:
    head = [{"type": "raw_text", "text": name} for name in ("Win", "Minutes")]
    body = [
        [
            {"type": "raw_text", "text": f"win {number}"},
            {"type": "raw_number", "value": 100 - number, "text": f"{100 - number} min"},
        ]
        for number in range(1, rows + 1)
    ]
    facts = {"caption": "Recent wins", "page_size": size, "row_header_column_index": 0}
    return {"type": "data_table", "rows": [head, *body], **facts}


def test_a_data_table_turns_its_pages_and_sorts_all_of_them(fernhill: Fernhill, page: Any) -> None:
    fernhill.shows(table(12))
    grid = page.get_by_role("table", name="Recent wins")
    rows = grid.get_by_role("rowheader")
    expect(rows).to_have_text([f"win {number}" for number in range(1, 6)])
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("6–10 of 12")).to_be_visible()
    grid.get_by_role("button", name="Minutes").click()
    expect(rows).to_have_text(["win 12", "win 11", "win 10", "win 9", "win 8"])
    expect(grid.get_by_role("columnheader", name="Minutes")).to_have_attribute(
        "aria-sort", "ascending"
    )
    grid.get_by_role("button", name="Win", exact=True).click()
    grid.get_by_role("button", name="Win", exact=True).click()
    # As people count: 12, 11, 10, 9, not 9, 8, 7.
    expect(rows.first).to_have_text("win 12")
    expect(page.get_by_text("1–5 of 12")).to_be_visible()


POINTS = [{"label": "Scope", "value": 5}, {"label": "Reach", "value": 2}]
SERIES = {"series": [{"name": "Wins", "data": POINTS}]}
SERIES["axis_config"] = {"categories": ["Scope", "Reach"], "y_label": "Wins"}  # type: ignore[assignment]
CHARTS = {"bar": SERIES, "line": SERIES, "area": SERIES, "pie": {"segments": POINTS}}


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_says_its_figures_in_words_too(fernhill: Fernhill, page: Any, kind: str) -> None:
    chart = {"type": kind, **CHARTS[kind]}
    fernhill.shows({"type": "data_visualization", "title": "By dimension", "chart": chart})
    drawn = page.get_by_role("img", name="Scope 5, Reach 2")
    expect(drawn).to_be_visible()
    assert drawn.locator("rect, polyline, polygon, path, circle").count() > 0


def test_a_container_opens_and_closes(fernhill: Fernhill, page: Any) -> None:
    inside = [{"type": "section", "text": mrkdwn("Two examples")}]
    fernhill.shows(
        {
            "type": "container",
            "title": text("Direction"),
            "child_blocks": inside,
            "is_collapsible": True,
            "default_collapsed": True,
        }
    )
    expect(page.get_by_text("Two examples")).to_have_count(0)
    page.get_by_role("button", name="Direction").click()
    expect(page.get_by_text("Two examples")).to_be_visible()


def test_cards_carry_their_words_and_buttons(fernhill: Fernhill, page: Any) -> None:
    heard = fernhill.hears(fernhill.app.action, "keep")
    card = {
        "type": "card",
        "title": mrkdwn("Kudos"),
        "subtitle": mrkdwn("from Ben"),
        "body": mrkdwn("for the *rollout*"),
        "actions": [button("Keep", value="1")],
    }
    other = {**card, "title": mrkdwn("Thanks"), "actions": [button("Leave")]}
    fernhill.shows({"type": "carousel", "elements": [card, other]})
    expect(page.get_by_role("group", name="Cards")).to_contain_text("from Ben")
    with page.expect_response("**/control/click"):
        page.get_by_role("button", name="Keep").click()
    assert heard[0]["actions"][0]["value"] == "1"


def test_work_under_way_says_where_it_is(fernhill: Fernhill, page: Any) -> None:
    task = {"type": "task_card", "task_id": "1", "title": "Build the packet"}
    fernhill.shows({**task, "status": "in_progress"})
    expect(message(page, "Build the packet")).to_contain_text("Under way")


def test_styles_of_buttons_and_their_spoken_names(fernhill: Fernhill, page: Any) -> None:
    save = button("Save", style="primary", accessibility_label="Save win 42")
    fernhill.shows(row(save, button("Delete", style="danger")))
    expect(page.get_by_role("button", name="Save win 42")).to_have_class("button primary")
    expect(page.get_by_role("button", name="Delete")).to_have_class("button danger")


def test_home_shows_what_the_app_published(fernhill: Fernhill, page: Any) -> None:
    view = {"type": "home", "blocks": [{"type": "header", "text": text("Coverage")}, table(7)]}
    fernhill.client.views_publish(user_id=fernhill.ids["dana"], view=view)
    page.get_by_role("button", name="Winbook").click()
    expect(page.get_by_role("heading", name="Coverage")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("6–7 of 7")).to_be_visible()


def test_what_slack_would_refuse_is_refused_and_never_shown(fernhill: Fernhill, page: Any) -> None:
    wrong = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        fernhill.shows(wrong)
    expect(page.get_by_text("Nothing has been said here yet.")).to_be_visible()
