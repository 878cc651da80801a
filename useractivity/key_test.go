package useractivity

import (
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
)

func TestDeviceKeys(t *testing.T) {
	tests := []struct {
		id     string
		packed bool
	}{
		{"0", true},
		{"00", true},
		{"1", true},
		{"01", true},
		{"1234567", true},
		{"0001234567", true},
		{"999999999999999", true},
		{"000000000000000", true},
		{"1000000000000000", false},
		{"0000000000000001", false},
		{"18446744073709551616", false},
		{"-1", false},
		{"+1", false},
		{"1.5", false},
		{"1e3", false},
		{" 1", false},
		{"1\x00", false},
		{"/", false}, // the neighbours of the digits
		{":", false},
		{"١", false}, // an Arabic digit
		{"a0b1", false},
		{"d3b07384-d113-4ec6-a7e1-3f1b2c3d4e5f", false},
		{strings.Repeat("9", 300), false},
	}
	var n names
	seen := map[key]string{}
	for _, test := range tests {
		k := n.ofID(test.id)
		if got := k&kindOfKey == digitsKey; got != test.packed {
			t.Errorf("%q is packed: %t, want %t", test.id, got, test.packed)
		}
		if other, ok := seen[k]; ok {
			t.Errorf("%q and %q have one key", test.id, other)
		}
		seen[k] = test.id
		if !k.isDevice() || n.id(k) != test.id || n.ofID(test.id) != k {
			t.Errorf("%q is %q again, a device: %t", test.id, n.id(k), k.isDevice())
		}
	}
}

func TestAddressKeys(t *testing.T) {
	var n names
	seen := map[key]netip.Addr{}
	for _, text := range []string{
		"0.0.0.0", "1.2.3.4", "4.3.2.1", "255.255.255.255",
		"::", "::1", "::1.2.3.4", "::ffff:1.2.3.4", "::ffff:1.2.3.4%eth0", "2001:db8::1", "fe80::1", "fe80::1%eth0", "fe80::1%eth1",
	} {
		ip := netip.MustParseAddr(text)
		k := n.ofAddr(ip)
		if got := k&kindOfKey == ipv4Key; got != ip.Is4() {
			t.Errorf("%v is kept as an IPv4 address: %t", ip, got)
		}
		if other, ok := seen[k]; ok {
			t.Errorf("%v and %v have one key", ip, other)
		}
		seen[k] = ip
		if k.isDevice() || n.addr(k) != ip || n.ofAddr(ip) != k {
			t.Errorf("%v is %v again, a device: %t", ip, n.addr(k), k.isDevice())
		}
	}
}

// TestTranslate takes keys to names that have given numbers in another order.
func TestTranslate(t *testing.T) {
	var here, there names
	rnd := rand.New(rand.NewPCG(1, 5))
	texts := []string{"a", "b", "c", "1", "01", "laptop"}
	for range 20 {
		id := texts[rnd.IntN(len(texts))]
		ip := netip.AddrFrom16([16]byte{0x20, 15: byte(rnd.IntN(4))})
		here.ofID(texts[rnd.IntN(len(texts))])
		if k := here.translate(there.ofID(id), &there); k != here.ofID(id) {
			t.Errorf("%q became %q", id, here.id(k))
		}
		if k := here.translate(there.ofAddr(ip), &there); k != here.ofAddr(ip) {
			t.Errorf("%v became %v", ip, here.addr(k))
		}
	}
	ip := netip.MustParseAddr("1.2.3.4")
	if k := here.translate(there.ofAddr(ip), &there); k != here.ofAddr(ip) {
		t.Errorf("%v became %v", ip, here.addr(k))
	}
}
