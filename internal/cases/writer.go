package cases

import (
	"bytes"
	"strings"

	"github.com/flowtrail/flowtrail"
)

// A Writer puts records together to a file, all spelled and some of them broken. It is not safe for concurrent use.
type Writer struct {
	source *Source
	how    Spelling
	Choices
	order  []int // of columns
	header []string
	comma  string // between cells

	place     flowtrail.Position // of the next byte, as of the record before
	lineStart int64
	unbegun   bool
}

// NewWriter returns a Writer of a file. What can be otherwise is decided by c.
func (s *Source) NewWriter(how Spelling, c Choices) *Writer {
	w := &Writer{source: s, how: how, Choices: c, place: flowtrail.Position{Line: 1}, unbegun: true, comma: ",", order: sequence(len(s.columns))}
	if how&Order != 0 {
		w.order = shuffled(len(s.columns), c.of(Part(Order)))
	}
	for _, k := range w.order {
		w.header = append(w.header, cellText(s.columns[k], how&Quotes != 0 && c.of(Part(Quotes)).OneIn(2)))
	}
	return w
}

// Append appends the next record to dst. If kind is not empty it is broken, and the fault says how.
func (w *Writer) Append(dst []byte, r Record, kind Kind) ([]byte, *Fault) {
	start := len(dst)
	dst = w.before(dst)
	w.advance(dst[start:])
	w.place.Record++
	start = len(dst)
	var fault Fault
	at := 0
	switch {
	case kind == "" && w.how&(Order|Values|Space|Escapes|Quotes|Pretty) == 0 && w.comma == ",":
		dst = append(dst, r...)
	case w.source.CSV():
		cells := w.source.spelledCells(r.cells(), w.order, w.how, w.Choices)
		row := strings.Join(cells, w.comma)
		if kind != "" {
			row, fault, at = w.source.breakRow(cells, w.order, kind, w.Choices)
		}
		dst = append(dst, row...)
	default:
		dst = w.source.spelled(dst, r, w.how, w.margin(), w.Choices)
		if kind != "" {
			var text []byte
			text, fault, at = w.source.breakObject(dst[start:], kind, w.Choices)
			dst = append(dst[:start], text...)
		}
	}
	if kind == "" {
		w.advance(dst[start:])
		return dst, nil
	}
	w.advance(dst[start : start+at])
	fault.Position = w.here()
	w.advance(dst[start+at:])
	return dst, &fault
}

// margin is what the first line of an indented record begins with.
func (w *Writer) margin() string {
	if w.how&Array != 0 && w.how&Pretty != 0 {
		return "  "
	}
	return ""
}

// before appends what comes before a record.
func (w *Writer) before(dst []byte) []byte {
	end := lineEnd(w.how)
	switch {
	case w.unbegun:
		return w.begin(dst)
	case w.how&Array != 0 && w.how&Concatenated != 0:
		return append(dst, ',')
	case w.how&Array != 0:
		dst = append(dst, ',')
	case w.how&Concatenated != 0:
		return dst
	}
	if w.how&Blank != 0 {
		dst = append(dst, end...)
	}
	return append(append(dst, end...), w.margin()...)
}

// begin appends what the file begins with.
func (w *Writer) begin(dst []byte) []byte {
	w.unbegun = false
	if w.how&BOM != 0 {
		dst = append(dst, "\ufeff"...)
		w.lineStart = int64(len("\ufeff")) // which belongs to no column
	}
	end := lineEnd(w.how)
	if w.how&Blank != 0 {
		dst = append(dst, end...)
	}
	if w.source.CSV() {
		return append(append(dst, strings.Join(w.header, w.comma)...), end...)
	}
	if w.how&Array == 0 {
		return dst
	}
	if dst = append(dst, '['); w.how&Concatenated == 0 {
		dst = append(append(dst, end...), w.margin()...)
	}
	return dst
}

// End appends what the file ends with.
func (w *Writer) End(dst []byte) []byte {
	start := len(dst)
	if w.unbegun {
		dst = w.begin(dst)
		if w.source.CSV() {
			w.advance(dst[start:])
			return dst
		}
	}
	end := lineEnd(w.how)
	if w.how&Array != 0 {
		if w.how&Concatenated == 0 {
			dst = append(dst, end...)
		}
		dst = append(dst, ']')
	}
	if w.how&NoEnd == 0 {
		dst = append(dst, end...)
	}
	w.advance(dst[start:])
	return dst
}

// advance moves the place to after text.
func (w *Writer) advance(text []byte) {
	if n := bytes.Count(text, []byte{'\n'}); n > 0 {
		w.place.Line += n
		w.lineStart = w.place.Offset + int64(bytes.LastIndexByte(text, '\n')) + 1
	}
	w.place.Offset += int64(len(text))
}

// here returns the place.
func (w *Writer) here() flowtrail.Position {
	at := w.place
	at.Column = int(at.Offset-w.lineStart) + 1
	return at
}
