// Package input opens what a file holds: plain or gzip, with a byte order mark or without one.
package input

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"

	"github.com/flowtrail/flowtrail/internal/compressed"
)

// ErrUTF16 is returned for an input in UTF-16.
var ErrUTF16 = errors.New("the input is UTF-16; convert it to UTF-8 first")

const (
	bom       = "\xef\xbb\xbf"
	gzipMagic = "\x1f\x8b"
)

// A Source reads the text of an input: decompressed, without its byte order mark.
type Source struct {
	text    peeker
	skipped int
}

// A peeker reads what has been looked at before what has not.
type peeker struct {
	r      io.Reader
	memory [len(bom)]byte
	head   []byte // looked at and not yet read
	err    error  // that came when looking
}

// peek reads up to as many bytes as the memory holds, and returns them and, unless it is their end, why there are not more.
func (p *peeker) peek() ([]byte, error) {
	n := 0
	for n < len(p.memory) && p.err == nil {
		var got int
		got, p.err = p.r.Read(p.memory[n:])
		n += got
	}
	if p.head = p.memory[:n]; p.err == io.EOF {
		return p.head, nil
	}
	return p.head, p.err
}

func (p *peeker) Read(b []byte) (int, error) {
	switch {
	case len(p.head) > 0:
		n := copy(b, p.head)
		p.head = p.head[n:]
		return n, nil
	case p.err != nil:
		return 0, p.err
	}
	return p.r.Read(b)
}

// Gunzip is how gzip is decompressed without another wish.
func Gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// Open returns a Source that has looked at the first bytes of r. It decompresses gzip by gunzip, whose argument is buffered.
func Open(r io.Reader, gunzip func(io.Reader) (io.Reader, error)) (*Source, error) {
	s := &Source{text: peeker{r: patient{r}}}
	head, err := s.text.peek()
	if bytes.HasPrefix(head, []byte(gzipMagic)) {
		raw := s.text
		unpacked, wrong := compressed.Open("gzip", &raw, gunzip)
		if wrong != nil {
			return s, wrong
		}
		s.text = peeker{r: patient{unpacked}}
		head, err = s.text.peek()
	}
	switch {
	case err != nil:
		return s, err
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
func (s *Source) Read(p []byte) (int, error) { return s.text.Read(p) }

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
