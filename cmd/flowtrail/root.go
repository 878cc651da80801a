package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/internal/printable"
)

const rootHelp = `flowtrail works on exports of network access events.

It checks whether an export has the form that is documented and says at which line
and column it does not; it reports who was active and who was inactive, and lists the
newest connections of a user or to a Resource; it converts records to other forms of
their documents; and it generates sample records. "flowtrail types" lists the types
that it knows.

A PATH is a file, a directory, a glob in quotes, or - for standard input. Of a
directory, all files in it and below it are read, except hidden ones and those named
*.md or *.findings. A file may be compressed by gzip or zstd. Its type is recognised
by what it begins with, not by its name. What a command is asked for goes to standard
output, everything else to standard error.

` + exitHelp

const rootExamples = `  flowtrail validate events.csv
  flowtrail validate exports/
  flowtrail report active --from 2024-02-01 --to 2024-03-01 exports/
  flowtrail convert --to json events.csv > events.json`

// execute runs the command that args name. Its error is an exit, reported already.
func execute(c *console, args []string) error {
	root := &cobra.Command{
		Use:           "flowtrail",
		Short:         "Validate, report on and convert exports of network access events",
		Long:          rootHelp,
		Example:       rootExamples,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE:          askForCommand,

		PersistentPreRunE: checkFlags,
	}
	root.SetFlagErrorFunc(flagError)
	root.SetArgs(args)
	root.SetIn(c.stdin)
	root.SetOut(c.stdout)
	root.SetErr(c.stderr)
	root.AddCommand(validateCommand(c), reportCommand(c), trafficCommand(c), convertCommand(c), generateCommand(c), schemaCommand(c), typesCommand(c), versionCommand(c))
	root.InitDefaultHelpCmd()
	if help, _, err := root.Find([]string{"help"}); err == nil {
		help.Args = func(_ *cobra.Command, args []string) error { _, _, err := root.Find(args); return err }
	}
	root.InitDefaultCompletionCmd()
	if completion, _, err := root.Find([]string{"completion"}); err == nil {
		completion.Args, completion.RunE = oneCommand, askForCommand
	}
	cmd, err := root.ExecuteC()
	if _, told := err.(exit); err == nil || told {
		return err
	}
	fmt.Fprintf(c.stderr, "flowtrail: %s\nRun '%s --help' for usage.\n", printable.Lines(err.Error()), cmd.CommandPath())
	return exit(exitUsage)
}

// askForCommand is what a command does that only has subcommands: it shows its help, as an error.
func askForCommand(cmd *cobra.Command, _ []string) error {
	cmd.SetOut(cmd.ErrOrStderr())
	cmd.Help()
	return exit(exitUsage)
}

// somePaths makes sure that there is a PATH, and that none is empty, as that of a variable which is not set.
func somePaths(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("no PATH is given; - reads standard input")
	}
	if slices.Contains(args, "") {
		return fmt.Errorf("a PATH is empty")
	}
	return nil
}
