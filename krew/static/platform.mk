# What is different about the build when its programs are to be static, for the platform $(STATIC): another
# compiler, and libraries of our own making. Both are in the user's cache; the first time they have to
# be had, which takes minutes.

STATIC_TARGET    := $(shell awk '$$1 == "$(STATIC)" { print $$2 }' krew/static/platforms.txt)
STATIC_SYSTEM    := $(firstword $(subst _, ,$(STATIC)))
ifeq ($(STATIC_TARGET),)
$(error STATIC=$(STATIC) is none of the platforms in krew/static/platforms.txt)
endif

STATIC_COMPILER  := $(shell krew/static/compiler)
STATIC_LIBRARIES := $(shell krew/static/libraries $(STATIC))
ifeq ($(STATIC_LIBRARIES),)
$(error there are no libraries to link with)
endif

export ZIG_GLOBAL_CACHE_DIR := $(dir $(STATIC_LIBRARIES))zig
export ZIG_LOCAL_CACHE_DIR  := $(ZIG_GLOBAL_CACHE_DIR)

# The programs of the machine that builds are made with its own compiler.
HOSTCC   = gcc
CC      := $(STATIC_COMPILER) cc -target $(STATIC_TARGET)
AR      := $(STATIC_COMPILER) ar

# musl has no variants of its functions that check sizes: _FORTIFY_SOURCE would do nothing.
# The compiler knows no stack clash protection for macOS.
MODE     := -O2 -fPIE -fstack-protector-strong $(if $(filter linux,$(STATIC_SYSTEM)),-fstack-clash-protection) \
            -fvisibility=hidden -isystem $(STATIC_LIBRARIES)/include
LINKMODE := -pie -s

STATIC_LIBS := $(patsubst %,$(STATIC_LIBRARIES)/lib/lib%.a,yaml pcre2-8 curl ssl crypto nghttp2 z)
