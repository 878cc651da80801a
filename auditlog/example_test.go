package auditlog_test

import (
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/flowtrail/flowtrail/auditlog"
)

// Read what Twingate syncs to S3, or what the Admin Console exports, and look at who changed what.
func Example() {
	for ev, err := range auditlog.JSON.ReadFS(os.DirFS("../testdata/valid/auditlog.json"), "audit-log.json") {
		if err != nil {
			log.Fatal(err)
		}
		who := ev.Actor.Info.V.Name
		if ev.Actor.Type == auditlog.ActorTwingateSupport {
			who = "Twingate"
		}
		for _, target := range ev.Targets {
			fmt.Println(who, ev.Action, target.Identify().Type, target.Identify().Name)
		}
	}
	// Output:
	// Ada Smith create PublicAPIKey deploy
	// deploy edit User Grace
	// deploy edit Group Ops
	// Twingate delete publicAPIKey deploy
}

// Find API keys that may be used from everywhere.
func ExampleTarget() {
	for ev, err := range auditlog.JSON.ReadFS(os.DirFS("../testdata/valid/auditlog.json"), "audit-log.json") {
		if err != nil {
			log.Fatal(err)
		}
		for _, target := range ev.Targets {
			switch target := target.(type) {
			case *auditlog.PublicAPIKey:
				for _, block := range target.IPRanges() {
					if strings.HasSuffix(block, "/0") {
						fmt.Println(ev.Action, target.Name, target.Permission, "from", block)
					}
				}
			case *auditlog.OtherTarget:
				fmt.Println("a kind of target that this version does not know:", target.Type)
			}
		}
	}
	// Output:
	// create deploy read only from 0.0.0.0/0
	// create deploy read only from ::/0
}

// A record is written in the form that it came in.
func ExampleForm() {
	event := auditlog.Event{Version: 1, Action: auditlog.ActionDelete, Actor: auditlog.Actor{Type: auditlog.ActorTwingateSupport}}
	for ev, err := range auditlog.JSON.ReadFS(os.DirFS("../testdata/valid/auditlog.json"), "console-export.json") {
		if err != nil {
			log.Fatal(err)
		}
		event.Time = ev.Time
		break
	}
	for _, form := range []auditlog.Form{{}, {Bare: true, TextVersion: true, MinuteTime: true}} {
		event.Form = form
		line, err := auditlog.JSON.Append(nil, &event)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(string(line))
	}
	// Output:
	// {"event_type":"audit_log","event":{"version":1,"time":"2021-08-15T14:30:00+00:00","action":"delete","targets":[],"actor":{"type":"Twingate Support"}}}
	// {"version":"1","time":"2021-08-15T14:30Z","actor":{"type":"Twingate Support"},"action":"delete","targets":[]}
}
