package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/flowtrail/flowtrail/internal/nearest"
)

// flagError returns what is wrong with a flag in words for people, and what may be meant.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	var number *strconv.NumError
	switch {
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown)
	case errors.As(err, &invalid) && errors.As(err, &number):
		kind := "no whole number"
		switch {
		case number.Err == strconv.ErrRange:
			kind = "out of range"
		case invalid.GetFlag().Value.Type() == "float64":
			kind = "no number"
		}
		return fmt.Errorf("--%s: %q is %s", invalid.GetFlag().Name, invalid.GetValue(), kind)
	}
	return err
}

// unknownFlag says which flag may be meant by one that is not known, such as -to for --to.
func unknownFlag(cmd *cobra.Command, unknown *pflag.NotExistError) error {
	name, dashes := unknown.GetSpecifiedName(), "--"
	if short := unknown.GetSpecifiedShortnames(); short != "" {
		name, _, _ = strings.Cut(short, "=")
		dashes = "-"
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	meant := ""
	if other := nearest.Name(name, names); other != "" {
		meant = "; did you mean --" + other + "?"
	} else if slices.Contains([]string{"o", "out", "output"}, name) {
		meant = "; what is asked for goes to standard output"
	}
	return fmt.Errorf("unknown flag: %s%s%s", dashes, name, meant)
}

// checkFlags makes sure that the flags are there which a command cannot do without, and that no text is empty, as that of a variable
// which is not set.
func checkFlags(cmd *cobra.Command, _ []string) (err error) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch {
		case err != nil:
		case f.Changed && slices.Contains(texts(f.Value), ""):
			err = fmt.Errorf("--%s is empty", f.Name)
		case !f.Changed && f.Annotations[cobra.BashCompOneRequiredFlag] != nil:
			kind, usage := pflag.UnquoteUsage(f)
			if c, ok := f.Value.(*choice); ok {
				usage += ", " + oneOf(c.from)
			}
			err = fmt.Errorf("--%s %s is missing: %s", f.Name, kind, usage)
		}
	})
	return err
}

// texts returns the values of a flag that takes any text, once or several times.
func texts(v pflag.Value) []string {
	if several, ok := v.(pflag.SliceValue); ok {
		return several.GetSlice()
	}
	if v.Type() == "string" {
		return []string{v.String()}
	}
	return nil
}

// oneCommand makes sure that what follows a command which only has subcommands is one of them.
func oneCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	return fmt.Errorf("unknown command %q for %q; it must be %s", args[0], cmd.CommandPath(), oneOf(names))
}
