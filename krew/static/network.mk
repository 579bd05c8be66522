# The programs that need a network, in a static suite: one has them all, and they are small ones that go
# on as that (cmd/kagent-network). All static: the libraries alone would be five times as much otherwise.

NETWORK = kubectl-kagent-a2a-ping kubectl-kagent-completion kubectl-kagent-doctor kubectl-kagent-scale kagent-verify-live

N := $(B)/obj/network
BINARIES += $(B)/bin/kagent-network
all: $(B)/bin/kagent-network

# Each has a cmd_main, which gets the name of the program.
function = $(subst -,_,$(1))
main_of  = $(filter %/main.o,$(program_$(1)))
rest_of  = $(filter-out %/main.o,$(program_$(1)))

$(N)/network.h: Makefile krew/static/network.mk
	@mkdir -p $(@D)
	@printf 'PROGRAM("%s", %s)\n' $(foreach name,$(NETWORK),$(name) $(call function,$(name))) >$@

define network_rule
$(N)/$(1).o: $(patsubst $(B)/obj/%.o,%.c,$(call main_of,$(1))) $(B)/flags | build/gen/suite.h
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$(Q)$$(CC) $$(ALL_CFLAGS) -Dcmd_main=$(call function,$(1)) -MMD -MP -c -o $$@ $$<

$(N)/command-$(1).o: cmd/kagent-network/command.c $(B)/flags | build/gen/suite.h
	$$(call say,CC,$$@)
	@mkdir -p $$(@D)
	$(Q)$$(CC) $$(ALL_CFLAGS) '-DPROGRAM="$(1)"' -MMD -MP -c -o $$@ $$<

$(B)/bin/$(1): $(N)/command-$(1).o $(B)/libcommand.a $(GENERATED) $(B)/libkagent.a
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$(Q)$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $$(LIBS)
endef
$(foreach name,$(NETWORK),$(eval $(call network_rule,$(name))))

$(N)/main.o: cmd/kagent-network/main.c $(N)/network.h $(B)/flags | build/gen/suite.h
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -I$(N) -MMD -MP -c -o $@ $<

NETWORK_OBJECTS := $(N)/main.o $(foreach name,$(NETWORK),$(N)/$(name).o $(call rest_of,$(name)))
$(B)/bin/kagent-network: $(NETWORK_OBJECTS) $(B)/libcommand.a $(GENERATED) $(B)/libkagent.a
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LIBS)
