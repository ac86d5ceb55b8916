#!/usr/bin/env bash
# Lint, types, boundaries, budgets and contract drift, each with its time. Needs `deploy/setup.sh run` first.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
failed=()

part() {
  local name=$1 began=$SECONDS log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    printf '  ok    %-18s %3d s\n' "$name" $((SECONDS - began))
  else
    printf '  FAIL  %-18s %3d s\n' "$name" $((SECONDS - began))
    cat "$log"
    failed+=("$name")
  fi
  rm -f "$log"
}

sources=(libs/messaging/src libs/service_defaults/src contracts/src gateway/src services/leads/src services/aftersales/src services/loyalty/src services/notifications/src deploy/simulator/src deploy/embedded/src)
part "ruff" $bin/ruff check .
part "format" $bin/ruff format --check .
part "mypy" $bin/mypy "${sources[@]}"
part "boundaries" $bin/lint-imports
part "house rules" $bin/python deploy/house_rules.py
part "contract drift" $bin/python -m embedded.contracts --check
part "contract lint" frontend/node_modules/.bin/spectral lint --ruleset contracts/spectral.yaml --fail-severity warn --quiet contracts/openapi/*.json contracts/asyncapi.json
part "web app" bash -c 'cd frontend && npm run --silent lint && npm run --silent i18n && npm run --silent typecheck && npm run --silent size'

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nfailed: %s\n' "${failed[*]}"
  exit 1
fi
