package cases

import (
	"fmt"
	"slices"
	"strings"
)

// A Spelling is a set of ways in which a file may differ from how its codec writes it and still hold the same records.
type Spelling uint16

// The ways.
const (
	Order        Spelling = 1 << iota // members of objects, or columns, stand in any order
	Values                            // numbers, times and addresses are written in other ways
	Space                             // there is white space between tokens
	Escapes                           // strings have escape sequences
	Quotes                            // cells are in quotes
	BOM                               // the file begins with a byte order mark
	CRLF                              // lines end in CRLF
	Blank                             // there are blank lines
	NoEnd                             // the last line does not end
	Pretty                            // records are indented, over several lines
	Array                             // the records are the items of one array
	Concatenated                      // there is nothing between records
	Gzip                              // the file is compressed
)

// A way is one of a Spelling.
type way struct {
	name      string
	way       Spelling
	json, csv bool // what it is for
}

var spellings = []way{
	{"order", Order, true, true}, {"values", Values, true, true}, {"space", Space, true, false}, {"escapes", Escapes, true, false},
	{"quotes", Quotes, false, true}, {"bom", BOM, true, true}, {"crlf", CRLF, true, true}, {"blank", Blank, true, true},
	{"no-end", NoEnd, true, true}, {"pretty", Pretty, true, false}, {"array", Array, true, false},
	{"concatenated", Concatenated, true, false}, {"gzip", Gzip, true, true},
}

// Spellings returns the names of the ways that there are for a document.
func (s *Source) Spellings() (names []string) {
	for _, one := range spellings {
		if s.can(one) {
			names = append(names, one.name)
		}
	}
	return names
}

func (s *Source) can(one way) bool { return one.csv && s.CSV() || one.json && !s.CSV() }

// Spelling returns the ways with some names, of those that there are for the document.
func (s *Source) Spelling(names []string) (how Spelling, err error) {
	for _, name := range names {
		i := slices.IndexFunc(spellings, func(one way) bool { return one.name == name && s.can(one) })
		if i < 0 {
			return 0, fmt.Errorf("%s has no spelling %q, but %s", s.doc.Name(), name, strings.Join(s.Spellings(), ", "))
		}
		how |= spellings[i].way
	}
	return how, nil
}

// String returns the names of the ways, joined by commas.
func (how Spelling) String() string {
	var names []string
	for _, one := range spellings {
		if how&one.way != 0 {
			names = append(names, one.name)
		}
	}
	return strings.Join(names, ",")
}

// spelling decides for a Spelling in which certain ways are left out. The plainest is none.
func (s *Source) spelling(c Choices, without Spelling) (how Spelling) {
	var all []Spelling
	for _, one := range spellings {
		if s.can(one) && one.way&without == 0 {
			all = append(all, one.way)
		}
	}
	for n := 2 * len(all); ; n = 1 + len(all)*4/3 { // one in two files has a way, and most of these have several
		i := c.pick(n, 1+len(all))
		if i == 0 {
			return how
		}
		c.decided(Part(all[i-1]))
		how |= all[i-1]
	}
}
