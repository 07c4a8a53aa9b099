// The bar over everything: search, the clock, the inspector, and what concerns the page itself.
import { html } from "../vendor/preact.js";
import { THEMES, useTheme } from "../core/theme.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";
import { Clock } from "./clock.js";
import { SearchField } from "./search.js";

export function Top({ snapshot, asked, search, deeds, line, menuOpen, toggleMenu, inspecting, inspect, showGuide, showHelp }) {
  const [theme, choose] = useTheme();
  const entries = [
    { name: "First Minute", icon: html`<${Icon} of="trophy" />`, act: showGuide },
    { name: "Keyboard Shortcuts", note: "?", icon: html`<${Icon} of="help" />`, act: showHelp },
    null, { heading: "Colours" },
    ...Object.entries(THEMES).map(([key, name]) => ({ name, on: key === theme, act: () => choose(key),
      icon: html`<${Icon} of=${{ light: "sun", dark: "moon" }[key] ?? "image"} />` })),
  ];
  return html`<header class="top">
    <button type="button" class="icon-button only-narrow" aria-label="Conversations" aria-expanded=${menuOpen} aria-controls="places"
      onClick=${toggleMenu}><${Icon} of="menu" /></button>
    <span class="brand">Winbook playground</span>
    <${SearchField} workspace=${snapshot.workspace} search=${search} asked=${asked} />
    ${line && html`<span class="line" role="status">${line}</span>`}
    <${Clock} move=${deeds.move} />
    <button type="button" class="icon-button" aria-label="Inspector" aria-pressed=${inspecting} data-tip="What passes between the app and Slack"
      onClick=${inspect}><${Icon} of="pulse" /></button>
    <${Menu} label=${html`<${Icon} of="help" />`} title="Help and settings" kind="icon-button" end entries=${entries} />
  </header>`;
}
