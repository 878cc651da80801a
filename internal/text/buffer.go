package text

import (
	"net/netip"
	"slices"
)

// A Buffer is text that grows at its end. What is constant is best appended by Raw and Byte, which are inlined.
type Buffer []byte

// Raw appends text as it is.
func (b *Buffer) Raw(text string) { *b = append(*b, text...) }

// Byte appends a byte.
func (b *Buffer) Byte(c byte) { *b = append(*b, c) }

// room returns the place of n further bytes, which the caller makes a part of the text.
func (b *Buffer) room(n int) []byte {
	if cap(*b)-len(*b) < n {
		*b = slices.Grow(*b, n)
	}
	return (*b)[len(*b):cap(*b)]
}

// extend makes n bytes of the room a part of the text.
func (b *Buffer) extend(n int) { *b = (*b)[:len(*b)+n] }

// Plain appends text if it is UTF-8 without a quote, the byte that other consists of, and control characters.
func (b *Buffer) Plain(text string, other uint64) bool {
	if !copyPlain(b.room(len(text)+8), text, other) {
		return false
	}
	b.extend(len(text))
	return true
}

// Quoted does what Plain does, with quotes around the text.
func (b *Buffer) Quoted(text string, other uint64) bool {
	dst := b.room(len(text) + 10)
	dst[0] = '"'
	if !copyPlain(dst[1:], text, other) {
		return false
	}
	dst[1+len(text)] = '"'
	b.extend(len(text) + 2)
	return true
}

// Addr appends an IP address as [netip.Addr.AppendTo] does.
func (b *Buffer) Addr(addr netip.Addr) {
	if addr.Is4() {
		b.extend(putIPv4(b.room(len("255.255.255.255.")), addr.As4()))
	} else {
		*b = addr.AppendTo(*b)
	}
}
