# The commands of this repository; `make help` lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

DUCKDB_PREFIX ?= /usr/local
export DUCKDB_PREFIX
ifneq ($(DUCKDB_PREFIX),/usr/local)
export PKG_CONFIG_PATH := $(DUCKDB_PREFIX)/lib/pkgconfig$(if $(PKG_CONFIG_PATH),:$(PKG_CONFIG_PATH))
export LD_LIBRARY_PATH := $(DUCKDB_PREFIX)/lib$(if $(LD_LIBRARY_PATH),:$(LD_LIBRARY_PATH))
endif

# One release build serves the demo and the tests; without the second flag `swift test` would build everything anew.
SWIFT_BUILD := swift build --configuration release
# One test at a time: a dozen functions and servers at once on two cores would meet their time-outs, not their faults.
SWIFT_TEST := swift test --configuration release --disable-testable-imports --no-parallel
# Lambda's glibc is older than that of most machines, so a function is built for it on Amazon Linux 2023.
BASE ?= this-machine
QUERIES ?= Demo/queries
SWIFT_SOURCES := Package.swift Plugins Sources Tests Demo Examples Benchmarks

.PHONY: help setup build demo function image package test test-sanitizers test-concurrency bench-client bench-cold bench-cursor \
	bench-lambda bench-load bench-parameters bench-scale docs test-scripts lint format clean distclean

help: ## List the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 18

setup: ## Install what building and running need: Debian packages, libduckdb, Moto, the Lambda emulator.
	@Scripts/setup

build: setup ## Build everything in release mode.
	@echo "build: compiling in release mode (the first time about 10 minutes on two cores, most of it NIO and BoringSSL)"
	@$(SWIFT_BUILD)

demo: build ## Run the main job with real servers; SEED=7 changes the data, EMBEDDED=1 needs no server.
	@.build/release/demo $(if $(SEED),--seed '$(SEED)') $(if $(EMBEDDED),--embedded)

function: build ## Put the deployable function into .build/function, for a container image.
	@Scripts/assemble .build/function

image: build ## Build the Dockerfile with buildah on stand-in base images, and run the image in isolation (as root).
	@.build/release/duckdb-serverless bake --source pypi --target .build/duckdb_extensions httpfs postgres_scanner
	@Scripts/build-image $(if $(FULL),--full)

package: build ## Put function.zip and layer.zip into .build/package; QUERIES=folder, BASE=al2023 where it is built for Lambda.
	@.build/release/duckdb-serverless bake --source pypi --target .build/package/duckdb_extensions httpfs postgres_scanner
	@.build/release/duckdb-serverless package --function .build/release/QueryFunction --base $(BASE) \
	    --bundle .build/package/duckdb_extensions --queries $(QUERIES) --output .build/package

test: setup ## Run all checks and tests; FILTER=Suite runs some of the tests only.
ifndef FILTER
	@$(MAKE) --no-print-directory lint test-scripts docs
endif
	@echo "test: compiling in release mode (the first time about 10 minutes on two cores, most of it NIO and BoringSSL)"
	@$(SWIFT_BUILD)
ifndef FILTER
	@Scripts/check-foundation
endif
	@echo "test: compiling and running the tests"
	@$(SWIFT_TEST) $(if $(FILTER),--filter '$(FILTER)')

test-sanitizers: setup ## Run the client's tests under AddressSanitizer and ThreadSanitizer; FILTER=Suite runs some.
	@Scripts/client-alone Scripts/test-sanitizers $(if $(FILTER),'$(FILTER)')

test-concurrency: setup ## Run 64 tasks with 500 cursors each under ThreadSanitizer.
	@Scripts/test-concurrency

bench-client: setup ## Measure the client against the C API and DuckDB for Python (about 2 minutes).
	@Scripts/client-alone swift build --configuration release --scratch-path .build-bench --product client-benchmark
	@.build-bench/release/client-benchmark .tools/venv/bin/python Benchmarks/Client/peer.py

bench-cold: build ## Measure cold starts beside C and a Python wrapper, and draw them (half an hour; FLAGS='--cold-starts 3' takes less).
	@Scripts/cold-peer
	@Scripts/cold-report-tools
	@Scripts/bench-cold $(FLAGS)

bench-cursor: build ## Measure how many cursors a second one database serves, for 1, 2, 4 and 8 tasks (half a minute).
	@.build/release/cursor-benchmark

bench-lambda: build ## Measure rows as JSON, what the runtime adds to an invocation, and the memory of a stream (about a minute).
	@.build/release/lambda-benchmark .build/release/lambda-probe .build/release/lambda-floor .tools/venv/bin/python \
	    Benchmarks/Lambda/Python $$(echo .tools/venv/lib/python3*/site-packages/duckdb_cli/duckdb)

bench-load: build ## Measure waking under each policy of trust, hashing, and a bake from the cache (about 3 minutes).
	@.build/release/duckdb-serverless bake --source pypi --target .build/duckdb_extensions httpfs postgres_scanner aws
	@.build/release/load-benchmark .build/release/wake-probe .build/release/duckdb-serverless .build/duckdb_extensions

bench-parameters: build ## Measure the first fetch of a parameter in a new process, over HTTP and over TLS (half a minute).
	@.build/release/parameters-benchmark .build/release/parameter-probe

bench-scale: build ## Measure scans and sorts by size, commits to a DuckLake, and work sent to a server (about 2 minutes).
	@.build/release/scale-benchmark

docs: setup ## Build the client's documentation in .build-client/documentation; compile the code of its articles.
	@Scripts/check-documentation .build-client/documentation

test-scripts:
	@Scripts/tests/run

lint: ## Check format and rules of the Swift sources, the table of DuckDB's functions, and the SAM template.
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)
	@Scripts/check-sources
	@Scripts/check-c-api
	@# cfn-lint comes with Moto; a moved virtual environment runs modules, not scripts.
	@.tools/venv/bin/python -c 'from cfnlint.runner import main; main()' Deployment/template.yaml
	@echo "lint: Deployment/template.yaml has no fault that cfn-lint knows"

format: ## Format the Swift sources.
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

clean: ## Remove what the build made.
	@rm -rf .build .build-*

distclean: clean ## Remove what the build and `make setup` made, except Debian packages.
	@Scripts/setup --remove
