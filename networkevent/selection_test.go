package networkevent_test

import (
	"errors"
	"fmt"
	"log"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// Follow what went to one Resource, and go on after records that are wrong.
func ExampleSelection() {
	wanted := networkevent.Selection{
		Resource: "wiki.corp.example.com",
		From:     time.Date(2025, 7, 25, 0, 0, 0, 0, time.UTC),
		To:       time.Date(2025, 7, 26, 0, 0, 0, 0, time.UTC),
	}
	events := networkevent.JSON.ReadFS(os.DirFS("../testdata/valid/networkevent.json"), "network-access.json")
	for event, err := range wanted.Events(events) {
		if err != nil {
			log.Print(err)
			continue
		}
		if event.Failed() {
			fmt.Println(event.Time.Format(time.DateTime), event.User.Email, event.Connection.ErrorMessage)
		}
	}
	// Output:
	// 2025-07-25 18:20:01 ada@example.com ACCESS_DENIED
	// 2025-07-25 18:20:02 grace@example.com DNS_ERROR
	// 2025-07-25 18:20:03 ada@example.com CONNECTION_FAILED
}

func TestSelection(t *testing.T) {
	at := time.Date(2024, 2, 20, 20, 16, 40, 280e6, time.UTC)
	row := networkevent.Row{
		StartTime: flowtrail.Time{Time: at.Add(-time.Hour)}, EndTime: flowtrail.Time{Time: at}, Status: networkevent.RowStatusNormal,
		User: "Ada@example.com", ResourceIP: netip.MustParseAddr("192.168.1.39"), ResourceDomain: "wiki.example.com", ResourceID: "2217397",
		AppliedRule: "*.Example.com", RemoteNetwork: "Office",
	}
	direct, failed, account, six, mapped := row, row, row, row, row
	direct.ResourceDomain = ""
	failed.EndTime, failed.ResourceIP = flowtrail.Time{}, netip.Addr{}
	account.User, account.ServiceAccount, account.ServiceAccountID = "", "backup", "7"
	six.ResourceIP = netip.MustParseAddr("2001:db8::1")
	mapped.ResourceIP = netip.MustParseAddr("::ffff:192.168.1.39")
	rows := []*networkevent.Row{&row, &direct, &failed, &account, &six, &mapped}
	for _, test := range []struct {
		name   string
		wanted networkevent.Selection
		holds  string // of each row
	}{
		{"all", networkevent.Selection{}, "111111"},
		{"user", networkevent.Selection{User: "Ada@example.com"}, "111011"},
		{"user in other case", networkevent.Selection{User: "ada@example.com"}, "111011"},
		{"other user", networkevent.Selection{User: "ada@example.co"}, "000000"},
		{"id", networkevent.Selection{Resource: "2217397"}, "111111"},
		{"part of an id", networkevent.Selection{Resource: "221739"}, "000000"},
		{"rule", networkevent.Selection{Resource: "*.example.com"}, "111111"},
		{"domain", networkevent.Selection{Resource: "WIKI.example.com"}, "101111"},
		{"address", networkevent.Selection{Resource: "192.168.1.39"}, "110101"},
		{"other address", networkevent.Selection{Resource: "192.168.1.3"}, "000000"},
		{"IPv6 address", networkevent.Selection{Resource: "2001:DB8:0:0::1"}, "000010"},
		{"mapped address", networkevent.Selection{Resource: "::ffff:192.168.1.39"}, "110101"},
		{"from the end on", networkevent.Selection{From: at}, "110111"},
		{"from later on", networkevent.Selection{From: at.Add(1)}, "000000"},
		{"until the end", networkevent.Selection{To: at}, "001000"},
		{"until later", networkevent.Selection{To: at.Add(1)}, "111111"},
		{"between", networkevent.Selection{From: at.Add(-time.Minute), To: at.Add(time.Minute)}, "110111"},
		{"no time at all", networkevent.Selection{From: at, To: at}, "000000"},
		{"networks", networkevent.Selection{RemoteNetworks: []string{"AWS", "Office"}}, "111111"},
		{"network in other case", networkevent.Selection{RemoteNetworks: []string{"office"}}, "000000"},
		{"user and network", networkevent.Selection{User: "Ada@example.com", RemoteNetworks: []string{"AWS"}}, "000000"},
		{"user and address", networkevent.Selection{User: "Ada@example.com", Resource: "192.168.1.39"}, "110001"},
	} {
		var asRows, asEvents strings.Builder
		for _, r := range rows {
			event := r.ToEvent()
			fmt.Fprint(&asRows, map[bool]int{true: 1}[test.wanted.HoldsRow(r)])
			fmt.Fprint(&asEvents, map[bool]int{true: 1}[test.wanted.Holds(&event)])
		}
		if asRows.String() != test.holds || asEvents.String() != test.holds {
			t.Errorf("%s: rows %s, events %s, want %s", test.name, &asRows, &asEvents, test.holds)
		}
	}
}

// TestSelectionSequence checks that errors pass, that what is not wanted does not, and that a loop can be left.
func TestSelectionSequence(t *testing.T) {
	var text []byte
	for event := range networkevent.JSON.Samples(1) {
		line, err := networkevent.JSON.Append(nil, event)
		if err != nil {
			t.Fatal(err)
		}
		if text = append(append(text, line...), "{}\n"...); len(text) > 100_000 {
			break
		}
	}
	var first networkevent.Event
	for event := range networkevent.JSON.Samples(1) {
		first = *event
		break
	}
	wanted := networkevent.Selection{User: first.User.Email}
	var users, wrong, all int
	for event, err := range networkevent.JSON.Read(strings.NewReader(string(text))) {
		if all++; err == nil && event.User.Email == wanted.User {
			users++
		} else if err != nil {
			wrong++
		}
	}
	if users == 0 || wrong == 0 || users+wrong == all {
		t.Fatalf("%d records of the user and %d wrong ones of %d test nothing", users, wrong, all)
	}
	type count struct{ Users, Wrong int }
	var got count
	for event, err := range wanted.Events(networkevent.JSON.Read(strings.NewReader(string(text)))) {
		var bad *flowtrail.RecordError
		switch {
		case errors.As(err, &bad):
			got.Wrong++
		case err != nil:
			t.Fatal(err)
		case event.User.Email == wanted.User:
			got.Users++
		default:
			t.Fatalf("an event of %s", event.User.Email)
		}
	}
	if diff := cmp.Diff(count{users, wrong}, got); diff != "" {
		t.Error(diff)
	}
	for range wanted.Events(networkevent.JSON.Read(strings.NewReader(string(text)))) {
		break
	}
	n := 0
	for _, err := range wanted.Rows(networkevent.CSV.Read(strings.NewReader("start_time\n"))) {
		if n++; err == nil {
			t.Error("a wrong header was passed over")
		}
	}
	if n != 1 {
		t.Errorf("%d pairs for a wrong header", n)
	}
}

// TestSelectionAllocations checks that looking at a record allocates nothing.
func TestSelectionAllocations(t *testing.T) {
	row := networkevent.Row{ResourceIP: netip.MustParseAddr("192.168.1.39"), ResourceDomain: "wiki.example.com", ResourceID: "1", AppliedRule: "*.example.com"}
	event := row.ToEvent()
	for _, resource := range []string{"192.168.1.3", "2001:db8::1", "ci.example.com"} {
		wanted := networkevent.Selection{Resource: resource, RemoteNetworks: []string{""}}
		if n := testing.AllocsPerRun(10, func() { wanted.HoldsRow(&row); wanted.Holds(&event) }); n > 0 {
			t.Errorf("%s: %v allocations", resource, n)
		}
	}
}
