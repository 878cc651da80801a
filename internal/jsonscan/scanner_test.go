package jsonscan_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/flowtrail/flowtrail/internal/conformance"
	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// TestConformance reads the values of the table, whole, with others after them, and cut off.
func TestConformance(t *testing.T) {
	for _, g := range conformance.JSON {
		for _, after := range afters {
			for _, text := range g.Right {
				compacted(t, text)
				if next, _ := started(text, after).Skip(0); next != len(text) {
					t.Errorf("of %q, before %q in memory, Skip passes over %d bytes", text, after, next)
				}
				for _, follows := range []string{",", "}", "]", " ", "\n", "\r\n", "\t,"} {
					complete(t, text, follows, after)
				}
				for n := range min(len(text), 40) {
					scan(t, text[:n], text[n:min(len(text), n+record.Padding)])
				}
			}
			for _, text := range g.Wrong {
				scan(t, text, after)
				scan(t, text+",", after)
				if next, _ := started(text, after).Skip(0); next == len(text) {
					t.Errorf("%s: Skip passes over %q", g.Name, text)
				}
			}
			for rule, texts := range g.Found {
				for _, text := range texts {
					scan(t, text+",", after)
					if next, sure := started(text+",", after).Skip(0); next > 0 && sure {
						t.Errorf("%s: Skip passes over %q, where %s is to be found", g.Name, text, rule)
					}
					if s := started(text+",", after); rule == record.RuleNumber {
						_, isInt := s.Int(0, math.MinInt64, math.MaxInt64)
						if _, isFloat := s.Float(0); isInt > 0 || isFloat > 0 {
							t.Errorf("%s: %q is read", g.Name, text)
						}
					}
				}
			}
		}
	}
}

// values are those of kinds that the table does not have.
var values = []string{
	`"1.2.3.4"`, `"255.255.255.255"`, `"01.2.3.4"`, `"1.2.3.256"`, `"1.2.3"`, `"1.2.3.4 "`, `"1.2.3.4`, `"1.2.3.4,`, `"::1"`, `"fe80::1%eth0"`, `"::ffff:1.2.3.4"`, `"1.2.3\u002e4"`,
	`"2025-07-25T18:19:41Z"`, `"2025-07-25T18:19:41.5+02:00"`, `"2025-07-25T18:19Z"`, `"2025-07-25T18:19:60Z"`, `"2025-07-25T18:19:41Z `, `"2025-07-25T18:19:41z"`, `"2025-07-25T18\u003a19:41Z"`,
	`"7"`, `"-7"`, `"+7"`, `"07"`, `"-0"`, `"0"`, `"00"`, `""`, `"7 "`, `"9223372036854775807"`, `"9223372036854775808"`, `"-9223372036854775808"`, `"123456789012345678"`, `"1234567890123456789"`, `"1e3"`, `"\u0037"`, `"7x"`, `"7`,
}

// TestTypedValues reads values with a meaning, whole and cut off.
func TestTypedValues(t *testing.T) {
	for _, text := range values {
		for _, after := range afters {
			scan(t, text, after)
			scan(t, text+",", after)
		}
		for n := range len(text) {
			scan(t, text[:n], text[n:])
		}
	}
	for text, want := range map[string]int64{`"7"`: 7, `"-7"`: -7, `"0"`: 0, `"65535"`: 65535, `"9223372036854775807"`: math.MaxInt64, `"-9223372036854775808"`: math.MinInt64,
		`"123456789012345678"`: 123456789012345678, `"1234567890123456789"`: 1234567890123456789, `"\u0037"`: 7} {
		if got, next := started(text, "").IntText(0, math.MinInt64, math.MaxInt64); got != want || next != len(text) {
			t.Errorf("%s is read as %d, %d bytes", text, got, next)
		}
	}
	for _, text := range []string{`"+7"`, `"07"`, `"-07"`, `""`, `"-"`, `"7 "`, `" 7"`, `"9223372036854775808"`, `"1e3"`, `"1.0"`, `"７"`, `"-0"`, `"00"`} {
		if got, next := started(text, "").IntText(0, math.MinInt64, math.MaxInt64); next > 0 {
			t.Errorf("%s is read as %d", text, got)
		}
	}
	if got, next := started(`"\u0041 b\/ c",`, "").String(0); got != "A b/ c" || next != len(`"\u0041 b\/ c"`) {
		t.Errorf("a string with escapes is read as %q, %d bytes", got, next)
	}
	for _, text := range []string{`"1.2.3.4"`, `"::1"`, `"1.2.3\u002e4"`} {
		if _, next := started(text+",", "").Addr(0); next != len(text) {
			t.Errorf("of %s %d bytes are read", text, next)
		}
	}
	layouts := []timefmt.Layout{timefmt.RFC3339, timefmt.Minute}
	for _, text := range []string{`"2025-07-25T18:19:41Z"`, `"2025-07-25T18:19:41.5+02:00"`, `"2025-07-25T18:19Z"`, `"2025-07-25T18\u003a19:41Z"`} {
		if _, next := started(text+",", "").Time(0, layouts); next != len(text) {
			t.Errorf("of %s %d bytes are read", text, next)
		}
	}
}

// TestQuickly checks that what is common is read without allocating, which only the quick ways do.
func TestQuickly(t *testing.T) {
	layouts := []timefmt.Layout{timefmt.RFC3339, timefmt.Minute}
	for text, read := range map[string]func(*jsonscan.Scanner) int{
		`0,`:                      func(s *jsonscan.Scanner) int { _, next := s.Int(0, 0, 9); return next },
		`123456789012345678}`:     func(s *jsonscan.Scanner) int { _, next := s.Int(0, 0, math.MaxInt64); return next },
		`12345678901234567 `:      func(s *jsonscan.Scanner) int { _, next := s.IntText(0, 0, math.MaxInt64); return next },
		`"123456789012345678"]`:   func(s *jsonscan.Scanner) int { _, next := s.IntText(0, 0, math.MaxInt64); return next },
		`"0",`:                    func(s *jsonscan.Scanner) int { _, next := s.IntText(0, 0, 0); return next },
		`0.5,`:                    func(s *jsonscan.Scanner) int { _, next := s.Float(0); return next },
		`-52.123456,`:             func(s *jsonscan.Scanner) int { _, next := s.Float(0); return next },
		`7]`:                      func(s *jsonscan.Scanner) int { _, next := s.Float(0); return next },
		`"some text, known",`:     func(s *jsonscan.Scanner) int { _, next := s.String(0); return next },
		`"10.20.30.40",`:          func(s *jsonscan.Scanner) int { _, next := s.Addr(0); return next },
		`"2001:db8::1",`:          func(s *jsonscan.Scanner) int { _, next := s.Addr(0); return next },
		`"2025-07-25T18:19:41Z",`: func(s *jsonscan.Scanner) int { _, next := s.Time(0, layouts); return next },
		`true,`:                   func(s *jsonscan.Scanner) int { _, next := s.Bool(0); return next },
	} {
		s := started(text, "")
		for range 10 {
			read(s)
		}
		if n := testing.AllocsPerRun(20, func() {
			if next := read(s); next != len(text)-1 {
				t.Errorf("of %s %d bytes are read", text, next)
			}
		}); n > 0 {
			t.Errorf("reading %s allocates %v times", text, n)
		}
	}
}

// TestQuicklyBeyondEnd checks which values are read the quick way: only that does not look where the text ends, and so reads what stands
// in memory after an empty text.
func TestQuicklyBeyondEnd(t *testing.T) {
	layouts := []timefmt.Layout{timefmt.RFC3339, timefmt.Minute}
	for kind, test := range map[string]struct {
		read  func(*jsonscan.Scanner) int
		quick []string
		slow  []string
	}{
		"integer": {func(s *jsonscan.Scanner) int { _, next := s.Int(0, math.MinInt64, math.MaxInt64); return next },
			[]string{"0", "9", "10", "65535", "123456789012345678"}, []string{"-1", "00", "01", "1.0", "1234567890123456789", "7x", `"7"`}},
		"integer in quotes": {func(s *jsonscan.Scanner) int { _, next := s.IntText(0, math.MinInt64, math.MaxInt64); return next },
			[]string{`"0"`, `"9"`, `"10"`, `"65535"`, `"123456789012345678"`, "7"}, []string{`"-1"`, `"00"`, `"01"`, `"1.0"`, `"1234567890123456789"`, `""`}},
		"number": {func(s *jsonscan.Scanner) int { _, next := s.Float(0); return next },
			[]string{"0", "9", "10", "-5", "0.5", "-0.5", "10.25", "51.123456", "-100.9", "123456789012345", "1.2345678901234"},
			[]string{"00", "01", "01.5", "-01", ".5", "-.5", "1.", "1..5", "1.5.5", "1e3", "-", "1.23456789012345678", "7x", "null"}},
		"address": {func(s *jsonscan.Scanner) int { _, next := s.Addr(0); return next }, []string{`"1.2.3.4"`, `"255.255.255.255"`}, []string{`"1.2.3.4.5"`, `"1.2.3.4 "`, `"::1"`}},
		"time": {func(s *jsonscan.Scanner) int { _, next := s.Time(0, layouts); return next },
			[]string{`"2025-07-25T18:59:59Z"`, `"2025-07-25T18:59:59.5+00:00"`, `"2025-07-25T18:59Z"`}, []string{`"2025-07-25T18:59:59Z "`, `"2025-07-25T19:00:00Z"`, `"2025-07-25T18:59Z,`}},
	} {
		for _, text := range append(test.quick, test.slow...) {
			s := started(`"2025-07-25T18:19:41Z"`, "")
			s.Time(0, layouts)
			data := record.Pad(nil, nil)
			copy(data[:cap(data)], text+",")
			s.Start(data)
			want := 0
			if slices.Contains(test.quick, text) {
				want = len(text)
			}
			if next := test.read(s); next != want {
				t.Errorf("%s: of %s beyond the end, %d bytes are read, not %d", kind, text, next, want)
			}
		}
	}
}

// TestTrailing checks that a number or a word is none if anything but a delimiter follows.
func TestTrailing(t *testing.T) {
	for _, text := range []string{"7", "-7", "7.5", "12345678901234567890", "1e3", "true", "null"} {
		for _, follows := range []string{"x", `"`, "7x", ":", "{", "[", "\x00", "true"} {
			s := started(text+follows+",", "")
			next, _ := s.Skip(0)
			_, isInt := s.Int(0, math.MinInt64, math.MaxInt64)
			_, isFloat := s.Float(0)
			_, isBool := s.Bool(0)
			if next > 0 || isInt > 0 || isFloat > 0 || isBool > 0 || s.Null(0) > 0 {
				t.Errorf("%q is read: %d, %d, %d, %d, %d", text+follows, next, isInt, isFloat, isBool, s.Null(0))
			}
		}
	}
}

// TestCopied checks which strings are parts of a text that has been copied.
func TestCopied(t *testing.T) {
	const text = `"one","two","three"`
	data := record.Pad(nil, []byte(text))
	for begin := range len(text) {
		for end := begin + 1; end <= len(text); end++ {
			s := jsonscan.New(record.Limits{Depth: 64})
			s.Start(data)
			copied := strings.Clone(text[begin:end])
			if before, at := s.Copied(copied, begin); before != "" || at != 0 {
				t.Fatalf("%q at %d was copied before", before, at)
			}
			for pos, want := range map[int]string{0: "one", 6: "two", 12: "three"} {
				first := pos + 1
				inside := begin <= first && first+len(want) <= end
				got, _ := s.String(pos)
				part := inside && unsafe.StringData(got) == unsafe.StringData(copied[first-begin:])
				if got != want || part != inside {
					t.Errorf("where %q is copied, %q is read as %q, a part of it: %v", copied, want, got, part)
				}
			}
			if before, at := s.Copied("", 0); before != copied || at != begin {
				t.Errorf("%q at %d was copied, not %q at %d", before, at, copied, begin)
			}
		}
	}
}

// TestFind checks where values are found in objects, whole and cut off.
func TestFind(t *testing.T) {
	const text = `{ "a" : { "b" : 1 , "c" : { "b" : [2] } } , "" : 3, "b" : "x" }`
	for pointer, want := range map[string]string{"": text, "/a/b": "1", "/a/c/b": "[2]", "/": "3", "/b": `"x"`, "/c": "", "/a/c/c": "", "/a/b/c": "", "/b/a": "", "/a/c/b/0": ""} {
		s := started(text, "")
		at := s.Find(0, pointer)
		if found := at > 0 || pointer == ""; found != (want != "") || found && !strings.HasPrefix(text[at:], want) || s.Depth() != 0 {
			t.Errorf("%q is found at %d", pointer, at)
		}
		for n := range len(text) {
			if at := started(text[:n], text[n:]).Find(0, pointer); at > n || at > 0 && !strings.HasPrefix(text[at:], want) {
				t.Errorf("in %q, %q is found at %d", text[:n], pointer, at)
			}
		}
	}
	for _, wrong := range []string{`{"x" 1,"b":2}`, `{"x":1 "b":2}`, `{"x":01,"b":2}`, `{x:1,"b":2}`, `["b",1]`, `["b":1]`, `"b"`, `{"x":"` + "\n" + `","b":1}`, `{"x":1,,"b":2}`} {
		if at := started(wrong, "").Find(0, "/b"); at > 0 {
			t.Errorf("in %s something is found at %d", wrong, at)
		}
	}
}

// TestOneLine checks that where a record ends with its line, a newline is no white space.
func TestOneLine(t *testing.T) {
	for text, want := range map[string]bool{"[1, 2]": true, "[1,\n2]": false, "[\n]": false, "{\"a\":\n1}": false, "{\"a\"\r\t :1}": true, "[1\n]": false} {
		s := started(text, "")
		if next, _ := s.Skip(0); next != len(text) {
			t.Errorf("of %q %d bytes are read", text, next)
		}
		s = started(text, "")
		s.OneLine = true
		if next, _ := s.Skip(0); (next == len(text)) != want {
			t.Errorf("of %q as one line %d bytes are read", text, next)
		}
	}
}

// TestLimitOfDepth checks how deep a Scanner goes.
func TestLimitOfDepth(t *testing.T) {
	for text, want := range map[string]bool{strings.Repeat("[", 64) + strings.Repeat("]", 64): true, strings.Repeat("[", 65) + strings.Repeat("]", 65): false,
		strings.Repeat(`{"a":`, 64) + "1" + strings.Repeat("}", 64): true, strings.Repeat(`{"a":`, 65) + "1" + strings.Repeat("}", 65): false} {
		s := started(text, "")
		if s.Room() != 64 {
			t.Errorf("room for %d", s.Room())
		}
		if next, _ := s.Skip(0); (next == len(text)) != want {
			t.Errorf("of %q %d bytes are read", text, next)
		}
	}
}

// FuzzScanner reads any bytes by all readers.
func FuzzScanner(f *testing.F) {
	for _, g := range conformance.JSON {
		for _, text := range append(g.Right, g.Wrong...) {
			f.Add(text, ",")
		}
	}
	for _, text := range values {
		f.Add(text, `"`)
	}
	f.Fuzz(func(t *testing.T, text, after string) {
		if len(text) > 1<<16 {
			return
		}
		scan(t, text, after)
		root, found := jsonsyntax.Parse([]byte(text), 64, 100)
		if root != nil && len(found) == 0 && text[0] != '{' && text[0] != '[' && root.End == len(text) && root.Start == 0 {
			complete(t, text, ",", after)
		}
	})
}

// compacted writes a value without white space as encoding/json does.
func compacted(t *testing.T, text string) {
	var want bytes.Buffer
	if err := json.Compact(&want, []byte(text)); err != nil {
		t.Errorf("%q: %v", text, err)
	}
	if got := jsonscan.Compact(nil, []byte(text)); !bytes.Equal(got, want.Bytes()) {
		t.Errorf("%q compact is %q, not %q", text, got, want.Bytes())
	}
}
