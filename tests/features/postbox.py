"""The least mail server that a test can send to: it takes everything and keeps it."""

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any


class Postbox:
    """`with Postbox() as box:` mail handed in at `box.address` stands in `box.mails`."""

    def __init__(self, refuses: str = "") -> None:
        self.mails: list[EmailMessage] = []
        self.to: list[str] = []
        self.refuses = refuses  # addresses with this in them
        box = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                box._talk(self.rfile, self.wfile)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.address = f"smtp://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def _talk(self, heard: Any, said: Any) -> None:
        said.write(b"220 postbox\r\n")
        while line := heard.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                said.write(b"221 bye\r\n")
                return
            if verb == b"RCPT" and self.refuses and self.refuses.encode() in line:
                said.write(b"550 nobody of that name here\r\n")
                continue
            if verb == b"RCPT":
                self.to.append(line.split(b"<")[1].split(b">")[0].decode())
            if verb == b"DATA":
                said.write(b"354 go on\r\n")
                self._keep(heard)
            said.write(b"250 ok\r\n")

    def _keep(self, heard: Any) -> None:
        body = b""
        while (line := heard.readline()) not in (b".\r\n", b""):
            body += line[1:] if line.startswith(b"..") else line
        made: Any = message_from_bytes(body, policy=policy.default)
        self.mails.append(made)

    def __enter__(self) -> "Postbox":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
