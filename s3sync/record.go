package s3sync

import (
	_ "embed"
	"encoding/json"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/networkevent"
)

//go:embed schema/record.json
var recordSchema []byte

// Record is one record of a sync file, whatever stream it belongs to.
type Record struct {
	// Event is a *[networkevent.Event], *[dnsfilter.Event], *[auditlog.Event] or *[dlp.Event] or, for a stream that this version does not
	// know, an *[Unknown].
	Event any
}

// Unknown is a record of a stream that this version does not know. It is written back byte for byte, but for the white space in one
// that stood on several lines.
type Unknown struct {
	Stream string          // its event_type, which is written as it is in Raw
	Raw    json.RawMessage // the whole record, as it stood in the input; compact if that was on several lines
}

// JSON is the codec of whole sync files. Each record is validated by the schema of its own document, and a record of an unknown
// stream is valid if it names its stream. The codec's own schema says the same for users of other languages.
//
// Reading with [flowtrail.Reader.Into] uses the memory of earlier records again, that of each stream for records of the same.
var JSON = flowtrail.NewCodec(jsonrec.NewMixed(syncFile))

var syncFile = jsonrec.Mix[Record]{
	Name:   "s3sync.json",
	Title:  "Twingate S3 sync file, all streams mixed",
	Schema: recordSchema,
	At:     "/event_type",
	Within: "/event",
	Cases: []jsonrec.Case[Record]{
		jsonrec.CaseOf(networkevent.JSON.Format(), hold[networkevent.Event], held[networkevent.Event]),
		jsonrec.CaseOf(dnsfilter.JSON.Format(), hold[dnsfilter.Event], held[dnsfilter.Event]),
		jsonrec.CaseOf(auditlog.JSON.Format(), hold[auditlog.Event], heldAudit),
		jsonrec.CaseOf(dlp.JSON.Format(), hold[dlp.Event], held[dlp.Event]),
	},
	Unknown: jsonrec.UnknownOf(hold[Unknown], held[Unknown], func(u *Unknown) (*string, *json.RawMessage) { return &u.Stream, &u.Raw }),
	Empty:   func(r *Record) bool { return r.Event == nil },
	Samples: samples,
}

func hold[T any](r *Record, v *T) { r.Event = v }

func held[T any](r *Record) *T {
	v, _ := r.Event.(*T)
	return v
}

// heldAudit returns the audit event of a record, unless it would be written bare: then no one could tell its stream.
func heldAudit(r *Record) *auditlog.Event {
	ev := held[auditlog.Event](r)
	if ev == nil || ev.Form.Bare {
		return nil
	}
	return ev
}
