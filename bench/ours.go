package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail"
)

// read decodes and validates all records of an input, with a struct that is reused.
func read[T any](codec *flowtrail.Codec[T], workers int) func([]byte) error {
	return func(data []byte) error {
		reader := codec.NewReader(bytes.NewReader(data), flowtrail.Workers(workers))
		_, err := drain(reader, -1)
		return err
	}
}

// refuse reads an input of which all records are invalid.
func refuse[T any](codec *flowtrail.Codec[T]) func([]byte) error {
	return func(data []byte) error {
		reader := codec.NewReader(bytes.NewReader(data))
		var v T
		for err := range reader.Into(&v) {
			var bad *flowtrail.RecordError
			switch {
			case err == nil:
				return fmt.Errorf("an invalid record passed: %v", reader.Pos())
			case !errors.As(err, &bad):
				return err
			}
		}
		return nil
	}
}

// appendAll appends records one by one, each over the one before.
func appendAll[T any](codec *flowtrail.Codec[T]) func([]*T) error {
	return func(records []*T) (err error) {
		var buf []byte
		for _, v := range records {
			if buf, err = codec.Append(buf[:0], v); err != nil {
				return err
			}
		}
		return nil
	}
}

func write[T any](codec *flowtrail.Codec[T]) func([]*T) error {
	return func(records []*T) error {
		writer := codec.NewWriter(io.Discard)
		for _, v := range records {
			if err := writer.Write(v); err != nil {
				return err
			}
		}
		return writer.Flush()
	}
}
