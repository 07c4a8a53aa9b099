"""Words that would like to be markup: ten thousand of them, in the real browser, stay words."""

import random
from typing import Any

from tests.browser.conftest import Fernhill, Json, asked, expect, modal, opened_form, option, text

COUNT, AT_ONCE = 10_000, 500
HURT = "window.hurt=1"
TAGS = (
    "<img src=x onerror={}>", "<script>{}</script>", "<svg/onload={}>", "<iframe srcdoc='<script>parent.hurt=1</script>'>",
    "<a href=javascript:{}>x</a>", "<body onload={}>", "<style>@import 'javascript:{}'</style>", "<details open ontoggle={}>",
    "<input autofocus onfocus={}>", "<math><mtext></mtext><script>{}</script></math>", "<form action=javascript:{}><button>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content='0;javascript:{}'>", "<object data=javascript:{}>",
)  # fmt: skip
WRAPS = (
    "{}", "*{}*", "_{}_", "~{}~", "`{}`", "```{}```", "> {}", "<{}>", "<javascript:hurt()|{}>", "<https://a.example|{}>",
    "<@{}>", "<#{}>", "<!date^1^{}|x>", "<!date^1^{{date}}^javascript:hurt()|{}>", "<!subteam^S1|{}>", ":{}:", "&lt;{}&gt;", "[{}](javascript:hurt())",
    "![{}](data:text/html,{})", "# {}", "|{}|{}|\n|-|-|\n|{}|x|", "- {}", "<!--{}-->", "&#60;{}&#62;", "\u202e{}", "{}\0", "</div>{}", '"{}', "'{}",
    "`{}*_{}_*`", "@{}", "#{}", "javascript:{}", "${{{}}}", "{{{{{}}}}}", "constructor {} __proto__",
)  # fmt: skip


def hostile(number: int) -> str:
    """The same one for the same number: a tag that would run, in one or two wrappings."""
    dice = random.Random(number)
    words = dice.choice(TAGS).replace("{}", HURT)
    for _ in range(dice.randint(1, 2)):
        words = dice.choice(WRAPS).replace("{}", words)
    return words[:2900]


# Draws every one of them in each of the ways the page has to draw words, and looks for what is no word.
DRAW = """async (all) => {
  const { html, render } = await import("/page/vendor/preact.js");
  const { Mrkdwn, Text } = await import("/page/text/mrkdwn.js");
  const { Markdown } = await import("/page/text/markdown.js");
  const { RichText } = await import("/page/text/richtext.js");
  const rich = (text) => [{ type: "rich_text_section", elements: [
    { type: "text", text }, { type: "link", url: text, text }, { type: "emoji", name: text },
    { type: "color", value: text }, { type: "date", timestamp: 1, format: text, fallback: text, url: text }] }];
  const plain = (text) => ({ type: "plain_text", text });
  const box = document.createElement("div");
  document.body.append(box);
  const wrong = [];
  const isFine = (node) => ["A", "B", "I", "S", "CODE", "PRE", "BLOCKQUOTE", "DIV", "SPAN", "TIME", "BR", "P", "UL", "OL",
    "LI", "HR", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD"].includes(node.nodeName)
    && !/^(?!https?:|mailto:).+/i.test(node.getAttribute("href") ?? "")
    && [...node.attributes].every(({ name }) => !name.startsWith("on") && name !== "srcdoc" && name !== "src");
  for (const text of all) {
    render(html`<${Mrkdwn} text=${text} /><${Text} of=${plain(text)} /><${Markdown} text=${text} />
      <${RichText} elements=${rich(text)} /><span title=${text} aria-label=${text} data-tip=${text}>${text}</span>`, box);
    if (![...box.querySelectorAll("*")].every(isFine)) wrong.push(text);
  }
  render(null, box);
  box.remove();
  return wrong;
}"""


def test_ten_thousand_hostile_strings_never_become_markup(page: Any) -> None:
    for start in range(0, COUNT, AT_ONCE):
        assert page.evaluate(DRAW, [hostile(n) for n in range(start, start + AT_ONCE)]) == []
    assert page.evaluate("window.hurt") is None


def test_what_people_and_apps_say_stays_words_wherever_it_is_shown(
    fernhill: Fernhill, page: Any
) -> None:
    """The same words through the whole way: typed, sent, stored, shown, searched, inspected."""
    for number in range(60):
        fernhill.said("ben", hostile(number))
    words = [hostile(number) for number in range(60, 75)]
    fernhill.shows(
        *({"type": "section", "text": {"type": "plain_text", "text": one}} for one in words[:5]),
        *({"type": "section", "text": {"type": "mrkdwn", "text": one}} for one in words[5:10]),
        *({"type": "markdown", "text": one} for one in words[10:]),
        text=words[0],
    )
    expect(page.get_by_role("article").last).to_be_visible()
    page.get_by_role("button", name="Inspector", exact=True).click()
    page.locator(".traffic-row").first.click()
    page.get_by_label("Search messages").fill("hurt")
    page.get_by_label("Search messages").press("Enter")
    expect(page.get_by_text("results", exact=False).first).to_be_visible()
    assert page.evaluate("window.hurt") is None
    assert page.locator("main script, main iframe, main img, main [onerror]").count() == 0


def test_hostile_names_and_options_stay_words(fernhill: Fernhill, page: Any) -> None:
    tag = f"<img src=x onerror={HURT}>"
    picks: Json = {"type": "static_select", "options": [option(tag[:70], description=text(tag))]}
    fernhill.opens(
        modal(asked("pick", picks, label=text(tag), hint=text(tag)), title=text(tag[:24]))
    )
    form = opened_form(page)
    form.get_by_role("combobox").click()
    form.get_by_role("option").click()
    expect(form.get_by_role("combobox")).to_have_value(tag[:70])
    assert page.locator("dialog img").count() == 0
    assert page.evaluate("window.hurt") is None
