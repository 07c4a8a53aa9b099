// What one person can do, in the page's words; the playground hears it through wire.js.
import { act, traffic, upload } from "./wire.js";

export const sentence = ({ line, error }) => line ?? error ?? "This did not work.";

// `complain` is told, in a sentence, what did not work. `say` speaks on the person's own line.
export function deedsOf(me, complain, say) {
  const deed = async (name, what) => {
    const answer = await act(name, me, what);
    if (!answer.ok) complain(sentence(answer));
    return answer;
  };
  const at = ({ channel, ts }) => ({ channel, ts });
  return {
    post: (channel, text, thread_ts, broadcast) => deed("post", { channel, text, thread_ts, broadcast }),
    command: (channel, text) => deed("command", { channel, text }),
    edit: (message, text) => deed("edit", { ...at(message), text }),
    remove: (message) => deed("delete", at(message)),
    toggle: (message, emoji, mine) => deed(mine ? "unreact" : "react", { ...at(message), emoji }),
    click: (what) => deed("click", what),
    shortcut: (what) => deed("shortcut", what),
    read: (channel) => act("read", me, { channel }),
    unread: ({ channel, ts }) => deed("read", { channel, before: ts }),
    // A form says itself what went wrong.
    clickInForm: (what) => act("click", me, what),
    submit: (what) => act("submit", me, what),
    close: (what) => act("close", me, what),
    home: (tab) => deed("home", { tab }),
    move: (to) => deed("clock", to),
    search: (text) => act("search", me, { text }),
    earlier: (channel, since) => say({ earlier: channel, since }),
    options: async (what) => {
      const { options, option_groups } = await act("options", me, what);
      return { options, option_groups };
    },
    share: (channel, file, thread_ts) => upload(me, file, { channel, thread_ts }),
    upload: async (file) => (await upload(me, file)).file,
    traffic,
    faults: (wish) => act("faults", me, wish),
  };
}
