"""Sign-in: who gets in, how often one may try, and what the tokens are good for."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from gateway.session.policy import PAIR, Attempts, Verdict, charge, judge, wait_seconds
from gateway.testkit import PASSWORD, House, credentials
from hypothesis import given
from hypothesis import strategies as st

GATEWAY = "/api/v1/gateway"
SESSIONS = f"{GATEWAY}/sessions"
REFRESH = f"{SESSIONS}/refresh"
ME = f"{GATEWAY}/me"
NOW = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)


async def test_a_browser_gets_cookies_and_no_tokens(house: House) -> None:
    async with house.visitor() as client:
        answer = await client.post(SESSIONS, json=credentials("advisor"))
        body = answer.json()
        assert answer.status_code == 201
        assert body["access_token"] is None
        assert body["refresh_token"] is None
        cookies = answer.headers.get_list("set-cookie")
        assert all("HttpOnly" in cookie for cookie in cookies)
        assert any(cookie.startswith("chemai_refresh=") and f"Path={SESSIONS}" in cookie for cookie in cookies)
        me = (await client.get(ME)).json()
        assert me["username"] == "advisor"
        assert me["scope"] == "own"
        assert me["store"]["name"] == "星河路店"
        assert me["csrf_token"] == body["me"]["csrf_token"]


async def test_a_phone_gets_tokens_and_no_cookies(house: House) -> None:
    async with house.visitor() as client:
        answer = await client.post(SESSIONS, json=credentials("admin") | {"client": "phone"})
        assert "set-cookie" not in answer.headers
        access = answer.json()["access_token"]
        me = (await client.get(ME, headers={"Authorization": f"Bearer {access}"})).json()
        assert me["scope"] == "group"
        assert [store["name"] for store in me["stores"]] == ["星河路店", "滨江店"]


@pytest.mark.parametrize(
    ("given_name", "password"), [("advisor", "wrong password"), ("nobody.at.all", PASSWORD), ("  ADVISOR\x01", "x")]
)
async def test_wrong_names_and_wrong_passwords_look_alike(house: House, given_name: str, password: str) -> None:
    async with house.visitor("198.51.100.1") as client:
        answer = await client.post(SESSIONS, json={"username": given_name, "password": password})
    assert answer.status_code == 401
    assert answer.json()["code"] == "wrong_credentials"
    assert answer.headers["content-type"] == "application/problem+json"


async def test_guessing_is_slowed_down_and_the_count_survives_the_refusal(house: House) -> None:
    async with house.visitor("198.51.100.7") as client:
        wrong = {"username": "colleague", "password": "guess"}
        codes = [(await client.post(SESSIONS, json=wrong)).json()["code"] for _ in range(7)]
        assert codes == ["wrong_credentials"] * PAIR.free + ["too_many_attempts"] * (7 - PAIR.free)
        blocked = await client.post(SESSIONS, json=credentials("colleague"))
        assert blocked.status_code == 429
        assert 0 < int(blocked.headers["Retry-After"]) <= 31
        house.wall.pass_time(seconds=31)
        assert (await client.post(SESSIONS, json=credentials("colleague"))).status_code == 201
    async with house.visitor("198.51.100.8") as elsewhere:
        assert (await elsewhere.post(SESSIONS, json=credentials("colleague"))).status_code == 201


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_family(house: House) -> None:
    async with house.visitor() as client:
        first = (await client.post(SESSIONS, json=credentials("floor") | {"client": "phone"})).json()
        second = await refreshed(client, first["refresh_token"])
        again = await refreshed(client, first["refresh_token"])
        assert again["refresh_token"] == second["refresh_token"], "a lost answer is repeated, not forked"
        house.wall.pass_time(seconds=6)
        reused = await client.post(REFRESH, json={"refresh_token": first["refresh_token"]})
        assert (reused.status_code, reused.json()["code"]) == (401, "session_ended")
        ended = await client.post(REFRESH, json={"refresh_token": second["refresh_token"]})
        assert ended.status_code == 401, "the thief's or the owner's: nobody knows, so both are out"
        bearer = {"Authorization": f"Bearer {second['access_token']}"}
        assert (await client.get(ME, headers=bearer)).status_code == 401


async def test_only_the_immediately_previous_token_is_forgiven(house: House) -> None:
    async with house.visitor() as client:
        first = (await client.post(SESSIONS, json=credentials("floor") | {"client": "phone"})).json()
        second = await refreshed(client, first["refresh_token"])
        await refreshed(client, second["refresh_token"])
        older = await client.post(REFRESH, json={"refresh_token": first["refresh_token"]})
        assert older.status_code == 401
        assert older.json()["reason"] == "refresh_reused"


async def refreshed(client: httpx.AsyncClient, token: str) -> dict[str, str]:
    answer = await client.post(REFRESH, json={"refresh_token": token})
    assert answer.status_code == 200, answer.text
    tokens: dict[str, str] = answer.json()
    return tokens


async def test_forged_and_foreign_tokens_open_nothing(house: House) -> None:
    async with house.visitor() as client:
        signed = (await client.post(SESSIONS, json=credentials("floor") | {"client": "phone"})).json()
        session, generation, mac = signed["refresh_token"].split(".")
        for token in (f"{session}.{int(generation) + 1}.{mac}", f"{session}.{generation}.AAAA", "x", "a.b.c", ""):
            assert (await client.post(REFRESH, json={"refresh_token": token})).status_code == 401
        assert (await refreshed(client, signed["refresh_token"]))["refresh_token"], "guesses harm nobody"
        for bearer in ("", "Bearer", "Bearer x.y.z", f"Bearer {signed['refresh_token']}", "Basic YTpi"):
            assert (await client.get(ME, headers={"Authorization": bearer})).status_code == 401


async def test_access_ends_with_its_ten_minutes(house: House) -> None:
    async with house.phone("manager") as client:
        assert (await client.get(ME)).status_code == 200
        house.wall.pass_time(minutes=11)
        assert (await client.get(ME)).status_code == 401


async def test_a_browser_must_show_its_token_on_changes(house: House) -> None:
    async with house.browser("manager") as client:
        token = client.headers.pop("X-CSRF-Token")
        body = {"store_id": str(house.stores[0].id), "name": "二组"}
        missing = await client.post(f"{GATEWAY}/teams", json=body)
        assert (missing.status_code, missing.json()["code"]) == (403, "csrf_token_missing")
        wrong = await client.post(f"{GATEWAY}/teams", json=body, headers={"X-CSRF-Token": token[:-1] + "!"})
        assert wrong.status_code == 403
        foreign = {"X-CSRF-Token": token, "Origin": "https://evil.example"}
        assert (await client.post(f"{GATEWAY}/teams", json=body, headers=foreign)).json()["code"] == "foreign_origin"
        right = {"X-CSRF-Token": token, "Origin": "http://door"}
        assert (await client.post(f"{GATEWAY}/teams", json=body, headers=right)).status_code == 201


async def test_signing_out_counts_at_once(house: House) -> None:
    async with house.browser("manager") as client:
        cookies = dict(client.cookies)
        assert (await client.delete(f"{SESSIONS}/current")).status_code == 204
        assert "chemai_session" not in client.cookies
        stolen = {"Cookie": f"chemai_session={cookies['chemai_session']}"}
        assert (await client.get(ME, headers=stolen)).status_code == 401
        refresh = {"Cookie": f"chemai_refresh={cookies['chemai_refresh']}"}
        assert (await client.post(REFRESH, json={}, headers=refresh)).status_code == 401


async def test_one_ends_a_lost_phone_but_nobody_elses(house: House) -> None:
    async with house.phone("channel") as phone, house.browser("channel") as desk:
        rows = (await desk.get(SESSIONS)).json()["items"]
        lost = next(row["id"] for row in rows if row["client"] == "phone")
        assert [row["current"] for row in rows if row["client"] == "browser"] == [True]
        async with house.browser("manager") as other:
            assert (await other.delete(f"{SESSIONS}/{lost}")).status_code == 404
        assert (await desk.delete(f"{SESSIONS}/{lost}")).status_code == 204
        assert (await phone.get(ME)).status_code == 401


async def test_a_new_password_ends_the_other_sessions(house: House) -> None:
    async with house.phone("far_advisor") as phone, house.browser("far_advisor") as desk:
        wrong = await desk.put(f"{GATEWAY}/me/password", json={"current": "x", "new": "一二三四五六七八九十"})
        assert wrong.status_code == 422
        right = await desk.put(f"{GATEWAY}/me/password", json={"current": PASSWORD, "new": "一二三四五六七八九十"})
        assert right.status_code == 204
        assert (await desk.get(ME)).status_code == 200
        assert (await phone.get(ME)).status_code == 401
        assert (await desk.post(SESSIONS, json=credentials("far_advisor"))).status_code == 401


async def test_the_demo_signs_in_with_one_tap(house: House) -> None:
    async with house.visitor() as client:
        accounts = (await client.get(f"{GATEWAY}/demo/accounts")).json()
        assert {"advisor", "admin"} <= {account["username"] for account in accounts}
        answer = await client.post(f"{GATEWAY}/demo/sessions", json={"username": "advisor"})
        assert answer.json()["me"]["username"] == "advisor"
        assert (await client.get(ME)).status_code == 200


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0, 20))
def test_a_refresh_token_rotates_only_when_current(presented: int, current: int, seconds: float) -> None:
    verdict = judge(presented, current, NOW, NOW + timedelta(seconds=seconds))
    assert (verdict is Verdict.ROTATE) == (presented == current)
    assert (verdict is Verdict.REPEAT) == (presented == current - 1 and seconds <= 5)


@given(st.lists(st.floats(0, 2000), min_size=1, max_size=60))
def test_waiting_grows_with_attempts_and_never_beyond_its_limit(pauses: list[float]) -> None:
    state, now = Attempts(0, NOW, None), NOW
    for pause in pauses:
        now += timedelta(seconds=pause)
        if wait_seconds(state, now) == 0:
            state = charge(state, PAIR, now)
        assert wait_seconds(state, now) <= PAIR.longest + 1
        assert (wait_seconds(state, now) == 0) or state.count >= PAIR.free
