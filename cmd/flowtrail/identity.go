package main

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// An identity is a number for a connection, made of its times, who connected by what device, from where, to what, what became of it and its bytes.
// It is the same for the same connection, and for two others once in 2^64 times. It is never 0. Only records of the same
// encoding can be compared, because a row has other times than an event.
//
// An identity is computed for each record, so that the time which it takes matters: a few multiplications, as in wyhash.
type identity uint64

// facts are what an identity is made of, as numbers.
type facts [15]uint64

func identityOfEvent(e *networkevent.Event) identity {
	c, r := &e.Connection, &e.Resource
	f := facts{
		1, instant(e.Time), text(c.ErrorMessage.V), uint64(c.BytesTransferred), uint64(c.BytesReceived), uint64(r.Port),
		word(string(c.Protocol)), word(string(e.Status)), text(e.Device.ID), text(e.ServiceAccount.ID), text(r.ID),
	}
	f.addrs(c.ClientIP, r.IP.V)
	return f.identity(r.Address)
}

func identityOfRow(r *networkevent.Row) identity {
	f := facts{
		2, instant(r.EndTime.Time), instant(r.StartTime.Time), uint64(r.BytesTransferred.V), uint64(r.BytesReceived.V), uint64(r.ResourcePort.V),
		word(string(r.Protocol)), word(string(r.Status)), text(r.DeviceID), text(r.ServiceAccountID), text(r.ResourceID),
	}
	f.addrs(r.ClientIP, r.ResourceIP)
	return f.identity(r.ResourceDomain)
}

// instant returns a number for a time, the same only for times that are centuries apart.
func instant(t time.Time) uint64 { return uint64(t.UnixNano()) }

// addrs sets the last facts.
func (f *facts) addrs(client, resource netip.Addr) {
	c, r := client.As16(), resource.As16()
	f[11], f[12] = binary.LittleEndian.Uint64(c[:8]), binary.LittleEndian.Uint64(c[8:])
	f[13], f[14] = binary.LittleEndian.Uint64(r[:8]), binary.LittleEndian.Uint64(r[8:])
}

// identity returns the identity of a connection to an address.
func (f *facts) identity(address string) identity {
	sum := text(address)
	for i := 0; i < len(f)-1; i += 2 {
		sum += product(f[i]^odd[i], f[i+1]^odd[i+1])
	}
	return identity(max(product(sum^odd[0], f[len(f)-1]^odd[1]), 1))
}

// word returns a number for a word of the few that a protocol or a status can be: they differ in the first letter or in length.
func word(s string) uint64 {
	if s == "" {
		return 0
	}
	return uint64(len(s))<<8 | uint64(s[0])
}

// text returns a number for a text.
func text(s string) uint64 {
	n := uint64(len(s))
	for ; len(s) > 16; s = s[16:] {
		n = product(eight(s)^odd[2], eight(s[8:])^odd[3]^n)
	}
	switch {
	case len(s) >= 8:
		return product(eight(s)^odd[2], eight(s[len(s)-8:])^n)
	case len(s) >= 4:
		return product((four(s)<<32|four(s[len(s)-4:]))^odd[2], n^odd[3])
	case len(s) > 0:
		return product((uint64(s[0])<<16|uint64(s[len(s)/2])<<8|uint64(s[len(s)-1]))^odd[2], n^odd[3])
	}
	return n
}

func eight(s string) uint64 { return four(s) | four(s[4:])<<32 }

func four(s string) uint64 {
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// product returns both halves of a product, one put over the other.
func product(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}

// odd are numbers without a pattern: digits of pi.
var odd = [...]uint64{
	0x243f6a8885a308d3, 0x13198a2e03707345, 0xa4093822299f31d1, 0x082efa98ec4e6c89, 0x452821e638d01377, 0xbe5466cf34e90c6d,
	0xc0ac29b7c97c50dd, 0x3f84d5b5b5470917, 0x9216d5d98979fb1b, 0xd1310ba698dfb5ad, 0x2ffd72dbd01adfb7, 0xb8e1afed6a267e97,
	0xba7c9045f12c7f99, 0x24a19947b3916cf7, 0x0801f2e2858efc17,
}
