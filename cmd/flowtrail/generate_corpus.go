package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/internal/cases"
)

const corpusHelp = `Write files for the tests of anything that reads exports: valid ones in many spellings
that mean the same, and broken ones, of which it is known what must be found where.

DIR must not hold anything yet. In it is a folder for each type, with:
  valid/          files that are valid
  broken/         files that are broken, with the kind of the fault in their names
  plain/          the records of each valid file, written plainly
  fuzz/           all files, as Go keeps the seeds of a fuzz target
  manifest.jsonl  a line of JSON for each file: how many records it has; for a broken one
                  kind, rule, path, record, line, column and offset of what must be found
`

// corpusSamples is how many different records there are in the files of a corpus.
const corpusSamples = 1024

func corpusCommand(c *console) *cobra.Command {
	var types []string
	var files int
	var seed uint64
	cmd := &cobra.Command{
		Use:   "corpus [flags] DIR",
		Short: "Write files for tests, valid and broken",
		Long:  corpusHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] == "" {
				return fmt.Errorf("name one DIR")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if files < 1 {
				return fmt.Errorf("--files must be at least 1")
			}
			for _, name := range types {
				if err := oneType(nil, []string{name}); err != nil {
					return err
				}
			}
			if len(types) == 0 {
				types = typeNames()
			}
			if found, err := os.ReadDir(args[0]); err == nil && len(found) > 0 {
				return fmt.Errorf("%s is not empty", args[0])
			}
			for _, name := range types {
				if err := casesOf(name, corpusSamples).WriteCorpus(filepath.Join(args[0], name), seed, files); err != nil {
					return c.cannotWrite(err)
				}
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&types, "types", nil, "write files of these `TYPES` (default all)")
	cmd.Flags().IntVar(&files, "files", 500, "write `N` files of each type")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "write the files of seed `S`")
	return cmd
}

// casesOf returns the source of cases of a type.
func casesOf(name string, samples int) *cases.Source {
	source, err := cases.New(documents.ByName(name).(cases.Document), samples)
	if err != nil {
		panic(err) // samples can be written
	}
	return source
}
