package vpcflow

import (
	_ "embed"
	"encoding/json"
	"math"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
	j "github.com/flowtrail/flowtrail/internal/jsondecl"
	"github.com/flowtrail/flowtrail/internal/jsonrec"
	"github.com/flowtrail/flowtrail/internal/sample"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

//go:embed schema/event.json
var eventSchema []byte

// JSON is the codec of ExternalFlow events as they are delivered, with members in snake_case. It reads events in camelCase as well.
//
// The 64-bit integers are read from text and from numbers. All but event_type is optional. Members that are not documented are
// allowed and kept in Event.Extra; [flowtrail.Strict] makes them findings. Audit events of another event_type are records of
// another stream.
//
// Written are compact JSON Lines, the members in the order of the documents, integers as text, times in UTC with 0, 3, 6 or 9 fraction
// digits, as many as they need. An event that was in a Cloud Logging entry is written in one.
var JSON = flowtrail.NewCodec(jsonrec.New(delivered))

var delivered = document("vpcflow.json", "Yandex Cloud VPC and BareMetal flow events, as delivered", j.Snake, j.Camel)

// CamelJSON is the codec of ExternalFlow events as their reference shows them, with members in camelCase. It reads what [JSON] reads,
// and writes the same but for the names.
var CamelJSON = flowtrail.NewCodec(jsonrec.New(documented))

var documented = document("vpcflow.camel.json", "Yandex Cloud VPC and BareMetal flow events, as documented", j.Camel, j.Snake)

// document returns the document with names in one spelling that are read in another one, too.
func document(name, title string, written, also func(string) string) jsonrec.Document[Event] {
	return jsonrec.Document[Event]{
		Name:    name,
		Title:   title,
		Schema:  eventSchema,
		Stream:  "event_type",
		Record:  event(written, also).OrIn("json_payload", func(e *Event) *bool { return &e.InLogEntry }),
		Extra:   func(e *Event) *map[string]json.RawMessage { return &e.Extra },
		Samples: sample.Endless(newWorld, (*world).next),
	}
}

func event(written, also func(string) string) *j.Object[Event] {
	resource := j.NewObject(j.Spelled(written, also,
		j.Optional("resource_type", func(r *Resource) *flowtrail.Optional[string] { return &r.Type }, j.String),
		j.Optional("resource_id", func(r *Resource) *flowtrail.Optional[string] { return &r.ID }, j.String),
		j.Optional("resource_name", func(r *Resource) *flowtrail.Optional[string] { return &r.Name }, j.String),
	)...)
	metadata := j.NewObject(
		j.Optional("path", func(m *ResourceMetadata) *flowtrail.Optional[[]Resource] { return &m.Path }, j.Array(j.Recurring(resource))),
	)
	return j.NewObject(j.Spelled(written, also,
		j.Optional("event_id", func(e *Event) *flowtrail.Optional[string] { return &e.ID }, j.String),
		j.Optional("event_source", func(e *Event) *flowtrail.Optional[string] { return &e.Source }, j.String),
		j.Required("event_type", func(e *Event) *Type { return &e.Type }, j.Enum(TypeVPC, TypeBareMetal)),
		j.Optional("event_time", func(e *Event) *flowtrail.Optional[time.Time] { return &e.Time }, j.Time(timefmt.Proto)),
		j.Optional("resource_metadata", func(e *Event) *flowtrail.Optional[ResourceMetadata] { return &e.ResourceMetadata }, j.Of(metadata)),
		j.Optional("event_status", func(e *Event) *flowtrail.Optional[Status] { return &e.Status }, j.Enum(StatusDone, StatusError)),
		j.Optional("details", func(e *Event) *flowtrail.Optional[Details] { return &e.Details }, j.Of(details(written, also))),
	)...)
}

func details(written, also func(string) string) *j.Object[Details] {
	anyInt := j.IntText[int64](math.MinInt64, math.MaxInt64)
	count := j.IntText[int64](0, math.MaxInt64)
	port := j.IntText[uint16](0, math.MaxUint16)
	addr := j.OrEmpty(j.Addr(j.IPv4, j.IPv6))
	at := j.Time(timefmt.Proto)
	return j.NewObject(j.Spelled(written, also,
		j.Optional("iface_idx", func(d *Details) *flowtrail.Optional[int64] { return &d.IfaceIdx }, anyInt),
		j.Optional("iface_gen", func(d *Details) *flowtrail.Optional[int64] { return &d.IfaceGen }, anyInt),
		j.Optional("session", func(d *Details) *flowtrail.Optional[int64] { return &d.Session }, anyInt),
		j.Optional("flow_idx", func(d *Details) *flowtrail.Optional[int64] { return &d.FlowIdx }, anyInt),
		j.Optional("action", func(d *Details) *flowtrail.Optional[string] { return &d.Action }, j.String),
		j.Optional("vers", func(d *Details) *flowtrail.Optional[int64] { return &d.IPVersion }, anyInt),
		j.Optional("proto", func(d *Details) *flowtrail.Optional[Protocol] { return &d.Protocol }, j.IntText[Protocol](0, math.MaxUint8)),
		j.Optional("src_addr", func(d *Details) *flowtrail.Optional[netip.Addr] { return &d.SrcAddr }, addr),
		j.Optional("dst_addr", func(d *Details) *flowtrail.Optional[netip.Addr] { return &d.DstAddr }, addr),
		j.Optional("direction", func(d *Details) *flowtrail.Optional[Direction] { return &d.Direction }, j.Open[Direction]()),
		j.Optional("reason", func(d *Details) *flowtrail.Optional[string] { return &d.Reason }, j.String),
		j.Optional("nat", func(d *Details) *flowtrail.Optional[string] { return &d.NAT }, j.String),
		j.Optional("src_port", func(d *Details) *flowtrail.Optional[uint16] { return &d.SrcPort }, port),
		j.Optional("dst_port", func(d *Details) *flowtrail.Optional[uint16] { return &d.DstPort }, port),
		j.Optional("agg_start", func(d *Details) *flowtrail.Optional[time.Time] { return &d.AggStart }, at),
		j.Optional("agg_end", func(d *Details) *flowtrail.Optional[time.Time] { return &d.AggEnd }, at),
		j.Optional("packets", func(d *Details) *flowtrail.Optional[int64] { return &d.Packets }, count),
		j.Optional("bytes", func(d *Details) *flowtrail.Optional[int64] { return &d.Bytes }, count),
		j.Optional("tcp_flags", func(d *Details) *flowtrail.Optional[string] { return &d.TCPFlags }, j.String),
		j.Optional("vm_uuid", func(d *Details) *flowtrail.Optional[string] { return &d.VMUUID }, j.String),
		j.Optional("subnet_id", func(d *Details) *flowtrail.Optional[string] { return &d.SubnetID }, j.String),
		j.Optional("folder_id", func(d *Details) *flowtrail.Optional[string] { return &d.FolderID }, j.String),
	)...)
}
