# Every target sets up what it needs. Relative paths only: the folder's name may hold a space.
# GNU make 3.81 is enough (macOS).
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# On a Mac, Homebrew's libraries (Pango) stand where Python does not look.
MAC = $(if $(filter Darwin,$(shell uname)),DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib)
RUN = $(MAC) .venv/bin/python -m sitebuild
CODE = sitebuild tests bench bootstrap.py pelicanconf.py publishconf.py
# What a person types reaches the program as it was typed: make would else put its own values for each $.
TYPED = PORT SITEURL TARGET AFTER AFTER_LIMIT SSH pamphlet lang
$(foreach name,$(TYPED),$(eval override $(name) := $$(value $(name))))
export $(TYPED)

.DEFAULT_GOAL := help
.PHONY: help devserver html publish deploy rollback print check test test-quick test-content test-long test-changes lint test-servers validate bench translations styleguide photographs schema \
  requirements clean

help: ## Show what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' Makefile | awk -F@ '{printf "%-22s%s\n", $$1, $$2}'

devserver: .venv/.site ## Build the site, serve it, and build it again when you save; PORT=8000 chooses the port
	@$(RUN) preview

html: .venv/.site ## Build the site into output/
	@$(RUN) html

publish: .venv/.site ## Build the site for its address: make publish SITEURL=https://…
	@$(RUN) publish

deploy: .venv/.site ## Bring what was published to where it is served: make deploy TARGET=host:/path
	@$(RUN) deploy

rollback: .venv/.site ## Take the served site back to the one before: make rollback TARGET=host:/path
	@$(RUN) rollback

print: .venv/.site ## Put the pamphlets to print into print/; pamphlet=overdose-card lang=da makes one
	@$(RUN) print

check: .venv/.site ## Show every problem in the texts, without building
	@$(RUN) check

test: .venv/.test ## Build made-up sites and the real one, and read them as their readers do, also in a browser
	@$(MAC) .venv/bin/python -m pytest -m "not long"

test-quick: .venv/.test ## The part of it for the desk, in less than a minute: no browser, no paper, no real texts
	@$(MAC) .venv/bin/python -m pytest -m "(unit or build) and not (browser or long or slow)"

test-content: .venv/.test ## The part of it that reads the real texts: what an editor's change must leave true
	@$(MAC) .venv/bin/python -m pytest -m "not long" tests/content

test-long: .venv/.test test-servers validate ## Servers, validators, kills, simulated years
	@$(MAC) .venv/bin/python -m pytest -m long

test-changes: .venv/.test ## Each change that an editor may make, in a copy, with the clock up to 14 months on: an hour
	@$(MAC) .venv/bin/python tests/content/changes.py

lint: .venv/.test ## Hold the code to its habits: style, types, and which room imports which
	@.venv/bin/python -m ruff check $(CODE)
	@.venv/bin/python -m ruff format --check $(CODE)
	@.venv/bin/python -m mypy
	@.venv/bin/lint-imports --no-cache

test-servers: .venv/.test ## The part of it that publishes the site, serves it by nginx and Apache, and reads it there
	@.venv/bin/python bootstrap.py servers
	@$(MAC) .venv/bin/python -m pytest tests/servers

validate: .venv/.test ## The part of it that holds every page against the Nu Html Checker (needs Java and npm)
	@.venv/bin/python bootstrap.py validate
	@$(MAC) .venv/bin/python -m tests.validate

bench: .venv/.test ## Measure the build, the preview, the pamphlets, and a page beside its peers (needs npm)
	@.venv/bin/python bootstrap.py bench
	@$(MAC) .venv/bin/python -m bench

translations: .venv/.site ## Bring the catalogues up to date with the theme's words
	@.venv/bin/python -m sitebuild translations

styleguide: .venv/.site ## Build the page that shows every part of the design, into .styleguide/
	@$(RUN) styleguide

photographs: .venv/.test ## Take the pictures anew that the tests compare the design with; look at each
	@$(MAC) PHOTOGRAPHS=new .venv/bin/python -m pytest tests/browser/test_styleguide.py

schema: .venv/.site ## Write content/facts.schema.json, which editors' tools read
	@$(RUN) schema

requirements: ## Write requirements*.txt anew from pyproject.toml
	@$(PYTHON) bootstrap.py requirements

clean: ## Remove what was built and set up
	@rm -rf output .output.* print .print.* .preview ..preview* .styleguide ..styleguide* .cache .venv .pytest_cache .hypothesis

.venv/.site: requirements.txt bootstrap.py
	@$(MAC) "$(PYTHON)" bootstrap.py site

.venv/.test: requirements-test.txt bootstrap.py
	@$(MAC) "$(PYTHON)" bootstrap.py test
