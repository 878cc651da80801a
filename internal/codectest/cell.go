package codectest

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// cellSchema returns the schema of a cell, or of another string.
func cellSchema(v declare.Value) (map[string]any, error) {
	schema := map[string]any{"type": "string"}
	switch v.Kind {
	case declare.Text:
		if !v.Empty {
			schema["minLength"] = number(1)
		}
	case declare.Words:
		schema["enum"] = words(v)
	case declare.Integer:
		if v.Min > 1 || -10 < v.Min && v.Min < 0 || v.Max < 10 {
			return nil, fmt.Errorf("no pattern is known for the integers from %d to %d", v.Min, v.Max)
		}
		all := integers(strconv.FormatInt(v.Max, 10))
		switch {
		case v.Min == 1:
			all = strings.TrimPrefix(all, "0|")
		case v.Min < 0:
			all += "|-(" + positive(strconv.FormatInt(v.Min, 10)[1:]) + ")"
		}
		schema["pattern"] = pattern(all, v.Empty)
	case declare.Percent:
		schema["pattern"] = pattern(`100\.00|[1-9]?[0-9]\.[0-9]{2}`, v.Empty)
	case declare.Time, declare.Address:
		schema["anyOf"] = alternatives(v)
	case declare.Addresses: // may be none
		if schema["format"] = "addresses"; !v.Empty {
			schema["minLength"] = number(1)
		}
	default:
		return nil, unknownKind(v)
	}
	return schema, nil
}

func words(v declare.Value) (enum []any) {
	for _, word := range v.Words {
		enum = append(enum, word)
	}
	if v.Empty {
		enum = append(enum, "")
	}
	return enum
}

// patterns are those of the formats that few validators know.
var patterns = map[string]string{
	declare.ReportTime:     `^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})? UTC$`,
	declare.DateTimeMinute: `^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z$`,
}

// alternatives returns what a value of one of several formats may be.
func alternatives(v declare.Value) (anyOf []any) {
	if v.Empty {
		anyOf = append(anyOf, map[string]any{"const": ""})
	}
	for _, format := range v.Formats {
		one := map[string]any{"format": format}
		if pattern, ok := patterns[format]; ok {
			one["pattern"] = pattern
		}
		anyOf = append(anyOf, one)
	}
	return anyOf
}

func pattern(alternatives string, empty bool) string {
	if empty {
		return "^(" + alternatives + ")?$"
	}
	return "^(" + alternatives + ")$"
}

// integers returns the alternatives of a pattern for the integers from 0 to the largest in decimal digits, of which there are two or
// more.
func integers(digits string) string { return "0|" + positive(digits) }

// positive does the same for those from 1.
func positive(digits string) string {
	if strings.Trim(digits, "9") == "" {
		return "[1-9][0-9]" + fmt.Sprintf("{0,%d}", len(digits)-1)
	}
	below := []string{"[1-9][0-9]" + fmt.Sprintf("{0,%d}", len(digits)-2)}
	for i, digit := range []byte(digits) { // those that begin alike and have a lower digit here
		first, last := byte('0'), digit-1
		if i == 0 {
			first = '1'
		}
		if i == len(digits)-1 {
			last = digit
		}
		if first > last {
			continue
		}
		below = append(below, digits[:i]+oneOf(first, last)+anyDigits(len(digits)-1-i))
	}
	return strings.Join(below, "|")
}

func oneOf(first, last byte) string {
	switch last - first {
	case 0:
		return string(first)
	case 1:
		return "[" + string([]byte{first, last}) + "]"
	}
	return "[" + string(first) + "-" + string(last) + "]"
}

func anyDigits(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "[0-9]"
	}
	return fmt.Sprintf("[0-9]{%d}", n)
}
