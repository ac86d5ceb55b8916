"""The web app's files: what is cached, what is not, and what never leaves the folder."""

from pathlib import Path

import httpx
import pytest
from gateway.spa.files import WebApp


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("web")
    dist = top / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html>app")
    (dist / "public.html").write_text("<!doctype html>public")
    (dist / "assets" / "main-Ab3dE_9x.js").write_text("console.log(1)")
    (dist / "assets" / "main-Ab3dE_9x.js.gz").write_bytes(b"\x1f\x8bpacked")
    (dist / "sw.js").write_text("worker")
    (dist / ".env").write_text("SECRET=1")
    (top / "outside.txt").write_text("outside")
    (dist / "link.txt").symlink_to(top / "outside.txt")
    return dist


@pytest.fixture(scope="module")
def web(folder: Path) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=WebApp(folder)),
        base_url="http://door",
        headers={"Accept-Encoding": "identity"},
    )


@pytest.mark.parametrize("path", ["/", "/leads", "/customers/0190/timeline", "/index.html"])
async def test_every_page_is_the_app_and_never_from_a_cache(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.get(path)
    assert answer.text == "<!doctype html>app"
    assert answer.headers["cache-control"] == "no-cache"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_public_pages_are_apart_and_unseen(web: httpx.AsyncClient) -> None:
    answer = await web.get("/p/leads_0123456789abcdef")
    assert answer.text == "<!doctype html>public"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_a_public_form_may_stand_in_other_pages_and_nothing_else_may(web: httpx.AsyncClient) -> None:
    form = await web.get("/p/wf_0123456789abcdef")
    assert "frame-ancestors http: https:" in form.headers["content-security-policy"]
    assert "x-frame-options" not in form.headers
    assert "script-src 'self'" in form.headers["content-security-policy"]
    for path in ("/", "/p/leads_0123456789abcdef", "/p/wf"):
        answer = await web.get(path)
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "DENY"


async def test_hashed_assets_are_kept_for_ever_and_sent_packed(web: httpx.AsyncClient) -> None:
    plain = await web.get("/assets/main-Ab3dE_9x.js")
    assert plain.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["content-type"].startswith("text/javascript")
    packed = await web.head("/assets/main-Ab3dE_9x.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"].startswith("text/javascript")
    assert (await web.get("/sw.js")).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    ["/assets/gone-Ab3dE_9x.js", "/.env", "/link.txt", "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt"],
)
async def test_nothing_else_is_served(web: httpx.AsyncClient, path: str) -> None:
    answer = await web.get(httpx.URL("http://door").copy_with(raw_path=path.encode()))
    assert answer.status_code == 404
    assert "outside" not in answer.text
    assert "SECRET" not in answer.text


async def test_pages_are_read_only(web: httpx.AsyncClient) -> None:
    assert (await web.post("/leads")).status_code == 405


async def test_without_a_build_it_says_so(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(app=WebApp(tmp_path / "dist"))
    async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "make run" in answer.text
