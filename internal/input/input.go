// Package input opens what a file holds: plain or gzip, with a byte order mark or without one.
package input

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

const bufferSize = 64 << 10

// ErrUTF16 is returned for an input in UTF-16.
var ErrUTF16 = errors.New("the input is UTF-16; convert it to UTF-8 first")

const (
	bom       = "\xef\xbb\xbf"
	gzipMagic = "\x1f\x8b"
)

// A Source reads the text of an input: decompressed, without its byte order mark.
type Source struct {
	raw     counter
	text    peeker
	packed  *bufio.Reader // what the gzip reader reads; nil for a plain input
	out     int64
	skipped int
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

// A peeker reads what has been looked at before what has not.
type peeker struct {
	r      io.Reader
	memory [len(bom)]byte
	head   []byte // looked at and not yet read
}

// peek reads up to as many bytes as the memory holds, and returns them and why there are not more.
func (p *peeker) peek() ([]byte, error) {
	n, err := io.ReadFull(p.r, p.memory[:])
	p.head = p.memory[:n]
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	return p.head, err
}

func (p *peeker) Read(b []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	return p.r.Read(b)
}

// Gunzip is how gzip is decompressed without another wish.
func Gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// Open returns a Source that has looked at the first bytes of r. It decompresses gzip by gunzip, whose argument is buffered.
func Open(r io.Reader, gunzip func(io.Reader) (io.Reader, error)) (*Source, error) {
	s := &Source{raw: counter{r: r}}
	s.text.r = &s.raw
	head, err := s.text.peek()
	if len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b {
		packed := s.text
		s.packed = bufio.NewReaderSize(&packed, bufferSize)
		zr, err := gunzip(s.packed)
		if err == nil && zr == nil {
			err = errors.New("there is nothing to decompress it with")
		}
		if err != nil {
			return s, s.explain(err)
		}
		s.text = peeker{r: zr}
		if head, err = s.text.peek(); err != nil {
			return s, s.explain(err)
		}
	} else if err != nil {
		return s, err
	}
	switch {
	case string(head) == bom:
		s.text.head, s.skipped = nil, len(bom)
	case len(head) >= 2 && (string(head[:2]) == "\xff\xfe" || string(head[:2]) == "\xfe\xff"):
		return s, ErrUTF16
	}
	return s, nil
}

// Skipped returns the length of the byte order mark that was passed over.
func (s *Source) Skipped() int { return s.skipped }

// Read implements [io.Reader]. A gzip stream that is cut off or corrupt is an error that says where; what the input itself fails
// with is returned as it is.
func (s *Source) Read(p []byte) (int, error) {
	n, err := s.text.Read(p)
	s.out += int64(n)
	if err != nil && err != io.EOF {
		err = s.explain(err)
	}
	return n, err
}

// explain says at which compressed byte a gzip stream went wrong, unless the input itself failed.
func (s *Source) explain(err error) error {
	if s.raw.err != nil {
		return s.raw.err
	}
	if s.packed == nil {
		return err
	}
	at := s.raw.n - int64(s.packed.Buffered())
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the gzip data is cut off at byte %d, after %d bytes of text: %w", at, s.out, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("the gzip data is corrupt at byte %d, after %d bytes of text: %w", at, s.out, err)
}

// Head returns up to most bytes of the text that an input begins with which begins with raw. It returns them with the error
// that stopped it, if there is one. They may share the memory of raw.
func Head(raw []byte, most int) ([]byte, error) {
	if !bytes.HasPrefix(raw, []byte(gzipMagic)) {
		text := bytes.TrimPrefix(raw, []byte(bom))
		return text[:min(len(text), most)], nil
	}
	src, err := Open(bytes.NewReader(raw), Gunzip)
	if err != nil && err != ErrUTF16 {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(src, int64(most)))
}
