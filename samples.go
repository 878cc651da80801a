package flowtrail

import (
	"fmt"
	"io"
	"iter"
)

// Samples returns an endless sequence of invented records, all of them valid and as varied as real ones. Each is a new value. The
// same seed gives the same records on every platform. Each range over the sequence starts from the first one.
func (c *Codec[T]) Samples(seed uint64) iter.Seq[*T] {
	return c.format.Samples(seed, func() *T { return new(T) })
}

// WriteSamples writes the first n records of [Codec.Samples] to w: as [Codec.Write] does or, with array, as one JSON array with
// a record on each line. For a CSV codec, array is an error.
func (c *Codec[T]) WriteSamples(w io.Writer, seed uint64, n int64, array bool) error {
	samples := func(yield func(*T, error) bool) {
		v := new(T) // one for all of them
		left := n
		for sample := range c.format.Samples(seed, func() *T { return v }) {
			if left--; left < 0 || !yield(sample, nil) {
				return
			}
		}
	}
	if array {
		return c.writeArray(w, samples)
	}
	return c.Write(w, samples)
}

func (c *Codec[T]) writeArray(w io.Writer, records iter.Seq2[*T, error]) error {
	encoder := c.format.NewEncoder()
	if header, err := encoder.Header(nil, nil); err != nil || len(header) > 0 {
		return fmt.Errorf("write %s: only JSON can be written as an array", c.Name())
	}
	buf, separator := []byte("["), "\n"
	for v := range records {
		line, err := encoder.Append(append(buf, separator...), v)
		if err != nil {
			return fmt.Errorf("write %s: %w", c.Name(), err)
		}
		buf, separator = line[:len(line)-1], ",\n"
		if len(buf) >= writeSize {
			if _, err := w.Write(buf); err != nil {
				return fmt.Errorf("write %s: %w", c.Name(), err)
			}
			buf = buf[:0]
		}
	}
	if _, err := w.Write(append(buf, "\n]\n"...)); err != nil {
		return fmt.Errorf("write %s: %w", c.Name(), err)
	}
	return nil
}
