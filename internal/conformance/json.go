// Package conformance has tables of texts for tests of whatever reads JSON (RFC 8259) or CSV (RFC 4180), with what is to be made of
// each.
package conformance

import (
	"strings"

	"github.com/flowtrail/flowtrail/internal/record"
)

// A Group has JSON texts that are about the same part of RFC 8259. None has white space around it.
type Group struct {
	Name  string
	Right []string
	Wrong []string // are no JSON

	// Found are JSON by its grammar, but programs disagree about what they say, or cannot hold it. Each is a finding of that rule.
	// encoding/json reads them all.
	Found map[record.Rule][]string
}

// JSON is the table of JSON texts.
var JSON = []Group{
	{
		Name: "integers",
		Right: []string{`0`, `-0`, `7`, `-7`, `10`, `907`, `65535`, `4294967296`, `9223372036854775807`, `-9223372036854775808`, `9223372036854775808`,
			`18446744073709551615`, `123456789012345678`, `1234567890123456789`, `12345678901234567890`, strings.Repeat("9", 64)},
		Wrong: []string{`00`, `01`, `-01`, `-00`, `007`, `+7`, `--7`, `-`, `- 7`, `7-`, `7+`, `1_000`, `1,000`, `0x1f`, `0X1F`, `0b1`, `0o7`, `1f`, `7a`, `７`, `-a`,
			`Infinity`, `-Infinity`, `NaN`, `-NaN`, `Inf`, `1 000`, `1'000`, `0000000000000000007`},
		Found: map[record.Rule][]string{record.RuleNumber: {strings.Repeat("9", 65), "-" + strings.Repeat("1", 64), "1" + strings.Repeat("0", 5000)}},
	},
	{
		Name: "fractions and exponents",
		Right: []string{`0.0`, `-0.0`, `0.5`, `10.25`, `-3.125`, `0.000001`, `7e0`, `7E0`, `7e3`, `7e+3`, `7e-3`, `7E+03`, `7e00`, `1.5e10`, `-1.5E-10`, `0e0`, `0e9`, `1e400`, `-1E+400`,
			`0.1e1`, `1e308`, `5e-324`, `1e-400`, `123456789.123456789`, `0.1234567890123456789`, `2.2250738585072014e-308`},
		Wrong: []string{`.5`, `-.5`, `5.`, `-5.`, `5.e3`, `.e3`, `1.2.3`, `1..2`, `01.5`, `00.5`, `1e`, `1E`, `1e+`, `1e-`, `1e+-2`, `1e 2`, `1 e2`, `1e2.5`, `1e2e3`,
			`e3`, `-e3`, `0e`, `0x1p4`, `1,5`, `1.5f`, `1.5e`, `1. 5`, `1 .5`},
		Found: map[record.Rule][]string{record.RuleNumber: {`1e401`, `1E+401`, `-1e401`, `1e-401`, `0e1000001`, `1e99999999999999999999`, `0.` + strings.Repeat("3", 63)}},
	},
	{
		Name: "strings",
		Right: []string{`""`, `" "`, `"plain"`, `"seven b"`, `"eight by"`, `"nine byte"`, `"fifteen bytes:)"`, `"sixteen bytes :)"`, `"seventeen bytes :"`, `"it's"`,
			`"/"`, `"{}[],:"`, `"` + "\x7f" + `"`, `"Zürich"`, `"東京"`, `"🏠"`, `"\u00e9` + `é"`, "\"\u2028\u2029\"", "\"\ufeff\"", "\"\ufffd\"", "\"\uffff\"", "\"\U0010ffff\"",
			`"null"`, `"` + strings.Repeat("long ", 500) + `"`},
		Wrong: []string{`"`, `"""`, `"open`, `"open\"`, `open"`, `'single'`, `“curly”`, "`tick`", `"a"b"`, `"a" "b"`, `"a""b"`, `"a"'`, "\"a\nb\"", "\"a\rb\"", "\"a\tb\"", "\"a\x00b\"",
			"\"\x00\"", "\"\x01\"", "\"\x1f\"", "\"seven b\n\"", "\"eight by\x02\"", `word`, `"\`},
	},
	{
		Name: "escapes",
		Right: []string{`"\""`, `"\\"`, `"\/"`, `"\b\f\n\r\t"`, `"\\\\"`, `"\\\""`, `"a\\"`, `"\u0000"`, `"\u0041"`, `"\u00E9\u00e9"`, `"\uABCD\uabcd"`, `"\uFFFF"`, `"\u2028"`,
			`"\\u0041"`, `"\u005C"`, `"\u0022"`, `"fifteen bytes:\n"`, `"before\u0020after"`},
		Wrong: []string{`"\a"`, `"\v"`, `"\0"`, `"\'"`, `"\x41"`, `"\U0041"`, `"\u"`, `"\u0"`, `"\u00"`, `"\u004"`, `"\u00g1"`, `"\u 041"`, `"\u+041"`, `"\u-041"`, `"\u{41}"`,
			`"\101"`, `"\ "`, `"\N"`, `"\T"`, "\"\\\n\"", `"\é"`, `"\u00４1"`, `"\u@041"`, `"\u004/"`, `"\u00:0"`, `"\u00` + "`" + `0"`},
	},
	{
		Name:  "surrogates",
		Right: []string{`"\ud83c\udfe0"`, `"\uD83C\uDFE0"`, `"\ud800\udc00"`, `"\udbff\udfff"`, `"\ud83c\udfe0\ud83c\udfe0"`, `"\ud7ff"`, `"\ue000"`},
		Wrong: []string{`"\ud83c\u"`, `"\ud83c\udfe"`, `"\ud83c\x"`, `"\ud83`, `"\ud83c`, `"\ud83c\`},
		Found: map[record.Rule][]string{record.RuleSurrogate: {`"\ud83c"`, `"\udfe0"`, `"\udfe0\ud83c"`, `"\ud83c\ud83c"`, `"\ud83c\ud83c\udfe0"`, `"\ud83cx"`, `"\ud83c\n"`, `"\ud83c\u0041"`,
			`"\ud83c \udfe0"`, `"\udbff\ue000"`, `"\ud83c\\udfe0"`, `{"\ud83c":1}`}},
	},
	{
		Name:  "encodings",
		Right: []string{"\"\u0080\"", "\"\u07ff\u0800\"", "\"\ud7ff\ue000\"", "\"\U00010000\"", "\"a byte before é\""},
		Wrong: []string{"\xff\xfe\"\x00\"\x00", "\xfe\xff\x00\"\x00\"", "\"\x00a\x00\"", "\ufeff\ufeff7", "\xff", "é", "\u00a07", "7\u00a0", "\u20287", "\u30007"},
		Found: map[record.Rule][]string{record.RuleUTF8: {"\"\xff\"", "\"\xc3\"", "\"caf\xe9\"", "\"\xc0\xaf\"", "\"\xe0\x80\xaf\"", "\"\xed\xa0\xbc\"", "\"\xed\xa0\xbc\xed\xbf\xa0\"", "\"\xf4\x90\x80\x80\"",
			"\"\xf5\x80\x80\x80\"", "\"\xf0\x9f\x8f\"", "\"\x80\"", "\"eight by\x80\"", "\"\\n\xff\"", "\"\xff\\n\"", "{\"\xff\":1}"}},
	},
	{
		Name:  "words",
		Right: []string{`null`, `true`, `false`},
		Wrong: []string{`nul`, `nulll`, `Null`, `NULL`, `nil`, `none`, `tru`, `truer`, `True`, `TRUE`, `fals`, `falsey`, `False`, `yes`, `undefined`, `truefalse`, `true false`, `t`, `nu ll`, `true1`, `nullnull`},
	},
	{
		Name: "arrays",
		Right: []string{`[]`, `[ ]`, "[\t\r\n]", `[1]`, `[ 1 , 2 ]`, `[1,"2",null,true,{},[]]`, `[[]]`, `[[],[]]`, `[[[[[]]]]]`, "[1\n,\n2]", `[-1]`, `["]"]`, `["[",","]`,
			`[` + strings.Repeat("0,", 300) + `0]`},
		Wrong: []string{`[`, `]`, `[1`, `[1,`, `[,`, `[,]`, `[1,]`, `[,1]`, `[1,,2]`, `[1 2]`, `["a" "b"]`, `[1]]`, `[[1]`, `[1}`, `[1:2]`, `["a":1]`, `[1;2]`, `(1)`, `[1],`, `[1][2]`, `[1].`,
			`[a]`, `[1,//`, `[1/**/]`, `[ 1 , ]`, "[\f1]", "[\v1]", "[\u00a01]", "[\x001]", `[nul]`, `["a]`, `[01]`, `[1.]`, `[*]`, `[...]`},
	},
	{
		Name: "objects",
		Right: []string{`{}`, `{ }`, `{"a":1}`, `{"":0}`, `{ "a" : 1 , "b" : 2 }`, "{\n\t\"a\"\r\n:\n1\n}", `{"a":{"b":{"c":[]}}}`, `{"a\nb":1}`, `{"\u0061":1,"b":2}`, `{"{":"}"}`, `{"a":"","b":""}`,
			`{"a":1,"A":2}`, `{"a b":1}`, `{"/~":1}`, `{"x":{"a":1},"y":{"a":1}}`},
		Wrong: []string{`{`, `}`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{"a"::1}`, `{"a":1,}`, `{,"a":1}`, `{"a":1,,"b":2}`, `{"a":1 "b":2}`, `{"a":1;"b":2}`,
			`{a:1}`, `{'a':1}`, `{1:1}`, `{null:1}`, `{"a":1]`, `{"a":1}}`, `{"a",1}`, `{"a"=1}`, `{"a"=>1}`, `{"a":1}{"b":2}`, `{"a":1},`, `{"a":1}x`, `{[]:1}`, `{"a":1 /* one */}`, "{\"a\":1 // one\n}",
			`{"a":1 # one` + "\n}", `{"a":b}`, `{:1}`, `{"a":"b}`, `{"a\":1}`, `{...}`, `{"a":1,"b"}`, `{"a":1,"b":}`, `{{}}`},
		Found: map[record.Rule][]string{record.RuleDuplicate: {`{"a":1,"a":1}`, `{"a":1,"b":2,"a":3}`, `{"":0,"":0}`, `{"a":1,"\u0061":2}`, `{"x":{"a":1,"a":2}}`, `[{"a":1,"a":2}]`, `{"é":1,"\u00e9":2}`, `{"\u0061":"\n","a":2}`, `{"b":1,"\u0061":{"\t":"\n"},"a":2}`}},
	},
	{
		Name:  "nesting",
		Right: []string{nested("[", "", "]", 50), nested(`{"a":`, "1", "}", 50), nested(`[{"a":`, "null", "}]", 25), `[` + strings.Repeat("[],", 200) + `[]]`},
		Wrong: []string{strings.Repeat("[", 50), strings.Repeat(`{"a":`, 50), nested("[", "", "]", 50) + "]", nested("[", "}", "]", 50)},
		Found: map[record.Rule][]string{record.RuleDepth: {nested("[", "", "]", 100), nested(`{"a":`, "1", "}", 100), nested(`[{"a":`, "null", "}]", 4000)}},
	},
}

// nested returns something within n others.
func nested(before, inner, after string, n int) string {
	return strings.Repeat(before, n) + inner + strings.Repeat(after, n)
}
