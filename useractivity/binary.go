package useractivity

import (
	"encoding"
	"encoding/binary"
	"net/netip"
	"strings"
)

var (
	_ encoding.BinaryMarshaler   = (*Accumulator)(nil)
	_ encoding.BinaryUnmarshaler = (*Accumulator)(nil)
)

// The binary form begins with magic and the version of what follows:
//
//	window       bound from, bound to: 0, or 1 and a time
//	users        number; unless 0, times of the earliest and the latest counted end
//	each user    email, numbers of connections by outcome, bytes transferred, bytes received,
//	             last access as a time if there was a success, clients, devices
//	clients      number, and for each its address and number of connections
//	devices      number, and for each its id and number of connections
//
// Numbers are unsigned varints, strings and addresses a length and bytes, times seconds since 1970 as a zigzag
// varint and nanoseconds. Users, clients and devices are sorted: equal contents are equal bytes.
const (
	magic   = "flowtrail.useractivity"
	version = "\x01"
)

// MarshalBinary returns all that has been counted, and the window, in a compact form for [Accumulator.UnmarshalBinary].
// The bytes depend only on what was counted, not on its order, and not on whether it was merged. The error is
// always nil. A user with a few addresses takes some 100 bytes.
//
// The form holds users' emails and addresses in the clear: ship it as carefully as the exports.
func (a *Accumulator) MarshalBinary() ([]byte, error) {
	b := []byte(magic + version)
	b = appendBound(b, a.window.from)
	b = appendBound(b, a.window.to)
	b = appendNumber(b, len(a.users))
	if len(a.users) > 0 {
		b = appendTime(b, a.earliest)
		b = appendTime(b, a.latest)
	}
	for _, u := range a.sorted() {
		b = u.appendTo(b, &a.names)
	}
	return b, nil
}

func (u *user) appendTo(b []byte, n *names) []byte {
	b = appendText(b, u.email)
	for _, n := range u.outcomes {
		b = appendNumber(b, n)
	}
	b = appendNumber(b, u.transferred)
	b = appendNumber(b, u.received)
	if u.success() > 0 {
		b = appendTime(b, u.lastAccess)
	}
	clients, devices := u.tally.clientIPs(n), u.tally.devices(n)
	sortByValue(clients, netip.Addr.Compare)
	b = appendNumber(b, len(clients))
	for _, c := range clients {
		b = appendNumber(appendAddr(b, c.value), c.n)
	}
	sortByValue(devices, strings.Compare)
	b = appendNumber(b, len(devices))
	for _, d := range devices {
		b = appendNumber(appendText(b, d.value), d.n)
	}
	return b
}

func appendBound(b []byte, t instant) []byte {
	if t.isZero() {
		return append(b, 0)
	}
	return appendTime(append(b, 1), t)
}

func appendTime(b []byte, t instant) []byte {
	b = binary.AppendVarint(b, t.unix())
	return appendNumber(b, int64(t.nsec))
}

func appendText(b []byte, s string) []byte { return append(appendNumber(b, len(s)), s...) }

func appendAddr(b []byte, ip netip.Addr) []byte {
	length := ip.BitLen()/8 + len(ip.Zone())
	b, _ = ip.AppendBinary(appendNumber(b, length))
	return b
}

func appendNumber[N int | int64](b []byte, n N) []byte { return binary.AppendUvarint(b, uint64(n)) }

// UnmarshalBinary makes the accumulator what another was when its [Accumulator.MarshalBinary] was called, its
// window included. What it had counted before is gone: unmarshal into a new one and merge that.
//
// It is safe on any data: it takes time and memory in proportion to the data's size. Data that does not have the
// form leaves the accumulator as it was and is an error that says at which byte, from 0. The data is not kept.
func (a *Accumulator) UnmarshalBinary(data []byte) error {
	d := decoder{data: data}
	var fresh Accumulator
	d.expect(magic, "this is not an accumulator")
	d.expect(version, "its version is not known")
	fresh.window = window{d.bound(), d.bound()}
	d.check(!fresh.window.empty(), "the window is empty")
	users := d.number()
	if users > 0 {
		fresh.earliest, fresh.latest = d.time(), d.time()
		d.check(!fresh.latest.before(fresh.earliest) && fresh.window.holds(fresh.earliest) && fresh.window.holds(fresh.latest),
			"the window does not hold what is counted")
	}
	email := ""
	for ; users > 0 && d.err == nil; users-- {
		email = d.textAfter(email)
		d.user(fresh.user(email), &fresh.names)
	}
	d.end()
	if d.err != nil {
		return d.err
	}
	*a = fresh
	return nil
}

func (d *decoder) user(u *user, names *names) {
	for o := range u.outcomes {
		u.outcomes[o] = d.number()
	}
	d.check(u.success() > 0 || u.failed() > 0, "a user has no connections")
	u.transferred, u.received = d.number(), d.number()
	if u.success() > 0 {
		u.lastAccess = d.time()
	}
	var ip netip.Addr
	for n := d.number(); n > 0 && d.err == nil; n-- {
		ip = d.addrAfter(ip)
		u.tally.add(names.ofAddr(ip), d.number())
	}
	id := ""
	for n := d.number(); n > 0 && d.err == nil; n-- {
		id = d.textAfter(id)
		u.tally.add(names.ofID(id), d.number())
	}
}
