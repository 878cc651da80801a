package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

var (
	work      = flag.String("work", "", "`directory` for inputs and programs, which are made if they are missing; a temporary one if empty")
	tool      = flag.String("tool", "", "`file` that is flowtrail's tool; built if empty")
	megabytes = flag.Int64("size", 1000, "size of files that whole processes read, in `MB`")
	records   = flag.Int("records", 50_000, "`number` of records read or written in memory")
)

func TestMain(m *testing.M) {
	flag.Parse()
	if input := os.Getenv(foldInput); input != "" {
		if err := answer(input); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(inWorkDir(m))
}

func inWorkDir(m *testing.M) int {
	var err error
	if *work == "" {
		*work, err = os.MkdirTemp("", "flowtrail-bench-")
		defer os.RemoveAll(*work)
	} else {
		*work, err = filepath.Abs(*work)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// A reader reads all records of an input and returns how many there were.
type reader func(text []byte) (records int, err error)

// benchmarkReader measures reading an input on one core.
func benchmarkReader(b *testing.B, lib string, text []byte, read reader) {
	want := bytes.Count(text, []byte("\n"))
	if text[0] != '{' {
		want-- // the header
	}
	benchmark(b, "lib="+lib, 1, len(text), want, func() error {
		n, err := read(text)
		if err == nil && n != want {
			err = fmt.Errorf("%d records, not %d", n, want)
		}
		return err
	})
}

// benchmark measures what reads or writes so many bytes and records on so many cores.
func benchmark(b *testing.B, name string, cores, size, records int, do func() error) {
	b.Run(name, func(b *testing.B) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			if err := do(); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(records), "ns/record")
	})
}
