package s3sync_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// Read a file in which the records of all streams stand.
func Example() {
	for rec, err := range s3sync.JSON.ReadFS(os.DirFS("../testdata/valid/s3sync.json"), "all-streams-canonical.json") {
		if err != nil {
			log.Fatal(err)
		}
		switch ev := rec.Event.(type) {
		case *networkevent.Event:
			fmt.Println("connection:", ev.User.Email, ev.Resource.Address, ev.Status)
		case *dnsfilter.Event:
			fmt.Println("query:", ev.Device.Name, ev.Domain, ev.Status)
		case *auditlog.Event:
			fmt.Println("change:", ev.Actor.Info.V.Name, ev.Action, len(ev.Targets))
		case *dlp.Event:
			fmt.Println("policy:", ev.User.Email, ev.Action, ev.Status)
		case *s3sync.Unknown:
			fmt.Println("unknown:", ev.Stream, len(ev.Raw))
		}
	}
	// Output:
	// connection: jane@example.com ci.example.int closed_connection
	// unknown: authentication 123
	// query: Jane's MacBook Pro help.docs.example.net default
	// change: Jane Roe create 1
	// connection: jane@example.com ci.example.int closed_connection
	// unknown: device_posture 125
	// policy: jane@example.com block_upload blocked
	// query: Jane's MacBook Pro help.docs.example.net default
}

// Every record has a time, unless it is of an unknown stream that says none where others do.
func ExampleRecord_Time() {
	for rec, err := range s3sync.JSON.ReadFS(os.DirFS("../testdata/valid/s3sync.json"), "unknown-streams.json") {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(rec.Time().IsZero(), rec.Time())
	}
	// Output:
	// false 2025-07-25 18:24:06 +0000 UTC
	// false 2025-07-25 18:24:00 +0000 UTC
	// false 2025-07-25 18:19:41.236597 +0000 UTC
	// false 2021-08-15 14:30:00 +0000 UTC
	// true 0001-01-01 00:00:00 +0000 UTC
	// true 0001-01-01 00:00:00 +0000 UTC
}

// A record of an unknown stream is written as it came.
func ExampleUnknown() {
	w := s3sync.JSON.NewWriter(os.Stdout)
	for rec, err := range s3sync.JSON.Read(strings.NewReader(`{ "event_type": "authentication", "event": {"weight": 1.50} }`)) {
		if err != nil {
			log.Fatal(err)
		}
		if err := w.Write(rec); err != nil {
			log.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
	// Output: { "event_type": "authentication", "event": {"weight": 1.50} }
}
