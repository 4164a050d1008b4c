# `make run` shows the clinic, `make test` runs the whole suite. The README says what else there is.
PYTHON ?= python3

.PHONY: help run test benchmark

help:
	@echo "make run    serves the clinic at http://127.0.0.1:8000/   PORT=  HOST=  DEMO=0  PYTHON="
	@echo "make test   runs every test                               ARGS=  REQUIRE=postgres,browser,gettext"
	@echo "make benchmark   measures it beside others                ARGS=--rounds 5 --seconds 5"

run:
	@$(PYTHON) deploy/local run

test:
	@$(PYTHON) deploy/local test $(ARGS)

benchmark:
	@$(PYTHON) deploy/local benchmark $(ARGS)
