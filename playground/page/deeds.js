// What one person can do, in the page's words; the playground hears it through wire.js.
import { act, upload } from "./wire.js";

export const sentence = ({ line, error }) => line ?? error ?? "This did not work.";

// `complain` is told, in a sentence, what did not work.
export function deedsOf(me, snapshot, complain) {
  const deed = async (name, what) => {
    const answer = await act(name, me, what);
    if (!answer.ok) complain(sentence(answer));
    return answer;
  };
  const at = ({ channel, ts }) => ({ channel, ts });
  return {
    shortcutsOn: (kind) => snapshot.shortcuts.filter(({ type }) => type === kind),
    appName: snapshot.appName,
    post: (channel, text, thread_ts) => deed("post", { channel, text, thread_ts }),
    command: (channel, text) => deed("command", { channel, text }),
    edit: (message, text) => deed("edit", { ...at(message), text }),
    remove: (message) => deed("delete", at(message)),
    dismiss: (message) => deed("delete", at(message)),
    toggle: (message, emoji, mine) => deed(mine ? "unreact" : "react", { ...at(message), emoji }),
    click: (what) => deed("click", what),
    shortcut: (what) => deed("shortcut", what),
    read: (channel) => act("read", me, { channel }),
    // A form says itself what went wrong.
    clickInForm: (what) => act("click", me, what),
    submit: (what) => act("submit", me, what),
    close: (what) => act("close", me, what),
    home: (tab) => deed("home", { tab }),
    move: (to) => deed("clock", to),
    options: async (what) => {
      const { options, option_groups } = await act("options", me, what);
      return { options, option_groups };
    },
    share: async (channel, file) => {
      const answer = await upload(me, file, channel);
      if (!answer.ok) complain(sentence(answer));
    },
    upload: async (file) => (await upload(me, file)).file,
  };
}
