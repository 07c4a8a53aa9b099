// Who one is, and everywhere one can go.
import { html } from "./vendor/preact.js";
import { Face } from "./faces.js";
import { Icon } from "./icons.js";
import { known } from "./known.js";
import { Menu } from "./menus.js";

const isApp = ({ other }) => known.people[other]?.isBot;

function Place({ to, here, name, icon, unread = 0, seen = to === here, go }) {
  const current = to === here;
  const badge = unread > 0 && !seen;
  return html`<li><button type="button" class=${badge ? "place unread" : "place"}
    aria-current=${current ? "page" : undefined} onClick=${() => go(to)}>
    <span class="place-icon" aria-hidden="true">${icon}</span><span class="place-name">${name}</span>
    ${badge && html`<span class="badge" aria-label=${`${unread} unread`}>${unread}</span>`}
  </button></li>`;
}

const Group = ({ name, children }) => html`<section><h3>${name}</h3><ul>${children}</ul></section>`;

const placeOf = (here, go, icon) => (one) =>
  html`<${Place} key=${one.id} to=${one.id} here=${here} name=${one.title} icon=${icon(one)}
    unread=${one.unread} go=${go} />`;

export function Sidebar({ snapshot, here, go, become, open }) {
  const { conversations, workspace } = snapshot;
  const rooms = conversations.filter(({ kind }) => kind === "channel" || kind === "private");
  const direct = conversations.filter((one) => one.kind === "im" && !isApp(one));
  const apps = conversations.filter((one) => one.kind === "im" && isApp(one));
  const face = ({ other }) => html`<${Face} id=${other} size="small" />`;
  const unread = apps.reduce((sum, one) => sum + one.unread, 0);
  const hash = ({ kind }) => (kind === "private" ? html`<${Icon} of="lock" />` : "#");
  const isHere = apps.some(({ id }) => id === here) || here === "home";
  return html`<nav class=${open ? "sidebar open" : "sidebar"} aria-label="Conversations">
    <${Switcher} workspace=${workspace} become=${become} />
    <div class="places">
      <${Group} name="Channels">${rooms.map(placeOf(here, go, hash))}<//>
      <${Group} name="Direct messages">${direct.map(placeOf(here, go, face))}<//>
      <${Group} name="Apps">
        <${Place} to="home" here=${isHere ? "home" : here} name=${snapshot.appName} go=${go}
          icon=${face({ other: snapshot.bot })} unread=${unread} seen=${isHere && here !== "home"} />
      <//>
    </div>
  </nav>`;
}

function Switcher({ workspace, become }) {
  const people = Object.values(known.people).filter(({ isBot, isGone }) => !isBot && !isGone);
  const me = known.people[known.me];
  const entries = people.map(({ id, realName, tz }) => ({
    name: id === known.me ? `${realName} (you)` : realName, note: tz, act: () => become(id),
  }));
  const label = html`<${Face} id=${known.me} size="medium" />
    <span class="switcher-words"><b>${me.realName}</b><small>${workspace}</small></span>
    <span aria-hidden="true">▾</span>`;
  return html`<${Menu} label=${label} title=${`You are ${me.realName}. Switch person`} kind="switcher"
    entries=${entries} />`;
}
