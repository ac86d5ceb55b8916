#!/usr/bin/env bash
# Every test, each part with its time. Needs `deploy/setup.sh all` first.
set -euo pipefail
cd "$(dirname "$0")/.."
began=$SECONDS
(cd frontend && npm run --silent test)
printf '\n== web app: %d s ==\n' $((SECONDS - began))
part=$SECONDS
(cd frontend && npm run --silent e2e)
printf '\n== web app in the browser: %d s ==\n' $((SECONDS - part))
part=$SECONDS
.venv/bin/pytest -q -n 2 --dist loadfile --durations=10 libs contracts services gateway deploy
printf '\n== libraries, services, gateway: %d s ==\n' $((SECONDS - part))
part=$SECONDS
.venv/bin/pytest -q --durations=10 tests
printf '\n== across services: %d s ==\n' $((SECONDS - part))
