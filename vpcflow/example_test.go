package vpcflow_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// Read an object that Audit Trails has put into a bucket. Audit events of other services in it are passed over.
func Example() {
	fsys := os.DirFS("../testdata/invalid/vpcflow.json")
	for ev, err := range vpcflow.JSON.ReadFS(fsys, "other-streams.json", flowtrail.SkipOtherStreams()) {
		if err != nil {
			log.Fatal(err)
		}
		folder, _ := ev.Folder()
		d := &ev.Details.V
		fmt.Println(folder.Name, d.SrcAddr, "to", d.DstAddr, d.DstPort, d.Protocol, d.Bytes, "bytes")
	}
	// Output:
	// prod 10.128.0.5 to 203.0.113.7 443 tcp 3400 bytes
	// prod 198.51.100.20 to 203.0.113.53 40001 udp 910 bytes
}

// Members that are absent are told from those that are zero or empty.
func ExampleEvent() {
	text := `{"event_type":"yandex.cloud.audit.baremetal.flowlogs.ExternalFlow","details":{"src_port":"0","nat":""}}`
	var ev vpcflow.Event
	if err := vpcflow.JSON.Decode([]byte(text), &ev); err != nil {
		log.Fatal(err)
	}
	d := ev.Details.V
	fmt.Println(d.SrcPort.Valid, d.SrcPort, d.DstPort.Valid, d.DstPort.Or(443))
	fmt.Printf("%v %q %v\n", d.NAT.Valid, d.NAT, d.Reason.Valid)
	// Output:
	// true 0 false 443
	// true "" false
}

// Flags are kept as they are written, and can be looked at as bits.
func ExampleDetails_Flags() {
	for _, text := range []string{"0x12", "SYN,ACK"} {
		d := vpcflow.Details{TCPFlags: flowtrail.Some(text)}
		flags, ok := d.Flags()
		fmt.Println(text, "is", flags, ok, flags.Has(vpcflow.TCPFlagSYN))
	}
	// Output:
	// 0x12 is SYN|ACK true true
	// SYN,ACK is 0x0 false false
}

// Write an event that was delivered as the reference of the events shows it.
func Example_camelCase() {
	line := `{"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow","event_status":"DONE","details":{"src_addr":"10.128.0.5","src_port":51234}}`
	if err := vpcflow.CamelJSON.Write(os.Stdout, vpcflow.JSON.Read(strings.NewReader(line))); err != nil {
		log.Fatal(err)
	}
	// Output:
	// {"eventType":"yandex.cloud.audit.network.flowlogs.ExternalFlow","eventStatus":"DONE","details":{"srcAddr":"10.128.0.5","srcPort":"51234"}}
}

// An event is read out of an entry of Cloud Logging, whose other members are in Extra.
func ExampleEvent_inLogEntry() {
	entry := `{"timestamp":"2026-05-07T10:05:00Z","level":"INFO","json_payload":{"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow"}}`
	var ev vpcflow.Event
	if err := vpcflow.JSON.Decode([]byte(entry), &ev); err != nil {
		log.Fatal(err)
	}
	fmt.Println(ev.Type, ev.InLogEntry, string(ev.Extra["/level"]))

	bare := ev.ToBare()
	line, err := vpcflow.JSON.Append(nil, &bare)
	fmt.Print(string(line), "lost: ", ev.LostInBare(), err)
	// Output:
	// yandex.cloud.audit.network.flowlogs.ExternalFlow true "INFO"
	// {"event_type":"yandex.cloud.audit.network.flowlogs.ExternalFlow"}
	// lost: [/level /timestamp] <nil>
}
