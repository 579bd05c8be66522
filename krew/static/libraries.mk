# The libraries of the static programs, for one platform: made by `krew/static/libraries`, which gives
#
#   SOURCES   the folder with the unpacked sources, one folder a package
#   CONFIG    the folder with this project's curl_config.h
#   OPENSSL   what OpenSSL calls the platform
#   CC, AR, RANLIB
#
# into include/ and lib/ of the working directory. All but OpenSSL are a handful of files that need no
# configure script. Small before fast, but for the two that the time of `render` is spent in.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-builtin-variables

CFLAGS = -Os -fPIE -ffunction-sections -fdata-sections -fstack-protector-strong -fstack-clash-protection \
         -fvisibility=hidden -w -DNDEBUG

LIBRARIES = crypto ssl z nghttp2 curl yaml pcre2-8
all: $(LIBRARIES:%=lib/lib%.a)

# $(call library,NAME,FOLDER,FILES,FLAGS): lib/libNAME.a of files of a package.
define library
$(1)_OBJECTS := $(patsubst %.c,$(1)/%.o,$(3))
$(1)/%.o: $(SOURCES)/$(2)/%.c
	@mkdir -p $$(@D)
	$(CC) $(CFLAGS) $(4) -c -o $$@ $$<
lib/lib$(1).a: $$($(1)_OBJECTS)
	@mkdir -p lib
	$(AR) qcD $$@ $$^
endef

files_of = $(sort $(patsubst $(SOURCES)/$(1)/%,%,$(wildcard $(addprefix $(SOURCES)/$(1)/,$(2)))))

# ---- zlib: what reads and writes in memory (it would have it that macOS has no fdopen) ----

$(eval $(call library,z,zlib,$(call files_of,zlib,*.c),-DHAVE_UNISTD_H=1 -DNO_GZIP -Dfdopen=fdopen -I$(SOURCES)/zlib))
include/zlib.h: | include
	cp $(SOURCES)/zlib/zlib.h $(SOURCES)/zlib/zconf.h include

# ---- nghttp2 ----

$(eval $(call library,nghttp2,nghttp2,$(call files_of,nghttp2,lib/*.c),\
  -DNGHTTP2_STATICLIB -DHAVE_ARPA_INET_H -DHAVE_NETINET_IN_H -DHAVE_TIME_H -DHAVE_CLOCK_GETTIME \
  -Iinclude -I$(SOURCES)/nghttp2/lib/includes))
include/nghttp2/nghttp2.h: | include
	mkdir -p $(@D)
	cp $(SOURCES)/nghttp2/lib/includes/nghttp2/nghttp2.h $(@D)
	version=$$(sed -n 's/^AC_INIT(\[nghttp2\], \[\([0-9.]*\).*/\1/p' $(SOURCES)/nghttp2/configure.ac) && \
	sed -e "s/@PACKAGE_VERSION@/$$version/" \
	    -e "s/@PACKAGE_VERSION_NUM@/$$(echo $$version | awk -F. '{ printf "0x%02x%02x%02x", $$1, $$2, $$3 }')/" \
	    $(SOURCES)/nghttp2/lib/includes/nghttp2/nghttp2ver.h.in >$(@D)/nghttp2ver.h
$(nghttp2_OBJECTS): include/nghttp2/nghttp2.h

# ---- libyaml: what reads ----

YAML_VERSION := $(shell sed -n 's/^m4_define(\[YAML_M[A-Z]*\], *\([0-9]*\)).*/\1/p; s/^m4_define(\[YAML_PATCH\], *\([0-9]*\)).*/\1/p' \
                  $(SOURCES)/libyaml/configure.ac)
$(eval $(call library,yaml,libyaml,$(call files_of,libyaml,src/*.c),\
  -O2 -DYAML_VERSION_MAJOR=$(word 1,$(YAML_VERSION)) -DYAML_VERSION_MINOR=$(word 2,$(YAML_VERSION)) \
  -DYAML_VERSION_PATCH=$(word 3,$(YAML_VERSION)) \
  -DYAML_VERSION_STRING='"$(word 1,$(YAML_VERSION)).$(word 2,$(YAML_VERSION)).$(word 3,$(YAML_VERSION))"' \
  -I$(SOURCES)/libyaml/include))
include/yaml.h: | include
	cp $(SOURCES)/libyaml/include/yaml.h include

# ---- PCRE2: 8 bits, Unicode, no compiler to machine code ----

PCRE2_FILES = auto_possess chartables compile config context convert dfa_match error extuni find_bracket \
              jit_compile maketables match match_data newline ord2utf pattern_info script_run serialize \
              string_utils study substitute substring tables ucd valid_utf xclass
$(eval $(call library,pcre2-8,pcre2,$(PCRE2_FILES:%=src/pcre2_%.c),\
  -O2 -DHAVE_CONFIG_H -DPCRE2_CODE_UNIT_WIDTH=8 -DPCRE2_STATIC -DSUPPORT_UNICODE=1 -DHAVE_MEMMOVE=1 -Iinclude/pcre2 \
  -I$(SOURCES)/pcre2/src))
pcre2-8/src/pcre2_chartables.o: $(SOURCES)/pcre2/src/pcre2_chartables.c
$(SOURCES)/pcre2/src/pcre2_chartables.c:
	cp $@.dist $@
include/pcre2.h: | include
	cp $(SOURCES)/pcre2/src/pcre2.h.generic include/pcre2.h
	mkdir -p include/pcre2
	cp include/pcre2.h include/pcre2
	cp $(SOURCES)/pcre2/src/config.h.generic include/pcre2/config.h
$(pcre2-8_OBJECTS): include/pcre2.h

# ---- OpenSSL: TLS 1.2 and 1.3 with what servers use ----

OPENSSL_WITHOUT = aria async autoload-config bf blake2 camellia cast cmp cms comp ct deprecated des dh dsa dso dtls \
                  ec2m engine gost idea ktls legacy md4 mdc2 module nextprotoneg ocb ocsp psk rc2 rc4 rfc3779 rmd160 \
                  scrypt seed shared siv sm2 sm3 sm4 sock srp srtp ssl3 tests tls1 tls1_1 ts ui-console uplink \
                  weak-ssl-ciphers whirlpool
openssl/Makefile:
	mkdir -p openssl
	cd openssl && perl $(SOURCES)/openssl/Configure $(OPENSSL) --prefix=/usr --openssldir=/etc/ssl --libdir=lib \
	    $(OPENSSL_WITHOUT:%=no-%) $(CFLAGS) >configured 2>&1
openssl/built: openssl/Makefile
	$(MAKE) -C openssl build_generated
	$(MAKE) -C openssl libcrypto.a libssl.a
	touch $@
lib/libcrypto.a lib/libssl.a: openssl/built
	@mkdir -p lib
	cp openssl/$(@F) $@
include/openssl/ssl.h: openssl/built | include
	mkdir -p $(@D)
	cp $(SOURCES)/openssl/include/openssl/*.h openssl/include/openssl/*.h $(@D)

# ---- libcurl ----

$(eval $(call library,curl,curl,$(call files_of,curl,lib/*.c lib/vauth/*.c lib/vtls/*.c lib/vquic/*.c),\
  -DHAVE_CONFIG_H -DBUILDING_LIBCURL -DCURL_STATICLIB -DNGHTTP2_STATICLIB -I$(CONFIG) -Iinclude \
  -I$(SOURCES)/curl/include -I$(SOURCES)/curl/lib))
include/curl/curl.h: | include
	mkdir -p $(@D)
	cp $(SOURCES)/curl/include/curl/*.h $(@D)
$(curl_OBJECTS): include/openssl/ssl.h include/zlib.h include/nghttp2/nghttp2.h

all: include/curl/curl.h include/yaml.h include/pcre2.h
include:
	mkdir include
