package input

import (
	"bufio"
	"errors"
	"fmt"
	"io"
)

const bufferSize = 64 << 10

// A Packed reads what compressed data holds.
type Packed struct {
	format string
	raw    counter
	packed *bufio.Reader // what is decompressed
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

// Unpack returns a reader of what the data in r holds, which is compressed in a format such as gzip. It decompresses by open, whose
// argument is buffered.
func Unpack(format string, r io.Reader, open func(io.Reader) (io.Reader, error)) (*Packed, error) {
	p := &Packed{format: format, raw: counter{r: r}}
	p.packed = bufio.NewReaderSize(&p.raw, bufferSize)
	text, err := open(p.packed)
	if err == nil && text == nil {
		err = errors.New("there is nothing to decompress it with")
	}
	if err != nil {
		return nil, p.explain(err)
	}
	p.text = text
	return p, nil
}

// Read implements [io.Reader]. Data that are cut off or corrupt are an error that says where; what the input itself fails with is
// returned as it is.
func (p *Packed) Read(b []byte) (int, error) {
	n, err := p.text.Read(b)
	p.out += int64(n)
	if err != nil && (err != io.EOF || p.raw.err != nil) {
		err = p.explain(err)
	}
	return n, err
}

// explain says at which compressed byte the data went wrong, unless the input itself failed. An error that wraps
// [errors.ErrUnsupported] is none of the data.
func (p *Packed) explain(err error) error {
	at := p.raw.n - int64(p.packed.Buffered())
	switch {
	case p.raw.err != nil:
		return p.raw.err
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("the %s data is cut off at byte %d, after %d bytes of text: %w", p.format, at, p.out, io.ErrUnexpectedEOF)
	case errors.Is(err, errors.ErrUnsupported):
		return fmt.Errorf("the %s data cannot be decompressed: %w", p.format, err)
	}
	return fmt.Errorf("the %s data is corrupt at byte %d, after %d bytes of text: %w", p.format, at, p.out, err)
}
