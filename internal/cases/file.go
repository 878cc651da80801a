package cases

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"

	"github.com/flowtrail/flowtrail"
)

// A File is a file to be read, and what a reader must make of it.
type File struct {
	Data     []byte
	Records  []int  // which samples the records are; those before a fault that ends the file
	Fault    *Fault // what is broken in it, if anything is
	Spelling Spelling
	Choices  []byte // that it was made by
	Parts    []Part // of the file, that each of the choices is about
}

// mostRecords is how many records there are in a File, at most.
const mostRecords = 4

// File makes a file of which the fault, if there is one, is one of some kinds, and in whose spelling certain ways are left out.
func (s *Source) File(c Choices, kinds []Kind, without Spelling) *File {
	kind := Kind("")
	if c.OneIn(3) && len(kinds) > 0 {
		kind = c.Kind(kinds)
	}
	f := &File{Spelling: fitting(kind, s.spelling(c, without))}
	w := s.NewWriter(f.Spelling, c)
	if slices.Contains(ofHeader, kind) {
		f.Fault = w.breakHeader(kind)
	}
	f.fill(w, kind)
	f.end(w, kind)
	if slices.Contains(ofHeader, kind) {
		f.Records = nil // none can be read
	}
	f.Choices, f.Parts = c.Made()
	return f
}

// Plain returns the same records as the codec writes them.
func (s *Source) Plain(f *File) []byte {
	plain := &File{}
	w := s.NewWriter(0, Given(nil))
	for _, sample := range f.Records {
		plain.add(w, sample, "")
	}
	plain.end(w, "")
	return plain.Data
}

// fill writes the records: one that has the fault, if it is of a kind that records have, and others before it and after it. Each of
// them is decided about on its own, and in one piece, so that a file without one of them is among the plainer ones.
func (f *File) fill(w *Writer, kind Kind) {
	c, samples := w.Choices, len(w.source.samples)
	others := 0
	addOthers := func() {
		for {
			limit := 3
			if others == mostRecords-1 {
				limit = 1
			}
			if c.pick(3, limit) == 0 {
				return
			}
			part := recordPart << others
			c.decided(part)
			w.Choices = c.of(part)
			f.add(w, w.Pick(samples), "")
			w.Choices = c
			others++
		}
	}
	addOthers()
	if kind != OpenQuote && !slices.Contains(w.source.recordKinds, kind) {
		f.add(w, c.Pick(samples), "")
		return
	}
	f.add(w, c.Pick(samples), kind)
	if kind != OpenQuote { // after which there is nothing
		addOthers()
	}
}

// add writes a record, which is broken if the kind has a name.
func (f *File) add(w *Writer, sample int, kind Kind) {
	f.Records = append(f.Records, sample)
	var fault *Fault
	if f.Data, fault = w.Append(f.Data, w.source.samples[sample], kind); fault != nil {
		f.Fault = fault
	}
}

// end writes the end of the file, with a fault if the kind is one of the end.
func (f *File) end(w *Writer, kind Kind) {
	if kind != OpenArray {
		f.Data = w.End(f.Data)
	}
	if slices.Contains(ofArray, kind) {
		f.Fault = &Fault{Kind: kind, Position: w.here(), Ends: true}
		f.Fault.Record = 0
	}
	if kind == AfterArray {
		f.Data = append(f.Data, one(w.Choices, []string{"]", "{}", "x", ",{}"})...)
	}
	if w.how&Gzip != 0 {
		f.Data = zipped(f.Data)
	}
	if kind == CutOffGzip {
		f.Data = f.Data[:len(f.Data)-1-w.Pick(min(len(f.Data)/2, 200))]
		f.Fault = &Fault{Kind: kind, Ends: true}
	}
}

// breakHeader changes the header, if the kind is one of that. Its columns are those of the cells below no more.
func (w *Writer) breakHeader(kind Kind) *Fault {
	name := func(i int) string { return w.source.columns[w.order[i]] }
	var required []int
	for i, k := range w.order {
		if w.source.record.Fields[k].Required {
			required = append(required, i)
		}
	}
	i := one(w.Choices, required)
	fault := &Fault{Kind: kind, Ends: true, Position: flowtrail.Position{Line: 1, Column: 1}}
	at := 0
	switch kind {
	case MissingColumn:
		fault.Rule, fault.Path = flowtrail.RuleMissingColumn, "/"+name(i)
		w.header[i] = "surplus"
	case DuplicateColumn:
		other := one(w.Choices, slices.DeleteFunc(sequence(len(w.order)), func(k int) bool { return k == i }))
		fault.Rule, fault.Path = flowtrail.RuleDuplicateColumn, "/"+name(i)
		w.header[other] = w.header[i]
		at = max(i, other)
	case ColumnVariant:
		fault.Rule, fault.Path = flowtrail.RuleCase, "/"+strings.ToUpper(name(i))
		w.header[i] = strings.ToUpper(name(i))
		at = i
	case WrongDelimiter:
		w.comma = one(w.Choices, []string{";", "\t", "|"})
	}
	if w.how&Blank != 0 {
		fault.Line++
		fault.Offset += int64(len(lineEnd(w.how)))
	}
	for _, before := range w.header[:at] {
		fault.Column += len(before) + len(",")
		fault.Offset += int64(len(before) + len(","))
	}
	if w.how&BOM != 0 {
		fault.Offset += int64(len("\ufeff"))
	}
	return fault
}

func zipped(text []byte) []byte {
	var b bytes.Buffer
	zip := gzip.NewWriter(&b)
	zip.Write(text) // a bytes.Buffer takes all
	zip.Close()
	return b.Bytes()
}
