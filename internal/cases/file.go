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
}

// mostRecords is how many records there are in a File, at most.
const mostRecords = 4

// File makes a file of which the fault, if there is one, is one of some kinds, and in whose spelling certain ways are left out.
func (s *Source) File(c *Choices, kinds []Kind, without Spelling) *File {
	kind := Kind("")
	if c.OneIn(3) && len(kinds) > 0 {
		kind = c.Kind(kinds)
	}
	f := &File{Records: make([]int, 1+c.Pick(mostRecords))}
	for i := range f.Records {
		f.Records[i] = c.Pick(len(s.samples))
	}
	f.Spelling = fitting(kind, s.spelling(c)&^without)
	s.fill(f, kind, c)
	f.Choices = c.Made()
	return f
}

// Plain returns the same records as the codec writes them.
func (s *Source) Plain(f *File) []byte {
	plain := &File{Records: f.Records}
	s.fill(plain, "", Given(nil))
	return plain.Data
}

// fill writes the file with a fault of a kind, if it has a name.
func (s *Source) fill(f *File, kind Kind, c *Choices) {
	w := s.NewWriter(f.Spelling, c)
	broken := -1
	switch {
	case slices.Contains(ofHeader, kind):
		f.Fault = w.breakHeader(kind)
	case kind == OpenQuote:
		broken = len(f.Records) - 1
	case slices.Contains(s.recordKinds, kind):
		broken = c.Pick(len(f.Records))
	}
	for i, sample := range f.Records {
		if i == broken {
			f.Data, f.Fault = w.Append(f.Data, s.samples[sample], kind)
		} else {
			f.Data, _ = w.Append(f.Data, s.samples[sample], "")
		}
	}
	f.end(w, kind)
	if f.Spelling&Gzip != 0 {
		f.Data = zipped(f.Data)
	}
	if kind == CutOffGzip {
		f.Data = f.Data[:len(f.Data)-1-c.Pick(min(len(f.Data)/2, 200))]
		f.Fault = &Fault{Kind: kind, Ends: true}
	}
	if slices.Contains(ofHeader, kind) {
		f.Records = nil // none can be read
	}
}

// end writes the end of the file, with a fault if the kind is one of the end.
func (f *File) end(w *Writer, kind Kind) {
	if kind == OpenArray {
		f.Fault = &Fault{Kind: kind, Position: w.here(), Ends: true}
		f.Fault.Record = 0
		return
	}
	f.Data = w.End(f.Data)
	if kind == AfterArray {
		f.Fault = &Fault{Kind: kind, Position: w.here(), Ends: true}
		f.Fault.Record = 0
		f.Data = append(f.Data, one(w.Choices, []string{"]", "{}", "x", ",{}"})...)
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
