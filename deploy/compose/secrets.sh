#!/usr/bin/env bash
# Prints fresh secrets for compose.yaml; keep the file out of sight: deploy/compose/secrets.sh > deploy/compose/.env
set -euo pipefail
key() { openssl rand -base64 32; }
pem=$(openssl genpkey -algorithm ed25519)
public=$(openssl pkey -pubout <<<"$pem")
printf 'POSTGRES_PASSWORD=%s\n' "$(openssl rand -hex 16)"
for name in LEADS AFTERSALES LOYALTY NOTIFICATIONS GATEWAY; do printf '%s_KEY=%s\n' "$name" "$(key)"; done
printf 'INDEX_KEY=%s\nTRANSPORT_KEY=%s\n' "$(key)" "$(key)"
printf 'TOKEN_PRIVATE_KEY="%s"\nTOKEN_PUBLIC_KEY="%s"\n' "$pem" "$public"
