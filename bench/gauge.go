package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"

	"github.com/flowtrail/flowtrail"
)

// nextAllocs measures how often Next allocates for an input that the reader has read before.
func nextAllocs[T any](codec *flowtrail.Codec[T], input func() []byte) contender {
	return func() (sample, error) {
		reader, err := warm(codec, input())
		if err != nil {
			return sample{}, err
		}
		return countAllocs(func() (int, error) { return drain(reader, -1) })
	}
}

// allAllocs measures how often All allocates for an input that the reader has read before.
func allAllocs[T any](codec *flowtrail.Codec[T], input func() []byte) contender {
	return func() (sample, error) {
		reader, err := warm(codec, input())
		if err != nil {
			return sample{}, err
		}
		return countAllocs(func() (n int, err error) {
			for _, err := range reader.All() {
				if err != nil {
					return n, err
				}
				n++
			}
			return n, nil
		})
	}
}

// warm returns a reader that has read an input, and will read it once more.
func warm[T any](codec *flowtrail.Codec[T], data []byte) (*flowtrail.Reader[T], error) {
	n, err := drain(codec.NewReader(bytes.NewReader(data)), -1)
	if err != nil {
		return nil, err
	}
	twice := codec.NewReader(io.MultiReader(bytes.NewReader(data), bytes.NewReader(body(data))))
	_, err = drain(twice, n)
	return twice, err
}

// body returns the records of an input, without the header that a CSV has.
func body(data []byte) []byte {
	if data[0] == '{' {
		return data
	}
	return data[bytes.IndexByte(data, '\n')+1:]
}

// countAllocs counts the allocations of do, which returns how many records it has read.
func countAllocs(do func() (records int, err error)) (sample, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	before := memStats().Mallocs
	n, err := do()
	if n == 0 && err == nil {
		err = fmt.Errorf("no records")
	}
	return sample{allocs: float64(memStats().Mallocs-before) / float64(n)}, err
}

// liveMemory measures how much memory a reader holds on to at the end of the input.
func liveMemory[T any](codec *flowtrail.Codec[T], input func() []byte, workers int) contender {
	return func() (sample, error) {
		data := input()
		runtime.GC()
		before := memStats().HeapAlloc
		reader := codec.NewReader(bytes.NewReader(data), flowtrail.Workers(workers))
		_, err := drain(reader, -1)
		runtime.GC()
		after := memStats().HeapAlloc
		runtime.KeepAlive(reader)
		return sample{memory: int64(after) - int64(before)}, err
	}
}

func memStats() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}

// drain reads up to limit records, or all if it is negative, and returns how many it has read.
func drain[T any](reader *flowtrail.Reader[T], limit int) (n int, err error) {
	for err := range reader.Into(new(T)) {
		if err != nil {
			return n, err
		}
		if n++; n == limit {
			break
		}
	}
	return n, nil
}
