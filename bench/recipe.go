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

// A limit says where samples end: at a number of records or else at one that ten divides, once there are enough bytes.
type limit struct{ records, bytes int64 }

func (l limit) reached(records, bytes int64) bool {
	if l.records > 0 {
		return records == l.records
	}
	return bytes >= l.bytes && records%10 == 0
}

// samples is the recipe for a file of samples.
func samples[T any](name string, codec *flowtrail.Codec[T], at func(*T) time.Time, end limit) recipe {
	return recipe{name, fmt.Sprintf("%v of %x", end, fingerprint(codec)), func(w *counter, made *file) error {
		writer := codec.NewWriter(w)
		for v := range codec.Samples(seed) {
			if end.reached(made.Records, w.n) {
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
