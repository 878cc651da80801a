package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func schemaCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:       "schema TYPE",
		Short:     "Print the JSON Schema of a type",
		Long:      "Print the JSON Schema (draft 2020-12) that records of a type are judged by.\nThat of a CSV type describes a row as an object of its cells, by column.",
		Example:   "  flowtrail schema networkevent.json > networkevent.schema.json",
		ValidArgs: typeNames(),
		Args:      oneType,
		Run: func(_ *cobra.Command, args []string) {
			c.stdout.Write(byName(args[0]).Schema())
		},
	}
}

// oneType makes sure that there is one argument, which is a type.
func oneType(_ *cobra.Command, args []string) error {
	if len(args) != 1 || byName(args[0]) == nil {
		return fmt.Errorf("name one type: %s", oneOf(typeNames()))
	}
	return nil
}

func typesCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "types",
		Short: "List the types of exports that are known",
		Args:  cobra.NoArgs,
		Run: func(*cobra.Command, []string) {
			table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
			for _, d := range documents {
				fmt.Fprintf(table, "%s\t%s\n", d.Name(), d.about())
			}
			table.Flush()
		},
	}
}

func versionCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of flowtrail",
		Args:  cobra.NoArgs,
		Run:   func(*cobra.Command, []string) { fmt.Fprintf(c.stdout, "flowtrail %s\n", version()) },
	}
}

// version returns the version that the Go command has built in, and what it was built with.
func version() string {
	v := "(devel)"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v = info.Main.Version
	}
	return fmt.Sprintf("%s (%s %s/%s)", v, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
