// Everything the page says to the playground, and the line on which it hears back.

export async function people() {
  return (await fetch("/control/people")).json();
}

export async function emojiTable() {
  return (await fetch("/page/vendor/emoji.json")).json();
}

// Calls `receive` with every snapshot of what this person sees. Returns how to hang up.
export function listen(user, receive, say) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  let socket, again, done = false;
  const open = () => {
    socket = new WebSocket(`${scheme}//${location.host}/page/socket?user=${user}`);
    socket.onopen = () => say("");
    socket.onmessage = (message) => receive(JSON.parse(message.data));
    socket.onclose = () => {
      if (done) return;
      say("The playground is not answering. Trying again.");
      again = setTimeout(open, 1000);
    };
  };
  open();
  return () => {
    done = true;
    clearTimeout(again);
    socket.close();
  };
}

// Does one thing as one person. Answers {ok, error?, …}; never throws.
export async function act(deed, as, what = {}) {
  try {
    const answer = await fetch(`/control/${deed}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as, ...what }),
    });
    const said = await answer.json().catch(() => ({}));
    return { ok: answer.ok, ...said };
  } catch {
    return { ok: false, error: "The playground is not answering." };
  }
}

// Without a channel the file is only kept, for a form.
export async function upload(as, file, channel) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const content = btoa(binary);
  return act("upload", as, { channel, name: file.name, content, encoding: "base64" });
}
