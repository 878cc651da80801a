package main

import (
	"bytes"
	"encoding/csv"
	"io"
	"testing"

	"github.com/gocarina/gocsv"
	"github.com/jszwec/csvutil"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

// BenchmarkRows is decoding and, by flowtrail, validating. By encoding-csv it is only cutting rows into cells.
func BenchmarkRows(b *testing.B) {
	text := head(b, rowsFile, *records)
	benchmarkReader(b, "flowtrail", text, read(networkevent.CSV))
	benchmarkReader(b, "gocsv", text, readGocsv[networkevent.Row])
	benchmarkReader(b, "gocsv-UnmarshalBytes", text, unmarshalGocsv)
	benchmarkReader(b, "csvutil", text, readCsvutil)
	benchmarkReader(b, "encoding-csv", text, readEncodingCSV)
}

func BenchmarkInvalidRows(b *testing.B) {
	text := head(b, rowsFile, *records/10)
	text = inject(b, text, bytes.IndexByte(text, '\n')+1, rowFaults)
	benchmarkReader(b, "flowtrail", text, refuse(networkevent.CSV))
	benchmarkReader(b, "jsonschema", text, refuseRows(schema(b, networkevent.CSV.Schema())))
}

func BenchmarkWriteRows(b *testing.B) {
	text := head(b, rowsFile, *records)
	rows := decode(b, networkevent.CSV, text)
	benchmarkWriter(b, "flowtrail", len(text), rows, networkevent.CSV.NewWriter(io.Discard).Write)
	benchmark(b, "lib=gocsv", 1, len(text), len(rows), func() error { return gocsv.Marshal(rows, io.Discard) })
	var twins []*twin.Row
	check(b, csvutil.Unmarshal(text, &twins))
	benchmarkWriter(b, "csvutil", len(text), twins, func(r *twin.Row) error { return csvutilEncoder.Encode(r) })
}

var csvutilEncoder = csvutil.NewEncoder(csv.NewWriter(io.Discard))

// unmarshalGocsv reads all rows at once, the way that gocsv's own documentation shows first.
func unmarshalGocsv(text []byte) (int, error) {
	var rows []networkevent.Row
	err := gocsv.UnmarshalBytes(text, &rows)
	return len(rows), err
}

// readGocsv reads row after row, which is the fastest way of gocsv.
func readGocsv[V any](text []byte) (int, error) {
	rows, err := gocsv.NewUnmarshaller(newCSVReader(text), *new(V))
	if err != nil {
		return 0, err
	}
	return untilEOF(func() error { _, err := rows.Read(); return err })
}

func readCsvutil(text []byte) (int, error) {
	decoder, err := csvutil.NewDecoder(newCSVReader(text))
	if err != nil {
		return 0, err
	}
	var row twin.Row
	return untilEOF(func() error { return decoder.Decode(&row) })
}

func readEncodingCSV(text []byte) (int, error) {
	rows := newCSVReader(text)
	if _, err := rows.Read(); err != nil {
		return 0, err
	}
	return untilEOF(func() error { _, err := rows.Read(); return err })
}

func newCSVReader(text []byte) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.ReuseRecord = true
	return r
}

// untilEOF calls next until it returns io.EOF, and returns how often it returned nil.
func untilEOF(next func() error) (n int, err error) {
	for {
		switch err := next(); err {
		case nil:
			n++
		case io.EOF:
			return n, nil
		default:
			return n, err
		}
	}
}
