"""A request's body on its way in, with its cap; an answer on its way out, with what the door adds."""

from collections.abc import Callable, Sequence

from starlette.types import Message, Receive, Send

from gateway.proxy.headers import Header, for_client


class BodyTooLarge(Exception):
    """The body ran over its cap while it was read; the door answers for it."""


class CappedBody:
    """ASGI receive that stops at `cap` bytes and remembers when the client `left`."""

    def __init__(self, receive: Receive, cap: int) -> None:
        self._receive = receive
        self._cap = cap
        self._seen = 0
        self.over = False
        self.left = False

    def limit_to(self, cap: int) -> None:
        self._cap = cap

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._seen += len(message.get("body", b""))
            if self._seen > self._cap:
                self.over = True
                raise BodyTooLarge
        elif message["type"] == "http.disconnect":
            self.left = True
        return message


class Answer:
    """ASGI send that filters a service's headers, adds the door's own, and remembers how far it got.

    While `body.over` holds, what the service says about its half-read body is not the answer.
    """

    def __init__(
        self, send: Send, *, added: Callable[[], Sequence[Header]], body: CappedBody, on_progress: Callable[[], None]
    ) -> None:
        self._send = send
        self._added = added
        self._body = body
        self._on_progress = on_progress
        self.keep_cookies = False
        self.own = False
        self.status = 0
        self.finished = False

    @property
    def started(self) -> bool:
        return self.status != 0

    async def __call__(self, message: Message) -> None:
        if self._body.over and not self.started:
            return
        if message["type"] == "http.response.start":
            await self._start(message)
            return
        if message["type"] != "http.response.body" or not self.started:
            return
        self._on_progress()
        self.finished = not message.get("more_body", False)
        await self._send(message)

    async def _start(self, message: Message) -> None:
        given = message.get("headers", ())
        headers = list(given) if self.own else for_client(given, keep_cookies=self.keep_cookies)
        present = {name for name, _ in headers}
        headers += [header for header in self._added() if header[0] not in present]
        self.status = message["status"]
        self._on_progress()
        await self._send({"type": "http.response.start", "status": self.status, "headers": headers})
