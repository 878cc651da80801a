package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/perf/benchfmt"
	"golang.org/x/perf/benchmath"
	"golang.org/x/perf/benchproc"
	"golang.org/x/perf/benchunit"
)

// A row is a benchmark and a unit, a column a library and, where there are several, its number of workers.
type (
	row    = benchproc.Key
	column = benchproc.Key
)

// printTable prints, for each benchmark, how the first column compares with the others.
func printTable(w io.Writer, results io.Reader) error {
	var parser benchproc.ProjectionParser
	everything, err := benchproc.NewFilter("*")
	if err != nil {
		return err
	}
	rows, unitOf, err := parser.ParseWithUnit(".fullname", everything)
	if err != nil {
		return err
	}
	columns, err := parser.Parse("/lib,/workers", everything)
	if err != nil {
		return err
	}
	cells := map[row]map[column][]float64{}
	r := benchfmt.NewReader(results, "results")
	for r.Scan() {
		switch record := r.Result().(type) {
		case *benchfmt.SyntaxError:
			return record
		case *benchfmt.Result:
			_, hasRate := record.Value("B/s")
			at := columns.Project(record)
			for i, key := range rows.ProjectValues(record) {
				unit := record.Values[i].Unit
				if unit != "B/s" && unit != "peak-B" && (unit != "sec/op" || hasRate) {
					continue
				}
				if cells[key] == nil {
					cells[key] = map[column][]float64{}
				}
				cells[key][at] = append(cells[key][at], record.Values[i].Value)
			}
		}
	}
	if err := r.Err(); err != nil {
		return err
	}
	lines := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(lines, "BENCHMARK\tUNIT\t\tMEDIAN\t\tBESIDE\tMEDIAN\t\tTIMES BETTER\tP")
	for _, key := range sorted(cells) {
		unit := key.Get(unitOf)
		printRow(lines, strings.TrimSuffix(key.StringValues(), " "+unit), unit, r.Units().GetBetter(unit), cells[key])
	}
	return lines.Flush()
}

// printRow prints how the first column compares with each of the others, one a line. Better is +1 if more is better, and
// -1 if less is.
func printRow(w io.Writer, name, unit string, better int, cells map[column][]float64) {
	columns := sorted(cells)
	first, median := summary(cells[columns[0]])
	fmt.Fprintf(w, "%s\t%s\t%s", name, unit, cell(columns[0], median))
	for i, at := range columns[1:] {
		if i > 0 {
			fmt.Fprint(w, "\n\t\t\t\t")
		}
		sample, beside := summary(cells[at])
		ratio := math.Pow(median.Center/beside.Center, float64(better))
		p := benchmath.AssumeNothing.Compare(first, sample).P
		fmt.Fprintf(w, "\t%s\t%.2f\t%.3f", cell(at, beside), ratio, p)
	}
	fmt.Fprintln(w)
}

// summary returns the sample of some values and its median.
func summary(values []float64) (*benchmath.Sample, benchmath.Summary) {
	sample := benchmath.NewSample(values, &benchmath.DefaultThresholds)
	return sample, benchmath.AssumeNothing.Summary(sample, 0.95)
}

func cell(at column, median benchmath.Summary) string {
	name := at.Get(at.Projection().Fields()[0])
	if workers := at.Get(at.Projection().Fields()[1]); workers != "" {
		name += ", workers=" + workers
	}
	return fmt.Sprintf("%s\t%s\t±%s", name, benchunit.Scale(median.Center, benchunit.Decimal), median.PctRangeString())
}

// sorted returns the keys of m in the order in which they were first seen.
func sorted[V any](m map[benchproc.Key]V) []benchproc.Key {
	keys := slices.Collect(maps.Keys(m))
	benchproc.SortKeys(keys)
	return keys
}
