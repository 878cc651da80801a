package text

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strconv"
)

// An octet is a number from 0 to 255 in decimal, with a dot after it.
type octet struct {
	text   uint32
	length uint8
}

var octets = func() (table [256]octet) {
	for i := range table {
		text := append(strconv.AppendInt(nil, int64(i), 10), '.')
		table[i] = octet{binary.LittleEndian.Uint32(append(text, 0, 0, 0)), uint8(len(text))}
	}
	return table
}()

// putIPv4 writes an address and a dot after it, and returns how long it is without that.
func putIPv4(dst []byte, addr [4]byte) (n int) {
	for _, b := range addr {
		binary.LittleEndian.PutUint32(dst[n:], octets[b].text)
		n += int(octets[b].length)
	}
	return n - 1
}

// RefuseAddr returns an error if addr cannot be written: the zone of an address means nothing elsewhere.
func RefuseAddr(addr netip.Addr) error {
	if addr.Is4() || addr.Zone() == "" {
		return nil
	}
	return fmt.Errorf("the address %q has a zone", addr)
}
