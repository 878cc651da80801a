package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/bench/twin"
)

// schema compiles an embedded schema as its users would, with the formats that it has besides the standard ones.
func schema(tb testing.TB, text []byte) *jsonschema.Schema {
	tb.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	compiler.Formats = map[string]func(any) bool{
		"date-time-minute": isTime("2006-01-02T15:04Z"),
		"report-time":      isTime("2006-01-02 15:04:05 UTC"),
	}
	const url = "schema.json"
	check(tb, compiler.AddResource(url, bytes.NewReader(text)))
	compiled, err := compiler.Compile(url)
	check(tb, err)
	return compiled
}

func isTime(layout string) func(any) bool {
	return func(v any) bool {
		text, ok := v.(string)
		if !ok {
			return true
		}
		_, err := time.Parse(layout, text)
		return err == nil
	}
}

// validated returns what validates a line, decoded to any, before it is decoded once more.
func validated[V any](schema *jsonschema.Schema, decode decoder[V]) decoder[V] {
	return func(line []byte, v *V) error {
		tree, err := unmarshalAny(line)
		if err == nil {
			err = schema.Validate(tree)
		}
		if err == nil {
			err = decode(line, v)
		}
		return err
	}
}

// refuseEvents validates events of which all are invalid.
func refuseEvents(schema *jsonschema.Schema) reader {
	return readLines(func(line []byte, _ *twin.Record) error {
		v, err := unmarshalAny(line)
		if err == nil {
			err = refused(schema.Validate(v))
		}
		return err
	})
}

func unmarshalAny(line []byte) (v any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	err = decoder.Decode(&v)
	return v, err
}

// refuseRows validates rows of which all are invalid.
func refuseRows(schema *jsonschema.Schema) reader {
	return func(text []byte) (int, error) {
		rows := newCSVReader(text)
		rows.ReuseRecord = false
		columns, err := rows.Read()
		if err != nil {
			return 0, err
		}
		return untilEOF(func() error {
			cells, err := rows.Read()
			if err != nil {
				return err
			}
			row := make(map[string]any, len(columns))
			for i, cell := range cells {
				row[columns[i]] = cell
			}
			return refused(schema.Validate(row))
		})
	}
}

// refused returns an error unless err is the verdict that a record is invalid.
func refused(err error) error {
	var verdict *jsonschema.ValidationError
	if errors.As(err, &verdict) {
		return nil
	}
	return fmt.Errorf("an invalid record passed: %v", err)
}
