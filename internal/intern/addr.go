package intern

import "net/netip"

// ParseAddr reads an IP address without a zone.
func ParseAddr(b []byte) (netip.Addr, bool) {
	addr, err := netip.ParseAddr(string(b))
	if err != nil || addr.Zone() != "" {
		return netip.Addr{}, false
	}
	return addr, true
}

// Addr returns the IP address that b is, without allocating if it can.
func (in *Interner) Addr(b []byte) (netip.Addr, bool) {
	if addr, n := IPv4(b); n == len(b) && n > 0 {
		return addr, true
	}
	hash := Hash(b)
	if e := in.addrs.Find(hash, b); e != nil && e.Size() == len(b) {
		return e.Value, true
	}
	addr, ok := ParseAddr(b)
	if ok && in.addrs.Wants() {
		in.addrs.Add(hash, string(b), len(b), addr)
	}
	return addr, ok
}

// IPv4 reads the IPv4 address that d begins with. It returns its length, or 0 if there is none.
func IPv4(d []byte) (netip.Addr, int) {
	const room = len("255.255.255.255,") // that is looked at
	if len(d) < room {
		var all [room]byte
		copy(all[:], d)
		d = all[:]
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
		if n > 255 || part < 3 && d[i] != '.' {
			return netip.Addr{}, 0
		}
		i++
		addr[part] = byte(n)
	}
	return netip.AddrFrom4(addr), i - 1
}
