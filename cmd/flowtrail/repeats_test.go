package main

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/networkevent"
)

// A repeated is what repeats find out.
type repeated struct{ again, n, zeros int }

// wanted returns what is to be found out if so many identities are kept at most.
func wanted(ids []identity, most int) repeated {
	for zeros := 0; ; zeros++ {
		seen, n := map[identity]bool{}, 0
		for _, id := range ids {
			if id%(1<<zeros) == 0 {
				seen[id] = true
				n++
			}
		}
		if n <= most {
			return repeated{n - len(seen), n, zeros}
		}
	}
}

// TestRepeats checks the count against that of a map, in several orders, with all connections kept and with some.
func TestRepeats(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var ids []identity
	for range 50_000 {
		ids = append(ids, identity(random.Uint64()))
	}
	ids = append(ids, ids[:7_000]...)
	ids = append(ids, ids[:100]...)
	for _, test := range []struct {
		most int
		want repeated
	}{
		{len(ids), repeated{7_100, len(ids), 0}},
		{len(ids) / 3, wanted(ids, len(ids)/3)},
		{100, wanted(ids, 100)},
		{1, wanted(ids, 1)},
	} {
		for range 3 {
			r := repeats{most: test.most}
			for part := range slices.Chunk(ids, 1+random.IntN(20_000)) {
				r.add(part)
			}
			if got := (repeated{r.count(), r.n, r.zeros}); got != test.want {
				t.Errorf("of %d: %+v, want %+v", test.most, got, test.want)
			}
			random.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		}
	}
	if r := (&repeats{most: 1}); r.count() != 0 {
		t.Error("there are repeats among nothing")
	}
}

// TestIdentity checks that each fact of a connection matters, and that samples of connections are told apart.
func TestIdentity(t *testing.T) {
	var row networkevent.Row
	for sample := range networkevent.CSV.Samples(1) {
		if row = *sample; !row.Failed() && row.ResourceDomain != "" {
			break
		}
	}
	event := row.ToEvent()
	seen := map[identity]string{identityOfRow(&row): "the row", identityOfEvent(&event): "the event"}
	see := func(what string, id identity) {
		if other, ok := seen[id]; ok || id == 0 {
			t.Errorf("%s has the identity of %q: %#x", what, other, id)
		}
		seen[id] = what
	}
	for what, change := range map[string]func(*networkevent.Row){
		"start":            func(r *networkevent.Row) { r.StartTime.Time = r.StartTime.Add(10 * time.Millisecond) },
		"end":              func(r *networkevent.Row) { r.EndTime.Time = r.EndTime.Add(10 * time.Millisecond) },
		"device":           func(r *networkevent.Row) { r.DeviceID += "1" },
		"service account":  func(r *networkevent.Row) { r.ServiceAccountID += "1" },
		"client":           func(r *networkevent.Row) { r.ClientIP = r.ClientIP.Next() },
		"resource":         func(r *networkevent.Row) { r.ResourceID += "1" },
		"domain":           func(r *networkevent.Row) { r.ResourceDomain = "x" + r.ResourceDomain },
		"long domain":      func(r *networkevent.Row) { r.ResourceDomain = "a.very.long.name.of." + r.ResourceDomain },
		"no domain":        func(r *networkevent.Row) { r.ResourceDomain = "" },
		"address":          func(r *networkevent.Row) { r.ResourceIP = r.ResourceIP.Next() },
		"port":             func(r *networkevent.Row) { r.ResourcePort.V++ },
		"protocol":         func(r *networkevent.Row) { r.Protocol = networkevent.ProtocolICMP },
		"DNS error":        func(r *networkevent.Row) { r.Status = networkevent.RowStatusDNSError },
		"failed":           func(r *networkevent.Row) { r.Status = networkevent.RowStatusConnectionFailed },
		"received":         func(r *networkevent.Row) { r.BytesReceived.V++ },
		"transferred":      func(r *networkevent.Row) { r.BytesTransferred.V++ },
		"transferred most": func(r *networkevent.Row) { r.BytesTransferred.V += 1 << 40 },
	} {
		changed := row
		change(&changed)
		see("a row with another "+what, identityOfRow(&changed))
		if event := changed.ToEvent(); what != "start" {
			see("an event with another "+what, identityOfEvent(&event))
		}
	}
	seen = map[identity]string{}
	for e := range networkevent.JSON.Samples(1) {
		if see("a sample", identityOfEvent(e)); len(seen) == 20_000 || t.Failed() {
			break
		}
	}
}

// TestNewest checks that the newest connections are kept, whatever order they come in.
func TestNewest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for n := 1; n < 60; n += 7 {
		l := newest{n: n}
		var all []*connection
		for range random.IntN(200) {
			c := new(connection)
			c.Time.Time = time.Unix(int64(random.IntN(50)), 0)
			all = append(all, c)
			if l.wants(c.Time.Time) {
				l.add(c)
			}
		}
		l.cut()
		slices.Reverse(all) // the later one first
		slices.SortStableFunc(all, func(a, b *connection) int { return b.Time.Compare(a.Time.Time) })
		if want := all[:min(n, len(all))]; !slices.Equal(want, l.list) {
			t.Errorf("the newest %d of %d are not what is kept", n, len(all))
		}
	}
}

func TestSeconds(t *testing.T) {
	got := map[time.Duration]string{}
	for _, d := range []time.Duration{0, 1, time.Second, 34360 * time.Millisecond, -1500 * time.Millisecond, 10 * time.Minute, -1 << 63} {
		got[d] = seconds(d).String()
	}
	want := map[time.Duration]string{
		0: "0", 1: "0.000000001", time.Second: "1", 34360 * time.Millisecond: "34.36", -1500 * time.Millisecond: "-1.5", 10 * time.Minute: "600",
		-1 << 63: "-9223372036.854775808",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
