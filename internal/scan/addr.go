package scan

import "net/netip"

// ParseAddr reads an IP address without a zone.
func ParseAddr(text []byte) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(string(text))
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}, false
	}
	return addr, true
}

// Addr returns the IP address that text is, without allocating if it can.
func (in *Interner) Addr(text []byte) (netip.Addr, bool) {
	if n := len(text); n < cap(text) {
		more := text[:cap(text)]
		if addr, used := ipv4(more, more[n]); used == n+1 {
			return addr, true
		}
	}
	addr, err := netip.ParseAddr(in.String(text))
	return addr, err == nil && addr.Zone() == ""
}

// ipv4 reads an IPv4 address that ends with stop. It returns how much it read, stop included, and 0 if there is none.
func ipv4(d []byte, stop byte) (netip.Addr, int) {
	if len(d) < len("255.255.255.255,") {
		return netip.Addr{}, 0
	}
	var addr [4]byte
	i := 0
	for part := range addr {
		n := uint(d[i] - '0')
		if n > 9 {
			return netip.Addr{}, 0
		}
		i++
		if next := uint(d[i] - '0'); next <= 9 && n != 0 {
			n = n*10 + next
			i++
			if next := uint(d[i] - '0'); next <= 9 {
				n = n*10 + next
				i++
			}
		}
		want := byte('.')
		if part == 3 {
			want = stop
		}
		if n > 255 || d[i] != want {
			return netip.Addr{}, 0
		}
		i++
		addr[part] = byte(n)
	}
	return netip.AddrFrom4(addr), i
}
