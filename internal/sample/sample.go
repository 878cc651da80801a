// Package sample is what the samples of all documents are made of: chance and time that follow from a seed, and the people of a
// made-up company.
package sample

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strconv"
	"time"
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

// Few returns an index below n, low ones much more often than high ones.
func (w *World) Few(n int) int {
	x := w.Float64()
	return int(x * x * x * float64(n))
}

// Any returns one of some values, each as often as the others.
func Any[T any](w *World, of []T) T { return of[w.IntN(len(of))] }

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
func (w *World) ClientIP(who int) netip.Addr {
	n := who*8 + w.Few(6)
	if n%97 == 0 {
		return netip.MustParseAddr("2001:db8:1::" + strconv.FormatInt(int64(n), 16))
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
