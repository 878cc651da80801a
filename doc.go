// Package flowtrail reads, validates and writes exports of network access and audit systems as typed Go values.
//
// Each document has a package of its own, and each encoding of it is a codec there, a package-level value:
//
//	networkevent.JSON   Twingate network events as synced to S3       networkevent.Event
//	networkevent.CSV    Twingate network events report                networkevent.Row
//	useractivity.CSV    Twingate report of active users               useractivity.ActiveUser
//
// All codecs are used alike: see [Codec]. Whoever has learnt one has learnt all.
//
//	for ev, err := range networkevent.JSON.Read(r) {
//		var bad *flowtrail.RecordError
//		switch {
//		case errors.As(err, &bad): // this record is wrong; the next one may be right
//			log.Print(bad) // sync.json:7:188: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp
//			continue
//		case err != nil: // the stream itself is broken; this pair was the last
//			return err
//		}
//		total += ev.Connection.BytesReceived
//	}
//
// # Validation
//
// Every record is checked against a JSON Schema that is embedded in its package and can be had from [Codec.Schema]. A
// decoder written by hand reads the record in a single pass and checks as it goes. Only a record that it is not sure of is
// given to a schema validator, and the findings are that validator's. So what is valid is defined by the schema
// alone, and valid records cost next to nothing. A schema forbids only what the vendor's documents rule out; what else the
// vendor sends is kept, and written back.
//
// Beyond what a schema can say, member names that are there twice or differ from a known one only in case, text that is
// not UTF-8, and numbers that cannot be computed with are findings: they are how parsers are led to disagree.
//
// # Values
//
// What a record may lack is an [Optional] in its Go type, so that absent, empty and zero stay apart; the time of a report
// is a [Time]. Both fit encoding/json, database/sql, text, and the hooks of github.com/gocarina/gocsv. [encoding/json.Marshal] of a
// record of a JSON document gives the vendor's record, and [encoding/json.Unmarshal] reads it, through the codec.
//
// # Errors
//
// A record that is wrong is a [*RecordError] with all findings, each with file, line, column and offset. A CSV header that is
// wrong is a [*HeaderError], and a stream that cannot be read on a [*StreamError]. All texts begin file:line:column: and are safe
// to print, and all can be marshalled to JSON.
//
// # Rules
//
// Each finding names the rule that it breaks, a [Rule], which stays the same from version to version:
//
//	syntax                the text is not well-formed JSON or CSV
//	utf-8                 text is not UTF-8
//	surrogate             an escape sequence in a string is half of a character
//	number                a number is too long, or its exponent too large, to compute with
//	duplicate             a member is there twice
//	case                  a name differs from a known one only in case, or in white space around it
//	depth                 objects and arrays are nested too deep
//	record-size           the record is larger than the limit
//	too-many              the record has more findings than are reported
//	value                 a value cannot be held by the Go type of its field
//	internal              the schema validator gave no verdict
//	other-stream          the record belongs to another stream in the same file
//	cells                 a row has more or fewer cells than the header
//	missing-column        the header lacks a documented column
//	duplicate-column      the header has a column twice
//	unknown-column        the header has a column that is not documented, with Strict
//	type                  a value is of the wrong JSON type
//	enum                  a value is not one of a closed vocabulary
//	const                 a value is not the only one that is allowed
//	required              a member is missing
//	additionalProperties  a member is not documented, with Strict
//	minimum               a number is too small
//	maximum               a number is too large
//	minLength             a string is too short, mostly: empty
//	pattern               a string does not have the form of its kind
//	format                a string is no time, address or other value of the format that is asked for
//	anyOf                 a value is none of the alternatives
//	oneOf                 a value is none of the alternatives, or more than one of them
//	not                   a value is what must not be there
package flowtrail
