package vpcflow

import (
	"encoding/json"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail"
)

// Type is the full event_type: which of the two messages an event is. The vocabulary is closed.
type Type string

// The two messages.
const (
	TypeVPC       Type = "yandex.cloud.audit.network.flowlogs.ExternalFlow"
	TypeBareMetal Type = "yandex.cloud.audit.baremetal.flowlogs.ExternalFlow"
)

// Status is the event_status. It says how the event fared, not what became of the traffic. The vocabulary is closed.
type Status string

// The documented statuses.
const (
	StatusDone  Status = "DONE"
	StatusError Status = "ERROR"
)

// Direction is the direction of traffic. The vocabulary is open: the words are documented for BareMetal only.
type Direction string

// The documented directions.
const (
	DirectionIngress Direction = "INGRESS" // incoming
	DirectionEgress  Direction = "EGRESS"  // outgoing
)

// Event is one ExternalFlow event of either message.
//
// All but Type may be absent: the documents say that the members of real logs depend on the event, and values that are zero or empty
// are probably left out. An [flowtrail.Optional] tells what is absent from what is zero or empty.
//
// An Event is a plain value: copying it copies all but the backing array of the resource path and the map Extra.
type Event struct {
	ID               flowtrail.Optional[string] // event_id: unique, for finding events that were delivered twice
	Source           flowtrail.Optional[string] // event_source: the service, such as "network"
	Type             Type
	Time             flowtrail.Optional[time.Time] // in UTC, to the nanosecond
	ResourceMetadata flowtrail.Optional[ResourceMetadata]
	Status           flowtrail.Optional[Status]
	Details          flowtrail.Optional[Details]

	// InLogEntry says that the event stands in the json_payload of a Cloud Logging entry. It is written in one again. The other members
	// of the entry are in Extra ("/timestamp"), and those of the event that are not documented are there below "/json_payload". To take
	// the event out of the entry, use ToBare: it changes these pointers as well.
	InLogEntry bool

	// Extra holds what the document does not name, as compact JSON, keyed by JSON Pointer ("/details/vpc_id"). In the pointers, the
	// names of documented members are in snake_case, whatever the spelling of the record. It is written back. It is nil when there is
	// none.
	Extra map[string]json.RawMessage
}

// ResourceMetadata says where in the organization the flow belongs.
type ResourceMetadata struct {
	// Path leads from the root to the leaf. Which resources it has differs: look for them by type, as [Event.Cloud] does, not by
	// position.
	Path flowtrail.Optional[[]Resource]
}

// Resource is a resource of the path.
type Resource struct {
	Type flowtrail.Optional[string] // such as "resource-manager.folder"
	ID   flowtrail.Optional[string]
	Name flowtrail.Optional[string]
}

// Details is the aggregated flow: packets of one direction between two addresses, in one period. All numbers but the byte and packet
// counts, ports and Protocol can be any int64.
//
// BareMetal has 14 of the members, VPC all but FolderID. A member of the one in an event of the other is read like any other.
type Details struct {
	IfaceIdx  flowtrail.Optional[int64]      // VPC only; meaning not documented
	IfaceGen  flowtrail.Optional[int64]      // VPC only; meaning not documented
	Session   flowtrail.Optional[int64]      // VPC only; meaning not documented
	FlowIdx   flowtrail.Optional[int64]      // VPC only; meaning not documented
	Action    flowtrail.Optional[string]     // VPC only; the words are not documented
	IPVersion flowtrail.Optional[int64]      // vers: 4 or 6
	Protocol  flowtrail.Optional[Protocol]   // proto
	SrcAddr   flowtrail.Optional[netip.Addr] // the zero Addr if it is empty
	DstAddr   flowtrail.Optional[netip.Addr] // the zero Addr if it is empty
	Direction flowtrail.Optional[Direction]
	Reason    flowtrail.Optional[string] // VPC only; the words are not documented
	NAT       flowtrail.Optional[string] // VPC only; the words are not documented
	SrcPort   flowtrail.Optional[uint16]
	DstPort   flowtrail.Optional[uint16]
	AggStart  flowtrail.Optional[time.Time] // of the period, in UTC
	AggEnd    flowtrail.Optional[time.Time] // of the period, in UTC
	Packets   flowtrail.Optional[int64]     // BareMetal counts one packet in a thousand
	Bytes     flowtrail.Optional[int64]     // whether of sampled packets only is not documented
	TCPFlags  flowtrail.Optional[string]    // as it is written, such as "0x12"; see Flags
	VMUUID    flowtrail.Optional[string]    // VPC only
	SubnetID  flowtrail.Optional[string]
	FolderID  flowtrail.Optional[string] // BareMetal only
}

// The types of the resources that are documented to be in a path.
const (
	ResourceOrganization = "organization-manager.organization"
	ResourceCloud        = "resource-manager.cloud"
	ResourceFolder       = "resource-manager.folder"
)

// Organization returns the organization of the resource path, and whether there is one.
func (e *Event) Organization() (Resource, bool) { return e.Resource(ResourceOrganization) }

// Cloud returns the cloud of the resource path, and whether there is one.
func (e *Event) Cloud() (Resource, bool) { return e.Resource(ResourceCloud) }

// Folder returns the folder of the resource path, and whether there is one.
func (e *Event) Folder() (Resource, bool) { return e.Resource(ResourceFolder) }

// Resource returns the first resource of a type in the resource path, and whether there is one.
func (e *Event) Resource(kind string) (Resource, bool) {
	for _, r := range e.ResourceMetadata.V.Path.V {
		if r.Type.V == kind {
			return r, true
		}
	}
	return Resource{}, false
}
