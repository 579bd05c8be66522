# The build of the kubectl-kagent suite. GNU make; `make help` lists the targets.
#
# Nothing is named twice: a command is a folder cmd/kubectl-*/, a module of the
# library is a folder lib/*/, and everything a person reads about a command
# comes from plugins.yaml. Objects are rebuilt when a header, the flags or the
# compiler change.

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-builtin-variables
SHELL := /bin/sh

# ---- what the user may set ----

CC        = gcc
HOSTCC    = $(CC)
AR        = ar
# Quick append: two modules may each have a file of the same name.
ARFLAGS   = qcD
PREFIX    = /usr/local
DESTDIR   =
BINDIR    = $(PREFIX)/bin
DATADIR   = $(PREFIX)/share
MANDIR    = $(DATADIR)/man/man1
CFLAGS    =
LDFLAGS   =
# SAN=1 builds with the address and undefined-behaviour sanitizers into build/san.
SAN       =
# STATIC=linux_amd64 builds static programs for that platform into build/static (docs/RELEASING.md).
STATIC    =
# How long `make fuzz` runs each of its targets.
FUZZ_SECONDS = 60
# V=1 shows the commands.
V         =

# ---- flags ----

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes -Wmissing-prototypes \
           -Wformat=2 -Wundef -Wvla -Wcast-qual -Wpointer-arith -Wwrite-strings -Werror
STANDARD = -std=gnu11 -D_GNU_SOURCE -Iinclude -Ibuild/gen
SECTIONS = -ffunction-sections -fdata-sections

# FUZZ=1, for `make fuzz`: the sanitizers, and what libFuzzer counts, which only clang has.
FUZZ      =

# TORTURE=1, for test/torture: the sanitizers, and calls to the system that can be made to fail.
TORTURE   =
FAULTS    := malloc calloc realloc fopen opendir readdir read write fsync rename mkdir stat lstat fstat \
             realpath getcwd pipe pipe2 posix_spawn epoll_create1 epoll_ctl epoll_wait close open mkostemp

# COVERAGE=1, for `make coverage`: every run of the binaries adds to what it has counted in build/coverage.
COVERAGE  =

ifneq ($(FUZZ),)
CC        = clang
B        := build/fuzz
MODE     := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINKMODE := -fsanitize=address,undefined
else ifneq ($(SAN)$(TORTURE),)
B        := build/$(if $(TORTURE),torture,san)
MODE     := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LINKMODE := -fsanitize=address,undefined $(if $(TORTURE),$(FAULTS:%=-Wl,--wrap=%))
else ifneq ($(COVERAGE),)
B        := build/coverage
MODE     := -O0 -g --coverage -fprofile-update=atomic
LINKMODE := --coverage
else ifneq ($(STATIC),)
B        := build/static/$(STATIC)
include krew/static/platform.mk
else
B        := build
MODE     := -O2 -g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LINKMODE := -pie
endif

# What differs from system to system is in files of their own, whose names end in _linux.c, _darwin.c.
SYSTEMS     := linux darwin
HOST_SYSTEM := $(shell uname -s | tr A-Z a-z)
SYSTEM      := $(or $(STATIC_SYSTEM),$(HOST_SYSTEM))
# $(call files_for,SYSTEM,PATTERNS)
files_for = $(filter-out $(addsuffix .c,$(addprefix %_,$(filter-out $(1),$(SYSTEMS)))),$(sort $(wildcard $(2))))

# Darwin has POSIX.1-2008's st_mtim by another name.
ifeq ($(SYSTEM),darwin)
MODE     += -Dst_mtim=st_mtimespec
LINKMODE += -Wl,-dead_strip
else
LINKMODE += -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--gc-sections
endif

# The paths in the binaries are the same wherever the tree lies.
REPRODUCIBLE = -ffile-prefix-map=$(CURDIR)=.

ALL_CFLAGS  = $(STANDARD) $(MODE) $(SECTIONS) $(REPRODUCIBLE) $(WARNINGS) $(CFLAGS)
ALL_LDFLAGS = $(LINKMODE) $(LDFLAGS)

# Static archives save the dynamic loader's work at every start; where the
# distribution has none the shared library does.
archive = $(or $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l$(1))
# Only the binaries that speak to a cluster need libcurl: the linker leaves it out of the others.
LIBS   := $(or $(STATIC_LIBS),$(call archive,yaml) $(call archive,pcre2-8) -lcurl -lm)

Q := $(if $(V),,@)
# One short line for each step, none with -s.
QUIET := $(or $(V),$(findstring s,$(firstword -$(MAKEFLAGS))))
say = $(if $(QUIET),,@printf '  %-7s %s\n' '$(1)' '$(2)')

# ---- what there is ----

COMMANDS    := $(notdir $(wildcard cmd/kubectl-*))
LIB_SOURCES := $(call files_for,$(SYSTEM),lib/*/*.c lib/*/*/*.c)
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(B)/obj/%.o) $(B)/obj/build/gen/schema.o
COMMON      := $(patsubst %.c,$(B)/obj/%.o,$(call files_for,$(SYSTEM),cmd/common/*.c))
GENERATED   := $(B)/obj/build/gen/suite.o $(B)/obj/build/gen/manifests.o $(B)/obj/build/gen/completions.o \
               $(if $(TORTURE),$(B)/obj/test/torture/faults.o)
# Programs beside the commands, which a command runs in its own place; no commands of kubectl's.
HELPERS     := kagent-verify-live
BINARIES    := $(COMMANDS:%=$(B)/bin/%) $(HELPERS:%=$(B)/bin/%)

objects_of = $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard cmd/$(1)/*.c)))

.PHONY: all lib
all: $(BINARIES) $(B)/libkagent.a ## Build every command into build/bin (SAN=1: build/san/bin)
lib: $(B)/libkagent.a ## Build only the library, libkagent.a

# ---- rules ----

# Holds the compiler and its flags; touched only when they change.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIBS)' | cmp -s - $@ || \
	    echo '$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIBS)' >$@

$(B)/obj/%.o: %.c $(B)/flags
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/libkagent.a: $(LIB_OBJECTS)
	$(call say,AR,$@)
	@rm -f $@
	$(Q)$(AR) $(ARFLAGS) $@ $^

# An archive: a command gets of it what it mentions, and with that the libraries it needs.
$(B)/libcommand.a: $(COMMON)
	$(call say,AR,$@)
	@rm -f $@
	$(Q)$(AR) $(ARFLAGS) $@ $^

# What each program is made of. verify has two: one of them with a way to clusters in the place of the
# way to the other.
$(foreach command,$(COMMANDS),$(eval program_$(command) := $(call objects_of,$(command))))
program_kagent-verify-live := $(filter-out %/elsewhere.o,$(program_kubectl-kagent-verify)) \
                              $(call objects_of,kagent-verify-live)

NETWORK =
ifneq ($(STATIC),)
include krew/static/network.mk
endif

# The linker leaves out what a binary does not mention of GENERATED.
define program_rule
$(B)/bin/$(1): $(program_$(1)) $(B)/libcommand.a $(GENERATED) $(B)/libkagent.a
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$(Q)$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $$(LIBS)
endef
$(foreach program,$(filter-out $(NETWORK),$(COMMANDS) $(HELPERS)),$(eval $(call program_rule,$(program))))

# ---- generated sources ----
#
# The generators are programs of the machine that builds, linked with the lower
# floors of the library; they and what they make are the same for every B.

HOST_CFLAGS  = $(STANDARD) -O1 -g $(WARNINGS)
HOST_LIBRARY := $(patsubst %.c,build/host/obj/%.o,$(call files_for,$(HOST_SYSTEM),lib/base/*.c lib/doc/*.c lib/cli/*.c))
host_objects = $(patsubst %.c,build/host/obj/%.o,$(sort $(wildcard cmd/build/*.c cmd/build/$(1)/*.c)))

build/host/obj/%.o: %.c
	$(call say,HOSTCC,$<)
	@mkdir -p $(@D)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -MMD -MP -c -o $@ $<

define host_rule
build/host/$(1): $(call host_objects,$(1)) $(HOST_LIBRARY)
	$$(call say,HOSTLD,$$@)
	$(Q)$$(HOSTCC) -o $$@ $$^ $(call archive,yaml) -lm
endef
$(foreach tool,generate embed schema,$(eval $(call host_rule,$(tool))))

build/gen/suite.h: KIND = header
build/gen/suite.c: KIND = tables
build/gen/links:   KIND = links
build/gen/version: KIND = version
build/gen/plugin:  KIND = plugin
build/gen/suite.h build/gen/suite.c build/gen/links build/gen/version build/gen/plugin: build/host/generate plugins.yaml
	$(call say,GEN,$@)
	@mkdir -p $(@D)
	$(Q)build/host/generate $(KIND) plugins.yaml >$@

# A page for the suite and one for each of its commands.
PAGES := kubectl-kagent $(shell sed -n '/^commands:/,$$s/^  - name: /kubectl-kagent-/p' plugins.yaml)
MAN   := $(PAGES:%=build/man/%.1)

$(MAN): build/man/%.1: build/host/generate plugins.yaml
	$(call say,GEN,$@)
	@mkdir -p $(@D)
	$(Q)build/host/generate man/$* plugins.yaml >$@

docs/COMMANDS.md: build/host/generate plugins.yaml
	$(call say,GEN,$@)
	$(Q)build/host/generate reference plugins.yaml >$@

.PHONY: pictures
pictures: ## Draw the documents' pictures again; those of a cluster with KUBECONFIG
	@$(MAKE) -s install PREFIX=/usr DESTDIR='$(CURDIR)/$(B)/installed' >/dev/null
	@PATH='$(CURDIR)/$(B)/installed/usr/bin':"$$PATH" docs/pictures/draw docs/pictures/*.run

.PHONY: man
man: $(MAN) ## Make the manual pages, build/man/*.1

# The names of the embedded files: a file that goes away must be noticed too.
MANIFESTS := $(sort $(shell find kubernetes/kagent -type f))
build/gen/manifests.list: FORCE
	@mkdir -p $(@D)
	@echo '$(MANIFESTS)' | cmp -s - $@ || echo '$(MANIFESTS)' >$@

build/gen/manifests.c: build/host/embed build/gen/manifests.list $(MANIFESTS)
	$(call say,GEN,$@)
	$(Q)build/host/embed kagent_manifests /embedded kubernetes/kagent >$@

build/gen/completions.c: build/host/embed $(wildcard completion/*)
	$(call say,GEN,$@)
	$(Q)build/host/embed kagent_completions /completion completion >$@

SCHEMA_TABLES := lib/schema/tables/kubernetes.txt lib/schema/tables/measured.txt
build/gen/schema.c: build/host/schema $(SCHEMA_TABLES)
	$(call say,GEN,$@)
	@mkdir -p $(@D)
	$(Q)build/host/schema $(SCHEMA_TABLES) >$@

$(COMMON) $(foreach program,$(COMMANDS) $(HELPERS),$(program_$(program))) $(GENERATED): | build/gen/suite.h

# ---- installing ----

# Where the shells look for scripts of packages.
BASH_COMPLETION = $(DATADIR)/bash-completion/completions/kubectl-kagent
ZSH_COMPLETION  = $(DATADIR)/zsh/site-functions/_kubectl-kagent
FISH_COMPLETION = $(DATADIR)/fish/vendor_completions.d/kubectl-kagent.fish
SHELL_SCRIPTS   = $(BASH_COMPLETION) $(ZSH_COMPLETION) $(FISH_COMPLETION)

.PHONY: install uninstall
install: all man build/gen/links ## Install into PREFIX (/usr/local), below DESTDIR if that is set
	install -d '$(DESTDIR)$(BINDIR)'
	install -m 755 $(BINARIES) '$(DESTDIR)$(BINDIR)'
	install -m 755 completion/kubectl '$(DESTDIR)$(BINDIR)/kubectl_complete-kagent'
	install -d '$(DESTDIR)$(MANDIR)'
	install -m 644 $(MAN) '$(DESTDIR)$(MANDIR)'
	install -d $(foreach file,$(SHELL_SCRIPTS),'$(DESTDIR)$(dir $(file))')
	install -m 644 completion/bash '$(DESTDIR)$(BASH_COMPLETION)'
	install -m 644 completion/zsh '$(DESTDIR)$(ZSH_COMPLETION)'
	install -m 644 completion/fish '$(DESTDIR)$(FISH_COMPLETION)'
	@while read -r link target; do ln -sfv "$$target" '$(DESTDIR)$(BINDIR)'/"$$link"; done <build/gen/links

uninstall: build/gen/links ## Remove what install placed
	cd '$(DESTDIR)$(BINDIR)' && rm -f $(notdir $(BINARIES)) kubectl_complete-kagent
	cd '$(DESTDIR)$(MANDIR)' && rm -f $(notdir $(MAN))
	rm -f $(foreach file,$(SHELL_SCRIPTS),'$(DESTDIR)$(file)')
	@while read -r link target; do rm -fv '$(DESTDIR)$(BINDIR)'/"$$link"; done <build/gen/links

# ---- releasing ----

.PHONY: dist dist-check
dist: ## Make what is released, for every platform, in dist/ (docs/RELEASING.md)
	@test/install-deps dist
	@krew/dist

dist-check: ## Make it twice, compare every byte, and try what this machine can run
	@test/install-deps dist-check
	@test/dist/check

# ---- tests ----
#
# Every test/unit/NAME_test.c is a program of its own; what they share is in the other files there.

UNIT_SOURCES  := $(sort $(wildcard test/unit/*_test.c))
UNIT_SHARED   := $(patsubst %.c,$(B)/obj/%.o,$(filter-out $(UNIT_SOURCES),$(sort $(wildcard test/unit/*.c))))
UNIT_PROGRAMS := $(UNIT_SOURCES:%.c=$(B)/%)

# Tests may look into the library's private headers; private, or what they are made of would be built again.
$(B)/obj/test/%.o: private STANDARD += -Ilib
$(UNIT_SOURCES:%.c=$(B)/obj/%.o): | build/gen/suite.h

# OpenSSL is asked what a digest must be; nothing else here links it.
$(B)/test/unit/sha256_test $(B)/test/unit/sha1_test: private LIBS += -lcrypto

$(UNIT_PROGRAMS): $(B)/%: $(B)/obj/%.o $(UNIT_SHARED) $(GENERATED) $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# The loop once more as it waits on macOS, which goes everywhere: what is linked first is taken.
UNIT_WITH_POLL := $(B)/test/unit/http_loop_with_poll_test
$(UNIT_WITH_POLL): $(B)/obj/test/unit/http_loop_test.o $(B)/obj/lib/http/waiter_darwin.o $(UNIT_SHARED) \
                   $(GENERATED) $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# What the library says of the objects that test/mutations makes.
$(B)/test/mutations/judge: $(B)/obj/test/mutations/judge.o $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# The client of the library on a command line, for the tests in test/bats/.
$(B)/test/kube/client: $(B)/obj/test/kube/client.o $(B)/libcommand.a $(GENERATED) $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)
$(B)/obj/test/kube/client.o: | build/gen/suite.h

# Port-forward to be driven by tests that have a cluster.
$(B)/test/tunnel: $(B)/obj/test/cluster/testing/tunnel.o $(B)/libkagent.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)

# Every test/fuzz/targets/NAME.c but fuzz.c, the frame, is a program of libFuzzer's.
FUZZ_PROGRAMS := $(patsubst test/fuzz/targets/%.c,$(B)/bin/%,\
                   $(filter-out %/fuzz.c,$(sort $(wildcard test/fuzz/targets/*.c))))

$(FUZZ_PROGRAMS): $(B)/bin/%: $(B)/obj/test/fuzz/targets/%.o $(B)/obj/test/fuzz/targets/fuzz.o $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -o $@ $(filter %.o,$^) $(filter %.a,$^) $(LIBS)

# The reader of plugins.yaml is the generator's, which is no part of the library.
$(B)/bin/plugins: $(patsubst %.c,$(B)/obj/%.o,$(filter-out %/main.c,$(wildcard cmd/build/generate/*.c)))

.PHONY: fuzz-programs fuzz
fuzz-programs: $(FUZZ_PROGRAMS)

fuzz: ## Look for inputs that break the library, FUZZ_SECONDS for each target (docs/FUZZING.md)
	@test/fuzz/run --seconds $(FUZZ_SECONDS)

.PHONY: unit-programs test-programs unit test demo bench lint analyse
unit-programs: $(UNIT_PROGRAMS) $(UNIT_WITH_POLL)

# All that several suites of tests need.
test-programs: all unit-programs $(B)/test/kube/client $(B)/test/mutations/judge $(B)/test/tunnel

.PHONY: torture coverage
torture: ## Let every allocation, open, read, write and their like fail in turn, under the sanitizers
	@$(MAKE) -s TORTURE=1 all
	@test/torture/run

coverage: ## Tell how many lines and branches of the library the tests reach that need no cluster
	@test/install-deps coverage
	@test/coverage

unit: $(UNIT_PROGRAMS) $(UNIT_WITH_POLL) ## Run the unit tests only (SAN=1: under the sanitizers)
	@status=0; for program in $^; do echo "== $$program"; $$program || status=1; done; exit $$status

test: ## Install what is missing, then run every test
	@test/install-deps test
	@test/run

demo: ## Install what is missing, build, and render dev and prod through the real kubectl
	@test/install-deps demo
	@$(MAKE) -s all
	@test/demo

bench: all ## Measure render, verify, scale and a2a-ping beside what people use in their place
	@test/bench/run
	@test/bench/trees
	@test/bench/scale
	@test/bench/verify
	@test/bench/live
	@test/bench/a2a
	@test/bench/a2a_raw
	@test/bench/a2a_many

lint: ## Check style, sizes and static analysis only
	@test/suites/30-lint

analyse: ## Look for mistakes with gcc's analyzer and clang-tidy, which takes minutes
	@test/install-deps analyse
	@test/analyse

# ---- housekeeping ----

.PHONY: format FORCE clean help
FORCE:

format: ## Lay out the C sources with clang-format
	clang-format -i $(shell git ls-files --cached --others --exclude-standard '*.[ch]')

clean: ## Remove what the build made
	rm -rf build dist

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

-include $(shell find $(B)/obj build/host/obj -name '*.d' 2>/dev/null)
