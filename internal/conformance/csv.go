package conformance

// A Row is the text of one row of two cells, without the end of its line.
type Row struct {
	Name  string
	Text  string
	Cells []string // nil if the text is no row of RFC 4180

	// Differs says that encoding/csv makes something else of it.
	Differs bool
}

// Rows are rows of the columns a and b.
var Rows = []Row{
	{Name: "plain", Text: `one,two`, Cells: []string{"one", "two"}},
	{Name: "empty cells", Text: `,`, Cells: []string{"", ""}},
	{Name: "empty cells in quotes", Text: `"",""`, Cells: []string{"", ""}},
	{Name: "one in quotes", Text: `"one",two`, Cells: []string{"one", "two"}},
	{Name: "all in quotes", Text: `"one","two"`, Cells: []string{"one", "two"}},
	{Name: "comma", Text: `"one, and more",two`, Cells: []string{"one, and more", "two"}},
	{Name: "only commas", Text: `",",",,"`, Cells: []string{",", ",,"}},
	{Name: "doubled quotes", Text: `"the ""one""",two`, Cells: []string{`the "one"`, "two"}},
	{Name: "only quotes", Text: `"""",""""""`, Cells: []string{`"`, `""`}},
	{Name: "quote at the end", Text: `"one""","two"""`, Cells: []string{`one"`, `two"`}},
	{Name: "newline", Text: "\"one\nmore\",two", Cells: []string{"one\nmore", "two"}},
	{Name: "only newlines", Text: "\"\n\",\"\n\n\"", Cells: []string{"\n", "\n\n"}},
	{Name: "newline after a quote", Text: "\"\"\"\n\",two", Cells: []string{"\"\n", "two"}},
	{Name: "what looks like a row", Text: "\"one\nx,y\n\",two", Cells: []string{"one\nx,y\n", "two"}},
	{Name: "what looks like quoted rows", Text: "\"one\n\"\"x\"\",\"\"y\"\"\n\",two", Cells: []string{"one\n\"x\",\"y\"\n", "two"}},
	{Name: "CRLF in quotes", Text: "\"one\r\nmore\",two", Cells: []string{"one\r\nmore", "two"}, Differs: true},
	{Name: "CR in quotes", Text: "\"one\rmore\",two", Cells: []string{"one\rmore", "two"}},
	{Name: "CR in a plain cell", Text: "one\rmore,two", Cells: []string{"one\rmore", "two"}},
	{Name: "white space is kept", Text: " one ,\ttwo\t", Cells: []string{" one ", "\ttwo\t"}},
	{Name: "white space in quotes", Text: `" one "," "`, Cells: []string{" one ", " "}},
	{Name: "single quotes are text", Text: `'one','two'`, Cells: []string{"'one'", "'two'"}},
	{Name: "backslashes are text", Text: `\one\,"\two\"`, Cells: []string{`\one\`, `\two\`}},
	{Name: "other separators are text", Text: "one;more|and,two\tthree", Cells: []string{"one;more|and", "two\tthree"}},
	{Name: "comments are text", Text: "#one,//two", Cells: []string{"#one", "//two"}},
	{Name: "formulas are text", Text: `=1+1,"=SUM(A1,B1)"`, Cells: []string{"=1+1", "=SUM(A1,B1)"}},
	{Name: "apostrophe before a formula", Text: `'=1+1,@two`, Cells: []string{"'=1+1", "@two"}},
	{Name: "what pandas writes for no value", Text: `NaN,None`, Cells: []string{"NaN", "None"}},
	{Name: "what pandas writes for truth", Text: `True,1.0`, Cells: []string{"True", "1.0"}},
	{Name: "what pandas writes for time", Text: `2024-02-20 20:16:05.920000+00:00,0 days 00:00:01`, Cells: []string{"2024-02-20 20:16:05.920000+00:00", "0 days 00:00:01"}},
	{Name: "what Excel writes for large numbers", Text: `1.23457E+17,########`, Cells: []string{"1.23457E+17", "########"}},
	{Name: "non-breaking space of Numbers", Text: "one\u00a0more,1\u202f234", Cells: []string{"one\u00a0more", "1\u202f234"}},
	{Name: "unicode", Text: "Zürich,東京🏠", Cells: []string{"Zürich", "東京🏠"}},
	{Name: "unicode line ends are text", Text: "one\u2028more,two\u0085", Cells: []string{"one\u2028more", "two\u0085"}},
	{Name: "byte order mark in a cell", Text: "\ufeffone,two", Cells: []string{"\ufeffone", "two"}},
	{Name: "control characters", Text: "one\x00,\x1b[31mtwo\x7f", Cells: []string{"one\x00", "\x1b[31mtwo\x7f"}},

	{Name: "quote in a plain cell", Text: `o"ne,two`},
	{Name: "quotes in a plain cell", Text: `one "and" more,two`},
	{Name: "quote at the end of a plain cell", Text: `one",two`},
	{Name: "space before quotes", Text: `one, "two"`},
	{Name: "space after quotes", Text: `"one" ,two`},
	{Name: "text after quotes", Text: `"one"more,two`},
	{Name: "quoted twice", Text: `"one""two"three",four`},
	{Name: "quotes escaped by a backslash", Text: `"the \"one\"",two`},
	{Name: "plain quotes escaped by a backslash", Text: `\"one\",two`},
	{Name: "one cell", Text: `one`},
	{Name: "three cells", Text: `one,two,three`},
	{Name: "comma at the end", Text: `one,two,`},
	{Name: "semicolons", Text: `one;two`},
}

// A File is a CSV with the columns a and b.
type File struct {
	Name  string
	Text  string
	Rows  [][]string // cells of a and b
	Error string     // in place of rows: a part of what is said of the header
}

// Files are CSVs as programs write them.
var Files = []File{
	{Name: "RFC 4180", Text: "a,b\r\none,two\r\nthree,four\r\n", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "no end of the last line", Text: "a,b\r\none,two\r\nthree,four", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "LF", Text: "a,b\none,two\nthree,four\n", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "both line ends", Text: "a,b\r\none,two\nthree,four\r\n", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "half an end", Text: "a,b\r\none,two\r", Rows: [][]string{{"one", "two"}}},
	{Name: "half an end after quotes", Text: "a,b\r\none,\"two\"\r", Rows: [][]string{{"one", "two"}}},
	{Name: "header only", Text: "a,b\n"},
	{Name: "header without end", Text: "a,b"},
	{Name: "blank lines", Text: "\n\r\na,b\n\none,two\r\n\r\nthree,four\n\n\n", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "header in quotes", Text: "\"a\",\"b\"\none,two\n", Rows: [][]string{{"one", "two"}}},
	{Name: "columns in another order", Text: "b,a\none,two\n", Rows: [][]string{{"two", "one"}}},
	{Name: "Excel, rows deleted at the end", Text: "a,b\r\none,two\r\n,\r\n,\r\n", Rows: [][]string{{"one", "two"}, {"", ""}, {"", ""}}},
	{Name: "Excel, columns deleted at the end", Text: "a,b,,\r\none,two,,\r\n", Error: "twice"},
	{Name: "Excel, semicolons", Text: "a;b\r\none;two\r\n", Error: "separated by semicolons"},
	{Name: "Excel, tabs", Text: "a\tb\r\none\ttwo\r\n", Error: "separated by tabs"},
	{Name: "Excel, separator told", Text: "sep=,\r\na,b\r\none,two\r\n", Error: "says how columns are separated"},
	{Name: "Numbers, name of the table", Text: "Table 1\na,b\none,two\n", Error: "is a title"},
	{Name: "pandas, index", Text: ",a,b\n0,one,two\n1,three,four\n", Rows: [][]string{{"one", "two"}, {"three", "four"}}},
	{Name: "pandas, named index", Text: "index,a,b\n0,one,two\n", Rows: [][]string{{"one", "two"}}},
	{Name: "pandas, all in quotes", Text: "\"a\",\"b\"\n\"one\",\"\"\n\"\",\"four\"\n", Rows: [][]string{{"one", ""}, {"", "four"}}},
	{Name: "pandas, no header", Text: "0,1\none,two\n", Error: "it is missing"},
	{Name: "pandas, columns twice", Text: "a,b,a.1\none,two,three\n", Rows: [][]string{{"one", "two"}}},
	{Name: "old Mac", Text: "a,b\rone,two\r", Error: "/b: "},
	{Name: "column twice", Text: "a,b,a\none,two,three\n", Error: "twice"},
	{Name: "column missing", Text: "a\none\n", Error: "missing"},
	{Name: "header open", Text: "a,\"b\none,two\n", Error: "not closed"},
}
