// The guided first minute: four steps through the loop, each ticked when the bot has really answered it.
import { html, useState } from "../vendor/preact.js";
import { keepDraft, placeOfDraft } from "../core/drafts.js";
import { known } from "../core/known.js";
import { Icon } from "../ui/icons.js";
import { nextFirst } from "./clock.js";

const KEY = "playground-guide";

export function useGuide() {
  const [open, setOpen] = useState(localStorage.getItem(KEY) !== "dismissed");
  const show = (yes) => {
    localStorage.setItem(KEY, yes ? "open" : "dismissed");
    setOpen(yes);
  };
  return [open, show];
}

const first = (id) => known.people[id]?.realName.split(" ")[0] ?? "you";
const WIN = "/win Cut deploy time from 40 to 9 minutes on friday";
const praise = (hero) => `Kudos to @${known.people[hero]?.realName} for getting deploys under ten minutes!`;

// Where the app listens, and the hero and somebody else can both write: #eng, when it is there.
function stage(hero) {
  const open = Object.values(known.channels).filter(({ kind, members }) =>
    kind === "channel" && members.includes(known.bot) && members.includes(hero));
  return open.find(({ name }) => name === "eng") ?? open[0];
}

const colleague = (hero, { members }) => members.find((id) => id !== hero && !known.people[id]?.isBot && !known.people[id]?.isGuest);

// Each step: what it is called, what to do, and the button that helps. `at` has who is who and what one can do.
const STEPS = [
  {
    key: "log", name: "Log a win",
    says: ({ hero, channel }) => html`As ${first(hero)}, type what you achieved in <b>#${channel.name}</b>: <code>${WIN}</code>. Only you can see it.`,
    button: "Write It for Me",
    help: ({ hero, channel, be }) => be(hero, channel.id, WIN),
  },
  {
    key: "praise", name: "A colleague praises you",
    says: ({ hero, peer, channel }) => html`Become ${first(peer)} and praise ${first(hero)} in <b>#${channel.name}</b>. ${known.appName} notices, and asks ${first(hero)} privately.`,
    button: ({ peer }) => `Become ${first(peer)} and Write It`,
    help: ({ hero, peer, channel, be }) => be(peer, channel.id, praise(hero)),
  },
  {
    key: "keep", name: "Keep it with a trophy",
    says: ({ hero }) => html`Back as ${first(hero)}, react to the praise with ${known.drawsEmoji ? "🏆" : ":trophy:"}. It is kept as evidence beside your win.`,
    button: ({ hero }) => `Show the Praise as ${first(hero)}`,
    help: ({ hero, praised, be }) => be(hero, praised.channel, null, praised.ts),
    needs: ({ praised }) => praised?.ts,
  },
  {
    key: "clock", name: "Move the clock",
    says: () => html`On the first of the month ${known.appName} asks what is missing, and names what is thin. Move the clock there.`,
    button: "Jump to the First",
    help: ({ hero, move, be, appChannel }) => {
      be(hero, appChannel?.id ?? "home");
      move({ to: new Date(nextFirst(known.people[hero].tz, known.now)).toISOString() });
    },
  },
];

const told = (what, at) => (typeof what === "function" ? what(at) : what);

export function Guide({ tour, viewer, deeds, be, close, appChannel }) {
  const hero = tour.hero || viewer;
  const channel = stage(hero);
  const peer = channel && colleague(hero, channel);
  if (!channel || !peer) return null;
  const at = { hero, peer, channel, praised: tour.praise, be, move: deeds.move, appChannel };
  const now = STEPS.find(({ key }) => !tour.done.includes(key));
  return html`<section class="guide" aria-label="First minute">
    <ol class="guide-steps">${STEPS.map((step, index) => {
      const done = tour.done.includes(step.key);
      const state = done ? "done" : step === now ? "now" : "";
      return html`<li key=${step.key} class=${state} aria-current=${state === "now" ? "step" : undefined}>
        <span class="guide-mark" aria-hidden="true">${done ? html`<${Icon} of="check" size="14" />` : index + 1}</span>
        <span>${step.name}${done && html`<span class="unseen"> (done)</span>`}</span></li>`;
    })}</ol>
    <div class="guide-now" role="status">
      <p>${now ? now.says(at) : html`<b>That is the loop.</b> Wins and praise are dated and kept as they happen, and once a month the gaps are named. Open ${known.appName}'s Home to see it all.`}</p>
      ${now
        ? (now.needs?.(at) ?? true) && html`<button type="button" class="button small primary" onClick=${() => now.help(at)}>${told(now.button, at)}</button>`
        : html`<button type="button" class="button small primary" onClick=${() => { close(); be(hero, "home"); }}>Open Home</button>`}
    </div>
    <button type="button" class="icon-button small guide-close" aria-label="Dismiss the first minute" data-tip="Dismiss" onClick=${close}><${Icon} of="close" size="14" /></button>
  </section>`;
}

// Puts words into a composer, for a person who is about to look at that place.
export const prepare = (person, place, words) => words && keepDraft(placeOfDraft(person, place), words);
