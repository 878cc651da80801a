//go:build !next

package main

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/flowtrail/flowtrail"
)

// read decodes and validates all records of an input, all of them valid.
func read[T any](codec *flowtrail.Codec[T]) reader {
	return func(text []byte) (n int, err error) {
		var v T
		for err := range codec.NewReader(bytes.NewReader(text)).Into(&v) {
			if err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
}

// refuse reads an input of which all records are invalid.
func refuse[T any](codec *flowtrail.Codec[T]) reader {
	return func(text []byte) (n int, err error) {
		var v T
		var bad *flowtrail.RecordError
		for err := range codec.NewReader(bytes.NewReader(text)).Into(&v) {
			if !errors.As(err, &bad) {
				return n, fmt.Errorf("record %d: %v", n+1, err)
			}
			n++
		}
		return n, nil
	}
}

// fold counts the records of an input, all of them valid.
func fold[T any](codec *flowtrail.Codec[T], text []byte, workers int) (int, error) {
	n, err := flowtrail.Fold(codec.NewReader(bytes.NewReader(text), flowtrail.Workers(workers)),
		func() *int { return new(int) },
		func(n *int, _ *T) { *n++ },
		func(into, from *int) { *into += *from }, nil)
	return *n, err
}
