package validator

import (
	"cmp"
	"encoding/json"
	"math/big"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// What a schema says of a value depends on few facts about it: which of the members it looks at are there, their types, how
// their strings answer the tests that the schema makes, such as whether one is among certain words, and on which side of its bounds
// their numbers are. Values with the same facts form a class and have the same verdict, so that it is asked for once and
// remembered.

// A test is what a schema asks of a string.
type test func([]byte) bool

// testsOf returns the tests that s makes of a string, and whether these and its type are all that it looks at in the value
// itself, if that is no number.
func testsOf(s *jsonschema.Schema, formats map[string]func(any) bool) (tests []test, ok bool) {
	for _, words := range [][]any{s.Constant, s.Enum} {
		if len(words) > 0 {
			tests = append(tests, func(text []byte) bool {
				return slices.ContainsFunc(words, func(word any) bool { return isText(word, text) })
			})
		}
	}
	if s.MinLength != -1 {
		tests = append(tests, func(text []byte) bool { return utf8.RuneCount(text) >= s.MinLength })
	}
	if s.MaxLength != -1 {
		tests = append(tests, func(text []byte) bool { return utf8.RuneCount(text) <= s.MaxLength })
	}
	if s.Pattern != nil {
		tests = append(tests, s.Pattern.Match)
	}
	if s.Format != "" {
		format := formats[s.Format]
		if format == nil {
			return nil, false
		}
		tests = append(tests, func(text []byte) bool { return format(string(text)) })
	}
	return tests, s.ContentEncoding == "" && s.ContentMediaType == "" && !looksAtAll(s)
}

// boundsOf returns the numbers that s compares a number with, and whether that is all that it looks at in a number, but for
// whether it is an integer.
func boundsOf(s *jsonschema.Schema) (bounds []int64, ok bool) {
	limits := []*big.Rat{s.Minimum, s.Maximum, s.ExclusiveMinimum, s.ExclusiveMaximum}
	for _, values := range [][]any{s.Constant, s.Enum} {
		for _, value := range values {
			if n, ok := value.(json.Number); ok {
				limit, _ := new(big.Rat).SetString(n.String())
				limits = append(limits, limit)
			}
		}
	}
	for _, limit := range limits {
		if limit != nil {
			if !limit.IsInt() || !limit.Num().IsInt64() {
				return nil, false
			}
			bounds = append(bounds, limit.Num().Int64())
		}
	}
	return bounds, s.MultipleOf == nil
}

// isText reports whether a word of a schema is this text.
func isText(word any, text []byte) bool {
	w, ok := word.(string)
	return ok && w == string(text)
}

// class appends the class of a value in the view; ok is false if it has none, but must be asked about each time.
func (v *view) class(key []byte, n *jsonsyntax.Node) (_ []byte, ok bool) {
	if v.opaque || v.whole {
		return nil, false
	}
	key = append(key, '0'+byte(n.Kind))
	switch n.Kind {
	case jsonsyntax.Bool:
		key = append(key, n.Text[0])
	case jsonsyntax.Number:
		return v.numberClass(key, n.Text)
	case jsonsyntax.String:
		for _, test := range v.tests {
			answer := byte('n')
			if test(n.Text) {
				answer = 'y'
			}
			key = append(key, answer)
		}
	case jsonsyntax.Object:
		for _, name := range v.names {
			m := n.Member(name)
			if m == nil {
				key = append(key, '-')
				continue
			}
			if key, ok = v.members[name].class(key, &m.Value); !ok {
				return nil, false
			}
		}
	}
	return key, true
}

// hasClasses reports whether class finds one for most values.
func (v *view) hasClasses() bool {
	for _, below := range v.members {
		if !below.hasClasses() {
			return false
		}
	}
	return !v.opaque && !v.whole
}

// numberClass does what class does, after the type of a number.
func (v *view) numberClass(key, text []byte) ([]byte, bool) {
	if len(v.bounds) == 0 && !v.integer && !v.numbers {
		return key, true
	}
	i, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || v.numbers {
		return nil, false
	}
	for _, bound := range v.bounds {
		key = append(key, "<=>"[1+cmp.Compare(i, bound)])
	}
	return key, true
}
