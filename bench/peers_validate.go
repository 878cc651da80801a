package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

var (
	eventSchema = sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(networkevent.JSON.Schema()) })
	rowSchema   = sync.OnceValues(func() (*jsonschema.Schema, error) { return compile(networkevent.CSV.Schema()) })
)

// compile compiles an embedded schema as its users would, with the formats that it has besides the standard ones.
func compile(schema []byte) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	compiler.Formats = map[string]func(any) bool{
		"date-time-minute": isTime("2006-01-02T15:04Z"),
		"report-time":      isTime("2006-01-02 15:04:05 UTC"),
	}
	const url = "schema.json"
	if err := compiler.AddResource(url, bytes.NewReader(schema)); err != nil {
		return nil, err
	}
	return compiler.Compile(url)
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

// readJSONSchema reads events by way of any, judges them, and reads them once more into a struct.
func readJSONSchema(data []byte) error {
	schema, err := eventSchema()
	if err != nil {
		return err
	}
	return readLines(data, func(line []byte, r *twin.Record) error {
		v, err := unmarshalAny(line)
		if err == nil {
			err = schema.Validate(v)
		}
		if err == nil {
			err = json.Unmarshal(line, r)
		}
		return err
	})
}

// refuseEvents judges events of which all are invalid.
func refuseEvents(data []byte) error {
	schema, err := eventSchema()
	if err != nil {
		return err
	}
	for line := range bytes.Lines(data) {
		v, err := unmarshalAny(line)
		if err != nil {
			return err
		}
		if err := refused(schema.Validate(v)); err != nil {
			return err
		}
	}
	return nil
}

func unmarshalAny(line []byte) (v any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	err = decoder.Decode(&v)
	return v, err
}

// refuseRows judges rows of which all are invalid.
func refuseRows(data []byte) error {
	schema, err := rowSchema()
	if err != nil {
		return err
	}
	reader := newCSVReader(data)
	reader.ReuseRecord = false
	columns, err := reader.Read()
	if err != nil {
		return err
	}
	for {
		cells, err := reader.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		row := make(map[string]any, len(columns))
		for i, cell := range cells {
			row[columns[i]] = cell
		}
		if err := refused(schema.Validate(row)); err != nil {
			return err
		}
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
