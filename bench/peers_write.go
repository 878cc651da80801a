package main

import (
	"encoding/json"
	"io"

	"github.com/gocarina/gocsv"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

func marshalJSON(records []*twin.Record) error {
	for _, r := range records {
		if _, err := json.Marshal(r); err != nil {
			return err
		}
	}
	return nil
}

func encodeJSON(records []*twin.Record) error {
	encoder := json.NewEncoder(io.Discard)
	for _, r := range records {
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

func marshalGocsv(rows []*networkevent.Row) error { return gocsv.Marshal(rows, io.Discard) }
