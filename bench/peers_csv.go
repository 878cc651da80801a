package main

import (
	"bytes"
	"encoding/csv"
	"io"

	"github.com/gocarina/gocsv"
	"github.com/jszwec/csvutil"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

// readGocsv reads all rows the way that gocsv's own documentation shows first.
func readGocsv(data []byte) error {
	var rows []networkevent.Row
	return gocsv.UnmarshalBytes(data, &rows)
}

// pullGocsv pulls row after row, which is the fastest way of gocsv.
func pullGocsv(data []byte) error {
	rows, err := gocsv.NewUnmarshaller(newCSVReader(data), networkevent.Row{})
	if err != nil {
		return err
	}
	return untilEOF(func() error { _, err := rows.Read(); return err })
}

func readCsvutil(data []byte) error {
	decoder, err := csvutil.NewDecoder(newCSVReader(data))
	if err != nil {
		return err
	}
	var row twin.Row
	return untilEOF(func() error { return decoder.Decode(&row) })
}

// readEncodingCSV only splits rows into cells.
func readEncodingCSV(data []byte) error {
	reader := newCSVReader(data)
	return untilEOF(func() error { _, err := reader.Read(); return err })
}

func newCSVReader(data []byte) *csv.Reader {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.ReuseRecord = true
	return reader
}

// untilEOF calls next until it returns an error, and returns that error unless it is io.EOF.
func untilEOF(next func() error) error {
	for {
		if err := next(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}
