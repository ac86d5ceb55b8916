"""The same story by clicks: Playwright drives a real Chromium against the house that the other tests use as well."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from story.people import House

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
_SECONDS = 480


@pytest.mark.browser
@pytest.mark.timeout(1020)  # the demo's start as well, where nobody else has waited for it
def test_the_story_is_played_by_clicks(
    embedded_house: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The steps and their times are printed as they come; a failed one leaves everybody's screen in test-results."""
    card = tmp_path / "card.json"
    card.write_text(json.dumps(embedded_house.card), encoding="utf-8")
    command = [str(FRONTEND / "node_modules" / ".bin" / "playwright"), "test", "--project=story"]
    with capsys.disabled():
        played = subprocess.run(
            command, cwd=FRONTEND, env={**os.environ, "CHEMAI_CARD": str(card)}, timeout=_SECONDS, check=False
        )
    assert played.returncode == 0
