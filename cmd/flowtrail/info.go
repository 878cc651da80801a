package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/nearest"
)

func schemaCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:       "schema TYPE",
		Short:     "Print the JSON Schema of a type",
		Long:      "Print the JSON Schema (draft 2020-12) that records of a type are checked against.\nFor a CSV type it describes a row as an object whose members are named as the columns.\n" + configName + " stands for the config file of validate.",
		Example:   "  flowtrail schema networkevent.json > networkevent.schema.json",
		ValidArgs: append(typeNames(), configName),
		Args:      oneType,
		Run: func(_ *cobra.Command, args []string) {
			schema := configSchema
			if args[0] != configName {
				schema = documents.ByName(args[0]).Schema()
			}
			c.stdout.Write(schema)
		},
	}
}

// typeNames returns the names of all types.
func typeNames() []string {
	var names []string
	for _, doc := range documents.All() {
		names = append(names, doc.Name())
	}
	return names
}

// oneType makes sure that there is one argument, which is a type.
func oneType(_ *cobra.Command, args []string) error {
	switch {
	case len(args) != 1:
		return fmt.Errorf("name one type: %s", oneOf(typeNames()))
	case documents.ByName(args[0]) != nil || args[0] == configName:
		return nil
	}
	return fmt.Errorf("the type %q is unknown%s", args[0], otherTypes(args[0]))
}

// otherTypes says which type may be meant by one that is not known, and which there are.
func otherTypes(name string) string {
	meant := ""
	if name := nearest.Name(name, typeNames()); name != "" {
		meant = fmt.Sprintf(" (did you mean %s?)", name)
	}
	return meant + "; the types are " + strings.Join(typeNames(), ", ")
}

func typesCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "types",
		Short: "List the known types of exports",
		Args:  cobra.NoArgs,
		Run: func(*cobra.Command, []string) {
			table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
			for _, d := range documents.All() {
				fmt.Fprintf(table, "%s\t%s\n", d.Name(), d.Title())
			}
			table.Flush()
		},
	}
}
