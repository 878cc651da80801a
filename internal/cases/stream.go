package cases

import (
	"io"
	"math/rand/v2"
	"slices"
)

// A Stream says how many records are written, and how.
type Stream struct {
	Seed     uint64 // of the samples, and of all that is decided by chance
	Records  int64
	Spelling Spelling           // Gzip is the caller's
	Invalid  float64            // which part of the records is broken, from 0 to 1
	Found    func(*Fault) error // is told of each that is
}

// flushed is how much of a stream is collected before it is written.
const flushed = 64 << 10

// WriteStream writes a stream to w, in memory that does not depend on the number of records.
func (s *Source) WriteStream(w io.Writer, stream Stream) error {
	random := rand.New(rand.NewPCG(stream.Seed, 0x63617365))
	writer := s.NewWriter(stream.Spelling, Drawn(random))
	kinds := slices.DeleteFunc(s.RecordKinds(), func(k Kind) bool { return fitting(k, stream.Spelling) != stream.Spelling })
	var out []byte
	split := s.splitter(func(r Record) error {
		kind := Kind("")
		if stream.Invalid > 0 && random.Float64() < stream.Invalid {
			kind = writer.Kind(kinds)
		}
		var fault *Fault
		out, fault = writer.Append(out, r, kind)
		writer.forget()
		if fault != nil {
			if err := stream.Found(fault); err != nil {
				return err
			}
		}
		if len(out) < flushed {
			return nil
		}
		_, err := w.Write(out)
		out = out[:0]
		return err
	})
	if err := s.doc.WriteSamples(split, stream.Seed, stream.Records, false); err != nil {
		return err
	}
	_, err := w.Write(writer.End(out))
	return err
}
