//go:build next

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail"
)

// What flowtrail_test.go has, for older versions: with Reader.Next and Reader.Each in place of Reader.Into and Fold.

func read[T any](codec *flowtrail.Codec[T]) reader {
	return func(text []byte) (n int, err error) {
		var v T
		r := codec.NewReader(bytes.NewReader(text))
		for err = r.Next(&v); err == nil; err = r.Next(&v) {
			n++
		}
		if err == io.EOF {
			err = nil
		}
		return n, err
	}
}

func refuse[T any](codec *flowtrail.Codec[T]) reader {
	return func(text []byte) (n int, err error) {
		var v T
		var bad *flowtrail.RecordError
		r := codec.NewReader(bytes.NewReader(text))
		for err = r.Next(&v); err != io.EOF; err = r.Next(&v) {
			if !errors.As(err, &bad) {
				return n, fmt.Errorf("record %d: %v", n+1, err)
			}
			n++
		}
		return n, nil
	}
}

func fold[T any](codec *flowtrail.Codec[T], text []byte, workers int) (n int, err error) {
	var counts []*int
	r := codec.NewReader(bytes.NewReader(text), flowtrail.Workers(workers))
	for err := range r.Each(func() func(*T) {
		count := new(int)
		counts = append(counts, count)
		return func(*T) { *count++ }
	}) {
		return 0, err
	}
	for _, count := range counts {
		n += *count
	}
	return n, nil
}
