package twin

import (
	"net/netip"
	"time"
)

// Flow is an ExternalFlow event, or the entry of Cloud Logging that has it as its json_payload.
type Flow struct {
	FlowEvent
	Payload   FlowEvent `json:"json_payload"`
	Level     string    `json:"level"`
	Timestamp time.Time `json:"timestamp"`
}

type FlowEvent struct {
	EventID          string    `json:"event_id"`
	EventSource      string    `json:"event_source"`
	EventType        string    `json:"event_type"`
	EventTime        time.Time `json:"event_time"`
	ResourceMetadata struct {
		Path []struct {
			Type string `json:"resource_type"`
			ID   string `json:"resource_id"`
			Name string `json:"resource_name"`
		} `json:"path"`
	} `json:"resource_metadata"`
	EventStatus string `json:"event_status"`
	Details     struct {
		IfaceIdx  int64      `json:"iface_idx,string"`
		IfaceGen  int64      `json:"iface_gen,string"`
		Session   int64      `json:"session,string"`
		FlowIdx   int64      `json:"flow_idx,string"`
		Action    string     `json:"action"`
		Vers      int64      `json:"vers,string"`
		Proto     uint8      `json:"proto,string"`
		SrcAddr   netip.Addr `json:"src_addr"`
		DstAddr   netip.Addr `json:"dst_addr"`
		Direction string     `json:"direction"`
		Reason    string     `json:"reason"`
		NAT       string     `json:"nat"`
		SrcPort   uint16     `json:"src_port,string"`
		DstPort   uint16     `json:"dst_port,string"`
		AggStart  time.Time  `json:"agg_start"`
		AggEnd    time.Time  `json:"agg_end"`
		Packets   int64      `json:"packets,string"`
		Bytes     int64      `json:"bytes,string"`
		TCPFlags  string     `json:"tcp_flags"`
		VMUUID    string     `json:"vm_uuid"`
		SubnetID  string     `json:"subnet_id"`
		FolderID  string     `json:"folder_id"`
	} `json:"details"`
}
