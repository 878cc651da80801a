package main

import (
	"bytes"
	"encoding/json"

	"github.com/bytedance/sonic"
	"github.com/mailru/easyjson"

	"github.com/flowtrail/flowtrail/bench/twin"
)

// The peers read a record a line into a struct that they reuse, as fast as they can be told to, and check no schema.

func readEncodingJSON(data []byte) error {
	return readLines(data, func(line []byte, r *twin.Record) error { return json.Unmarshal(line, r) })
}

func readEasyJSON(data []byte) error {
	return readLines(data, func(line []byte, r *twin.Record) error { return easyjson.Unmarshal(line, r) })
}

func readSonic(data []byte) error {
	return readLines(data, func(line []byte, r *twin.Record) error { return sonic.ConfigFastest.Unmarshal(line, r) })
}

func readLines(data []byte, unmarshal func([]byte, *twin.Record) error) error {
	var r twin.Record
	for line := range bytes.Lines(data) {
		r.Reset()
		if err := unmarshal(line, &r); err != nil {
			return err
		}
	}
	return nil
}
