package jsonrec

import (
	"github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/record"
)

// mixed is the reader of a mix. The readers of all documents share one decoder: what they remember is kept apart by the declarations, and
// the less memory they go through the more of it stays in the processor's caches.
type mixed[R any] struct {
	mix     *Mixed[R]
	decoder *jsondecl.Decoder
	cases   []caseReader[R]
	other   caseReader[R] // of streams that no case knows
	current caseReader[R] // of the record that was read last
	heads   []head[R]
}

// A caseReader is a reader of the records of one document that are held by an R.
type caseReader[R any] interface {
	reader[R]
	// spare takes what v holds if it is of this document, whose memory is used again for the next one.
	spare(v *R) bool
	// drop forgets what was spared: it is not to be used again in another stream.
	drop()
}

// A head is how a record began whose stream is known. All that begin so belong to that stream, so that there is no need to look for its
// name.
type head[R any] struct {
	text string // up to the end of the name
	of   caseReader[R]
}

const (
	mostHeads   = 16
	longestHead = 256
)

func (m *mixed[R]) oneLine(ends bool) {
	m.decoder.OneLine(ends)
	m.heads = m.heads[:0]
	for _, c := range m.cases {
		c.drop()
	}
	m.other.drop()
}

func (m *mixed[R]) read(data []byte, pos int, v *R) (int, bool) {
	m.current = m.readerOf(data, pos)
	return m.current.read(data, pos, v)
}

// spare keeps what v holds for the next record of the same document.
func (m *mixed[R]) spare(v *R) {
	if m.mix.mix.Empty(v) {
		return
	}
	for _, c := range m.cases {
		if c.spare(v) {
			return
		}
	}
	m.other.spare(v)
}

// readerOf returns the reader of the record at data[pos:].
func (m *mixed[R]) readerOf(data []byte, pos int) caseReader[R] {
	for i := range m.heads {
		if h := &m.heads[i]; len(data)-pos >= len(h.text) && string(data[pos:pos+len(h.text)]) == h.text {
			return h.of
		}
	}
	m.decoder.Start(data)
	at := m.decoder.Find(pos, m.mix.mix.At)
	if at <= 0 {
		return m.other
	}
	name, next := m.decoder.Text(at)
	if next <= 0 {
		return m.other
	}
	i, known := m.mix.byName[string(name)]
	if !known {
		return m.other
	}
	if len(m.heads) < mostHeads && next-pos <= longestHead {
		m.heads = append(m.heads, head[R]{string(data[pos:next]), m.cases[i]})
	}
	return m.cases[i]
}

func (m *mixed[R]) decide(data []byte, pos, end int) (record.Status, []record.Finding) {
	return m.current.decide(data, pos, end)
}

// A heldReader reads records that an R holds by a pointer.
type heldReader[R, T any] struct {
	reader[T]
	hold  func(*R, *T)
	held  func(*R) *T
	mixed *mixed[R]
	free  *T
}

func (r *heldReader[R, T]) read(data []byte, pos int, v *R) (int, bool) {
	t := r.held(v)
	if t == nil {
		r.mixed.spare(v)
		if t, r.free = r.free, nil; t == nil {
			t = new(T)
		}
		r.hold(v, t)
	}
	return r.reader.read(data, pos, t)
}

func (r *heldReader[R, T]) spare(v *R) bool {
	t := r.held(v)
	if t != nil {
		r.free = t
	}
	return t != nil
}

func (r *heldReader[R, T]) drop() { r.free = nil }
