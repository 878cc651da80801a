package text

import (
	"net/netip"
	"strconv"
)

// octets are the numbers 0 to 255 in decimal, with their lengths behind them.
var octets = func() (table [256][4]byte) {
	for i := range table {
		table[i][3] = byte(copy(table[i][:3], strconv.Itoa(i)))
	}
	return table
}()

// AppendAddr appends an IP address as [netip.Addr.AppendTo] does.
func AppendAddr(dst []byte, addr netip.Addr) []byte {
	if !addr.Is4() {
		return addr.AppendTo(dst)
	}
	for _, b := range addr.As4() {
		octet := &octets[b]
		dst = append(dst, octet[0], octet[1], octet[2], '.')
		n := len(dst) - 4 + int(octet[3])
		dst[n] = '.'
		dst = dst[:n+1]
	}
	return dst[:len(dst)-1]
}
