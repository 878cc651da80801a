package dnsfilter_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/dnsfilter"
)

// Read what Twingate syncs to S3 and look at what was blocked.
func Example() {
	fsys := os.DirFS("../testdata/valid/dnsfilter.json")
	for event, err := range dnsfilter.JSON.ReadFS(fsys, "dns-filtering-canonical.json") {
		if err != nil {
			log.Fatal(err)
		}
		if event.Status != dnsfilter.StatusBlocked {
			continue
		}
		for _, reason := range event.Reasons {
			fmt.Printf("%s was kept from %s: %s\n", event.Device.Name, event.Domain, reason.Name)
		}
	}
	// Output:
	// Ada's MacBook Pro was kept from social.example.net: Social Networks
	// Grace's ThinkPad was kept from bets.example.org: Social Networks
	// Grace's ThinkPad was kept from bets.example.org: Gambling
}

// A file holds the records of several streams. Those of others are one finding each, or passed over and counted.
func Example_otherStreams() {
	file, err := os.Open("../testdata/invalid/dnsfilter.json/other-streams.json")
	if err != nil {
		log.Fatal(err)
	}
	defer file.Close()
	var counts flowtrail.Counts
	for event, err := range dnsfilter.JSON.Read(file, flowtrail.SkipOtherStreams(), flowtrail.Count(&counts)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(event.Domain)
	}
	fmt.Println(counts.Skipped, "records of other streams")
	// Output:
	// www.example.com
	// www.example.com
	// 3 records of other streams
}

// A device without a model is not one whose model is empty.
func ExampleDevice() {
	for event, err := range dnsfilter.JSON.ReadFS(os.DirFS("../testdata/valid/dnsfilter.json"), "dns-filtering-canonical.json") {
		if err != nil {
			log.Fatal(err)
		}
		switch device := event.Device; {
		case !device.Model.Valid:
			fmt.Printf("%s, of no known model\n", device.Name)
		case device.Model.V.SerialNumber != "XYZ0000042":
			fmt.Printf("%s, serial number %s\n", device.Name, device.Model.V.SerialNumber)
		}
	}
	// Output:
	// Grace's ThinkPad, of no known model
	// No hostname, of no known model
	// No device, serial number C02XG0FDJGH5
	// Zoë's "old" {laptop}\, of no known model
}

// A record that is wrong is an error with all its findings, and reading goes on.
func Example_findings() {
	text := `{"event_type":"dns_filtering","event":{"version":1,"time":"2025-07-25 18:23","domain":"example.com","root":"example.com",` +
		`"device":{"id":"1","name":""},"connection":{"client_ip":"203.0.113.7","protocol":"DNS-over-HTTPS"},"status":"denied","reasons":[]}}`
	for _, err := range dnsfilter.JSON.Read(strings.NewReader(text)) {
		var bad *flowtrail.RecordError
		if errors.As(err, &bad) {
			for _, v := range bad.Violations {
				fmt.Println(v)
			}
		}
	}
	// Output:
	// input:1:59: /event/time: "2025-07-25 18:23" is not a time such as 2025-07-25T18:23:37.774557+00:00
	// input:1:230: /event/status: "denied" is not one of default, blocked, allowed
}

// An event is the vendor's record for encoding/json, too, wherever it stands.
func ExampleEvent_MarshalJSON() {
	for event, err := range dnsfilter.JSON.ReadFS(os.DirFS("../testdata/valid/dnsfilter.json"), "single-object.json") {
		if err != nil {
			log.Fatal(err)
		}
		text, err := json.Marshal([]dnsfilter.Event{*event})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s…\n", text[:103])
	}
	// Output:
	// [{"event_type":"dns_filtering","event":{"version":1,"time":"2025-07-25T18:23:37.774557+00:00","domain":…
}
