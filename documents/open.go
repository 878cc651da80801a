package documents

import (
	"errors"
	"io"
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/input"
)

// Of an input, firstSniffed bytes are read to recognise it, and up to mostSniffed while that is not enough.
const (
	firstSniffed = 64 << 10
	mostSniffed  = 1 << 20
)

// An UnknownError says that an input was not recognised, and what was found instead.
type UnknownError struct {
	Seen    string // what was found instead, such as "a zip archive"
	Empty   bool   // the input holds no record: it is nothing, white space or an empty array
	Foreign bool   // no document can be read from it as it stands: it is an archive, UTF-16, or records inside of another object
	Like    string // name of the CSV document that it seems to be, though its header cannot be read; or empty
	Err     error  // why it cannot be decompressed; nil if it can, or if it is not compressed
}

// Error returns what was seen.
func (e *UnknownError) Error() string {
	return "the type of the input is not recognised: it is " + e.Seen
}

// Unwrap returns why the input cannot be decompressed, or nil.
func (e *UnknownError) Unwrap() error { return e.Err }

// Open finds out which document an input is. It reads the beginning of the input, no more of it than needed and at most 1 MiB. The
// input may be compressed by gzip and have a byte order mark. Open returns the document, and a reader of the whole input from its
// first byte, which has a Name method that returns the name of r, if r has one.
//
// For an input that is none of [All], Open returns an *[UnknownError], which says what was found instead. An error of r is returned as
// it is. In both cases the reader still gives the whole input, unless r is nil.
func Open(r io.Reader) (flowtrail.Document, io.Reader, error) {
	if r == nil {
		return nil, nil, errors.New("there is no input: the io.Reader is nil")
	}
	whole := &rewound{r: r}
	for wanted := 0; ; wanted = len(whole.head) + len(whole.head)/8 { // not each byte of a slow input is worth a look
		err := whole.more()
		for err == nil && len(whole.head) < min(wanted, mostSniffed) {
			err = whole.more()
		}
		if err != nil && err != io.EOF {
			return nil, whole, err
		}
		s := sniffed{raw: whole.head, whole: err == io.EOF}
		s.text, s.err = input.Head(whole.head, mostSniffed)
		if name := s.foreign(); name != "" {
			return nil, whole, &UnknownError{Seen: name, Foreign: true}
		}
		enough := s.whole || len(whole.head) >= mostSniffed
		if doc := detect(s.text); doc != nil && (enough || !s.inHeader()) {
			return doc, whole, nil
		}
		if enough {
			return nil, whole, s.unknown()
		}
	}
}

// heads are for the heads of many small inputs.
var heads = sync.Pool{New: func() any { return new([firstSniffed]byte) }}

// rewound reads the head of an input again, and then the rest.
type rewound struct {
	r     io.Reader
	head  []byte
	first *[firstSniffed]byte // what head begins in; nil once it has been given back
	err   error               // that the head ended with
	next  int                 // of head
}

// more reads once more into the head.
func (r *rewound) more() error {
	if r.head == nil {
		r.first = heads.Get().(*[firstSniffed]byte)
		r.head = r.first[:0]
	}
	if len(r.head) == cap(r.head) {
		r.head = slices.Grow(r.head, cap(r.head))
	}
	for range 100 {
		n, err := r.r.Read(r.head[len(r.head):min(cap(r.head), mostSniffed)])
		r.head = r.head[:len(r.head)+n]
		if r.err = err; n > 0 || err != nil {
			return err
		}
	}
	r.err = io.ErrNoProgress
	return r.err
}

func (r *rewound) Read(p []byte) (int, error) {
	if r.next < len(r.head) {
		n := copy(p, r.head[r.next:])
		if r.next += n; r.next == len(r.head) {
			r.forget()
		}
		return n, nil
	}
	if r.err != nil {
		return 0, r.err
	}
	return r.r.Read(p)
}

// forget gives up the head, which has been read.
func (r *rewound) forget() {
	heads.Put(r.first)
	r.head, r.first, r.next = nil, nil, 0
}

// Name returns the name of the input, or "" if it has none.
func (r *rewound) Name() string {
	if named, ok := r.r.(interface{ Name() string }); ok {
		return named.Name()
	}
	return ""
}
