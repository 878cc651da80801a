// Package declare describes what the tables of a document's members and columns accept, so that a test can compare it with the
// document's schema.
package declare

// A Kind is a kind of values.
type Kind string

// The kinds.
const (
	Text      Kind = "text"
	Words     Kind = "words"     // of a closed vocabulary
	Integer   Kind = "integer"   // in decimal digits, within a range
	Time      Kind = "time"      // in one of several layouts
	Address   Kind = "address"   // an IP address of one of several families
	Addresses Kind = "addresses" // IP addresses, joined by commas
	Percent   Kind = "percent"   // from 0.00 to 100.00, with two decimals
)

// The formats of times and addresses, as schemas name them.
const (
	ReportTime = "report-time" // 2024-02-20 20:16:05.92 UTC
	DateTime   = "date-time"   // RFC 3339
	IPv4       = "ipv4"
	IPv6       = "ipv6"
)

// A Value says which values a member or column may have.
type Value struct {
	Kind     Kind
	Words    []string // of a vocabulary, in the order of the schema
	Min, Max int64    // of an integer, both included
	Formats  []string // of a time or an address, any of which will do
	Empty    bool     // the empty string will do as well
}

// A Field is a member or column and what it may be.
type Field struct {
	Name     string
	Required bool // every record must have it, though it may be empty
	Value    Value
}
