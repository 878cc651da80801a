package useractivity

import (
	"encoding/binary"
	"net/netip"
)

// A key is an address or a device in 64 bits: its kind in the upper two, and below them the thing itself if it fits there,
// as nearly all IPv4 addresses and device ids do, or else its number in the accumulator's names. Within one accumulator equal
// things have equal keys, and distinct things distinct ones.
type key uint64

// Kinds of keys.
const (
	ipv4Key    key = iota << 62 // an IPv4 address
	addrKey                     // the number of another address
	digitsKey                   // an id of digits, four bits each, after a bit that is set: leading zeros count
	idKey                       // the number of another id
	kindOfKey  = idKey
	mostDigits = 15
)

// isDevice reports whether the key is a device's, not an address's.
func (k key) isDevice() bool { return k >= digitsKey }

// ofAddr returns the key of a valid address.
func (n *names) ofAddr(ip netip.Addr) key {
	if ip.Is4() {
		four := ip.As4()
		return ipv4Key | key(binary.BigEndian.Uint32(four[:]))
	}
	return addrKey | key(n.addrs.number(ip))
}

// ofID returns the key of a device id.
func (n *names) ofID(id string) key {
	if digits, ok := packDigits(id); ok {
		return digitsKey | digits
	}
	return idKey | key(n.ids.number(id))
}

func packDigits(id string) (key, bool) {
	if len(id) > mostDigits {
		return 0, false
	}
	digits := key(1)
	for i := range len(id) {
		c := id[i] - '0'
		if c > 9 {
			return 0, false
		}
		digits = digits<<4 | key(c)
	}
	return digits, true
}

// addr returns the address of a key that is no device's.
func (n *names) addr(k key) netip.Addr {
	if k&kindOfKey == addrKey {
		return n.addrs.values[uint32(k)]
	}
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], uint32(k))
	return netip.AddrFrom4(four)
}

// id returns the device id of a key that is a device's.
func (n *names) id(k key) string {
	if k&kindOfKey == idKey {
		return n.ids.values[uint32(k)]
	}
	var text [mostDigits]byte
	at := len(text)
	for digits := k &^ kindOfKey; digits > 1; digits >>= 4 {
		at--
		text[at] = '0' + byte(digits&15)
	}
	return string(text[at:])
}

// translate returns the key, in n, of what k is in other.
func (n *names) translate(k key, other *names) key {
	switch k & kindOfKey {
	case addrKey:
		return n.ofAddr(other.addr(k))
	case idKey:
		return n.ofID(other.id(k))
	}
	return k
}
