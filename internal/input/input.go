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

var bom = []byte("\xef\xbb\xbf")

// A Source reads the text of an input: decompressed, without its byte order mark.
type Source struct {
	raw     *counter
	r       io.Reader
	buf     *bufio.Reader // between raw and the gzip reader; nil for a plain input
	out     int64
	skipped int
}

// counter counts the bytes that are taken from the input.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// Gunzip is how gzip is decompressed without another wish.
func Gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// Open returns a Source that has looked at the first bytes of r. It decompresses gzip by gunzip, whose argument is buffered.
func Open(r io.Reader, gunzip func(io.Reader) (io.Reader, error)) (*Source, error) {
	s := &Source{raw: &counter{r: r}}
	head, rest, err := peek(s.raw, 2)
	s.r = rest
	if err == nil && head[0] == 0x1f && head[1] == 0x8b {
		s.buf = bufio.NewReaderSize(rest, bufferSize)
		zr, err := gunzip(s.buf)
		if err == nil && zr == nil {
			err = errors.New("there is nothing to decompress it with")
		}
		if err != nil {
			return s, s.explain(err)
		}
		s.r = zr
	}
	head, rest, err = peek(s.r, len(bom))
	s.r = rest
	switch {
	case bytes.Equal(head, bom):
		_, err = io.CopyN(io.Discard, s.r, int64(len(bom)))
		s.skipped = len(bom)
	case len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff):
		return s, ErrUTF16
	}
	if err != nil && err != io.EOF {
		return s, s.explain(err)
	}
	return s, nil
}

// peek reads up to n bytes and returns them and a reader of all bytes, with an error when there are fewer.
func peek(r io.Reader, n int) ([]byte, io.Reader, error) {
	head := make([]byte, n)
	got, err := io.ReadFull(r, head)
	if err == io.ErrUnexpectedEOF {
		err = io.EOF
	}
	if err != nil && err != io.EOF {
		return head[:got], io.MultiReader(bytes.NewReader(head[:got]), failing{err}), err
	}
	return head[:got], io.MultiReader(bytes.NewReader(head[:got]), r), err
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// Skipped returns the length of the byte order mark that was passed over.
func (s *Source) Skipped() int { return s.skipped }

// Read implements [io.Reader]. A gzip stream that is cut off or corrupt is an error that says where.
func (s *Source) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.out += int64(n)
	if err != nil && err != io.EOF {
		err = s.explain(err)
	}
	return n, err
}

// explain says at which compressed byte a gzip stream went wrong.
func (s *Source) explain(err error) error {
	if s.buf == nil {
		return err
	}
	at := s.raw.n - int64(s.buf.Buffered())
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("the gzip data is cut off at byte %d, after %d bytes of text: %w", at, s.out, io.ErrUnexpectedEOF)
	}
	return fmt.Errorf("the gzip data is corrupt at byte %d, after %d bytes of text: %w", at, s.out, err)
}
