package flowtrail

import (
	"errors"
	"fmt"
	"io"

	"github.com/flowtrail/flowtrail/internal/record"
)

// writeSize is how much a Writer collects before it writes.
const writeSize = 64 << 10

var errNoRecordGiven = errors.New("there is no record to write: it is nil")

// A Writer writes records, each on one line, through a buffer of 64 KiB: call [Writer.Flush] at the end. A CSV begins with its
// header: the document's columns, and after them those in the Extra of the first record. A Writer is not safe for concurrent use.
type Writer[T any] struct {
	w       io.Writer
	encoder record.Encoder[T]
	name    string
	buf     []byte
	started bool // the header is written
	n       int64
	err     error
}

// Write writes one record. If the record cannot be written without changing it (see [Codec.Append]), that is an error, and other
// records can be written after it. Any error of the underlying writer is final, and returned by all later calls.
func (w *Writer[T]) Write(v *T) error {
	switch {
	case w.err != nil:
		return w.err
	case v == nil:
		return errNoRecordGiven
	}
	buf, err := w.buf, error(nil)
	if !w.started {
		buf, err = w.encoder.Header(buf, v)
	}
	if err == nil {
		buf, err = w.encoder.Append(buf, v)
	}
	if err != nil {
		return fmt.Errorf("%s record %d: %w", w.name, w.n+1, err)
	}
	w.buf, w.started = buf, true
	w.n++
	if len(w.buf) >= writeSize {
		w.flush()
	}
	return w.err
}

// Flush writes what is buffered to the underlying writer; for a CSV without any record, the header. It does not
// close the underlying writer.
func (w *Writer[T]) Flush() error {
	if !w.started && w.err == nil {
		w.buf, w.err = w.encoder.Header(w.buf, nil)
		w.started = true
	}
	if w.err == nil {
		w.flush()
	}
	return w.err
}

func (w *Writer[T]) flush() {
	if len(w.buf) > 0 {
		_, w.err = w.w.Write(w.buf)
		w.buf = w.buf[:0]
	}
}
