package useractivity_test

import (
	"errors"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

const beginning = "flowtrail.useractivity\x01"

// odd returns an accumulator with a window and values at the limits of their types.
func odd(t testing.TB) *useractivity.Accumulator {
	var acc useractivity.Accumulator
	if err := acc.Within(hour(1), hour(20)); err != nil {
		t.Fatal(err)
	}
	acc.Add(closed("a@x.com", traffic(1<<63-1, 0), at(noon.Add(1))))
	acc.Add(closed("a@x.com", from("fe80::1%eth0"), on("x")))
	acc.Add(closed("a@x.com", func(e *networkevent.Event) { e.Connection.ClientIP = netip.MustParseAddr("::ffff:1.2.3.4") }))
	acc.Add(closed("\xff", from(""), on(""), status(networkevent.StatusDeniedAccess, "")))
	return &acc
}

func TestBinaryRoundTrip(t *testing.T) {
	many := accumulate(randomEvents(rand.New(rand.NewPCG(1, 3)), 2000)...)
	for name, acc := range map[string]*useractivity.Accumulator{"zero": {}, "odd": odd(t), "many": many} {
		t.Run(name, func(t *testing.T) {
			from, to := forever, forever
			if name == "odd" {
				from, to = hour(1), hour(20)
			}
			arrived := shipped(t, acc)
			diff(t, "report", report(t, arrived, from, to), report(t, acc, from, to))
			// Counting goes on alike.
			for _, e := range randomEvents(rand.New(rand.NewPCG(2, 3)), 200) {
				acc.Add(e)
				arrived.Add(e)
			}
			a, _ := acc.MarshalBinary()
			b, _ := arrived.MarshalBinary()
			if string(a) != string(b) {
				t.Error("other bytes")
			}
		})
	}
}

// TestBinaryForm holds the form to what earlier versions of this package have written.
func TestBinaryForm(t *testing.T) {
	got, err := odd(t).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "form", string(got), beginning+
		"\x01\xa0\xdc\x96\x88\x0d\x00"+"\x01\x80\x89\x9f\x88\x0d\x00"+ // window
		"\x02"+"\x80\xc7\x9b\x88\x0d\x00"+"\x80\xc7\x9b\x88\x0d\x01"+ // users, earliest, latest
		"\x07a@x.com"+"\x00\x03\x00\x00"+"\xff\xff\xff\xff\xff\xff\xff\xff\x7f"+"\x00"+"\x80\xc7\x9b\x88\x0d\x01"+
		"\x03"+"\x04\xc0\x00\x02\x01\x01"+ // clients
		"\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\xff\x01\x02\x03\x04\x01"+
		"\x14\xfe\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01eth0\x01"+
		"\x02"+"\x011\x02"+"\x01x\x01"+ // devices
		"\x01\xff"+"\x00\x00\x00\x01"+"\x00\x00"+"\x00\x00")
}

func TestBinaryKeepsWindow(t *testing.T) {
	arrived := shipped(t, odd(t))
	for _, err := range arrived.Active(hour(1), hour(21)) {
		if !errors.Is(err, useractivity.ErrWindow) {
			t.Errorf("got %v, want ErrWindow", err)
		}
	}
	if err := arrived.Merge(odd(t)); err != nil {
		t.Error(err)
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	const (
		open = beginning + "\x00\x00"
		user = open + "\x01\x00\x00\x00\x00\x01a" // with all that counts at 1970
	)
	tests := []struct{ name, data, want string }{
		{"nothing", "", "at byte 0: data ends early"},
		{"something else", strings.Repeat("x", 40), "at byte 0: this is not an accumulator"},
		{"later version", "flowtrail.useractivity\x02\x00\x00\x00", "at byte 22: its version is not known"},
		{"no window", beginning, "at byte 23: data ends early"},
		{"malformed bound", beginning + "\x02", "at byte 23: a bound is malformed"},
		{"empty window", beginning + "\x01\x04\x00\x01\x02\x00\x00", "at byte 28: the window is empty"},
		{"more", open + "\x00\x00", "at byte 26: data goes on"},
		{"longer number than needed", open + "\x80\x00", "at byte 25: a number is malformed"},
		{"endless number", open + strings.Repeat("\xff", 11), "at byte 25: a number is malformed"},
		{"negative number", open + strings.Repeat("\xff", 9) + "\x01", "at byte 25: a number is too large"},
		{"users that are not there", open + strings.Repeat("\xff", 8) + "\x7f\x00\x00\x00\x00", "at byte 38: data ends early"},
		{"two seconds of nanoseconds", open + "\x01\x00\x80\xa8\xd6\xb9\x07", "at byte 27: a time is malformed"},
		{"latest before earliest", open + "\x01\x02\x00\x00\x00", "at byte 29: the window does not hold what is counted"},
		{"no email", open + "\x01\x00\x00\x00\x00\x00", "at byte 31: an email or a device id is out of order"},
		{"email that is not there", open + "\x01\x00\x00\x00\x00\xff\xff\xff\xff\x7f", "at byte 35: data ends early"},
		{"no connections", user + "\x00\x00\x00\x00", "at byte 35: a user has no connections"},
		{"clients that are not there", user + "\x00\x00\x00\x01\x00\x00\xff\xff\xff\xff\x7f", "at byte 43: data ends early"},
		{"malformed address", user + "\x00\x00\x00\x01\x00\x00\x01\x03abc", "at byte 40: an address is malformed"},
		{"no address", user + "\x00\x00\x00\x01\x00\x00\x01\x00", "at byte 40: an address is out of order"},
		{"address twice", user + "\x00\x00\x00\x01\x00\x00\x02\x04abcd\x01\x04abcd\x01", "at byte 46: an address is out of order"},
		{"device twice", user + "\x00\x00\x00\x01\x00\x00\x00\x02\x01b\x01\x01b\x01", "at byte 44: an email or a device id is out of order"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			acc := odd(t)
			before, _ := acc.MarshalBinary()
			err := acc.UnmarshalBinary([]byte(test.data))
			if err == nil {
				t.Fatal("got no error")
			}
			diff(t, "error", err.Error(), "useractivity: binary accumulator: "+test.want)
			if after, _ := acc.MarshalBinary(); string(after) != string(before) {
				t.Error("the accumulator changed")
			}
		})
	}
}

func TestUnmarshalRefusesPrefixes(t *testing.T) {
	data, _ := odd(t).MarshalBinary()
	for n := range data {
		if err := new(useractivity.Accumulator).UnmarshalBinary(data[:n]); err == nil {
			t.Errorf("took the first %d of %d bytes", n, len(data))
		}
	}
}

// FuzzUnmarshalBinary holds that any data either is refused or is exactly what is written for what was read, and
// that what was read can be used.
func FuzzUnmarshalBinary(f *testing.F) {
	for _, acc := range []*useractivity.Accumulator{
		{},
		odd(f),
		accumulate(closed("a@x.com", throughRelay, traffic(1, 2))),
		accumulate(randomEvents(rand.New(rand.NewPCG(1, 4)), 60)...),
	} {
		data, _ := acc.MarshalBinary()
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Add([]byte(beginning + "\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var acc useractivity.Accumulator
		if err := acc.UnmarshalBinary(data); err != nil {
			if !strings.Contains(err.Error(), "at byte ") {
				t.Errorf("the error does not say where: %v", err)
			}
			return
		}
		if again, _ := acc.MarshalBinary(); string(again) != string(data) {
			t.Errorf("read %q, wrote %q", data, again)
		}
		for u := range acc.Active(forever, forever) {
			if u.PercentRelay < 0 || u.PercentP2P < 0 || u.TotalBytes < 0 || u.TotalConnections < 0 {
				t.Errorf("out of range: %+v", u)
			}
		}
		other := shipped(t, &acc)
		if err := other.Merge(&acc); err != nil {
			t.Error(err)
		}
		other.Add(closed("a@x.com"))
	})
}
