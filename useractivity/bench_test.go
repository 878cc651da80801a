package useractivity_test

import (
	"fmt"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// sampleCount is how many samples a benchmark adds: enough for nearly all pairs of a user and an address to be known.
const sampleCount = 200_000

// A sample is what counting looks at in a record. It is small, so that samples pass through the processor's cache
// quickly, and equal texts share their bytes, as in records that a reader has read.
type sample struct {
	email, device, account string
	status, message        string
	relayed                bool
	ip                     netip.Addr
	end                    time.Time
	transferred, received  int64
}

// samplesOf returns samples of a codec.
func samplesOf[T any](codec *flowtrail.Codec[T], pick func(*T) sample) []sample {
	texts := map[string]string{}
	var list []sample
	for v := range codec.Samples(1) {
		s := pick(v)
		for _, text := range []*string{&s.email, &s.device} {
			if _, ok := texts[*text]; !ok {
				texts[*text] = *text
			}
			*text = texts[*text]
		}
		if list = append(list, s); len(list) == sampleCount {
			break
		}
	}
	return list
}

func sampleEvents() []sample {
	return samplesOf(networkevent.JSON, func(e *networkevent.Event) sample {
		c := &e.Connection
		return sample{
			e.User.Email, e.Device.ID, e.ServiceAccount.ID, string(e.Status), c.ErrorMessage.V, e.Relayed(),
			c.ClientIP, e.Time, c.BytesTransferred, c.BytesReceived,
		}
	})
}

// event makes e the event of a sample.
func (s *sample) event(e *networkevent.Event) {
	c := &e.Connection
	e.User.Email, e.Device.ID, e.ServiceAccount.ID = s.email, s.device, s.account
	e.Status, c.ErrorMessage.V, e.Time = networkevent.Status(s.status), s.message, s.end
	c.ClientIP, c.BytesTransferred, c.BytesReceived = s.ip, s.transferred, s.received
	if e.Relays = relays[:0]; s.relayed {
		e.Relays = relays
	}
}

var relays = make([]networkevent.Relay, 1)

// BenchmarkAddEvents adds samples to an accumulator that knows all their users, addresses and devices.
func BenchmarkAddEvents(b *testing.B) {
	var acc useractivity.Accumulator
	var event networkevent.Event
	add(b, sampleEvents(), func(s *sample) {
		s.event(&event)
		acc.Add(&event)
	})
}

// BenchmarkAddRows is BenchmarkAddEvents of rows.
func BenchmarkAddRows(b *testing.B) {
	samples := samplesOf(networkevent.CSV, func(r *networkevent.Row) sample {
		return sample{
			r.User, r.DeviceID, r.ServiceAccountID, string(r.Status), r.RelayIPs, r.Relayed(),
			r.ClientIP, r.EndTime.Time, r.BytesTransferred.V, r.BytesReceived.V,
		}
	})
	var acc useractivity.Accumulator
	var row networkevent.Row
	add(b, samples, func(s *sample) {
		row.User, row.DeviceID, row.ServiceAccountID = s.email, s.device, s.account
		row.Status, row.RelayIPs, row.EndTime.Time = networkevent.RowStatus(s.status), s.message, s.end
		row.ClientIP, row.BytesTransferred.V, row.BytesReceived.V = s.ip, s.transferred, s.received
		acc.AddRow(&row)
	})
}

func add(b *testing.B, samples []sample, add func(*sample)) {
	for i := range samples {
		add(&samples[i])
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		add(&samples[i])
		if i++; i == len(samples) {
			i = 0
		}
	}
}

// BenchmarkMerge merges two accumulators of the same 5,000 users, who have a few addresses and devices each.
func BenchmarkMerge(b *testing.B) {
	var halves [2]useractivity.Accumulator
	var event networkevent.Event
	samples := sampleEvents()
	for i := range samples {
		samples[i].event(&event)
		halves[i%2].Add(&event)
	}
	b.ReportAllocs()
	for b.Loop() {
		var acc useractivity.Accumulator
		for i := range halves {
			if err := acc.Merge(&halves[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkFill fills an empty accumulator and measures the memory that it takes in the end, in live bytes of the heap.
func BenchmarkFill(b *testing.B) {
	samples := sampleEvents()
	b.Run("samples", func(b *testing.B) {
		fill(b, len(samples), func(i int, e *networkevent.Event) { samples[i].event(e) })
	})
	const users = 100_000
	emails := make([]string, users)
	for i := range emails {
		emails[i] = fmt.Sprintf("firstname.lastname%d@example.com", i)
	}
	template := closed("", on("1234567"))
	b.Run("20 addresses each", func(b *testing.B) {
		fill(b, 20*users, func(i int, e *networkevent.Event) {
			*e = *template
			e.User.Email = emails[i%users]
			e.Connection.ClientIP = netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		})
	})
	b.Run("20 IPv6 addresses each", func(b *testing.B) {
		fill(b, 20*users, func(i int, e *networkevent.Event) {
			*e = *template
			e.User.Email = emails[i%users]
			e.Connection.ClientIP = netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, 12: byte(i >> 24), byte(i >> 16), byte(i >> 8), byte(i)})
		})
	})
}

func fill(b *testing.B, n int, record func(int, *networkevent.Event)) {
	var taken uint64
	var event networkevent.Event
	for b.Loop() {
		before := liveBytes()
		acc := new(useractivity.Accumulator)
		for i := range n {
			record(i, &event)
			acc.Add(&event)
		}
		taken = liveBytes() - before
		runtime.KeepAlive(acc)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/record")
	b.ReportMetric(float64(taken), "live-B")
}

func liveBytes() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}
