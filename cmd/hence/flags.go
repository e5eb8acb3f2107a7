package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/hence-math/hence/proofs"
)

// choice is a flag that takes one of a few words. It implements pflag.Value.
type choice struct {
	value   string
	allowed []string
}

// String is the word chosen.
func (c *choice) String() string { return c.value }

// Type lists the words, for the help.
func (c *choice) Type() string { return strings.Join(c.allowed, "|") }

// Set chooses a word.
func (c *choice) Set(s string) error {
	for _, a := range c.allowed {
		if s == a {
			c.value = s
			return nil
		}
	}
	return fmt.Errorf("must be one of %s", strings.Join(c.allowed, ", "))
}

// addChoice adds such a flag to a command; the first word is the default. A
// shell can complete its words.
func addChoice(cmd *cobra.Command, name, usage string, allowed ...string) *choice {
	c := &choice{value: allowed[0], allowed: allowed}
	cmd.Flags().Var(c, name, usage)
	if err := cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(allowed, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // only if a command had the same flag twice
	}
	return c
}

// budget is a flag that takes a positive whole number. It implements pflag.Value.
type budget struct {
	value int64
	set   func(int64)
	most  int64
}

// String is the budget in decimal.
func (b *budget) String() string { return strconv.FormatInt(b.value, 10) }

// Type names the kind of value, for the help.
func (b *budget) Type() string { return "N" }

// Set sets the budget.
func (b *budget) Set(s string) error {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 || n > b.most {
		return fmt.Errorf("must be a whole number from 1 to %d", b.most)
	}
	b.value = n
	b.set(n)
	return nil
}

// addLimits adds a flag for each budget, its default being the command's own.
func addLimits(cmd *cobra.Command) *proofs.Limits {
	limits := proofs.DefaultLimits()
	add := func(name, usage string, value int64, set func(int64)) {
		cmd.Flags().Var(&budget{value: value, set: set, most: 1 << 40}, name, usage)
	}
	add("max-bytes", "size of a document", int64(limits.Syntax.Bytes), func(n int64) { limits.Syntax.Bytes = int(n) })
	add("max-steps", "operations that deciding one link may take", limits.Steps, func(n int64) { limits.Steps = n })
	add("max-bits", "length in bits of the longest number computed", int64(limits.Bits), func(n int64) { limits.Bits = int(n) })
	add("max-iterations", "terms of a sum, steps of a recurrence", int64(limits.Iterations), func(n int64) { limits.Iterations = int(n) })
	add("max-depth", "how deep definitions may rest on each other", int64(limits.Depth), func(n int64) { limits.Depth = int(n) })
	return &limits
}
