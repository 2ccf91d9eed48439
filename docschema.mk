# docschema for the Makefile of your project: put this file beside it, and into the Makefile the line
#
#     include docschema.mk
#
# Then `make generate` makes the artifacts from the docs, `make check-docs` is what CI runs, and `make fix-docs` repairs
# in the docs what is certain. The docs and the output folder stand in docschema.toml (docschema init writes one).
#
# DOCSCHEMA says how to call the program, and DOCSCHEMA_FLAGS what to add:  make check-docs DOCSCHEMA_FLAGS=--fail-on=error

DOCSCHEMA ?= docschema
DOCSCHEMA_FLAGS ?=

docschema-goal-before := $(.DEFAULT_GOAL)

.PHONY: generate check-docs fix-docs

generate: ## Make the artifacts from the docs
	$(DOCSCHEMA) build $(DOCSCHEMA_FLAGS)

check-docs: ## Findings in docs and translations, and artifacts that are out of date
	$(DOCSCHEMA) check $(DOCSCHEMA_FLAGS)

fix-docs: ## Repair in the docs what can be repaired for certain
	$(DOCSCHEMA) lint --fix $(DOCSCHEMA_FLAGS)

# What `make` alone does stays the business of your Makefile.
.DEFAULT_GOAL := $(docschema-goal-before)
