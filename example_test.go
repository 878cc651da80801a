package flowtrail_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"
	"testing/fstest"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// export is a sync file of three records, of which the second one is wrong.
const export = `{"event_type": "network_access", "event": {"version": 1, "time": "2025-07-25T18:19:41.236597+00:00", "status": "closed_connection", "connection": {"client_ip": "203.0.113.7", "protocol": "tcp", "bytes_received": 338, "bytes_transferred": 404}, "connector": {"id": "177167", "name": "umber-angora"}, "remote_network": {"id": "21959", "name": "Office"}, "resource": {"address": "wiki.example.com", "applied_rule": "*.example.com", "id": "2217397", "ip": "10.11.12.13", "port": 443}, "relays": [], "device": {"id": "1223418"}, "user": {"id": "468633", "email": "ada@example.com"}}}
{"event_type": "network_access", "event": {"version": 1, "time": "2025-07-25T18:19:42.000000+00:00", "status": "closed_connection", "connection": {"client_ip": "203.0.113.7", "protocol": "sctp", "bytes_received": 1, "bytes_transferred": 2}, "connector": {"id": "177167", "name": "umber-angora"}, "remote_network": {"id": "21959", "name": "Office"}, "resource": {"address": "wiki.example.com", "applied_rule": "*.example.com", "id": "2217397", "ip": "10.11.12.13", "port": 443}, "relays": [], "device": {"id": "1223418"}, "user": {"id": "468633", "email": "ada@example.com"}}}
{"event_type": "network_access", "event": {"version": 1, "time": "2025-07-25T18:19:43.500000+00:00", "status": "closed_connection", "connection": {"client_ip": "203.0.113.8", "protocol": "udp", "bytes_received": 12, "bytes_transferred": 34}, "connector": {"id": "177167", "name": "umber-angora"}, "remote_network": {"id": "21959", "name": "Office"}, "resource": {"address": "dns.example.com", "applied_rule": "*.example.com", "id": "2217398", "ip": "10.11.12.14", "port": 53}, "relays": [], "device": {"id": "1223418"}, "user": {"id": "468633", "email": "ada@example.com"}}}
`

func Example() {
	var total int64
	for ev, err := range networkevent.JSON.Read(strings.NewReader(export), flowtrail.FileName("sync.json")) {
		var bad *flowtrail.RecordError
		switch {
		case errors.As(err, &bad): // this record is wrong; the next one may be right
			fmt.Println(bad)
			continue
		case err != nil: // the stream itself is broken; this pair was the last
			log.Fatal(err)
		}
		total += ev.Connection.BytesReceived
	}
	fmt.Println(total, "bytes received")
	// Output:
	// sync.json:2:188: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp
	// 350 bytes received
}

func ExampleReader() {
	f, err := os.Open("testdata/valid/networkevent.csv/network-events.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	rd := networkevent.CSV.NewReader(f, flowtrail.FileName("events.csv"), flowtrail.Workers(4), flowtrail.Strict())
	var row networkevent.Row
	for err := range rd.Into(&row) { // reuses row, no allocation
		if err != nil {
			fmt.Println(err) // a wrong record is an error, and the loop goes on
			continue
		}
		if row.Failed() {
			fmt.Println(rd.Pos(), row.Status, row.ResourceDomain)
		}
	}
	// Output:
	// events.csv:5:1 DNS_ERROR service.home.example.com
	// events.csv:6:1 CONNECTION_FAILED service.home.example.com
}

func ExampleFold() {
	reader := networkevent.JSON.NewReader(strings.NewReader(export), flowtrail.FileName("sync.json"), flowtrail.Workers(4))
	total, err := flowtrail.Fold(reader,
		func() *int64 { return new(int64) }, // one for each goroutine
		func(sum *int64, e *networkevent.Event) { *sum += e.Connection.BytesReceived },
		func(into, from *int64) { *into += *from },
		func(err error) error {
			fmt.Println(err) // this record is wrong; the next one may be right
			return nil
		})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(*total, "bytes received")
	// Output:
	// sync.json:2:188: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp
	// 350 bytes received
}

// A wrong header, and an input that cannot be read, end the loop.
func ExampleHeaderError() {
	report := "start_time,end_time,user,userid,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain," +
		"resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports\n"
	for _, err := range networkevent.CSV.Read(strings.NewReader(report), flowtrail.FileName("events.csv")) {
		var header *flowtrail.HeaderError
		var broken *flowtrail.StreamError
		switch {
		case errors.As(err, &header):
			for _, v := range header.Violations {
				fmt.Println(v.Rule, v)
			}
		case errors.As(err, &broken):
			fmt.Println("cannot be read:", broken)
		}
	}
	// Output:
	// missing-column events.csv:1:1: /user_id: the column is missing
	// unknown-column events.csv:1:26: /userid: "userid" is not a known column: did you mean user_id?
}

func ExampleSkipOtherStreams() {
	mixed := `{"event_type": "dns_filtering", "event": {}}` + "\n" + strings.Split(export, "\n")[0]
	reader := networkevent.JSON.NewReader(strings.NewReader(mixed), flowtrail.SkipOtherStreams())
	for ev, err := range reader.All() {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(reader.Pos().Line, ev.User.Email)
	}
	fmt.Println(reader.Skipped(), "left out")
	// Output:
	// 2 ada@example.com
	// 1 left out
}

func ExampleReader_Raw() {
	reader := networkevent.JSON.NewReader(strings.NewReader(export))
	var clean []byte
	var ev networkevent.Event
	for err := range reader.Into(&ev) {
		if err == nil {
			clean = append(append(clean, reader.Raw()...), '\n')
		}
	}
	fmt.Println(bytes.Count(clean, []byte("\n")), "of", reader.Pos().Record, "records are kept")
	// Output:
	// 2 of 3 records are kept
}

func ExampleCodec_Check() {
	var counts flowtrail.Counts
	for err := range networkevent.JSON.Check(strings.NewReader(export), flowtrail.FileName("sync.json"), flowtrail.Count(&counts)) {
		fmt.Println(err)
	}
	fmt.Println(counts.Invalid, "of", counts.Records, "records are invalid")
	// Output:
	// sync.json:2:188: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp
	// 1 of 3 records are invalid
}

func ExampleCodec_Validate() {
	line := strings.Split(export, "\n")[1]
	err := networkevent.JSON.Validate([]byte(line)) // nil or *flowtrail.RecordError
	var bad *flowtrail.RecordError
	if errors.As(err, &bad) {
		v := bad.Violations[0]
		fmt.Printf("rule %s at column %d: %s\n%s of the schema\n", v.Rule, v.Column, v.Value, v.Schema)
	}
	// Output:
	// rule enum at column 188: "sctp"
	// /properties/event/properties/connection/properties/protocol/enum of the schema
}

func ExampleCodec_Write() {
	rows := networkevent.CSV.Read(strings.NewReader(strings.Join([]string{
		"start_time,end_time,user,user_id,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain,resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports",
		`2024-02-20T20:16:05.92Z,,ada@example.com,468633,1223418,203.0.113.7,umber-angora,177167,,443,wiki.example.com,2217397,tcp,DNS_ERROR,,,"Zürich, main site",21959,*.example.com,,,`,
	}, "\n")))
	var text strings.Builder
	if err := networkevent.CSV.Write(&text, rows); err != nil { // rows is an iter.Seq2[*networkevent.Row, error]
		log.Fatal(err)
	}
	header, row, _ := strings.Cut(text.String(), "\n")
	fmt.Println(strings.Count(header, ",")+1, "columns")
	fmt.Print(row)
	// Output:
	// 26 columns
	// 2024-02-20 20:16:05.92 UTC,,ada@example.com,468633,1223418,203.0.113.7,umber-angora,177167,,443,wiki.example.com,2217397,tcp,DNS_ERROR,,,"Zürich, main site",21959,*.example.com,,,,,,,
}

func ExampleCodec_ReadFS() {
	day := fstest.MapFS{
		"2025-07-25T18:20:00+00:00.json": {Data: []byte(strings.Split(export, "\n")[0])},
		"2025-07-25T18:25:00+00:00.json": {Data: []byte(strings.Split(export, "\n")[2])},
	}
	for ev, err := range networkevent.JSON.ReadFS(day, "*.json") {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(ev.Time, ev.Resource.Address)
	}
	// Output:
	// 2025-07-25 18:19:41.236597 +0000 UTC wiki.example.com
	// 2025-07-25 18:19:43.5 +0000 UTC dns.example.com
}

func ExampleCodec_Samples() {
	var buf []byte
	for ev := range networkevent.JSON.Samples(42) { // endless, valid, the same for the same seed
		var err error
		if buf, err = networkevent.JSON.Append(buf, ev); err != nil {
			log.Fatal(err)
		}
		if bytes.Count(buf, []byte("\n")) == 1000 {
			break
		}
	}
	for _, err := range networkevent.JSON.Read(bytes.NewReader(buf)) {
		if err != nil {
			log.Fatal(err)
		}
	}
}

func ExampleCodec_Schema() {
	schema := networkevent.JSON.Schema() // the embedded JSON Schema, draft 2020-12
	fmt.Printf("%s\n", schema[:62])
	// Output:
	// {
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
}

// Messages do not hold values: what is confidential can be left out.
func ExampleViolation() {
	v := flowtrail.Violation{
		Position: flowtrail.Position{File: "sync.json", Record: 7, Line: 7, Column: 58},
		Path:     "/event/user/email", Rule: flowtrail.RuleType, Value: "468633", Message: "is a number, not a string",
	}
	fmt.Println(v)
	v.Value = ""
	fmt.Println(v)
	// Output:
	// sync.json:7:58: /event/user/email: 468633 is a number, not a string
	// sync.json:7:58: /event/user/email: is a number, not a string
}

func ExampleOptional() {
	var none flowtrail.Optional[uint16]
	zero := flowtrail.Some(uint16(0))
	if port, ok := zero.Get(); ok {
		fmt.Println("port", port)
	}
	fmt.Println(none.Or(443), zero.Or(443))

	text, err := json.Marshal([]flowtrail.Optional[uint16]{none, zero})
	fmt.Println(string(text), err)
	// Output:
	// port 0
	// 443 0
	// [null,0] <nil>
}
