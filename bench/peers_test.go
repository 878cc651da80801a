package main

import (
	"bytes"
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"github.com/jszwec/csvutil"

	"github.com/flowtrail/flowtrail/bench/twin"
	"github.com/flowtrail/flowtrail/networkevent"
)

const testRecords = 2000

// TestPeersReadEvents makes sure that the peers do the work that they are measured by: what they have read they write
// with the same members as flowtrail does, but for the form of times and for unknown members, which only flowtrail keeps.
func TestPeersReadEvents(t *testing.T) {
	text := head(t, eventsFile, testRecords)
	for _, peer := range unmarshal {
		t.Run(peer.lib, func(t *testing.T) {
			events := decode(t, networkevent.JSON, text)
			n, err := readLines(func(line []byte, r *twin.Record) error {
				if err := peer.line(line, r); err != nil {
					return err
				}
				again, err := json.Marshal(r)
				check(t, err)
				e := events[0]
				events = events[1:]
				e.Extra = nil
				line, err = networkevent.JSON.Append(nil, e)
				check(t, err)
				want, err := unmarshalAny(line)
				check(t, err)
				want.(map[string]any)["event"].(map[string]any)["time"] = e.Time.Format(time.RFC3339Nano)
				if got, err := unmarshalAny(again); err != nil || !reflect.DeepEqual(got, want) {
					t.Fatalf("read\n%s, not\n%s", again, line)
				}
				return nil
			})(text)
			if err != nil || n != testRecords {
				t.Errorf("%d records: %v", n, err)
			}
		})
	}
}

// TestCsvutil makes sure that csvutil writes the rows that it has read as they were.
func TestCsvutil(t *testing.T) {
	text := head(t, rowsFile, testRecords)
	var rows []twin.Row
	check(t, csvutil.Unmarshal(text, &rows))
	again, err := csvutil.Marshal(rows)
	check(t, err)
	if len(rows) != testRecords || !bytes.Equal(again, text) {
		t.Error("the rows are not the same")
	}
}

// TestNothingRepeats makes sure that changed events are valid, and that their ids are not those of others.
func TestNothingRepeats(t *testing.T) {
	text := nothingRepeats(head(t, eventsFile, testRecords))
	seen := map[string]bool{}
	for _, e := range decode(t, networkevent.JSON, text) {
		for _, value := range []string{e.Connection.ClientIP.String(), e.Connector.Name, e.RemoteNetwork.Name, e.Resource.Address, e.Device.ID + "d"} {
			if seen[value] {
				t.Fatalf("%s is there twice", value)
			}
			seen[value] = true
		}
	}
}
