package useractivity_test

import (
	"fmt"
	"log"
	"strings"
	"time"

	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

const synced = `{"event_type":"network_access","event":{"version":1,"time":"2025-07-25T18:19:41.236597+00:00","status":"closed_connection","connection":{"client_ip":"1.2.3.4","protocol":"tcp","bytes_received":338,"bytes_transferred":404},"connector":{"id":"123456","name":"faithful-pigeon"},"remote_network":{"id":"789012","name":"aws-us-east-1-dev"},"resource":{"address":"argocd.eks.twindemo.int","applied_rule":"argocd.eks.twindemo.int","id":"1234567","ip":"10.11.12.13","port":80},"relays":[{"ip":"1.2.3.4","name":"relaybalancer+https://relays-prm.twingate.com","port":30501}],"device":{"id":"1234567"},"user":{"id":"890123","email":"janedoe@twindemo.com"},"location":{"lat":39.84,"lon":-100.04}}}
{"event_type":"network_access","event":{"version":1,"time":"2025-07-25T18:21:07.104518+00:00","status":"closed_connection","connection":{"client_ip":"1.2.3.5","protocol":"tcp","bytes_received":12,"bytes_transferred":90},"connector":{"id":"123456","name":"faithful-pigeon"},"remote_network":{"id":"789012","name":"aws-us-east-1-dev"},"resource":{"address":"argocd.eks.twindemo.int","applied_rule":"argocd.eks.twindemo.int","id":"1234567","ip":"10.11.12.13","port":80},"relays":[],"device":{"id":"1234567"},"user":{"id":"890123","email":"janedoe@twindemo.com"},"location":{"lat":39.84,"lon":-100.04}}}
{"event_type":"network_access","event":{"version":1,"time":"2025-07-26T00:00:00.000001+00:00","status":"closed_connection","connection":{"client_ip":"1.2.3.4","protocol":"tcp","bytes_received":7,"bytes_transferred":7},"connector":{"id":"123456","name":"faithful-pigeon"},"remote_network":{"id":"789012","name":"aws-us-east-1-dev"},"resource":{"address":"argocd.eks.twindemo.int","applied_rule":"argocd.eks.twindemo.int","id":"1234567","ip":"10.11.12.13","port":80},"relays":[],"device":{"id":"1234567"},"user":{"id":"890124","email":"johndoe@twindemo.com"},"location":{"lat":39.84,"lon":-100.04}}}
`

func ExampleAccumulator() {
	from := time.Date(2025, 7, 25, 0, 0, 0, 0, time.UTC)
	to := from.AddDate(0, 0, 1)

	var acc useractivity.Accumulator
	if err := acc.Within(from, to); err != nil {
		log.Fatal(err)
	}
	if err := acc.AddEvents(networkevent.JSON.Read(strings.NewReader(synced))); err != nil {
		log.Print(err) // the report lacks some records
	}
	for user, err := range acc.Active(from, to) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %d connections, %d bytes, %s%% relayed, from %s\n", user.UserEmail,
			user.TotalConnections, user.TotalBytes, user.PercentRelay, user.Top10ClientIPs)
	}
	// Output:
	// janedoe@twindemo.com: 2 connections, 844 bytes, 50.00% relayed, from 1.2.3.4,1.2.3.5
}

func ExampleAccumulator_Merge() {
	event := &networkevent.Event{
		Time:   time.Date(2025, 7, 25, 18, 19, 41, 0, time.UTC),
		Status: networkevent.StatusClosedConnection,
		User:   networkevent.User{Email: "janedoe@twindemo.com"},
	}
	var here, there useractivity.Accumulator
	here.Add(event)
	there.Add(event)

	parcel, err := there.MarshalBinary()
	if err != nil {
		log.Fatal(err)
	}
	var arrived useractivity.Accumulator
	if err := arrived.UnmarshalBinary(parcel); err != nil {
		log.Fatal(err)
	}
	if err := here.Merge(&arrived); err != nil {
		log.Fatal(err)
	}
	for user := range here.Active(time.Time{}, time.Time{}) {
		fmt.Println(user.UserEmail, user.TotalConnections, user.LastAccessDate)
	}
	// Output: janedoe@twindemo.com 2 2025-07-25 18:19:41.00 UTC
}

// The roster is a CSV of any system; the last access is told however long ago it was.
func ExampleAccumulator_Inactive() {
	const users = "name,email\nJane Doe,janedoe@twindemo.com\nJohn Doe,JohnDoe@twindemo.com\nAda,ada@twindemo.com\n"
	asOf := time.Date(2025, 10, 23, 20, 0, 0, 0, time.UTC)

	var roster useractivity.Roster
	if err := roster.ReadCSV(strings.NewReader(users)); err != nil {
		log.Print(err) // some rows are no users
	}
	var acc useractivity.Accumulator
	if err := acc.Within(time.Time{}, asOf); err != nil {
		log.Fatal(err)
	}
	if err := acc.AddEvents(networkevent.JSON.Read(strings.NewReader(synced))); err != nil {
		log.Print(err) // users may be listed who were active
	}
	for user, err := range acc.Inactive(&roster, asOf) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s, last access: %q\n", user.UserEmail, user.LastAccessDate)
	}
	// Output:
	// ada@twindemo.com, last access: ""
	// janedoe@twindemo.com, last access: "2025-07-25 18:21:07.104518 UTC"
}

// Audit log events say who was created and not deleted, as far as the log reaches back.
func ExampleRoster_AddEvents() {
	const audit = `{"event_type":"audit_log","event":{"version":1,"time":"2025-07-25T18:24:05.979179+00:00","action":"create","targets":[{"version":"1.0","type":"User","name":"Ada","id":"VXNlcjox","email":"ada@twindemo.com"},{"version":"1.0","type":"User","name":"Grace","id":"VXNlcjoy","email":"grace@twindemo.com"}],"actor":{"type":"API","id":"UHVi","info":{"name":"SCIM"}}}}
{"event_type":"audit_log","event":{"version":1,"time":"2025-07-26T09:10:11.979179+00:00","action":"delete","targets":[{"version":"1.0","type":"User","name":"Grace","id":"VXNlcjoy"}],"actor":{"type":"API","id":"UHVi","info":{"name":"SCIM"}}}}
`
	var roster useractivity.Roster
	if err := roster.AddEvents(auditlog.JSON.Read(strings.NewReader(audit))); err != nil {
		log.Print(err) // some events are not known
	}
	for email := range roster.Emails() {
		fmt.Println(email)
	}
	// Output: ada@twindemo.com
}
