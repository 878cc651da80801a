package networkevent_test

import (
	"encoding/json"
	"fmt"
	"log"
	"net/netip"
	"os"
	"strings"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail/networkevent"
)

// Read what Twingate syncs to S3 and look at how connections came about.
func Example() {
	fsys := os.DirFS("../testdata/valid/networkevent.json")
	for ev, err := range networkevent.JSON.ReadFS(fsys, "network-access.json") {
		if err != nil {
			log.Fatal(err)
		}
		switch {
		case ev.DNSFailed():
			fmt.Println(ev.User.Email, "could not resolve", ev.Resource.Address)
		case ev.Failed():
			fmt.Println(ev.User.Email, "did not reach", ev.Resource.Address+":", ev.Connection.ErrorMessage)
		case ev.IsServiceAccount():
			fmt.Println("service account", ev.ServiceAccount.Name, "reached", ev.Resource.Address)
		}
	}
	// Output:
	// ada@example.com did not reach wiki.corp.example.com: ACCESS_DENIED
	// grace@example.com could not resolve wiki.corp.example.com
	// ada@example.com did not reach wiki.corp.example.com: CONNECTION_FAILED
	// service account ci-runner reached wiki.corp.example.com
}

// Read the report that is downloaded from the Admin Console.
func Example_report() {
	f, err := os.Open("../testdata/valid/networkevent.csv/network-events.csv")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	for row, err := range networkevent.CSV.Read(f) {
		if err != nil {
			log.Fatal(err)
		}
		if row.Relayed() && row.BytesReceived.Valid {
			fmt.Println(row.User, row.Duration(), row.BytesReceived, "bytes by", row.RelayIPs)
		}
	}
	// Output:
	// ada@example.com 34.36s 704 bytes by 198.51.100.33
	// ada@example.com 34.36s 0 bytes by 198.51.100.33
	//  34.36s 704 bytes by 198.51.100.33
	// grace@example.com 34.36s 704 bytes by 198.51.100.33
}

func ExampleRow_ToEvent() {
	row := "2024-02-20 20:16:05.92 UTC,2024-02-20 20:16:40.28 UTC,ada@example.com,468633,1223418,203.0.113.7,umber-angora,177167," +
		"192.168.1.39,443,wiki.example.com,2217397,tcp,NORMAL,422,704,Office,21959,*.example.com,,,"
	for row, err := range networkevent.CSV.Read(strings.NewReader(documentedHeader + row)) {
		if err != nil {
			log.Fatal(err)
		}
		ev := row.ToEvent()
		line, err := networkevent.JSON.Append(nil, &ev)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s…\nlost: %v\n", line[:112], row.LostInEvent())
	}
	// Output:
	// {"event_type":"network_access","event":{"version":1,"time":"2024-02-20T20:16:40.280000+00:00","status":"closed_c…
	// lost: [start_time]
}

// Package cmp has to be told that addresses are compared by ==, or it panics.
func ExampleEvent_compare() {
	var want, got networkevent.Event
	for event := range networkevent.JSON.Samples(1) {
		want, got = *event, *event
		break
	}
	sameAddrs := cmpopts.EquateComparable(netip.Addr{})
	fmt.Println(cmp.Equal(want, got, sameAddrs))

	got.Connection.ClientIP = netip.IPv6Loopback()
	fmt.Println(cmp.Equal(want, got, sameAddrs))
	// Output:
	// true
	// false
}

// An event is the vendor's record for encoding/json, too, wherever it stands.
func ExampleEvent_MarshalJSON() {
	type alert struct {
		Reason string             `json:"reason"`
		Event  networkevent.Event `json:"event"`
	}
	for event, err := range networkevent.JSON.ReadFS(os.DirFS("../testdata/valid/networkevent.json"), "network-access.json") {
		if err != nil {
			log.Fatal(err)
		}
		text, err := json.Marshal(alert{"new device", *event})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s…\n", text[:90])
		break
	}
	// Output:
	// {"reason":"new device","event":{"event_type":"network_access","event":{"version":1,"time":…
}

const documentedHeader = "start_time,end_time,user,user_id,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain,resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports\n"
