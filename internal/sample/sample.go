// Package sample is what the samples of all documents are made of: chance and time that follow from a seed, and the people of a
// made-up company.
package sample

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"net/netip"
	"strconv"
	"time"

	"github.com/flowtrail/flowtrail"
)

// A World is what the samples of one seed have in common.
type World struct {
	*rand.Rand
	Clock time.Time // of the latest event
}

// NewWorld returns the World of a seed.
func NewWorld(seed uint64) World {
	return World{
		Rand:  rand.New(rand.NewPCG(seed, 0x666c6f77)),
		Clock: time.Date(2025, 7, 25, 18, 0, 0, 0, time.UTC),
	}
}

// Tick lets time pass, in microseconds, at most so many.
func (w *World) Tick(most int) {
	w.Clock = w.Clock.Add(time.Duration(1+w.IntN(most)) * time.Microsecond)
}

// Time returns the time of an event, mostly in a unit that is usual, but now and then with any number of fraction digits. It is not
// before an earlier one: what is in the way of that passes.
func (w *World) Time(usual time.Duration) time.Time {
	unit := usual
	if digits := w.IntN(400); digits < 10 {
		for unit = time.Second; digits > 0; digits-- {
			unit /= 10
		}
	}
	if unit < time.Microsecond {
		w.Clock = w.Clock.Add(time.Duration(w.IntN(1000)))
	}
	if rounded := w.Clock.Truncate(unit); rounded.Before(w.Clock) {
		w.Clock = rounded.Add(unit)
	}
	return w.Clock
}

// Bytes returns how many bytes are counted, often about so many: now and then none, more than 32 bits can hold, or as many as can be.
func (w *World) Bytes(mean float64) int64 {
	switch w.IntN(1000) {
	case 0:
		return 0
	case 1:
		return math.MaxUint32 + 1 + w.Int64N(1<<36)
	case 2:
		return []int64{math.MaxInt32, math.MaxInt32 + 1, math.MaxUint32, math.MaxUint32 + 1, 1<<53 + 1, math.MaxInt64}[w.IntN(6)]
	}
	return int64(8 * mean * w.Float64() * w.Float64() * w.Float64()) // products alone are the same on every platform
}

// Few returns an index below n, low ones much more often than high ones.
func (w *World) Few(n int) int {
	x := w.Float64()
	return int(x * x * x * float64(n))
}

// Any returns one of some values, each as often as the others.
func Any[T any](w *World, of []T) T { return of[w.IntN(len(of))] }

// Mostly returns v as a value that few of the samples lack.
func Mostly[V any](w *World, v V) flowtrail.Optional[V] {
	if w.IntN(100) == 0 {
		return flowtrail.Optional[V]{}
	}
	return flowtrail.Some(v)
}

// Animals and Families are what people, hosts and Connectors are called.
var (
	Animals  = []string{"angora", "pigeon", "caterpillar", "heron", "lynx", "otter", "marmot", "ibis"}
	Families = []string{"smith", "müller", "okafor", "tanaka", "garcía", "ivanova", "dubois", "o'neil"}
)

// Email returns the address of the user with a number.
func (w *World) Email(i int) string {
	return fmt.Sprintf("%s.%s%d@example.com", Any(w, Animals), Any(w, Families), i)
}

// PublicIP returns any public IPv4 address.
func (w *World) PublicIP() netip.Addr {
	return netip.AddrFrom4([4]byte{byte(11 + w.IntN(150)), byte(w.IntN(256)), byte(w.IntN(256)), byte(1 + w.IntN(254))})
}

// ClientIP returns one of the few addresses that the user or device with a number connects from.
func (w *World) ClientIP(who int) netip.Addr { return ClientIPOf(who*8 + w.Few(6)) }

// ClientIPOf returns the address with a number, which is no other number's.
func ClientIPOf(n int) netip.Addr {
	if n%97 == 0 {
		return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0, 1, 12: byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	}
	return netip.AddrFrom4([4]byte{203, byte(n >> 16), byte(n >> 8), byte(n)})
}

// Extra returns a member that no document names, for few of the samples; or else nil.
func (w *World) Extra() map[string]json.RawMessage {
	if w.IntN(200) > 0 {
		return nil
	}
	return map[string]json.RawMessage{"/event/trace_id": json.RawMessage(`"` + strconv.FormatUint(w.Uint64(), 16) + `"`)}
}
