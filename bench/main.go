// Command bench measures flowtrail beside what its users could pick instead, in one run on one machine, and prints all
// of it as a table:
//
//	cd bench && GOWORK=off go run .
//
// Inputs of whole processes, some gigabytes, are kept in the user's cache directory for the next run.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

func main() {
	if len(os.Args) == 6 && os.Args[1] == duckdbMode {
		exitOn(reportByDuckDB(os.Stdout, os.Args[2:]))
		return
	}
	var s settings
	flag.IntVar(&s.records, "records", 200_000, "`number` of records of inputs in memory")
	flag.Int64Var(&s.megabytes, "size", 1000, "least size of inputs on disk, in `MB`")
	flag.IntVar(&s.rounds, "rounds", 5, "`number` of rounds of which the shortest time counts")
	flag.StringVar(&s.json, "json", "", "`file` to write the table to as JSON as well")
	flag.StringVar(&s.dir, "dir", cacheDir(), "`directory` to keep inputs in")
	only := flag.String("only", "", "`regexp` of the works and peers to measure")
	flag.Parse()
	var err error
	s.only, err = regexp.Compile(*only)
	exitOn(err)
	exitOn(bench(&s))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "flowtrail-bench")
}

// settings are the flags.
type settings struct {
	records   int
	megabytes int64
	rounds    int
	json      string
	dir       string
	only      *regexp.Regexp
}

// bench measures and prints all that s asks for.
func bench(s *settings) error {
	temp, err := os.MkdirTemp("", "flowtrail-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	data, files := newData(s.records), newFiles(s.dir, s.megabytes*1e6)
	processes, err := newProcesses(files, temp, s.records)
	if err != nil {
		return err
	}
	chosen := slices.DeleteFunc(experiments(data, processes), func(e experiment) bool { return !e.matches(s.only) })
	t := table{environment: newEnvironment(), Rounds: s.rounds, Rows: measure(chosen, s.rounds)}
	t.Inputs = append(data.made, files.used...)
	err = t.print(os.Stdout)
	if s.json != "" {
		err = errors.Join(err, t.writeJSON(s.json))
	}
	return errors.Join(err, t.complete())
}

// measure does all experiments, after all checks.
func measure(experiments []experiment, rounds int) (rows []row) {
	failed := make([]error, len(experiments))
	for i, e := range experiments {
		if e.check != nil {
			fmt.Fprintln(os.Stderr, "checking", e.claims[0])
			failed[i] = e.check()
		}
	}
	for i, e := range experiments {
		if failed[i] != nil {
			rows = append(rows, e.missing(failed[i])...)
			continue
		}
		fmt.Fprintln(os.Stderr, "measuring", e.claims[0])
		rows = append(rows, e.rows(rounds)...)
	}
	return rows
}
