package networkevent

import (
	_ "embed"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/timefmt"
	"github.com/flowtrail/flowtrail/internal/validator"
)

//go:embed schema/event.json
var eventSchema []byte

// JSON is the codec of network events as synced to S3, in both documented versions: event_type "network_access"
// and "network", with and without version and location, times to the microsecond and to the minute.
//
// A record must have what every documented version shows, but for what depends on the outcome: error_message stands only
// with StatusDeniedAccess and StatusFailedToConnect, and the resource's ip may be absent if a name could not be resolved. Members that are not
// documented are allowed and kept in Event.Extra; [flowtrail.Strict] makes them findings.
//
// Written are compact JSON Lines, the members in the order of the documents: a record with a version as the newer one
// has them, one without as the older.
var JSON = flowtrail.NewCodec(jsonrec.New(jsonrec.Document[Event]{
	Name:       "networkevent.json",
	Schema:     eventSchema,
	Formats:    []validator.Format{validator.TimeFormat("date-time-minute", timefmt.ParseMinute)},
	Streams:    []string{string(TypeNetworkAccess), string(TypeNetwork)},
	NewDecoder: newEventDecoder,
	NewEncoder: newEventEncoder,
	Samples:    sampleEvents,
}))
