# Everything is one command away, on a fresh machine too:
#
#   make start      set up, build, run the portal and the local tenant, print links to try
#   make test       set up, run every check
#   make build      the release, in dist/
#   make headers    the files for hosts anew, for the hosts that CONFIG=path/to/config.json names (OUT=folder)
#   make size       what a guest downloads
#   make bench      the portal beside what it could have been built with (RUNS=15 times each; BENCH=short: the portal, once)
#   make test-full  every check with far more cases
#   make long       a soak and storms, an hour or two
#   make audit      what has become known about dependencies; needs a network
#   make fuzz       ten million inputs to everything that is read from outside
#   make fmt, make setup, make clean
#
# Tools that have to be compiled go to TOOLS and are shared by all clones.

export TOOLS ?= $(HOME)/.cache/mesh-guest-portal/tools
export PATH := $(TOOLS)/bin:$(CURDIR)/e2e/node_modules/.bin:$(PATH)

# How the release is compiled. Its standard library is made for size with everything else, and a panic ends the module at
# once, without composing words that nobody reads: both are unstable options of the compiler (docs/decisions/0018). A module
# has a quarter of the usual megabyte of stack, from its first moment on. No path of this machine gets into it, so that the
# same commit gives the same bytes in any folder. The flags add to those in .cargo/config.toml, which RUSTFLAGS would replace.
CRATES := $(or $(CARGO_HOME),$(HOME)/.cargo)/registry/src
TARGET := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
LIBRARY := $(shell rustc --print sysroot 2>/dev/null)/lib/rustlib/src/rust
REMAPPED := $(foreach path,$(CURDIR)=portal $(CRATES)=crates $(TARGET)=target $(LIBRARY)=rust,--remap-path-prefix=$(path))
TRUNK := RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='$(REMAPPED) -Zunstable-options -Cpanic=immediate-abort -Clink-arg=-zstack-size=262144' \
  trunk --skip-version-check build --quiet
unexport RUSTFLAGS CARGO_ENCODED_RUSTFLAGS

# After the set-up nothing needs a network.
OFFLINE := --locked --offline
WASM := --target wasm32-unknown-unknown
SOURCES := $(shell find src style public e2e/build .cargo index.html check.html meeting.html $(wildcard desk.html) \
  meeting/src meeting/package.json meeting/package-lock.json \
  Cargo.toml Cargo.lock deny.toml Trunk.toml Makefile -type f -not -name '*.test.mjs')
BROWSER_TESTS := $(patsubst tests/%.rs,--test %,$(wildcard tests/browser*.rs))

.PHONY: setup setup-build start build headers size bench audit test test-full check fmt clean
.DELETE_ON_ERROR:

setup: node
	@node e2e/build/setup.mjs test

setup-build: node
	@node e2e/build/setup.mjs

.PHONY: node
node:
	@node -e 'process.exit(parseInt(process.versions.node) >= 20 ? 0 : 1)' 2>/dev/null || \
	  { echo 'Node 20 or newer is missing. Get it from https://nodejs.org or your package manager.' >&2; exit 1; }

start: build
	@node e2e/start.mjs

build: dist/index.html
	@echo 'dist/ is up to date.'

dist/index.html: $(SOURCES) | setup-build
	node e2e/build/prepare.mjs
	$(TRUNK) --dist build/guest/dist build/guest/index.html
	$(TRUNK) --dist build/arrival/dist build/arrival/index.html
	$(TRUNK) --dist build/check/dist build/check/index.html
ifneq ($(wildcard desk.html),)
	$(TRUNK) --dist build/desk/dist build/desk/index.html
endif
	node e2e/build/finish.mjs

headers: build
	@node e2e/build/headers.mjs $(if $(CONFIG),--config '$(CONFIG)') $(if $(OUT),--out '$(OUT)')

size: build
	@node e2e/build/size.mjs

audit: setup-build
	@node e2e/build/audit.mjs

# Gets the peers' packages the first time; nothing else does.
bench: build setup
	@node e2e/bench/bench.mjs

# Property tests here draw over 100,000 inputs in all.
check: export PROPTEST_CASES ?= 3000

# What needs no built portal, quickest first.
check: setup
	cargo fmt --check
	cargo clippy $(OFFLINE) --all-targets --no-default-features -- -D warnings
	cargo clippy $(OFFLINE) $(WASM) --lib --bins $(BROWSER_TESTS) -- -D warnings
	cargo test $(OFFLINE) --no-default-features --quiet
ifneq ($(BROWSER_TESTS),)
	cargo test $(OFFLINE) $(WASM) $(BROWSER_TESTS)
endif
	cd e2e && npm run --silent check && npm run --silent test:tenant
	cd meeting/token-service && npm run --silent check && npm test --silent

test: check build
	@node e2e/build/size.mjs --limits
	cd e2e && npm run --silent test:release && npx --no-install playwright test && npm run --silent test:firefox

# The whole matrix, property tests with ten times the cases, a soak, storms, and Lighthouse.
test-full: export PROPTEST_CASES ?= 30000
test-full: export FULL := 1
test-full: check build fuzz long
	@node e2e/build/size.mjs --limits
	cd e2e && npm run --silent test:release && npx --no-install playwright test && npm run --silent test:firefox && npm run --silent lighthouse

# Ten million inputs in all, each target on its own: one that is done is not repeated before something changes.
# `make check` reads a hundredth of them.
FUZZ := $(addprefix build/fuzz/,callback token id_token challenge graph pasted)

.PHONY: fuzz
fuzz: $(FUZZ)
	@cat $(FUZZ)
	@cat $(FUZZ) | tr -d , | awk '{ all += $$3 } END { print "fuzz: total " all }'

$(FUZZ): export FUZZ_INPUTS ?= 10000000
$(FUZZ): $(SOURCES) $(wildcard tests/fuzz/*) | setup
	@mkdir -p $(@D)
	cargo test $(OFFLINE) --release --no-default-features --test fuzz --quiet -- --exact $(@F) > $@.log || \
	  { cat $@.log; exit 1; }
	@grep '^fuzz: ' $@.log > $@

# The guest's way hundreds of times in one tab (SOAK=500), and the table of faults on a network that fails at random
# (SEED=1, STORM=2 percent), in shards: one that is done is not repeated before something changes.
STORMS := 1 2 3 4 5 6 7 8
LONG := build/long/soak $(addprefix build/long/storm-,$(STORMS))

.PHONY: long
long: $(LONG)
	@grep -h -A 5 '^soak: ' build/long/soak
	@cat $(filter %storm-%,$^) | grep '^storm: '

build/long/soak: PICK := soak
build/long/storm-%: PICK = storm --shard=$(@F:storm-%=%)/$(words $(STORMS))
$(LONG): export FULL := 1
$(LONG): $(SOURCES) $(shell find e2e/long e2e/faults e2e/fixtures e2e/pages e2e/tenant -name '*.mjs') | build
	@mkdir -p $(@D)
	cd e2e && npx --no-install playwright test --config long.config.mjs $(PICK) > $(CURDIR)/$@.log || \
	  { cat $(CURDIR)/$@.log; exit 1; }
	@cp $@.log $@

fmt:
	cargo fmt

clean:
	rm -rf build dist
	cargo clean
