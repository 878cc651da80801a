package main

import (
	"compress/gzip"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"time"

	"github.com/flowtrail/flowtrail"
)

// A recipe says how a file is made.
type recipe struct {
	name  string
	key   string // changes whenever the file would
	write func(w *counter, made *file) error
}

// samples is the recipe for a file of samples, of at least so many bytes.
func samples[T any](name string, codec *flowtrail.Codec[T], at func(*T) time.Time, size int64) recipe {
	return recipe{name, fmt.Sprintf("%d of %x", size, fingerprint(codec)), func(w *counter, made *file) error {
		writer := codec.NewWriter(w)
		for v := range codec.Samples(seed) {
			if w.n >= size {
				break
			}
			if err := writer.Write(v); err != nil {
				return err
			}
			if made.Last = at(v); made.Records == 0 {
				made.First = made.Last
			}
			made.Records++
		}
		return writer.Flush()
	}}
}

// fingerprint returns a number that changes when samples do.
func fingerprint[T any](codec *flowtrail.Codec[T]) uint64 {
	hash := fnv.New64a()
	var line []byte
	n := 0
	for v := range codec.Samples(seed) {
		if n++; n > 10_000 {
			break
		}
		line, _ = codec.Append(line[:0], v)
		hash.Write(line)
	}
	return hash.Sum64()
}

// packed is the recipe for another file, compressed.
func packed(whole file, err error) (recipe, error) {
	return recipe{whole.Name + ".gz", "gzip of " + whole.Recipe, func(w *counter, made *file) error {
		in, err := os.Open(whole.path)
		if err != nil {
			return err
		}
		defer in.Close()
		made.Records, made.First, made.Last = whole.Records, whole.First, whole.Last
		packer := gzip.NewWriter(w)
		if _, err := io.Copy(packer, in); err != nil {
			return err
		}
		return packer.Close()
	}}, err
}
