package useractivity_test

import (
	"cmp"
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// naive computes the report the plain way: it keeps all events, and looks at all of them for each user.
func naive(t testing.TB, events []*networkevent.Event, from, to time.Time) []useractivity.ActiveUser {
	users := map[string]*useractivity.ActiveUser{}
	relays := map[string]int64{}
	devices, addresses := map[string]map[string]bool{}, map[string]map[netip.Addr]int{}
	for _, e := range events {
		name := e.User.Email
		if name == "" || e.Time.Before(from) || !to.IsZero() && !e.Time.Before(to) || e.Status == networkevent.StatusEstablishedConnection {
			continue
		}
		u := users[name]
		if u == nil {
			u = &useractivity.ActiveUser{UserEmail: name}
			users[name], devices[name], addresses[name] = u, map[string]bool{}, map[netip.Addr]int{}
		}
		u.TotalConnections++
		switch {
		case e.Status == networkevent.StatusClosedConnection:
			u.SuccessConnections++
			if e.Time.After(u.LastAccessDate.Time) {
				u.LastAccessDate.Time = e.Time
			}
			if len(e.Relays) > 0 {
				relays[name]++
			}
		case strings.Contains(strings.ToUpper(e.Connection.ErrorMessage.V), "DNS"):
			u.FailedConnections++
			u.FailedConnectionsDNS++
		default:
			u.FailedConnections++
			u.FailedConnectionsOther++
		}
		u.BytesReceived += e.Connection.BytesReceived
		u.BytesTransferred += e.Connection.BytesTransferred
		u.TotalBytes = u.BytesReceived + u.BytesTransferred
		if e.Device.ID != "" {
			devices[name][e.Device.ID] = true
		}
		if e.Connection.ClientIP.IsValid() {
			addresses[name][e.Connection.ClientIP]++
		}
	}
	var list []useractivity.ActiveUser
	for name, u := range users {
		if u.SuccessConnections == 0 {
			continue
		}
		u.ActiveDevices = int64(len(devices[name]))
		u.NumOfClientIP = int64(len(addresses[name]))
		for ip := range addresses[name] {
			u.Top10ClientIPs = append(u.Top10ClientIPs, ip)
		}
		slices.SortFunc(u.Top10ClientIPs, func(a, b netip.Addr) int {
			return cmp.Or(addresses[name][b]-addresses[name][a], a.Compare(b))
		})
		u.Top10ClientIPs = u.Top10ClientIPs[:min(10, len(u.Top10ClientIPs))]
		share := big.NewRat(100*relays[name], u.SuccessConnections)
		if err := u.PercentRelay.UnmarshalCSV(share.FloatString(2)); err != nil {
			t.Fatal(err)
		}
		u.PercentP2P = 10000 - u.PercentRelay
		list = append(list, *u)
	}
	slices.SortFunc(list, func(a, b useractivity.ActiveUser) int { return strings.Compare(a.UserEmail, b.UserEmail) })
	return list
}

// randomEvents returns events of a few users over four hours from noon.
func randomEvents(rnd *rand.Rand, n int) []*networkevent.Event {
	statuses := []networkevent.Status{
		networkevent.StatusClosedConnection, networkevent.StatusClosedConnection, networkevent.StatusClosedConnection,
		networkevent.StatusDeniedAccess, networkevent.StatusFailedToConnect, networkevent.StatusEstablishedConnection,
	}
	messages := []string{"", "DNS lookup failed", "no dns", "timeout", "Dn s"}
	var events []*networkevent.Event
	for range n {
		e := closed(fmt.Sprintf("user%d@x.com", rnd.IntN(12)), on(randomDevice(rnd)),
			at(noon.Add(time.Duration(rnd.IntN(4*3600))*time.Second)))
		e.Connection.ClientIP = randomAddr(rnd)
		if e.Status = statuses[rnd.IntN(len(statuses))]; e.Failed() {
			e.Connection.ErrorMessage = flowtrail.Some(messages[rnd.IntN(len(messages))])
		}
		if rnd.IntN(3) == 0 {
			throughRelay(e)
		}
		if rnd.IntN(10) == 0 {
			e.User, e.ServiceAccount = networkevent.User{}, networkevent.ServiceAccount{ID: "1"}
		}
		e.Connection.BytesReceived, e.Connection.BytesTransferred = rnd.Int64N(1e9), rnd.Int64N(1e6)
		events = append(events, e)
	}
	return events
}

// randomAddr returns one of a few hundred addresses. Some differ only in their family, some are far more frequent than others.
func randomAddr(rnd *rand.Rand) netip.Addr {
	ip := netip.AddrFrom4([4]byte{10, byte(rnd.IntN(2)), byte(rnd.IntN(2)), byte(rnd.IntN(1 + rnd.IntN(30)))})
	switch rnd.IntN(8) {
	case 0:
		return netip.Addr{}
	case 1, 2: // ::ffff:10.0.0.1 is not 10.0.0.1
		return netip.AddrFrom16(ip.As16())
	case 3: // ::a00:1 neither
		bits := ip.As16()
		bits[10], bits[11] = 0, 0
		return netip.AddrFrom16(bits)
	case 4:
		return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 15: byte(rnd.IntN(5))})
	}
	return ip
}

// randomDevice returns one of some fifty ids, most of them of digits. None of "1", "01", "001" and so on are the same.
func randomDevice(rnd *rand.Rand) string {
	id := fmt.Sprint(rnd.IntN(1 + rnd.IntN(15)))
	switch rnd.IntN(8) {
	case 0:
		return ""
	case 1:
		return strings.Repeat("0", 1+rnd.IntN(2)) + id
	case 2: // from 13 to 18 digits: some are too long to be kept as a number
		return strings.Repeat("9", 12+rnd.IntN(5)) + id
	case 3:
		return "18446744073709551616"[:19+rnd.IntN(2)]
	case 4:
		return "0x" + id
	}
	return id
}

func TestLikeNaive(t *testing.T) {
	for seed := range uint64(40) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		events := randomEvents(rnd, rnd.IntN(1500))
		from, to := noon.Add(time.Duration(rnd.IntN(7200))*time.Second), noon.Add(time.Duration(7200+rnd.IntN(7200))*time.Second)
		if seed%4 == 0 {
			from, to = forever, forever
		}
		var acc useractivity.Accumulator
		if err := acc.Within(from, to); err != nil {
			t.Fatal(err)
		}
		for _, e := range events {
			acc.Add(e)
		}
		diff(t, fmt.Sprintf("seed %d", seed), report(t, &acc, from, to), naive(t, events, from, to))
	}
}

// TestMergeLikeOnePass deals the events out in any order to three accumulators, some shipped in binary form, merges
// them in different orders and groupings, and compares with one accumulator that has seen all events in order.
func TestMergeLikeOnePass(t *testing.T) {
	for seed := range uint64(20) {
		rnd := rand.New(rand.NewPCG(seed, 2))
		events := randomEvents(rnd, 600)
		if seed%5 == 0 {
			events[0].Connection.BytesReceived = 1<<63 - 1 // sums stay there
		}
		whole := accumulate(events...)
		want, _ := whole.MarshalBinary()

		rnd.Shuffle(len(events), func(i, j int) { events[i], events[j] = events[j], events[i] })
		i, j := rnd.IntN(len(events)), rnd.IntN(len(events))
		i, j = min(i, j), max(i, j)
		parts := func() (a, b, c *useractivity.Accumulator) {
			return accumulate(events[:i]...), shipped(t, accumulate(events[i:j]...)), accumulate(events[j:]...)
		}
		merged := func(a, b *useractivity.Accumulator) *useractivity.Accumulator {
			if err := a.Merge(b); err != nil {
				t.Fatal(err)
			}
			return a
		}
		a, b, c := parts()
		left := merged(merged(a, b), c)
		a, b, c = parts()
		right := merged(a, merged(b, c))
		a, b, c = parts()
		reversed := merged(c, merged(b, a))
		for name, acc := range map[string]*useractivity.Accumulator{"(a+b)+c": left, "a+(b+c)": right, "c+(b+a)": reversed} {
			name = fmt.Sprintf("seed %d: %s", seed, name)
			diff(t, name, report(t, acc, forever, forever), report(t, whole, forever, forever))
			if got, _ := acc.MarshalBinary(); string(got) != string(want) {
				t.Errorf("%s: other bytes", name)
			}
		}
	}
}

// shipped returns what becomes of an accumulator in binary form.
func shipped(t testing.TB, acc *useractivity.Accumulator) *useractivity.Accumulator {
	t.Helper()
	data, err := acc.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	arrived := new(useractivity.Accumulator)
	if err := arrived.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	clear(data)
	return arrived
}
