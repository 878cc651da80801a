package main

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

// A choice is a flag's value that is one of a few.
type choice struct {
	value string
	from  []string
	kind  string // what help calls it
}

func (c *choice) String() string { return c.value }
func (c *choice) Type() string   { return c.kind }

func (c *choice) Set(s string) error {
	if !slices.Contains(c.from, s) {
		return fmt.Errorf("it must be %s", oneOf(c.from))
	}
	c.value = s
	return nil
}

// addChoice adds a flag to cmd whose value is one of a few, which the shell can complete.
func addChoice(cmd *cobra.Command, c *choice, name, usage string) {
	cmd.Flags().Var(c, name, usage)
	cmd.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(c.from, cobra.ShellCompDirectiveNoFileComp))
}

// oneOf enumerates names, such as "text or json".
func oneOf(names []string) string {
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// A number is at least one.
type number int

func (k *number) String() string { return strconv.Itoa(int(*k)) }
func (k *number) Type() string   { return "N" }

func (k *number) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return errors.New("it must be a whole number of at least 1")
	}
	*k = number(n)
	return nil
}

// addJobs adds the flag to cmd that says how many workers decode.
func addJobs(cmd *cobra.Command) *int {
	n := runtime.GOMAXPROCS(0)
	cmd.Flags().VarP((*number)(&n), "jobs", "j", "read with `N` workers; the output is the same for any N")
	cmd.Flags().Lookup("jobs").DefValue = "one for each processor"
	return &n
}
