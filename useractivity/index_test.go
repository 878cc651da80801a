package useractivity

import (
	"fmt"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/flowtrail/flowtrail/networkevent"
)

// numbers returns all numbers that an index has for a hash.
func numbers(x *index, hash uint32) []uint32 {
	var list []uint32
	for number, at, ok := x.candidate(hash, hash); ok; number, at, ok = x.candidate(hash, at) {
		list = append(list, number)
	}
	return list
}

// TestIndexOfWeakHashes adds numbers under hashes that are all equal, that wrap around the end of the table, or that
// differ only in bits that do not choose a slot.
func TestIndexOfWeakHashes(t *testing.T) {
	for name, hash := range map[string]func(i int) uint32{
		"equal":             func(int) uint32 { return 7 },
		"zero":              func(int) uint32 { return 0 },
		"at the end":        func(i int) uint32 { return ^uint32(i % 3) },
		"upper bits":        func(i int) uint32 { return uint32(i) << 20 },
		"one after another": func(i int) uint32 { return uint32(i) },
	} {
		t.Run(name, func(t *testing.T) {
			var x index
			hashOf(&x, "") // makes the table
			want := map[uint32][]uint32{}
			for i := range 200 {
				h := hash(i)
				x.add(h)
				want[h] = append(want[h], uint32(i))
			}
			for h, list := range want {
				// What has one hash is not always found in the order in which it was added.
				less := cmpopts.SortSlices(func(a, b uint32) bool { return a < b })
				if d := cmp.Diff(list, numbers(&x, h), less); d != "" {
					t.Errorf("hash %d (-want +got):\n%s", h, d)
				}
			}
			if got := numbers(&x, 1<<19+5); got != nil {
				t.Errorf("got %v for a hash that was not added", got)
			}
		})
	}
}

// colliding returns texts of which at least two have the same hash in an index.
func colliding(x *index, text func(i int) string) [2]string {
	texts := map[uint32]string{}
	for i := 0; ; i++ {
		s := text(i)
		h := hashOf(x, s)
		if other, ok := texts[h]; ok {
			return [2]string{other, s}
		}
		texts[h] = s
	}
}

// TestCollidingHashes counts for users and devices that an accumulator's own hashes do not tell apart.
func TestCollidingHashes(t *testing.T) {
	var acc Accumulator
	users := colliding(&acc.byEmail, func(i int) string { return fmt.Sprintf("user%d@x.com", i) })
	devices := colliding(&acc.names.ids.index, func(i int) string { return fmt.Sprintf("device %d", i) })
	for i, email := range users {
		for j, id := range devices {
			for range 1 + 2*i + j {
				acc.Add(&networkevent.Event{
					Status: networkevent.StatusClosedConnection, User: networkevent.User{Email: email}, Device: networkevent.Device{ID: id},
				})
			}
		}
	}
	want := map[string]map[string]int64{
		users[0]: {devices[0]: 1, devices[1]: 2},
		users[1]: {devices[0]: 3, devices[1]: 4},
	}
	got := map[string]map[string]int64{}
	for _, u := range acc.users {
		got[u.email] = map[string]int64{}
		for _, d := range u.tally.devices(&acc.names) {
			got[u.email][d.value] = d.n
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("connections by user and device (-want +got):\n%s", d)
	}
}

// TestTextsAreNotRetained adds texts that are parts of a longer one, which must not be kept alive by them.
func TestTextsAreNotRetained(t *testing.T) {
	line := "somebody@x.com,device"
	email, id, _ := strings.Cut(line, ",")
	var acc Accumulator
	acc.Add(&networkevent.Event{
		Status: networkevent.StatusClosedConnection, User: networkevent.User{Email: email}, Device: networkevent.Device{ID: id},
	})
	if unsafe.StringData(acc.users[0].email) == unsafe.StringData(email) {
		t.Error("the email is a part of the line")
	}
	if unsafe.StringData(acc.names.ids.values[0]) == unsafe.StringData(id) {
		t.Error("the device id is a part of the line")
	}
}
