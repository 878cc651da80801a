// Package declare describes what the tables of a document's members and columns accept, so that a test can compare it with the
// document's schema.
package declare

// A Kind is a kind of values.
type Kind string

// The kinds of single values.
const (
	Text      Kind = "text"
	Words     Kind = "words"     // of a closed vocabulary
	Integer   Kind = "integer"   // in decimal digits, within a range
	Number    Kind = "number"    // any that a float64 comes close to
	Boolean   Kind = "boolean"   // true or false
	Time      Kind = "time"      // in one of several layouts
	Address   Kind = "address"   // an IP address of one of several families
	Addresses Kind = "addresses" // IP addresses, joined by commas
	Percent   Kind = "percent"   // from 0.00 to 100.00, with two decimals
)

// The kinds of JSON values that have others in them.
const (
	Any    Kind = "any"    // whatever it is
	Object Kind = "object" // with Fields, and perhaps others
	Array  Kind = "array"  // of Items
	Union  Kind = "union"  // an object with the Fields, and those of one of the Cases, which its Tag names

	Envelope Kind = "envelope" // an object with the Fields, or, if it has none of them, with those that are Bare
)

// The formats of times and addresses, as schemas name them.
const (
	ReportTime     = "report-time"      // 2024-02-20 20:16:05.92 UTC
	DateTime       = "date-time"        // RFC 3339
	DateTimeMinute = "date-time-minute" // 2021-08-15T14:30Z
	IPv4           = "ipv4"
	IPv6           = "ipv6"
)

// A Notation is a way to write an integer in JSON. In CSV, all values are text.
type Notation string

// The notations.
const (
	AsNumber Notation = ""
	AsText   Notation = "text"   // its decimal digits as a string
	Either   Notation = "either" // as a number or as text
)

// A Value says which values a member or column may have.
type Value struct {
	Kind     Kind
	Words    []string // of a vocabulary
	Min, Max int64    // of an integer, both included
	Notation Notation // of an integer
	Formats  []string // of a time or an address, any of which will do
	Empty    bool     // the empty string will do as well
	Null     bool     // so will null
	Stream   bool     // it names the stream of the record: any other word is that of another stream

	Fields []Field // of an object or union
	Items  *Value  // of an array
	Tag    string  // the member of a union that says which of its cases it is
	Cases  []Case  // of a union
	Bare   []Field // of an object that may stand without its envelope
}

// A Field is a member or column and what it may be.
type Field struct {
	Name     string
	Also     string // the same name in another spelling, under which it may stand as well, but not under both; or empty
	Required bool   // every record must have it, though it may be empty
	Value    Value
}

// A Case is what a union has besides its own fields if its tag is one of some words. Without words it is the case of all other tags.
type Case struct {
	Tags   []string
	Fields []Field
}

// Or returns what values of one kind may be that either declaration accepts.
func Or(a, b Value) Value {
	if a.Notation != b.Notation {
		a.Notation = Either
	}
	a.Min, a.Max = min(a.Min, b.Min), max(a.Max, b.Max)
	a.Formats = append(a.Formats[:len(a.Formats):len(a.Formats)], b.Formats...)
	return a
}
