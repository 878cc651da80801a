package text

import (
	"math/bits"
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

// Plain appends text if none of its bytes is special.
func (b *Buffer) Plain(text string, other uint64) bool {
	if !copyPlain(b.room(len(text)+8), text, other) {
		return false
	}
	b.extend(len(text))
	return true
}

// Quoted appends text in quotes if none of its bytes is special.
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

// Int appends a number in decimal.
func (b *Buffer) Int(v int64) {
	if v < 0 {
		b.Byte('-')
		v = -v
	}
	b.Uint(uint64(v))
}

// Uint appends a number in decimal.
func (b *Buffer) Uint(v uint64) {
	digits := bits.Len64(v|1) * 1233 >> 12 // as many as v has, or one less
	if v >= powers[digits] {
		digits++
	}
	dst := b.room(digits)[:digits]
	for ; len(dst) > 1; v /= 100 {
		PutTwo(dst[len(dst)-2:], int(v%100))
		dst = dst[:len(dst)-2]
	}
	if len(dst) > 0 {
		dst[0] = byte('0' + v)
	}
	b.extend(digits)
}

// powers are the powers of ten; that of zero is no more than the number zero, which has a digit.
var powers = [20]uint64{0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// PutTwo writes two decimal digits.
func PutTwo(dst []byte, n int) {
	_ = dst[1]
	dst[0], dst[1] = byte('0'+n/10), byte('0'+n%10)
}
