package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
)

const generateHelp = `Print invented records of a type, to try out and to measure programs that read
exports. They are valid and as varied as real ones, and the same for the same seed on
every machine. Some JSON records have members that are not documented, as some real
ones have.

With --spelling, the output means the same but is written otherwise, by chance where
there is a choice. With --invalid, some records are broken, each in one place, and
--faults writes which, where, and under which rule a validator must find it.
`

const generateExamples = `  flowtrail generate networkevent.csv --records 1000 > events.csv
  flowtrail generate networkevent.json --records 2000000 --seed 7 --gzip > sync.json.gz
  flowtrail generate dlp.json --spelling order,space,crlf --invalid 0.01 --faults faults.jsonl > odd.json
  flowtrail generate corpus testdata/corpus`

// A generation is what is to be generated.
type generation struct {
	doc     flowtrail.Document
	records int64
	seed    uint64
	gzip    bool
	array   bool

	spelling []string
	invalid  float64
	faults   string // name of the file of faults
}

func generateCommand(c *console) *cobra.Command {
	var g generation
	cmd := &cobra.Command{
		Use:       "generate TYPE [flags]",
		Short:     "Print invented records",
		Long:      generateHelp,
		Example:   generateExamples,
		Args:      oneType,
		ValidArgs: typeNames(),
		RunE: func(_ *cobra.Command, args []string) error {
			g.doc = documents.ByName(args[0])
			switch {
			case g.records < 0:
				return fmt.Errorf("--records must not be negative")
			case g.array && strings.HasSuffix(g.doc.Name(), ".csv"):
				return fmt.Errorf("--array is for JSON")
			case !(0 <= g.invalid && g.invalid <= 1):
				return fmt.Errorf("--invalid must be from 0 to 1")
			case (g.invalid > 0) != (g.faults != ""):
				return fmt.Errorf("--invalid and --faults go together")
			}
			if what := overwritten(location(g.faults), nil); what != "" {
				return fmt.Errorf("--faults %s would overwrite %s", g.faults, what)
			}
			return g.run(c)
		},
	}
	cmd.Flags().Int64Var(&g.records, "records", 1000, "print `N` records")
	cmd.Flags().Uint64Var(&g.seed, "seed", 1, "print the records of seed `S`")
	cmd.Flags().BoolVar(&g.gzip, "gzip", false, "compress the output")
	cmd.Flags().BoolVar(&g.array, "array", false, "print JSON as one array, not as lines")
	cmd.Flags().StringSliceVar(&g.spelling, "spelling", nil, "print them in other `WAYS` that mean the same, such as order,values,crlf")
	cmd.Flags().Float64Var(&g.invalid, "invalid", 0, "break a part `P` of the records, from 0 to 1")
	cmd.Flags().StringVar(&g.faults, "faults", "", "write what is broken to `FILE`, a line of JSON for each")
	cmd.AddCommand(corpusCommand(c))
	return cmd
}

// run prints what is to be generated.
func (g *generation) run(c *console) error {
	write, err := g.writer(c)
	if err != nil {
		return err
	}
	var w io.Writer = c.stdout
	var zip *gzip.Writer
	if g.gzip {
		zip = gzip.NewWriter(c.stdout)
		w = zip
	}
	if err = write(w); err == nil && zip != nil {
		err = zip.Close()
	}
	var told exit
	switch {
	case errors.As(err, &told):
		return told
	case err != nil && c.stdout.failed() == nil:
		panic(err) // samples can be written
	}
	return nil
}

// writer returns what writes the records.
func (g *generation) writer(c *console) (func(io.Writer) error, error) {
	if len(g.spelling) == 0 && g.invalid == 0 {
		return func(w io.Writer) error { return g.doc.WriteSamples(w, g.seed, g.records, g.array) }, nil
	}
	return g.odd(c)
}
