package flowtrailtest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/flowtrailtest"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// A trait is something about a record or a file that a parser may get wrong, such as a member, a word, or how a string is written.
type trait = string

// A survey finds out what traits cases have.
type survey[T any] struct {
	codec *flowtrail.Codec[T]
	of    map[*T][]trait // the traits of samples
}

// traits returns those of each record of a case, and those of the whole file.
func (s *survey[T]) traits(c *flowtrailtest.Case[T]) (each [][]trait, whole []trait) {
	if c.Fault != nil {
		kind := "broken by " + string(c.Fault.Kind)
		return nil, []trait{kind, kind + " in " + anyItem.ReplaceAllString(c.Fault.Path, "/*")}
	}
	for _, way := range strings.Split(c.Spelling, ",") {
		whole = append(whole, "spelled by "+way)
	}
	var v T
	reader := s.codec.NewReader(bytes.NewReader(c.Data))
	for range reader.Into(&v) {
		sample := c.Records[len(each)]
		if s.of[sample] == nil {
			text, err := json.Marshal(sample)
			if err != nil {
				panic(err) // samples can be written
			}
			s.of[sample] = traitsOfObject(text, (*object).value)
		}
		written := traitsOfRow
		if reader.Raw()[0] == '{' {
			written = func(raw []byte) []trait { return traitsOfObject(raw, (*object).written) }
		}
		each = append(each, append(written(reader.Raw()), s.of[sample]...))
	}
	return each, whole
}

var anyItem = regexp.MustCompile(`/[0-9]+\b`)

// An object is a record in JSON of which the traits are found out.
type object struct {
	text   []byte
	traits []trait
}

// traitsOfObject returns the traits of a record in JSON that look finds, in one value after the other.
func traitsOfObject(text []byte, look func(o *object, n *jsonsyntax.Node, path string)) []trait {
	root, _ := jsonsyntax.Parse(text, 100, 1)
	o := &object{text: text}
	var walk func(n *jsonsyntax.Node, path string)
	walk = func(n *jsonsyntax.Node, path string) {
		look(o, n, path)
		for i := range n.Members() {
			walk(&n.Members()[i].Value, path+"/"+string(n.Members()[i].Name))
		}
		for i := range n.Items() {
			walk(&n.Items()[i], path+"/*")
		}
	}
	walk(root, "")
	return o.traits
}

func (o *object) add(is bool, path, what string) {
	if is {
		o.traits = append(o.traits, path+" "+what)
	}
}

// value looks at what a value is.
func (o *object) value(n *jsonsyntax.Node, path string) {
	o.add(true, path, "is there")
	switch raw := string(o.text[n.Start:n.End]); n.Kind {
	case jsonsyntax.String:
		o.add(!strings.ContainsAny(raw, "0123456789"), path, "is "+raw)
		o.add(utf8.RuneCount(n.Text) < len(n.Text), path, "is not ASCII")
		o.add(bytes.ContainsRune(n.Text, '\n'), path, "has a newline")
		o.add(bytes.ContainsRune(n.Text, '"'), path, "has quotes")
	case jsonsyntax.Number:
		o.add(raw == "0", path, "is 0")
		o.add(len(raw) > len("4294967296"), path, "has more than 32 bits")
	default:
		o.add(!n.HasChildren(), path, "is "+raw)
	}
}

// written looks at how a value is written.
func (o *object) written(n *jsonsyntax.Node, path string) {
	raw := string(o.text[n.Start:n.End])
	switch n.Kind {
	case jsonsyntax.String:
		o.add(strings.Contains(raw, `\`), path, "has escapes")
		o.add(strings.HasSuffix(raw, `+05:30"`), path, "is in another time zone")
	case jsonsyntax.Number:
		o.add(strings.ContainsAny(raw, "eE"), path, "has an exponent")
		o.add(strings.Contains(raw, "."), path, "has a point")
	}
	for i := 1; i < len(n.Members()); i++ {
		o.add(true, path+"/"+string(n.Members()[i].Name), "is after "+string(n.Members()[i-1].Name))
	}
}

// traitsOfRow returns the traits of how a row is written.
func traitsOfRow(row []byte) (all []trait) {
	quoted := false
	column := 0
	for i, b := range row {
		switch {
		case b == '"' && !quoted && (i == 0 || row[i-1] == ','):
			all = append(all, fmt.Sprint("quotes around cell ", column))
			fallthrough
		case b == '"':
			quoted = !quoted
		case b == ',' && !quoted:
			column++
		}
	}
	return all
}

// A plant is a way to plant a bug of each trait in a parser: which ones show in a case.
type plant struct {
	what    string
	records int // that it takes to show one
	show    func(each [][]trait, whole []trait) []trait
}

var plants = []plant{
	{"bug", 1, func(each [][]trait, whole []trait) []trait {
		return slices.Concat(append(each, whole)...)
	}},
	{"bug in all records but the first", 2, func(each [][]trait, _ []trait) []trait {
		return slices.Concat(each[min(1, len(each)):]...)
	}},
	{"bug that keeps what the record before had", 2, func(each [][]trait, _ []trait) (kept []trait) {
		for i := 1; i < len(each); i++ {
			kept = append(kept, slices.DeleteFunc(slices.Clone(each[i-1]), func(of trait) bool { return slices.Contains(each[i], of) })...)
		}
		return kept
	}},
}

// TestShrinkRecords plants bugs in parsers, for members, words, ways to write values, spellings and faults, and checks that what shows
// them is shrunk to one record; and to two where it takes two.
func TestShrinkRecords(t *testing.T) {
	testShrinkRecords(t, networkevent.JSON)
	testShrinkRecords(t, networkevent.CSV)
	testShrinkRecords(t, auditlog.JSON)
	testShrinkRecords(t, vpcflow.CamelJSON)
	testShrinkRecords(t, s3sync.JSON)
	testShrinkRecords(t, useractivity.InactiveCSV)
}

func testShrinkRecords[T any](t *testing.T, codec *flowtrail.Codec[T]) {
	s := &survey[T]{codec, map[*T][]trait{}}
	first := make([]map[trait]*flowtrailtest.Case[T], len(plants)) // that shows a bug
	for i := range first {
		first[i] = map[trait]*flowtrailtest.Case[T]{}
	}
	left := 300
	for c := range flowtrailtest.Cases(codec, 3) {
		each, whole := s.traits(c)
		for i, p := range plants {
			for _, bug := range p.show(each, whole) {
				if first[i][bug] == nil {
					first[i][bug] = c
				}
			}
		}
		if left--; left == 0 {
			break
		}
	}
	for i, p := range plants {
		bugs := slices.Sorted(maps.Keys(first[i]))
		for k := 0; k < len(bugs); k += 1 + len(bugs)/10 {
			fails := func(c *flowtrailtest.Case[T]) bool { return slices.Contains(p.show(s.traits(c)), bugs[k]) }
			c := flowtrailtest.Shrink(first[i][bugs[k]], fails)
			if !fails(c) || len(c.Records) > p.records { // a header that is broken is of no record
				t.Errorf("%s: %s: %s: %d records of %d, choices %q", codec.Name(), p.what, bugs[k], len(c.Records), len(first[i][bugs[k]].Records), c.Choices)
			}
		}
	}
}
