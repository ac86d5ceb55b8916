#!/usr/bin/env bash
# Brings what the tests need beside the environment: Java and Maven for a real Kafka, Chromium and a Chinese font for the browser.
set -euo pipefail
fail() { printf '%s\n' "$*" >&2; exit 1; }
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v mvn >/dev/null || missing+=(maven)
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fontconfig fonts-noto-cjk)
[ ${#missing[@]} -eq 0 ] && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "The tests need ${missing[*]}: install them (Debian: apt-get install ${missing[*]}) and run make again."
printf '› Debian packages for the tests: %s\n' "${missing[*]}"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
