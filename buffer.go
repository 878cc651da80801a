package flowtrail

import (
	"io"

	"github.com/flowtrail/flowtrail/internal/record"
)

// chunkSize is how much is read at a time.
const chunkSize = 64 << 10

// A window is the part of a stream that is in memory: what is read and not yet consumed.
type window struct {
	src  io.Reader
	buf  []byte // the unconsumed bytes begin at pos; after them there is room for record.Padding
	pos  int
	last bool  // src has ended: nothing follows buf
	off  int64 // of buf in the stream
	err  error // why src ended, if not because of its end
}

// fill drops the consumed bytes and reads until there are at least n new ones, or the stream has ended.
func (w *window) fill(n int) {
	rest := w.buf[w.pos:]
	if want := max(n, chunkSize); cap(w.buf)-record.Padding-len(rest) < want/2 || cap(w.buf) == 0 {
		rest = append(make([]byte, 0, 2*len(rest)+want+record.Padding), rest...)
	} else {
		rest = append(w.buf[:0], rest...)
	}
	w.off += int64(w.pos)
	w.buf, w.pos = rest, 0
	for enough, stalled := len(rest)+n, 0; !w.last && len(w.buf) < enough && len(w.buf) < cap(w.buf)-record.Padding; {
		got, err := w.src.Read(w.buf[len(w.buf) : cap(w.buf)-record.Padding])
		w.buf = w.buf[:len(w.buf)+got]
		if stalled++; got > 0 {
			stalled = 0
		} else if err == nil && stalled == 100 {
			err = io.ErrNoProgress
		}
		if err != nil {
			w.last = true
			if err != io.EOF {
				w.err = err
			}
		}
	}
}

// offset returns where in the stream the unconsumed bytes begin.
func (w *window) offset() int64 { return w.off + int64(w.pos) }

// mostSwapped is the size of the largest buffer that cut gives away: a large record must not make many buffers large.
const mostSwapped = 384 << 10

// cut takes the first n unconsumed bytes out of the window. They are copied to the memory of spare, or stay where they are
// while the window goes on there.
func (w *window) cut(n int, spare []byte) []byte {
	taken, rest := w.buf[w.pos:w.pos+n], w.buf[w.pos+n:]
	if cap(w.buf) > mostSwapped || len(rest) > n {
		w.pos += n
		return record.Pad(spare, taken)
	}
	if need := len(rest) + record.Padding; cap(spare) < need {
		spare = make([]byte, 0, max(need, cap(w.buf)))
	}
	w.off += int64(w.pos + n)
	w.buf, w.pos = append(spare[:0], rest...), 0
	return taken
}

// putBack makes parts, which were cut from the window one after the other, unconsumed again.
func (w *window) putBack(parts ...[]byte) {
	var all []byte
	for _, part := range append(parts, w.buf[w.pos:]) {
		all = append(all, part...)
	}
	w.off = w.offset() + int64(len(w.buf)-w.pos-len(all))
	w.buf, w.pos = record.Pad(nil, all), 0
}
