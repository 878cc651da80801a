package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/bytedance/sonic"
	"github.com/jszwec/csvutil"
	"github.com/mailru/easyjson"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

const testRecords = 2000

// TestPeersReadEvents makes sure that the peers do the work that they are measured by: they read the same events.
func TestPeersReadEvents(t *testing.T) {
	text := newData(testRecords).events()
	for name, unmarshal := range map[string]func([]byte, *twin.Record) error{
		"encoding/json": func(line []byte, r *twin.Record) error { return json.Unmarshal(line, r) },
		"easyjson":      func(line []byte, r *twin.Record) error { return easyjson.Unmarshal(line, r) },
		"sonic":         func(line []byte, r *twin.Record) error { return sonic.ConfigFastest.Unmarshal(line, r) },
	} {
		t.Run(name, func(t *testing.T) {
			want := records(networkevent.JSON, text)
			err := readLines(text, func(line []byte, r *twin.Record) error {
				err := unmarshal(line, r)
				if got := event(r); !sameEvent(&got, want[0]) {
					t.Fatalf("read\n%+v, not\n%+v", got, *want[0])
				}
				want = want[1:]
				return err
			})
			if err != nil || len(want) > 0 {
				t.Errorf("%d events are left: %v", len(want), err)
			}
		})
	}
}

// event returns what a peer has read as an event.
func event(r *twin.Record) networkevent.Event {
	e := &r.Event
	var relays []networkevent.Relay
	for _, relay := range e.Relays {
		relays = append(relays, networkevent.Relay(relay))
	}
	c, to := &e.Connection, &e.Resource
	return networkevent.Event{
		Type: r.Type, Version: e.Version, Time: e.Time.Time, Status: e.Status,
		Connection: networkevent.Connection{
			ClientIP: c.ClientIP, Protocol: c.Protocol, BytesReceived: c.BytesReceived, BytesTransferred: c.BytesTransferred,
			ErrorMessage: optional(c.ErrorMessage),
		},
		Connector: networkevent.Connector(e.Connector), RemoteNetwork: networkevent.RemoteNetwork(e.RemoteNetwork),
		Resource: networkevent.Resource{
			Address: to.Address, AppliedRule: to.AppliedRule, ID: to.ID, IP: optional(to.IP), Port: to.Port,
		},
		Relays: relays, Device: networkevent.Device(e.Device), User: networkevent.User(e.User),
		ServiceAccount: networkevent.ServiceAccount(e.ServiceAccount),
		Location:       optional(networkevent.Location(e.Location)),
	}
}

// optional returns v as a value that is absent if it is zero: peers do not tell these apart.
func optional[T comparable](v T) flowtrail.Optional[T] {
	var zero T
	return flowtrail.Optional[T]{V: v, Valid: v != zero}
}

// sameEvent compares all that peers read: they drop what is unknown.
func sameEvent(a, b *networkevent.Event) bool {
	return a.Type == b.Type && a.Version == b.Version && a.Time.Equal(b.Time) && a.Status == b.Status &&
		a.Connection == b.Connection && a.Connector == b.Connector && a.RemoteNetwork == b.RemoteNetwork &&
		a.Resource == b.Resource && slices.Equal(a.Relays, b.Relays) && a.Device == b.Device && a.User == b.User &&
		a.ServiceAccount == b.ServiceAccount && a.Location == b.Location
}

// TestCsvutilReadsRows makes sure that csvutil reads the same rows as flowtrail: written again, they are the input.
func TestCsvutilReadsRows(t *testing.T) {
	text := newData(testRecords).rows()
	decoder, err := csvutil.NewDecoder(newCSVReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	writer := networkevent.CSV.NewWriter(&again)
	var r twin.Row
	err = untilEOF(func() error {
		if err := decoder.Decode(&r); err != nil {
			return err
		}
		return writer.Write(networkRow(&r))
	})
	if err != nil {
		t.Fatal(err)
	}
	writer.Flush()
	if !bytes.Equal(again.Bytes(), text) {
		t.Error("the rows are not the same")
	}
}

func networkRow(r *twin.Row) *networkevent.Row {
	return &networkevent.Row{
		StartTime: flowtrail.Time(r.StartTime), EndTime: flowtrail.Time(r.EndTime), User: r.User, UserID: r.UserID,
		DeviceID: r.DeviceID, ClientIP: r.ClientIP, Connector: r.Connector, ConnectorID: r.ConnectorID,
		ResourceIP: r.ResourceIP, ResourcePort: flowtrail.Optional[uint16](r.ResourcePort), ResourceDomain: r.ResourceDomain,
		ResourceID: r.ResourceID, Protocol: r.Protocol, Status: r.Status,
		BytesTransferred: flowtrail.Optional[int64](r.BytesTransferred), BytesReceived: flowtrail.Optional[int64](r.BytesReceived),
		RemoteNetwork: r.RemoteNetwork, RemoteNetworkID: r.RemoteNetworkID, AppliedRule: r.AppliedRule,
		Relays: r.Relays, RelayIPs: r.RelayIPs, RelayPorts: r.RelayPorts,
		ServiceAccount: r.ServiceAccount, ServiceAccountID: r.ServiceAccountID,
		ServiceAccountKey: r.ServiceAccountKey, ServiceAccountKeyID: r.ServiceAccountKeyID,
	}
}

// TestDuels runs both sides of every duel once.
func TestDuels(t *testing.T) {
	for _, e := range duels(newData(testRecords)) {
		d := e.duel()
		for _, s := range []side{d.ours, d.theirs} {
			if err := s.do(); err != nil {
				t.Errorf("%v: %v", e.claims[0], err)
			}
		}
	}
}
