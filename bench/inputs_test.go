package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// The names of inputs. Those of whole processes have the size that was asked for; those in memory are their first records.
const (
	eventsFile = "events.json"
	rowsFile   = "rows.csv"
)

// file returns the path of an input, which is made if it is missing.
func file(tb testing.TB, name string) string {
	tb.Helper()
	path := filepath.Join(*work, name)
	if _, err := os.Stat(path); err == nil {
		return path
	}
	out, err := os.CreateTemp(*work, name)
	check(tb, err)
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<20)
	switch {
	case name == eventsFile:
		writeSamples(tb, w, networkevent.JSON)
	case name == rowsFile:
		writeSamples(tb, w, networkevent.CSV)
	default: // such as events.json.gz
		in, err := os.Open(file(tb, name[:len(name)-len(".gz")]))
		check(tb, err)
		defer in.Close()
		packer := gzip.NewWriter(w)
		_, err = io.Copy(packer, in)
		check(tb, err)
		check(tb, packer.Close())
	}
	check(tb, w.Flush())
	check(tb, os.Rename(out.Name(), path))
	return path
}

// odd is what some records have that makes peers differ or fail: counts whose sum is too large for DuckDB, cells of several lines where
// inputs are cut at the ends of lines, more digits of a second than DuckDB and other rows have, and rows without a time or an address.
var odd = regexp.MustCompile(`\d{13}|\n.|\.\d{7,9}[+Z ]|\.\d{3,6} UTC|UTC,,|^,|^(?:[^,{]*,){5},`)

func writeSamples[T any](tb testing.TB, w io.Writer, codec *flowtrail.Codec[T]) {
	var line []byte
	size := int64(0)
	writer := codec.NewWriter(w)
	for v := range codec.Samples(1) {
		var err error
		line, err = codec.Append(line[:0], v)
		check(tb, err)
		if odd.Match(line) {
			continue
		}
		check(tb, writer.Write(v))
		if size += int64(len(line)); size >= *megabytes*1e6 {
			break
		}
	}
	check(tb, writer.Flush())
}

// head returns the first lines of an input: so many records and, of a CSV, the header.
func head(tb testing.TB, name string, records int) []byte {
	tb.Helper()
	in, err := os.Open(file(tb, name))
	check(tb, err)
	defer in.Close()
	if name == rowsFile {
		records++
	}
	var text []byte
	r := bufio.NewReaderSize(in, 1<<20)
	for range records {
		line, err := r.ReadSlice('\n')
		if err == io.EOF {
			break
		}
		check(tb, err)
		text = append(text, line...)
	}
	return text
}

// decode returns all records of an input.
func decode[T any](tb testing.TB, codec *flowtrail.Codec[T], text []byte) (all []*T) {
	for v, err := range codec.Read(bytes.NewReader(text)) {
		check(tb, err)
		all = append(all, v)
	}
	return all
}

func check(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
