package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"text/tabwriter"
)

// A table is all that one run found out.
type table struct {
	environment
	Rounds int   `json:"rounds"`
	Rows   []row `json:"rows"`
}

func (t *table) print(w io.Writer) error {
	t.environment.print(w)
	fmt.Fprintf(w, "The shortest times of %d rounds, in which flowtrail and what stands beside it took turns.\n\n", t.Rounds)
	lines := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(lines, "WORK\tBESIDE\tFLOWTRAIL\tBESIDE IT\tRATIO\tTARGET\tMET")
	for _, r := range t.Rows {
		fmt.Fprintf(lines, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Work, r.Beside,
			number(r.Ours, r.digits, r.Unit), number(r.Theirs, r.digits, r.Unit), number(r.Ratio, 2, "×"),
			r.Target, r.verdict())
	}
	return lines.Flush()
}

func number(x *float64, digits int, unit string) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', digits, 64) + " " + unit
}

func (r row) verdict() string {
	switch {
	case r.Missing != "":
		return "n/a: " + r.Missing
	case r.Met == nil:
		return ""
	case *r.Met:
		return "yes"
	}
	return "no"
}

// complete returns an error if a row is missing.
func (t *table) complete() error {
	missing := 0
	for _, r := range t.Rows {
		if r.Missing != "" {
			missing++
		}
	}
	if missing > 0 {
		return fmt.Errorf("%d rows could not be measured", missing)
	}
	return nil
}

func (t *table) writeJSON(path string) error {
	text, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}
