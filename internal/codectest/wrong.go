package codectest

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail/internal/declare"
)

// wrongTypes returns a value of each type but those allowed.
func wrongTypes(allowed []string) (values []any) {
	for _, one := range []struct {
		value any
		types []string
	}{
		{nil, []string{"null"}},
		{true, []string{"boolean"}},
		{json.Number("7"), []string{"integer", "number"}},
		{json.Number("1.5"), []string{"number"}},
		{"x", []string{"string"}},
		{[]any{}, []string{"array"}},
		{map[string]any{}, []string{"object"}},
	} {
		if !slices.ContainsFunc(one.types, func(name string) bool { return slices.Contains(allowed, name) }) {
			values = append(values, one.value)
		}
	}
	return values
}

// wrongWords returns strings that are nearly one of some words, or none at all.
func wrongWords(words []any) (values []any) {
	candidates := []string{"", "x"}
	for _, word := range words {
		if word, ok := word.(string); ok && word != "" {
			candidates = append(candidates, word+"x", " "+word, word[1:], strings.ToUpper(word), strings.ToLower(word))
		}
	}
	for _, text := range candidates {
		if !slices.Contains(words, any(text)) && !slices.Contains(values, any(text)) {
			values = append(values, text)
		}
	}
	return values
}

// wrongNumber returns the integer that is a step away from a bound.
func wrongNumber(bound *big.Rat, step int64) any {
	return json.Number(new(big.Int).Add(bound.Num(), big.NewInt(step)).String())
}

// numerals are strings that are, or nearly are, numbers, at the borders of what patterns allow.
var numerals = []string{"", "x", " ", "0", "00", "007", "7 ", " 7", "+1", "-0", "-1", "1.0", "1e3", "0x1f", "1_000", "７", "256", "65536", "1000000000",
	"9223372036854775808", "-9223372036854775809", "18446744073709551616", "33.333", "100.01", "-0.01", "101.00"}

// wrongNumerals returns those of the numerals that are not of a pattern.
func wrongNumerals(s *jsonschema.Schema) (values []any) {
	for _, text := range numerals {
		if !s.Pattern.MatchString(text) {
			values = append(values, text)
		}
	}
	return values
}

var (
	wrongTimes = []string{"x", "7", "1.2.3.4", "2021-08-15", "2021-08-15T14:30", "2021-08-15T14:30:00", "2021-08-15 14:30:00", "2021-08-15T14:30:00.Z",
		"2021-13-15T14:30:00Z", "2021-02-30T14:30:00Z", "2021-08-15T24:30:00Z", "2021-08-15T14:60:00Z", "2021-08-15T14:30:61Z", "2021-08-15T14:30:00+25:00",
		"2021-02-30T14:30Z", "2021-08-15T14:60Z", "2021-02-30 14:30:00.5 UTC", "2021-08-15 24:30:00 UTC", "2021-08-15 14:30:00 CET", " 2021-08-15T14:30:00Z"}
	wrongAddresses = []string{"x", "7", "256.1.1.1", "1.2.3", "01.2.3.4", "+1.2.3.4", "1.2.3.4 ", "1.2.3.4/8", "1.2.3.4:80", "1.2.3.4,x", "1::2::3", ":::", "12345::", "fe80::1%", "[::1]"}
)

// wrongTexts are strings that are not of a format, by the format.
var wrongTexts = map[string][]string{
	declare.DateTime:       slices.Concat(wrongTimes, []string{"2021-08-15T14:30Z", "2021-08-15 14:30:00 UTC"}),
	declare.DateTimeMinute: slices.Concat(wrongTimes, []string{"2021-08-15T14:30:00Z", "2021-08-15 14:30:00 UTC"}),
	declare.ReportTime:     slices.Concat(wrongTimes, []string{"2021-08-15T14:30:00Z", "2021-08-15T14:30Z"}),
	declare.IPv4:           slices.Concat(wrongAddresses, []string{"", "::1"}),
	declare.IPv6:           slices.Concat(wrongAddresses, []string{"", "1.2.3.4"}),
	"addresses":            wrongAddresses,
}

// wrongFor returns the strings that are not of a format.
func wrongFor(format string) (values []any) {
	for _, text := range wrongTexts[format] {
		values = append(values, text)
	}
	return values
}

// formatsByWrong are the formats, each of which takes any value but those that are known not to be of it.
func formatsByWrong() map[string]func(any) bool {
	formats := map[string]func(any) bool{}
	for name, wrong := range wrongTexts {
		formats[name] = func(v any) bool {
			text, ok := v.(string)
			return !ok || !slices.Contains(wrong, text)
		}
	}
	return formats
}
