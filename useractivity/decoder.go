package useractivity

import (
	"encoding/binary"
	"fmt"
	"math"
	"net/netip"
)

// A decoder reads the binary form. After the first error, what it returns is zero, so that callers need to look at
// err only where they loop. It accepts one form of each value only: whatever can be read is written as it was.
type decoder struct {
	data  []byte
	at    int
	start int // of what was read last
	err   error
}

// check notes a problem with what was read last, unless ok.
func (d *decoder) check(ok bool, problem string) {
	if !ok && d.err == nil {
		d.err = fmt.Errorf("useractivity: binary accumulator: at byte %d: %s", d.start, problem)
	}
}

// expect reads what must be there.
func (d *decoder) expect(text, problem string) {
	d.check(string(d.take(len(text))) == text, problem)
}

// end makes sure that nothing is left.
func (d *decoder) end() {
	d.start = d.at
	d.check(d.at == len(d.data), "data goes on")
}

// take returns the next n bytes, or nil if there are fewer.
func (d *decoder) take(n int) []byte {
	d.start = d.at
	d.check(n <= len(d.data)-d.at, "data ends early")
	if d.err != nil {
		return nil
	}
	d.at += n
	return d.data[d.start:d.at]
}

func (d *decoder) uvarint() uint64 {
	d.start = d.at
	n, size := binary.Uvarint(d.data[d.at:])
	d.check(size != 0, "data ends early")
	d.check(size > 0 && (size == 1 || d.data[d.at+size-1] != 0), "a number is malformed")
	if d.err != nil {
		return 0
	}
	d.at += size
	return n
}

// number reads a number that is not negative.
func (d *decoder) number() int64 {
	n := d.uvarint()
	d.check(n <= math.MaxInt64, "a number is too large")
	if d.err != nil {
		return 0
	}
	return int64(n)
}

// bytes reads a length and as many bytes.
func (d *decoder) bytes() []byte {
	n := d.number()
	return d.take(int(min(n, math.MaxInt)))
}

// textAfter reads a string that comes after another in the order of bytes, and so is not empty.
func (d *decoder) textAfter(last string) string {
	text := string(d.bytes())
	d.check(text > last, "an email or a device id is out of order")
	return text
}

// addrAfter reads an address that comes after another in numeric order, and so is not the zero Addr.
func (d *decoder) addrAfter(last netip.Addr) netip.Addr {
	var ip netip.Addr
	err := ip.UnmarshalBinary(d.bytes())
	d.check(err == nil, "an address is malformed")
	d.check(last.Less(ip), "an address is out of order")
	return ip
}

func (d *decoder) time() instant {
	zigzag := d.uvarint()
	nsec := d.uvarint()
	d.check(nsec < 1e9, "a time is malformed")
	if d.err != nil {
		return instant{}
	}
	return instant{int64(zigzag>>1) ^ -int64(zigzag&1) - yearOne, int32(nsec)}
}

// bound reads a time that may be missing.
func (d *decoder) bound() instant {
	switch d.uvarint() {
	case 0:
		return instant{}
	case 1:
		t := d.time()
		d.check(!t.isZero(), "a bound is malformed")
		return t
	}
	d.check(false, "a bound is malformed")
	return instant{}
}
