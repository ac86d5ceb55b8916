"""The people of the story, as they come through the gateway's door."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

import httpx

T = TypeVar("T")


class Refused(AssertionError):
    """An answer that the story did not expect."""


class Person:
    """One principal over HTTP: `person.get("/leads/today")`; anything but 2xx fails with the problem's text."""

    def __init__(self, base_url: str, *, address: str | None = None, **headers: str) -> None:
        """`address` is where on loopback this person calls from; limits for strangers count by address."""
        transport = httpx.HTTPTransport(local_address=address)
        self.http = httpx.Client(base_url=f"{base_url}/api/v1", headers=headers, timeout=30, transport=transport)

    def get(self, path: str, **params: Any) -> Any:
        return self.answer(self.http.get(path, params=params))

    def post(self, path: str, /, **body: Any) -> Any:
        return self.answer(self.http.post(path, json=body))

    def send(self, path: str, content: bytes, media_type: str) -> Any:
        return self.answer(self.http.post(path, content=content, headers={"Content-Type": media_type}))

    def refused(self, method: str, path: str, status: int, **body: Any) -> Any:
        """The problem of a call that has to be refused with that status."""
        response = self.http.request(method, path, json=None if method == "GET" else body)
        assert response.status_code == status, f"{method} {path}: {response.status_code} {response.text[:500]}"
        assert response.headers["content-type"].startswith("application/problem+json")
        return response.json()

    @staticmethod
    def answer(response: httpx.Response) -> Any:
        if response.status_code >= 300:
            request = response.request
            raise Refused(f"{request.method} {request.url.path}: {response.status_code} {response.text[:1500]}")
        return response.json() if response.content else None


class House:
    """The demo as its card tells it."""

    def __init__(self, card: dict[str, Any]) -> None:
        self.card = card
        self.base_url: str = card["base_url"]
        self._signed_in: dict[str, Person] = {}
        self._met: list[Person] = []

    def close(self) -> None:
        for person in self._met:
            person.http.close()

    def staff(self, username: str) -> Person:
        """Somebody of the staff, signed in as the phone app does."""
        if username not in self._signed_in:
            account = next(a for a in self.card["accounts"] if a["username"] == username)
            body = {"username": username, "password": account["password"], "client": "phone"}
            signed = self.stranger().post("/gateway/sessions", **body)
            self._signed_in[username] = self.stranger(Authorization=f"Bearer {signed['access_token']}")
        return self._signed_in[username]

    def username_of(self, staff_id: str) -> str:
        return next(str(a["username"]) for a in self.card["accounts"] if a["staff_id"] == staff_id)

    def partner(self, name: str) -> Person:
        access = next(p for p in self.card["partners"] if p["name"] == name)
        return self.stranger(**{"X-API-Key": access["api_key"]})

    def stranger(self, *, address: str | None = None, **headers: str) -> Person:
        """Somebody who brings nothing but these headers."""
        person = Person(self.base_url, address=address, **headers)
        self._met.append(person)
        return person


def wait_for(what: str, look: Callable[[], T | None], *, seconds: float = 20) -> T:
    """Look again until there is something; what other services do with an event takes a moment."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)
