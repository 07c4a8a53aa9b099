// The ledger's entries as rows a person can read: which way, what, how it ended, and what was wrong with it.

const SHORT = 60;
const short = (text) => (text.length > SHORT ? `${text.slice(0, SHORT)}…` : text);

export const KINDS = {
  all: "All", event: "Events", command: "Commands", click: "Clicks and forms", call: "Calls", problem: "Problems",
};

const NAMES = {
  block_actions: ({ actions }) => `Click on ${actions?.[0]?.action_id}`,
  view_submission: ({ view }) => `Form ${view?.callback_id || view?.id} submitted`,
  view_closed: ({ view }) => `Form ${view?.callback_id || view?.id} closed`,
  block_suggestion: ({ action_id }) => `Options for ${action_id}`,
  shortcut: ({ callback_id }) => `Shortcut ${callback_id}`,
  message_action: ({ callback_id }) => `Message shortcut ${callback_id}`,
};

function envelopeRow(type, payload) {
  if (type === "slash_commands") return { kind: "command", name: `${payload.command} ${short(payload.text)}`, more: payload.user_name };
  if (type === "events_api") {
    const { type: name, subtype, text, reaction } = payload.event;
    return { kind: "event", name: subtype ? `${name} · ${subtype}` : name, more: reaction ? `:${reaction}:` : short(text ?? "") };
  }
  return { kind: "click", name: NAMES[payload.type]?.(payload) ?? payload.type, more: payload.user?.username ?? payload.user?.name };
}

// "/blocks/0/text is too long" → where, what, and the path in the JSON that is shown.
function problemOf(said, root) {
  const [, pointer, message] = /^(\/\S*)\s+([\s\S]*)$/.exec(said) ?? [null, "", said];
  return { pointer, message, path: [...root, ...pointer.split("/").slice(1)].join("/") };
}

const problems = (judge, root) => (judge ?? []).map((said) => problemOf(String(said), root));
const asJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const ROWS = {
  envelope: ({ envelope, link }) => ({
    way: "in", ...envelopeRow(envelope.type, envelope.payload), id: envelope.envelope_id, link,
    again: envelope.retry_attempt || 0, parts: { envelope },
  }),
  request: ({ what, payload, attempt, n }) => ({ way: "in", ...envelopeRow(what, payload), id: n, again: attempt, parts: { payload } }),
  api: ({ method, arguments: sent, answer, accepted, fault, judge, took_ms: took }) => ({
    way: "out", kind: "call", name: method, more: short(String(sent.text ?? sent.view?.title?.text ?? sent.view?.type ?? "")), took, fault,
    status: fault || (accepted ? "ok" : answer?.error), bad: !accepted || Boolean(fault),
    problems: problems(judge, sent.view ? ["arguments", "view"] : ["arguments"]), parts: { arguments: sent, answer },
  }),
  response_url: ({ arguments: sent, refused, judge }) => ({
    way: "out", kind: "call", name: "response_url", more: short(String(sent?.text ?? "")), status: refused || "ok", bad: Boolean(refused),
    problems: problems(judge, ["arguments"]), parts: { arguments: sent },
  }),
  warning: ({ message, judge, answer, method }) => ({
    way: "out", kind: "call", name: message, more: method ?? "", status: "warning", bad: true,
    problems: (judge ?? []).map((said) => ({ ...problemOf(String(said), ["answer"]), path: "" })), parts: { answer },
  }),
  lost: ({ event_id, problem }) => ({ way: "in", kind: "event", name: `${event_id} was lost`, status: problem, bad: true, parts: {} }),
  clock: ({ seconds }) => ({ way: "in", kind: "event", name: "The clock was moved", more: `${Math.round(seconds / 36) / 100} h`, status: "ok", parts: {} }),
};

const SLOW = 2500;

// What came back belongs to what was sent.
function answered(row, { kind, payload, body, took_ms: took, problem, status }) {
  const answer = payload ?? (body ? asJson(body) : undefined);
  if (kind === "not_acked") return { ...row, status: `not acknowledged${problem ? `: ${problem}` : ""}`, bad: true };
  const failed = status >= 300;
  return {
    ...row, took, late: took > SLOW, status: failed ? `status ${status}` : row.bad ? `${row.status}, then late` : "acknowledged",
    bad: row.bad || failed, parts: answer ? { ...row.parts, answer } : row.parts,
  };
}

// Adds entries of the ledger to rows, oldest first. Rows that got an answer are made anew.
export function withEntries(rows, entries) {
  const found = [...rows];
  for (const entry of entries) {
    if (["ack", "not_acked"].includes(entry.kind)) {
      const at = found.findLastIndex(({ id }) => id !== undefined && id === (entry.envelope_id ?? entry.of));
      if (at >= 0) found[at] = answered(found[at], entry);
    } else if (ROWS[entry.kind]) {
      found.push({ n: entry.n, at: Date.parse(entry.at), problems: [], ...ROWS[entry.kind](entry) });
    }
  }
  return found;
}

const words = ({ name, more, status, parts }) => `${name} ${more} ${status} ${JSON.stringify(parts)}`.toLowerCase();
const isProblem = ({ bad, problems: found, late }) => bad || late || found.length > 0;

export const fitting = (rows, kind, typed) =>
  rows.filter((row) => {
    const ofKind = kind === "all" || (kind === "problem" ? isProblem(row) : row.kind === kind);
    return ofKind && (!typed || words(row).includes(typed.toLowerCase()));
  });
