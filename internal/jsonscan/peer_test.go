package jsonscan_test

import (
	"encoding/json"
	"math"
	"math/big"
	"net/netip"
	"strconv"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/jsonscan"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// afters are what may stand in memory after the text, where it means nothing.
var afters = []string{"", strings.Repeat("7", record.Padding), strings.Repeat(`"`, record.Padding), strings.Repeat(" ", record.Padding), `","b":1}`, "}", "0:00Z\"", "e5,", "\xff"}

func started(text, after string) *jsonscan.Scanner {
	data := record.Pad(nil, []byte(text))
	copy(data[len(data):cap(data)], after)
	s := jsonscan.New(record.Limits{Depth: 64})
	s.Start(data)
	return &s
}

// scan reads the value at the beginning of a text by all readers of a Scanner, twice, and checks that none reads anything but what
// encoding/json reads there. What follows in memory must not matter.
func scan(t *testing.T, text, after string) {
	t.Helper()
	s := started(text, after)
	whole := func(next int) bool { return 0 < next && next <= len(text) }
	for range 2 {
		if next, sure := s.Skip(0); whole(next) {
			root, found := jsonsyntax.Parse([]byte(text[:next]), 64, 100)
			if root == nil || sure && len(found) > 0 {
				t.Errorf("Skip(%q) passes over %q, sure: %v, but it is %v", text, text[:next], sure, found)
			}
		}
		s.SetDepth(0)
		if got, next := s.String(0); whole(next) {
			checkString(t, text[:next], got)
		}
		if got, next := s.Text(0); whole(next) {
			checkString(t, text[:next], string(got))
		}
		for _, limits := range [][2]int64{{math.MinInt64, math.MaxInt64}, {0, 65535}, {-5, 5}} {
			if got, next := s.Int(0, limits[0], limits[1]); whole(next) {
				checkInt(t, text[:next], got, limits)
			}
			if got, next := s.IntText(0, limits[0], limits[1]); whole(next) {
				digits, isText := strings.CutPrefix(text[:next], `"`)
				if !isText {
					checkInt(t, text[:next], got, limits)
				} else if strconv.FormatInt(got, 10)+`"` != digits && !strings.Contains(digits, `\`) || got < limits[0] || got > limits[1] {
					t.Errorf("IntText(%q) is %d", text[:next], got)
				}
			}
		}
		if got, next := s.Float(0); whole(next) {
			var want float64
			if err := json.Unmarshal([]byte(text[:next]), &want); err != nil || math.Float64bits(want) != math.Float64bits(got) {
				t.Errorf("Float(%q) is %v, not %v, %v", text[:next], got, want, err)
			}
		}
		if got, next := s.Bool(0); whole(next) && text[:next] != strconv.FormatBool(got) {
			t.Errorf("Bool(%q) is %v", text[:next], got)
		}
		if next := s.Null(0); whole(next) && text[:next] != "null" {
			t.Errorf("Null(%q)", text[:next])
		}
		if got, next := s.Addr(0); whole(next) {
			var want netip.Addr
			if err := json.Unmarshal([]byte(text[:next]), &want); err != nil || got != want {
				t.Errorf("Addr(%q) is %v, not %v, %v", text[:next], got, want, err)
			}
		}
		for _, layout := range []timefmt.Layout{timefmt.RFC3339, timefmt.Minute} {
			if got, next := s.Time(0, []timefmt.Layout{layout}); whole(next) {
				var plain string
				err := json.Unmarshal([]byte(text[:next]), &plain)
				if want, ok := layout.Parse([]byte(plain)); err != nil || !ok || !want.Equal(got) {
					t.Errorf("Time(%q) is %v, not %v", text[:next], got, want)
				}
			}
		}
	}
}

func checkString(t *testing.T, text, got string) {
	t.Helper()
	var want string
	if err := json.Unmarshal([]byte(text), &want); err != nil || want != got {
		t.Errorf("the string %q is read as %q: %v", text, got, err)
	}
	if _, found := jsonsyntax.Parse([]byte(text), 64, 100); len(found) > 0 {
		t.Errorf("the string %q is read, but %v", text, found)
	}
}

func checkInt(t *testing.T, text string, got int64, limits [2]int64) {
	t.Helper()
	want, ok := new(big.Rat).SetString(text)
	if !json.Valid([]byte(text)) || !ok || want.Cmp(new(big.Rat).SetInt64(got)) != 0 || got < limits[0] || got > limits[1] {
		t.Errorf("the integer %q, of %d, is read as %d", text, limits, got)
	}
}

// complete checks that a value of the table, after which something follows, is read to its end by the readers of its kind.
func complete(t *testing.T, value, follows, after string) {
	t.Helper()
	s := started(value+follows, after)
	if next, _ := s.Skip(0); next != len(value) {
		t.Errorf("of %q, Skip passes over %d bytes", value+follows, next)
	}
	s.SetDepth(0)
	kind := value[0]
	read := map[string]int{}
	_, read["string"] = s.String(0)
	_, read["text"] = s.Text(0)
	_, read["float"] = s.Float(0)
	_, read["bool"] = s.Bool(0)
	read["null"] = s.Null(0)
	for name, next := range read {
		var is bool
		switch name {
		case "string", "text":
			is = kind == '"'
		case "float":
			_, err := strconv.ParseFloat(value, 64)
			is = (kind == '-' || '0' <= kind && kind <= '9') && err == nil
		case "bool":
			is = kind == 't' || kind == 'f'
		case "null":
			is = kind == 'n'
		}
		if is != (next == len(value)) || !is && next > 0 {
			t.Errorf("of %q, %d bytes are read as %s", value+follows, next, name)
		}
	}
	number, ok := new(big.Rat).SetString(value)
	whole := ok && json.Valid([]byte(value)) && number.IsInt() && number.Num().IsInt64()
	for name, read := range map[string]func(int, int64, int64) (int64, int){"Int": s.Int, "IntText": s.IntText} {
		if name == "IntText" && kind == '"' {
			continue // text may be an integer for it
		}
		if _, next := read(0, math.MinInt64, math.MaxInt64); (next == len(value)) != whole {
			t.Errorf("of %q, %s reads %d bytes", value+follows, name, next)
		}
		if whole {
			n := number.Num().Int64()
			if _, next := read(0, n, n); next != len(value) {
				t.Errorf("of %q, %s from %d to %d reads %d bytes", value+follows, name, n, n, next)
			}
			if n < math.MaxInt64 {
				if _, next := read(0, n+1, math.MaxInt64); next > 0 {
					t.Errorf("%q is read by %s though it is below the least", value, name)
				}
			}
			if n > math.MinInt64 {
				if _, next := read(0, math.MinInt64, n-1); next > 0 {
					t.Errorf("%q is read by %s though it is above the most", value, name)
				}
			}
		}
	}
}
