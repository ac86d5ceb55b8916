.DEFAULT_GOAL := help
SHELL := bash
BIN := .venv/bin

##@ Use
run: ## Set up and run the whole system with a demo dealership (PORT=, HOST=, DATA_DIR=)
	@deploy/setup.sh run
	@$(BIN)/python -m embedded run
stop: ## End what a killed run left behind
	@[ ! -x $(BIN)/python ] || $(BIN)/python -m embedded stop
reset: ## Forget the demo's data; the next run starts it anew
	@[ ! -x $(BIN)/python ] || $(BIN)/python -m embedded reset

up: ## The distributed form in containers (needs Docker)
	@[ -s deploy/compose/.env ] || (umask 077; deploy/compose/secrets.sh > deploy/compose/.env)
	@docker compose -f deploy/compose/compose.yaml up --build -d --wait
down: ## End the containers; their volumes stay
	@docker compose -f deploy/compose/compose.yaml down

##@ Develop
setup: ## Python environment, web packages, build, and what the tests need
	@deploy/setup.sh all
dev: ## The web app with hot reload on :5173 against a running system
	@cd frontend && npm run dev
check: ## Lint, types, budgets, contract drift
	@deploy/setup.sh run
	@deploy/check.sh
test: ## Set up and run every test
	@deploy/setup.sh all
	@deploy/test.sh
bench: ## Measure against controls in the same run (PART=leads,create,…, LEADS=, KEEP=folder, DOCS=1)
	@PYTHONPATH=tests $(BIN)/python -m bench
contracts: ## Regenerate schemas, OpenAPI, AsyncAPI, examples and the web client
	@$(BIN)/python -m embedded.contracts
	@cd frontend && npm run --silent gen:api
initial-%: ## Rewrite a service's initial migration from its models
	@$(BIN)/python -m service_defaults.new_initial $*

help: ## This list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} /^[a-zA-Z%-]+:.*##/ {printf "  \033[36m%-12s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: up down run stop reset setup dev check test bench contracts help
