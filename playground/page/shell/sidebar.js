// Where one can go, and as whom one looks.
import { html } from "../vendor/preact.js";
import { hasDraft, placeOfDraft } from "../core/drafts.js";
import { known } from "../core/known.js";
import { timeOfDay } from "../core/times.js";
import { Face } from "../ui/faces.js";
import { Icon } from "../ui/icons.js";
import { Menu } from "../ui/menus.js";

const isApp = ({ other }) => known.people[other]?.isBot;

// Bold means something new; the number counts what is meant for this person.
function Place({ to, here, name, icon, unread = 0, badge = 0, note, go }) {
  const current = to === here;
  const isNew = unread > 0 && !current;
  const written = hasDraft(placeOfDraft(known.me, to)) && !current;
  return html`<li><button type="button" class=${isNew ? "place unread" : "place"}
    aria-current=${current ? "page" : undefined} onClick=${() => go(to)}>
    <span class="place-icon" aria-hidden="true">${icon}</span><span class="place-name">${name}</span>
    ${note && html`<span class="place-note">${note}</span>`}
    ${written && html`<span class="place-draft" role="img" aria-label="draft"><${Icon} of="pencil" size="14" /></span>`}
    ${isNew && badge > 0 && html`<span class="badge" aria-label=${`${badge} unread`}>${badge}</span>`}
    ${isNew && !badge && html`<span class="unseen">${unread} unread</span>`}
  </button></li>`;
}

const Group = ({ name, children }) => html`<section><h2>${name}</h2><ul>${children}</ul></section>`;

export function Sidebar({ snapshot, here, go, become, open }) {
  const { conversations, workspace } = snapshot;
  const rooms = conversations.filter(({ kind }) => kind === "channel" || kind === "private");
  const direct = conversations.filter((one) => one.kind === "im" && !isApp(one));
  const apps = conversations.filter((one) => one.kind === "im" && isApp(one) && one.other === snapshot.bot);
  const face = (id) => html`<${Face} id=${id} size="small" />`;
  const sign = ({ kind }) => html`<${Icon} of=${kind === "private" ? "lock" : "hash"} size="16" />`;
  const unread = apps.reduce((sum, one) => sum + one.unread, 0);
  const inApp = here === "home" || apps.some(({ id }) => id === here);
  const seesApp = inApp && here !== "home";
  return html`<nav id="places" class=${open ? "sidebar open" : "sidebar"} aria-label="Conversations">
    <div class="workspace"><b>${workspace}</b></div>
    <div class="places">
      <${Group} name="Channels">${rooms.map((one) => html`<${Place} key=${one.id} to=${one.id} here=${here} name=${one.title}
        icon=${sign(one)} unread=${one.unread} badge=${one.mentions} go=${go} />`)}<//>
      <${Group} name="Direct messages">${direct.map((one) => html`<${Place} key=${one.id} to=${one.id} here=${here} name=${one.title}
        icon=${face(one.other)} unread=${one.unread} badge=${one.unread} go=${go} />`)}<//>
      <${Group} name="Apps">
        <${Place} to="home" here=${inApp ? "home" : here} name=${snapshot.appName} go=${go}
          icon=${face(snapshot.bot)} unread=${seesApp ? 0 : unread} badge=${unread} />
      <//>
    </div>
    <${Switcher} become=${become} />
  </nav>`;
}

function Switcher({ become }) {
  const people = Object.values(known.people).filter(({ isBot, isGone }) => !isBot && !isGone);
  const me = known.people[known.me];
  const entries = [{ heading: "Look at the workspace as" }, ...people.map(({ id, realName, tz, title }) => ({
    name: realName, note: [title, timeOfDay(known.now, tz)].filter(Boolean).join(" · "), ticked: id === known.me,
    icon: html`<${Face} id=${id} size="small" />`, act: () => become(id),
  }))];
  const label = html`<span class="with-presence"><${Face} id=${known.me} size="medium" /><span class="presence" /></span>
    <span class="switcher-words"><b>${me.realName}</b><small>Switch person</small></span>
    <span class="switcher-sign"><${Icon} of="down" size="16" /></span>`;
  return html`<div class="switcher-box"><${Menu} label=${label} title=${`You are ${me.realName}. Switch person`} kind="switcher"
    above entries=${entries} /></div>`;
}
