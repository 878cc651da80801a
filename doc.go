// Package flowtrail reads, validates and writes exports of network access and audit systems as typed Go values.
//
// Each document has a package of its own, and each encoding of it is a codec there, a package-level value:
//
//	networkevent.JSON         Twingate network events as synced to S3  networkevent.Event
//	networkevent.CSV          Twingate network events report           networkevent.Row
//	dnsfilter.JSON            Twingate DNS filtering as synced to S3   dnsfilter.Event
//	auditlog.JSON             Twingate audit log, synced or exported   auditlog.Event
//	dlp.JSON                  Twingate data loss prevention            dlp.Event
//	s3sync.JSON               Twingate S3 files, all streams mixed     s3sync.Record
//	useractivity.CSV          Twingate report of active users          useractivity.ActiveUser
//	useractivity.InactiveCSV  Twingate report of inactive users        useractivity.InactiveUser
//	vpcflow.JSON              Yandex Cloud flows, names as delivered   vpcflow.Event
//	vpcflow.CamelJSON         Yandex Cloud flows, names as documented  vpcflow.Event
//
// All codecs have the same methods: see [Codec]. This reads a file of events and sums up bytes:
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
// Every record is checked against a JSON Schema that is embedded in its package; [Codec.Schema] returns it. A fast decoder reads
// and checks the record in a single pass. Where it is not sure that the schema holds, a general schema validator decides, and the
// findings are those of that validator. So the schema alone defines what is valid. A schema forbids only what the vendor's
// documents rule out; members and columns that the documents do not name are kept, and written back.
//
// Some findings are of what no schema can state: a member that is there twice, or whose name differs from a known one only in
// case; text that is not UTF-8; numbers that are too large to compute with. Programs disagree about how to read such records, and
// so can be deceived by them.
//
// # Values
//
// A value that a record may lack is an [Optional], so that absent, empty and zero stay apart. A time in a CSV report is a [Time].
// Both work with encoding/json, database/sql and the hooks of github.com/gocarina/gocsv. [encoding/json.Marshal] writes
// a record of a JSON document as the vendor does, and [encoding/json.Unmarshal] reads it, both through the codec.
//
// # Errors
//
// Reading returns errors of three types, which [errors.As] tells apart:
//
//   - A [*RecordError] says that one record is wrong, and lists all findings. Reading goes on with the next record.
//   - A [*HeaderError] says that the header of a CSV is wrong, and lists all findings. No record follows.
//   - A [*StreamError] says that the input cannot be read any further. No record follows.
//
// Each of them, and each finding, has a [Position]: file, line, column and offset. Their texts begin with file:line:column:, those
// of several findings have a line for each, and values of the input are escaped in them, so that they can be printed on a
// terminal. All three can be marshalled to JSON. An input without any record, such as an empty file, is no error.
//
// # Rules
//
// Each finding, a [Violation], names the [Rule] that is broken. Rules keep their names from version to version:
//
//	syntax                the text is not well-formed JSON or CSV
//	utf-8                 text is not UTF-8
//	surrogate             an escape sequence in a string, such as \ud83d, is only half of a character
//	number                a number has too many digits, or too large an exponent, to compute with
//	duplicate             an object has a member twice
//	case                  a name differs from a known one only in case, or in white space around it
//	depth                 objects and arrays are nested too deep
//	record-size           the record is larger than the limit
//	too-many              the record has more findings than MaxFindings; the others are left out
//	value                 a value does not fit into the Go type of its field
//	internal              the schema validator gave no verdict
//	other-stream          the record belongs to another stream in the same file
//	cells                 a row has more or fewer cells than the header
//	missing-column        the header lacks a documented column
//	duplicate-column      the header has a column twice
//	unknown-column        the header has a column that is not documented, with Strict
//	type                  a value is of the wrong JSON type
//	enum                  a value is not one of those that are allowed
//	const                 a value is not the one that is allowed
//	required              a member is missing
//	additionalProperties  a member is not documented, with Strict
//	minimum               a number is too small
//	maximum               a number is too large
//	minLength             a string is too short; mostly, it is empty
//	pattern               a string does not have the form that is asked for, such as that of a port
//	format                a string is no time, address or other value of the format that is asked for
//	anyOf                 a value is none of the alternatives
//	oneOf                 a value is none of the alternatives, or more than one of them
//	not                   a value stands where the schema forbids it
package flowtrail
