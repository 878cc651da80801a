package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

const generateHelp = `Print invented records of a type: valid, with the variety of real ones, and the same
for the same seed on every machine. Some JSON records have members that are not
documented, as real ones do. They serve to try out and to measure programs
that read exports.
`

const generateExamples = `  flowtrail generate networkevent.csv --records 1000 > events.csv
  flowtrail generate networkevent.json --records 2000000 --seed 7 --gzip > sync.json.gz`

func generateCommand(c *console) *cobra.Command {
	var records int64
	var seed uint64
	var compress, array bool
	cmd := &cobra.Command{
		Use:       "generate TYPE [flags]",
		Short:     "Print invented records",
		Long:      generateHelp,
		Example:   generateExamples,
		Args:      oneType,
		ValidArgs: typeNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			doc := documents.ByName(args[0])
			switch {
			case records < 0:
				return fmt.Errorf("--records must not be negative")
			case array && strings.HasSuffix(doc.Name(), ".csv"):
				return fmt.Errorf("--array is for JSON")
			}
			return generate(c, doc, records, seed, compress, array)
		},
	}
	cmd.Flags().Int64Var(&records, "records", 1000, "print `N` records")
	cmd.Flags().Uint64Var(&seed, "seed", 1, "print the records of seed `S`")
	cmd.Flags().BoolVar(&compress, "gzip", false, "compress the output")
	cmd.Flags().BoolVar(&array, "array", false, "print JSON as one array, not as lines")
	return cmd
}

func generate(c *console, doc flowtrail.Document, records int64, seed uint64, compress, array bool) error {
	var w io.Writer = c.stdout
	if compress {
		zip := gzip.NewWriter(c.stdout)
		defer zip.Close()
		w = zip
	}
	err := doc.WriteSamples(w, seed, records, array)
	if err != nil && c.stdout.failed() == nil {
		panic(err) // samples can be written
	}
	return nil
}
