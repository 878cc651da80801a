// Package compressed reads what compressed data hold, whatever their format, and says where they are wrong.
package compressed

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

const bufferSize = 64 << 10

// A Reader reads what compressed data hold.
type Reader struct {
	format string
	raw    counter
	data   *bufio.Reader // what is decompressed
	text   io.Reader
	out    int64
}

// counter counts the bytes that are taken from the input, and remembers why it ended.
type counter struct {
	r   io.Reader
	n   int64
	err error // nil at the end of the input
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	if err != nil && err != io.EOF {
		c.err = err
	}
	return n, err
}

// Open returns a reader of what the data in from hold, which are compressed in a format such as gzip. It decompresses by open, whose
// argument is buffered.
func Open(format string, from io.Reader, open func(io.Reader) (io.Reader, error)) (*Reader, error) {
	r := &Reader{format: format, raw: counter{r: from}}
	r.data = bufio.NewReaderSize(&r.raw, bufferSize)
	text, err := open(r.data)
	if err == nil && text == nil {
		err = errors.New("there is nothing to decompress it with")
	}
	if err != nil {
		return nil, r.explain(err)
	}
	r.text = text
	return r, nil
}

// Read implements [io.Reader]. Data that are cut off or corrupt are an error that says where; what the input itself fails with is
// returned as it is.
func (r *Reader) Read(b []byte) (int, error) {
	n, err := r.text.Read(b)
	r.out += int64(n)
	if err != nil && (err != io.EOF || r.raw.err != nil) {
		err = r.explain(err)
	}
	return n, err
}

// explain says at which compressed byte the data went wrong, unless the input itself failed. An error that wraps
// [errors.ErrUnsupported] is none of the data.
func (r *Reader) explain(err error) error {
	at := r.raw.n - int64(r.data.Buffered())
	switch {
	case r.raw.err != nil:
		return r.raw.err
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the %s data is cut off at byte %d, after %d bytes of text: %w", r.format, at, r.out, io.ErrUnexpectedEOF)
	case errors.Is(err, errors.ErrUnsupported):
		return fmt.Errorf("the %s data cannot be decompressed: %w", r.format, err)
	}
	return fmt.Errorf("the %s data is corrupt at byte %d, after %d bytes of text: %w", r.format, at, r.out, err)
}
