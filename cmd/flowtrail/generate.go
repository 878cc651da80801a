package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/spf13/cobra"

	"github.com/flowtrail/flowtrail"
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
			doc := byName(args[0])
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

func generate(c *console, doc document, records int64, seed uint64, compress, array bool) error {
	var w io.Writer = c.stdout
	if compress {
		zip := gzip.NewWriter(c.stdout)
		defer zip.Close()
		w = zip
	}
	err := doc.generate(w, records, seed, array)
	if err != nil && c.stdout.err == nil {
		panic(err) // samples can be written
	}
	return nil
}

func (d recordDocument[T]) generate(w io.Writer, records int64, seed uint64, array bool) error {
	if array {
		return writeArray(w, d.Codec, records, seed)
	}
	return d.Write(w, func(yield func(*T, error) bool) {
		n := int64(0)
		for v := range d.Samples(seed) {
			if n++; n > records || !yield(v, nil) {
				return
			}
		}
	})
}

// writeArray writes samples as the items of an array, one a line.
func writeArray[T any](w io.Writer, codec *flowtrail.Codec[T], records int64, seed uint64) error {
	buf, n := []byte("["), int64(0)
	for v := range codec.Samples(seed) {
		if n++; n > records {
			break
		}
		if buf = append(buf, '\n'); n > 1 {
			buf = append(buf[:len(buf)-1], ",\n"...)
		}
		line, err := codec.Append(buf, v)
		if err != nil {
			return err
		}
		if buf = line[:len(line)-1]; len(buf) > headSize {
			if _, err := w.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	_, err := w.Write(append(buf, "\n]\n"...))
	return err
}
