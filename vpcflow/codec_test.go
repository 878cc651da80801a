package vpcflow_test

import (
	"encoding/json"
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// expected allows for the id of an event, which no other event has.
func expected(sum string) codectest.Expected {
	return codectest.Expected{SampleSum: sum, Allocations: 1}
}

func TestJSON(t *testing.T) {
	codectest.Run(t, vpcflow.JSON, expected("3187a488238755001f9b86657ff9d966c664a347dd51ab8e323742736c1ed1a6"))
}

func TestCamelJSON(t *testing.T) {
	codectest.Run(t, vpcflow.CamelJSON, expected("a87e5305f7e8a08c514ad4bec715775d3bd7c67e77a5baad5276c7c8424755bf"))
}

func FuzzJSON(f *testing.F) { codectest.Fuzz(f, vpcflow.JSON) }

func FuzzCamelJSON(f *testing.F) { codectest.Fuzz(f, vpcflow.CamelJSON) }

var equalAddrs = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

// delivered and documented are one event in both spellings: made up, as none has been published, of what is known.
const (
	delivered = `{"event_id":"enp0123456789abcdefg","event_source":"network","event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow",` +
		`"event_time":"2026-05-07T10:05:00.123456789Z","resource_metadata":{"path":[` +
		`{"resource_type":"organization-manager.organization","resource_id":"bpf1gci8pu7s2seup3mp","resource_name":"org"},` +
		`{"resource_type":"resource-manager.cloud","resource_id":"b1gci8pu7s2seup3mpor","resource_name":""},` +
		`{"resource_type":"resource-manager.folder","resource_id":"b1g5s2seup3mporci8pu"}]},"event_status":"DONE",` +
		`"details":{"iface_idx":"3","iface_gen":"0","session":"-77","flow_idx":"9223372036854775807","action":"accept","vers":"4","proto":"6",` +
		`"src_addr":"10.128.0.5","dst_addr":"203.0.113.7","direction":"EGRESS","reason":"","nat":"none","src_port":"51234","dst_port":"443",` +
		`"agg_start":"2026-05-07T10:00:00Z","agg_end":"2026-05-07T10:05:00Z","packets":"12","bytes":"3400","tcp_flags":"0x1b",` +
		`"vm_uuid":"fhm8pu7s2seup3mporci","subnet_id":"e9bpu7s2seup3mporci8"}}`
	documented = `{"eventId":"enp0123456789abcdefg","eventSource":"network","eventType":"yandex.cloud.audit.network.flowlogs.ExternalFlow",` +
		`"eventTime":"2026-05-07T10:05:00.123456789Z","resourceMetadata":{"path":[` +
		`{"resourceType":"organization-manager.organization","resourceId":"bpf1gci8pu7s2seup3mp","resourceName":"org"},` +
		`{"resourceType":"resource-manager.cloud","resourceId":"b1gci8pu7s2seup3mpor","resourceName":""},` +
		`{"resourceType":"resource-manager.folder","resourceId":"b1g5s2seup3mporci8pu"}]},"eventStatus":"DONE",` +
		`"details":{"ifaceIdx":"3","ifaceGen":"0","session":"-77","flowIdx":"9223372036854775807","action":"accept","vers":"4","proto":"6",` +
		`"srcAddr":"10.128.0.5","dstAddr":"203.0.113.7","direction":"EGRESS","reason":"","nat":"none","srcPort":"51234","dstPort":"443",` +
		`"aggStart":"2026-05-07T10:00:00Z","aggEnd":"2026-05-07T10:05:00Z","packets":"12","bytes":"3400","tcpFlags":"0x1b",` +
		`"vmUuid":"fhm8pu7s2seup3mporci","subnetId":"e9bpu7s2seup3mporci8"}}`
	bareMetal = `{"event_type":"yandex.cloud.audit.baremetal.flowlogs.ExternalFlow","event_status":"ERROR","details":{"vers":6,"proto":58,` +
		`"src_addr":"2001:db8::1","dst_addr":"","direction":"INGRESS","src_port":0,"agg_start":"2026-05-07T10:00:00.5Z","packets":"0","tcp_flags":"SYN","folder_id":"b1g"}}`
)

func event() vpcflow.Event {
	return vpcflow.Event{
		ID: flowtrail.Some("enp0123456789abcdefg"), Source: flowtrail.Some("network"), Type: vpcflow.TypeVPC,
		Time: flowtrail.Some(time.Date(2026, 5, 7, 10, 5, 0, 123456789, time.UTC)),
		ResourceMetadata: flowtrail.Some(vpcflow.ResourceMetadata{Path: flowtrail.Some([]vpcflow.Resource{
			{Type: flowtrail.Some(vpcflow.ResourceOrganization), ID: flowtrail.Some("bpf1gci8pu7s2seup3mp"), Name: flowtrail.Some("org")},
			{Type: flowtrail.Some(vpcflow.ResourceCloud), ID: flowtrail.Some("b1gci8pu7s2seup3mpor"), Name: flowtrail.Some("")},
			{Type: flowtrail.Some(vpcflow.ResourceFolder), ID: flowtrail.Some("b1g5s2seup3mporci8pu")},
		})}),
		Status: flowtrail.Some(vpcflow.StatusDone),
		Details: flowtrail.Some(vpcflow.Details{
			IfaceIdx: flowtrail.Some(int64(3)), IfaceGen: flowtrail.Some(int64(0)), Session: flowtrail.Some(int64(-77)),
			FlowIdx: flowtrail.Some(int64(9223372036854775807)), Action: flowtrail.Some("accept"), IPVersion: flowtrail.Some(int64(4)),
			Protocol: flowtrail.Some(vpcflow.ProtocolTCP),
			SrcAddr:  flowtrail.Some(netip.MustParseAddr("10.128.0.5")), DstAddr: flowtrail.Some(netip.MustParseAddr("203.0.113.7")),
			Direction: flowtrail.Some(vpcflow.DirectionEgress), Reason: flowtrail.Some(""), NAT: flowtrail.Some("none"),
			SrcPort: flowtrail.Some(uint16(51234)), DstPort: flowtrail.Some(uint16(443)),
			AggStart: flowtrail.Some(time.Date(2026, 5, 7, 10, 0, 0, 0, time.UTC)), AggEnd: flowtrail.Some(time.Date(2026, 5, 7, 10, 5, 0, 0, time.UTC)),
			Packets: flowtrail.Some(int64(12)), Bytes: flowtrail.Some(int64(3400)), TCPFlags: flowtrail.Some("0x1b"),
			VMUUID: flowtrail.Some("fhm8pu7s2seup3mporci"), SubnetID: flowtrail.Some("e9bpu7s2seup3mporci8"),
		}),
	}
}

// TestLiterals reads events with both codecs, and writes what was read with both.
func TestLiterals(t *testing.T) {
	inEntry := event()
	inEntry.InLogEntry = true
	inEntry.Extra = map[string]json.RawMessage{
		"/level": json.RawMessage(`"INFO"`), "/resource": json.RawMessage(`{"type":"audit"}`), "/json_payload/details/vpc_id": json.RawMessage(`"enp"`),
	}
	entry := func(text string) string {
		return `{"json_payload":` + strings.Replace(text, `{"iface`, `{"vpc_id":"enp","iface`, 1) + `,"level":"INFO","resource":{"type": "audit"}}`
	}
	written := func(text string) string {
		return `{"json_payload":` + strings.TrimSuffix(text, `}}`) + `,"vpc_id":"enp"}},"level":"INFO","resource":{"type":"audit"}}`
	}
	fewer := vpcflow.Event{
		Type: vpcflow.TypeBareMetal, Status: flowtrail.Some(vpcflow.StatusError),
		Details: flowtrail.Some(vpcflow.Details{
			IPVersion: flowtrail.Some(int64(6)), Protocol: flowtrail.Some(vpcflow.ProtocolICMPv6),
			SrcAddr: flowtrail.Some(netip.MustParseAddr("2001:db8::1")), DstAddr: flowtrail.Some(netip.Addr{}),
			Direction: flowtrail.Some(vpcflow.DirectionIngress), SrcPort: flowtrail.Some(uint16(0)),
			AggStart: flowtrail.Some(time.Date(2026, 5, 7, 10, 0, 0, 500_000_000, time.UTC)),
			Packets:  flowtrail.Some(int64(0)), TCPFlags: flowtrail.Some("SYN"), FolderID: flowtrail.Some("b1g"),
		}),
	}
	least := vpcflow.Event{Type: vpcflow.TypeVPC}
	const leastText = `{"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow"}`
	empty := vpcflow.Event{Type: vpcflow.TypeVPC, ResourceMetadata: flowtrail.Some(vpcflow.ResourceMetadata{}), Details: flowtrail.Some(vpcflow.Details{})}
	noPath := empty
	noPath.ResourceMetadata.V.Path = flowtrail.Some([]vpcflow.Resource(nil))
	mixed := strings.NewReplacer(`"src_addr"`, `"srcAddr"`, `"event_type"`, `"eventType"`).Replace(delivered)

	for _, test := range []struct {
		text  string
		want  vpcflow.Event
		snake string // as it is written; text if empty
		camel string
	}{
		{text: delivered, want: event(), camel: documented},
		{text: documented, want: event(), snake: delivered},
		{text: mixed, want: event(), snake: delivered, camel: documented},
		{text: entry(delivered), want: inEntry, snake: written(delivered), camel: written(documented)},
		{text: entry(documented), want: inEntry, snake: written(delivered), camel: written(documented)},
		{
			text: bareMetal, want: fewer,
			snake: strings.NewReplacer(`"vers":6`, `"vers":"6"`, `"proto":58`, `"proto":"58"`, `"src_port":0`, `"src_port":"0"`, ".5Z", ".500Z").Replace(bareMetal),
			camel: `{"eventType":"yandex.cloud.audit.baremetal.flowlogs.ExternalFlow","eventStatus":"ERROR","details":{"vers":"6","proto":"58",` +
				`"srcAddr":"2001:db8::1","dstAddr":"","direction":"INGRESS","srcPort":"0","aggStart":"2026-05-07T10:00:00.500Z","packets":"0","tcpFlags":"SYN","folderId":"b1g"}}`,
		},
		{text: leastText, want: least, camel: strings.Replace(leastText, "event_type", "eventType", 1)},
		{
			text: strings.Replace(leastText, "}", `,"resource_metadata":{},"details":{}}`, 1), want: empty,
			camel: `{"eventType":"yandex.cloud.audit.network.flowlogs.ExternalFlow","resourceMetadata":{},"details":{}}`,
		},
		{
			text: strings.Replace(leastText, "}", `,"resource_metadata":{"path":[]},"details":{}}`, 1), want: noPath,
			camel: `{"eventType":"yandex.cloud.audit.network.flowlogs.ExternalFlow","resourceMetadata":{"path":[]},"details":{}}`,
		},
	} {
		if test.snake == "" {
			test.snake = test.text
		}
		if test.camel == "" {
			test.camel = test.text
		}
		for codec, want := range map[*flowtrail.Codec[vpcflow.Event]]string{vpcflow.JSON: test.snake, vpcflow.CamelJSON: test.camel} {
			for other := range map[*flowtrail.Codec[vpcflow.Event]]bool{vpcflow.JSON: true, vpcflow.CamelJSON: true} {
				var got vpcflow.Event
				if err := other.Decode([]byte(test.text), &got); err != nil {
					t.Error(err)
				}
				if diff := cmp.Diff(test.want, got, equalAddrs); diff != "" {
					t.Errorf("%s (-want +got):\n%s", test.text, diff)
				}
				text, err := codec.Append(nil, &got)
				if diff := cmp.Diff(want+"\n", string(text)); diff != "" || err != nil {
					t.Errorf("%s: %v (-want +got):\n%s", codec.Name(), err, diff)
				}
			}
		}
	}
}

// TestFindings checks what is wrong with some events, in both spellings alike.
func TestFindings(t *testing.T) {
	const vpc = `"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow"`
	for text, want := range map[string]string{
		`{"event_id":"1"}`:                                              "1:1: event_type is missing",
		`{` + vpc + `,"event_status":"STARTED"}`:                        `1:81: /event_status: "STARTED" is not one of DONE, ERROR`,
		`{` + vpc + `,"eventStatus":"STARTED"}`:                         `1:80: /eventStatus: "STARTED" is not one of DONE, ERROR`,
		`{` + vpc + `,"details":{"src_port":"70000"}}`:                  `1:88: /details/src_port: "70000" is not a port from 0 to 65535`,
		`{` + vpc + `,"details":{"srcPort":"70000"}}`:                   `1:87: /details/srcPort: "70000" is not a port from 0 to 65535`,
		`{` + vpc + `,"details":{"proto":"010"}}`:                       `1:85: /details/proto: "010" is not the number of a protocol, from 0 to 255`,
		`{` + vpc + `,"details":{"session":"-0"}}`:                      `1:87: /details/session: "-0" is not an integer of 64 bits`,
		`{` + vpc + `,"details":{"bytes":-1}}`:                          `1:85: /details/bytes: -1 is not a count from 0 to 9223372036854775807`,
		`{` + vpc + `,"details":{"src_port":"1","srcPort":"1"}}`:        `1:102: /details/srcPort: "1" is not allowed beside src_port`,
		`{` + vpc + `,"details":{"srcPort":"1","src_port":"1"}}`:        `1:87: /details/srcPort: "1" is not allowed beside src_port`,
		`{"json_payload":{` + vpc + `,"details":{"srcPort":"70000"}}}`:  `1:103: /json_payload/details/srcPort: "70000" is not a port from 0 to 65535`,
		`{"json_payload":{"event_type":"x"}}`:                           `1:31: /json_payload/event_type: "x" is another stream than yandex.cloud.audit.network.flowlogs.ExternalFlow, yandex.cloud.audit.baremetal.flowlogs.ExternalFlow`,
		`{"eventType":"yandex.cloud.audit.compute.CreateInstance"}`:     `1:14: /eventType: "yandex.cloud.audit.compute.CreateInstance" is another stream than yandex.cloud.audit.network.flowlogs.ExternalFlow, yandex.cloud.audit.baremetal.flowlogs.ExternalFlow`,
		`{` + vpc + `,"eventType":"x"}`:                                 "1:78: /eventType: \"x\" is not one of yandex.cloud.audit.network.flowlogs.ExternalFlow, yandex.cloud.audit.baremetal.flowlogs.ExternalFlow\n1:78: /eventType: \"x\" is not allowed beside event_type",
		`{` + vpc + `,"Event_Id":"1"}`:                                  `1:66: /Event_Id: differs only in case from event_id`,
		`{` + vpc + `,"resource_metadata":{"path":[{"resourceId":1}]}}`: `1:109: /resource_metadata/path/0/resourceId: 1 is a number, not a string`,
		`{` + vpc + `,"json_payload":"x"}`:                              `1:81: /json_payload: "x" is a string, not an object`,
	} {
		for _, codec := range []*flowtrail.Codec[vpcflow.Event]{vpcflow.JSON, vpcflow.CamelJSON} {
			var bad *flowtrail.RecordError
			var got []string
			if errors.As(codec.Validate([]byte(text)), &bad) {
				for _, v := range bad.Violations {
					got = append(got, strings.TrimPrefix(v.String(), "input:"))
				}
			}
			if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", text, diff)
			}
		}
	}
}

// TestPath looks for resources in paths that do not begin alike.
func TestPath(t *testing.T) {
	e := event()
	ids := func() []string {
		var all []string
		for _, find := range []func() (vpcflow.Resource, bool){e.Organization, e.Cloud, e.Folder} {
			if r, ok := find(); ok {
				all = append(all, r.ID.V)
			}
		}
		return all
	}
	if diff := cmp.Diff([]string{"bpf1gci8pu7s2seup3mp", "b1gci8pu7s2seup3mpor", "b1g5s2seup3mporci8pu"}, ids()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	path := &e.ResourceMetadata.V.Path
	path.V = path.V[1:]
	if diff := cmp.Diff([]string{"b1gci8pu7s2seup3mpor", "b1g5s2seup3mporci8pu"}, ids()); diff != "" {
		t.Errorf("without an organization (-want +got):\n%s", diff)
	}
	if e.ResourceMetadata = (flowtrail.Optional[vpcflow.ResourceMetadata]{}); ids() != nil {
		t.Errorf("without a path: %v", ids())
	}
}

func TestFlags(t *testing.T) {
	for text, want := range map[string]string{
		"0x02": "SYN", "0x12": "SYN|ACK", "0X1B": "FIN|SYN|PSH|ACK", "0x1ff": "FIN|SYN|RST|PSH|ACK|URG|ECE|CWR|AE", "0x0": "0x0",
		"0x1002": "SYN|0x1000", "": "unreadable", "2": "unreadable", "0x": "unreadable", "0x+2": "unreadable", "0x10000": "unreadable", "SYN": "unreadable",
	} {
		got := "unreadable"
		d := vpcflow.Details{TCPFlags: flowtrail.Some(text)}
		if flags, ok := d.Flags(); ok {
			got = flags.String()
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
	if _, ok := new(vpcflow.Details).Flags(); ok {
		t.Error("flags that are absent are readable")
	}
	if f := vpcflow.TCPFlagSYN | vpcflow.TCPFlagACK; !f.Has(vpcflow.TCPFlagSYN) || f.Has(vpcflow.TCPFlagSYN|vpcflow.TCPFlagFIN) {
		t.Errorf("%v: wrong flags", f)
	}
}

func TestProtocol(t *testing.T) {
	for p, want := range map[vpcflow.Protocol]string{1: "icmp", 6: "tcp", 17: "udp", 47: "gre", 50: "esp", 58: "icmpv6", 132: "sctp", 0: "0", 255: "255"} {
		if p.String() != want {
			t.Errorf("%d is %v, want %s", p, p, want)
		}
	}
}

// TestMarshal reads and writes events by encoding/json.
func TestMarshal(t *testing.T) {
	var got vpcflow.Event
	if err := json.Unmarshal([]byte(documented), &got); err != nil {
		t.Fatal(err)
	}
	if text, err := json.Marshal(got); err != nil || string(text) != delivered {
		t.Errorf("%s, %v", text, err)
	}
	kept := got
	if err := json.Unmarshal([]byte(bareMetal), &got); err != nil || cmp.Diff(event(), kept, equalAddrs) != "" {
		t.Errorf("a copy has changed: %v", err)
	}
	if err := json.Unmarshal([]byte(`{}`), &got); err == nil {
		t.Error("an event without a type is read")
	}
	if text, err := json.Marshal(vpcflow.Event{Source: flowtrail.Some("\xff")}); err == nil {
		t.Errorf("text that is not UTF-8 is written as %s", text)
	}
}

// TestDetect checks that each codec recognises the spelling that it writes.
func TestDetect(t *testing.T) {
	const other = `{"event_type":"yandex.cloud.audit.compute.CreateInstance"}`
	for text, want := range map[string][2]bool{
		delivered:                             {true, false},
		documented:                            {false, true},
		"[" + other + ",\n" + delivered + "]": {true, false},
		`{"json_payload":` + delivered + `}`:  {true, false},
		`{"level":"INFO","json_payload":` + documented + `}`: {false, true},
		delivered[:200]: {true, false},
		other:           {false, false},
		`{}`:            {false, false},
	} {
		got := [2]bool{vpcflow.JSON.Detect([]byte(text)), vpcflow.CamelJSON.Detect([]byte(text))}
		if got != want {
			t.Errorf("%.90s: %v, want %v", text, got, want)
		}
	}
}
