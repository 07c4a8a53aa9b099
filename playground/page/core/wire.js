// Everything the page says to the playground, and the line on which it hears back.

export async function people() {
  return (await fetch("/control/people")).json();
}

export async function emojiTable() {
  return (await fetch("/page/vendor/emoji.json")).json();
}

// Calls `receive(news, isWhole)` with what this person sees, and then with every change.
// Answers {hangUp, say}: `say` tells the playground what this page wants to see.
export function listen(user, receive, complain) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  let socket, again, done = false;
  const open = () => {
    let whole = true;
    socket = new WebSocket(`${scheme}//${location.host}/page/socket?user=${user}&changes=1`);
    socket.onopen = () => complain("");
    socket.onmessage = ({ data }) => {
      receive(JSON.parse(data), whole);
      whole = false;
    };
    socket.onclose = () => {
      if (done) return;
      complain("The playground is not answering. Trying again.");
      again = setTimeout(open, 1000);
    };
  };
  open();
  const hangUp = () => {
    done = true;
    clearTimeout(again);
    socket.close();
  };
  const say = (wish) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(wish));
  return { hangUp, say };
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
export async function upload(as, file, place = {}) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return act("upload", as, { ...place, name: file.name, content: btoa(binary), encoding: "base64" });
}

// The traffic after entry `since`; at most `last` of the newest.
export async function traffic(since, last = 400) {
  const answer = await fetch(`/control/log?since=${since}&last=${last}`);
  return (await answer.json()).log ?? [];
}
