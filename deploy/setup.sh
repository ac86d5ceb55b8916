#!/usr/bin/env bash
# Brings a fresh checkout to where it can run: Python environment, own packages, web app. Quick when nothing changed.
# Usage: deploy/setup.sh [run|all]   (run: what `make run` needs; all: what the tests need as well)
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-run}

say() { printf '\033[1m› %s\033[0m\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

python=${PYTHON:-python3}
command -v "$python" >/dev/null || fail "Chemai needs Python 3.11 or newer: install it (Debian: apt-get install python3) and run make again."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Chemai needs Python 3.11 or newer; $("$python" --version) was found. Point PYTHON= at a newer one."
"$python" -c 'import venv, ensurepip' 2>/dev/null || fail "Python's venv module is missing: install it (Debian: apt-get install python3-venv) and run make again."
command -v node >/dev/null && command -v npm >/dev/null || fail "Chemai needs Node.js 20 or newer with npm: install it and run make again."
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' || fail "Chemai needs Node.js 20 or newer; $(node --version) was found."

stamp() { cat "$@" 2>/dev/null | sha256sum | cut -d' ' -f1; }
packages=(libs/messaging libs/service_defaults contracts gateway services/leads services/aftersales services/loyalty services/notifications deploy/simulator deploy/embedded)

wanted=$(stamp requirements.lock "${packages[@]/%//pyproject.toml}")
if [ "$(cat .venv/.stamp 2>/dev/null)" != "$wanted" ]; then
  say "Python environment (once, about half a minute)"
  [ -x .venv/bin/python ] || "$python" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation "${packages[@]/#/-e./}"
  echo "$wanted" > .venv/.stamp
fi

wanted=$(stamp frontend/package-lock.json frontend/package.json)
if [ "$(cat frontend/node_modules/.stamp 2>/dev/null)" != "$wanted" ]; then
  say "Web app packages (once, about a minute)"
  (cd frontend && npm ci --no-audit --no-fund --loglevel=error)
  echo "$wanted" > frontend/node_modules/.stamp
fi

web_stamp() {
  (cd frontend && find src public scripts ./*.html ./*.json ./*.ts -type f -not -name '*.tsbuildinfo' -print0 2>/dev/null | sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}
if [ "$(cat frontend/dist/.stamp 2>/dev/null)" != "$(web_stamp)" ]; then
  say "Web app build"
  (cd frontend && npm run --silent build > .build.log 2>&1 || { tail -n 40 .build.log; exit 1; }; rm -f .build.log)
  web_stamp > frontend/dist/.stamp # after the build: it writes the generated sources that it reads
fi

if [ "$what" = all ]; then
  deploy/test-tools.sh
fi
