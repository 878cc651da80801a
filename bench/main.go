// Command bench runs this directory's benchmarks, which measure flowtrail beside what its users could pick instead, in
// rounds, so that noise of the machine hits all alike, and prints how they compare:
//
//	cd bench && GOWORK=off go run .
//
// The tests run first: peers read and write the same values, and the reports of DuckDB and of flowtrail are the same in
// every cell. Numbers are medians, with their confidence intervals at 95 % and the p-values of their difference, as benchstat has
// them. With -o the results are kept for benchstat itself:
//
//	GOWORK=off go run . -o results.txt && GOWORK=off go tool benchstat -col /lib results.txt
//
// With -before an older version of flowtrail takes part, by the same benchmarks with the same inputs:
//
//	git worktree add ../../before 1100b54 && GOWORK=off go run . -before ../../before -tags next
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"time"
)

// settings are the flags.
type settings struct {
	rounds, size, records               int
	bench, benchtime, before, tags, out string
}

func main() {
	var s settings
	flag.IntVar(&s.rounds, "rounds", 6, "`number` of rounds; confidence takes six or more")
	flag.IntVar(&s.size, "size", 1000, "size of files that whole processes read, in `MB`")
	flag.IntVar(&s.records, "records", 50_000, "`number` of records read or written in memory")
	flag.StringVar(&s.bench, "bench", ".", "`regexp` of the benchmarks to run")
	flag.StringVar(&s.benchtime, "benchtime", "1s", "how long to run each, a `duration` or 10x for ten times")
	flag.StringVar(&s.before, "before", "", "`directory` of an older checkout of flowtrail to compare with")
	flag.StringVar(&s.tags, "tags", "", "build `tags` for the older checkout: next for those with Reader.Next")
	flag.StringVar(&s.out, "o", "", "`file` to write the results to, in the format of Go benchmarks")
	flag.Parse()
	if err := compare(&s); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// compare runs tests and then benchmarks, and prints a table of their results.
func compare(s *settings) error {
	work, err := os.MkdirTemp("", "flowtrail-bench-")
	if err != nil {
		return err
	}
	signal.Notify(make(chan os.Signal, 1), os.Interrupt) // which ends the command that is running, and so this function
	defer os.RemoveAll(work)
	binaries, err := build(s, work)
	if err != nil {
		return err
	}
	for _, b := range binaries {
		fmt.Fprintln(os.Stderr, "testing", b.lib)
		if text, err := b.command("-test.run=.").CombinedOutput(); err != nil {
			return fmt.Errorf("%w\n%s", err, text)
		}
	}
	names, err := binaries[0].command("-test.list=" + s.bench).Output()
	if err != nil {
		return err
	}
	var results bytes.Buffer
	fmt.Fprintln(&results, "Unit peak-B better=lower")
	benchmarks := slices.DeleteFunc(strings.Fields(string(names)), func(name string) bool {
		return !strings.HasPrefix(name, "Benchmark")
	})
	if len(benchmarks) == 0 {
		return fmt.Errorf("no benchmark matches %q", s.bench)
	}
	for round := range s.rounds {
		for _, name := range benchmarks {
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, s.rounds, name)
			for _, b := range binaries {
				if err := b.benchmark(&results, name, s.benchtime); err != nil {
					return err
				}
			}
		}
	}
	if s.out != "" {
		err = os.WriteFile(s.out, results.Bytes(), 0o644)
	}
	fmt.Printf("%s, %s, %d cores\n", time.Now().UTC().Format(time.DateOnly), runtime.Version(), runtime.NumCPU())
	return errors.Join(err, printTable(os.Stdout, &results))
}
