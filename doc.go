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
// judged by a schema validator, and the findings are that validator's. So what is valid is defined by the schema
// alone, and valid records cost next to nothing. A schema forbids only what the vendor's documents rule out; what else the
// vendor sends is kept, and written back.
//
// Beyond what a schema can say, member names that are there twice or differ from a known one only in case, text that is
// not UTF-8, and numbers that cannot be computed with are findings: they are how parsers are led to disagree.
//
// # Errors
//
// A record that is wrong is a [*RecordError] with all findings, each with file, line, column and offset. A CSV header that is
// wrong is a [*HeaderError], and a stream that cannot be read on a [*StreamError]. All texts begin file:line:column: and are safe
// to print.
package flowtrail
