package csvrec

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/flowtrail/flowtrail/internal/record"
)

// How far a header that is not where it should be is looked for.
const (
	explainedSize  = 8 << 10
	explainedLines = 20
)

const byteOrderMark = "\ufeff"

// separators are what columns are found to be separated by, and their names.
var separators = []struct {
	char byte
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "vertical bars"}}

// Explain says why a stream that begins with head is not read as this document though it seems to be one: another delimiter,
// a title before the header, no header, names spelt otherwise. It returns "" if it does not seem to be one, or nothing is wrong
// with its header. Padding follows head, as it follows the data that a Parser is given.
func (f *Format[T]) Explain(head []byte) string {
	head = head[:min(len(head), explainedSize)]
	number := 0
	for line := range bytes.Lines(head) {
		if number++; number > explainedLines {
			break
		}
		line = bytes.TrimRight(line, "\r\n")
		for _, separator := range separators {
			if f.namesColumns(line, string(separator.char), spelling) {
				return f.explainHeader(head, line, number, separator.char, separator.name)
			}
		}
	}
	return f.explainRow(head)
}

// namesColumns reports whether a line has the names of enough of the documented columns, as they are after clean.
func (f *Format[T]) namesColumns(line []byte, separator string, clean func(string) string) bool {
	found := map[string]bool{}
	for name := range strings.SplitSeq(string(line), separator) {
		if i, ok := f.index[clean(name)]; ok && !f.doc.Columns[i].optional {
			found[f.all[i]] = true
		}
	}
	return len(found) >= f.enough
}

// spelling returns the name that may be meant by one that is spelt in another way. Names of columns have no capitals.
func spelling(name string) string { return strings.ToLower(strings.Trim(name, byteOrderMark+"\"' \t")) }

// unquoted returns a name as it is between the quotes that it may have.
func unquoted(name string) string { return strings.Trim(name, `"`) }

// explainHeader says what is wrong with the header in a line of head.
func (f *Format[T]) explainHeader(head, line []byte, number int, char byte, separator string) string {
	var reasons []string
	before, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	if first := bytes.TrimPrefix(before, []byte(byteOrderMark)); bytes.HasPrefix(first, []byte("sep=")) {
		reasons = append(reasons, fmt.Sprintf("the first line says how columns are separated; the header follows in line %d", number))
	} else if !bytes.HasPrefix(line, bytes.TrimRight(before, "\r")) {
		reasons = append(reasons, fmt.Sprintf("the first line is a title; the header follows in line %d", number))
	}
	if char != ',' {
		reasons = append(reasons, fmt.Sprintf("the columns are separated by %s, not by commas", separator))
	}
	clean := bytes.TrimPrefix(line, []byte(byteOrderMark))
	if len(clean) < len(line) && number > 1 {
		reasons = append(reasons, "a byte order mark stands before the header")
	}
	switch {
	case len(clean) > 1 && clean[0] == '"' && bytes.IndexByte(clean[1:], '"') == len(clean)-2:
		reasons = append(reasons, "the whole header is one cell in quotes")
	case !f.namesColumns(clean, string(char), unquoted):
		reasons = append(reasons, "the names differ in case, white space or quotes from those of the columns")
	}
	return strings.Join(reasons, "; ")
}

// explainRow says whether a row stands where the header should.
func (f *Format[T]) explainRow(head []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimLeft(head, "\r\n"), []byte("\n"))
	if bytes.Count(line, []byte{','})+1 < len(f.documented) || f.startsWithHeader(line) {
		return ""
	}
	filled := 0
	for cell := range bytes.SplitSeq(line, []byte{','}) {
		if len(cell) > 0 {
			filled++
		}
	}
	if filled < max(f.enough, 2) { // anything is a row of one column, and anything with a comma nearly one of two
		return ""
	}
	p := f.newParser(record.Limits{Size: explainedSize, Findings: 1})
	if f.Decode(p, record.Pad(nil, line), new(T)).Status != record.Valid {
		return ""
	}
	return "it is missing; the first line is a row"
}
