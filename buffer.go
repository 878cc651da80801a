package flowtrail

import (
	"io"

	"github.com/flowtrail/flowtrail/internal/record"
)

// chunkSize is how much is read at a time.
const chunkSize = 64 << 10

// mostKept is the size of the largest buffer that is given away or kept for other uses: a large record must not make many
// buffers large.
const mostKept = 384 << 10

// A buffer holds the part of a stream that is read and not yet consumed.
type buffer struct {
	src  io.Reader // returns something or an error
	data []byte    // the unconsumed bytes begin at pos; after them there is room for record.Padding
	pos  int
	last bool  // src has ended: nothing follows data
	err  error // why src ended, if not because of its end
}

// fill drops the consumed bytes and reads once, with room for so many bytes or at least half of that. It returns with new
// bytes, or at the end of the stream.
func (b *buffer) fill(room int) {
	rest := b.data[b.pos:]
	if cap(b.data)-record.Padding-len(rest) < room/2 || cap(b.data) == 0 {
		rest = append(make([]byte, 0, 2*len(rest)+room+record.Padding), rest...)
	} else {
		rest = append(b.data[:0], rest...)
	}
	b.data, b.pos = rest, 0
	if b.last {
		return
	}
	got, err := b.src.Read(b.data[len(b.data) : cap(b.data)-record.Padding])
	b.data = b.data[:len(b.data)+got]
	if b.last = err != nil; b.last && err != io.EOF {
		b.err = err
	}
}

// complete reports whether the stream ends with what is in the buffer, as it should.
func (b *buffer) complete() bool { return b.last && b.err == nil }

// rest returns the unconsumed bytes.
func (b *buffer) rest() []byte { return b.data[b.pos:] }

// take consumes n bytes and returns them. They are copied to the memory of spare, or stay where they are while the buffer
// goes on in spare.
func (b *buffer) take(n int, spare []byte) []byte {
	taken, rest := b.data[b.pos:b.pos+n], b.data[b.pos+n:]
	if cap(b.data) > mostKept || len(rest) > n {
		b.pos += n
		return record.Pad(spare, taken)
	}
	if need := len(rest) + record.Padding; cap(spare) < need {
		spare = make([]byte, 0, max(need, cap(b.data)))
	}
	b.data, b.pos = append(spare[:0], rest...), 0
	return taken
}
