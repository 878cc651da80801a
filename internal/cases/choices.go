package cases

import (
	"bytes"
	"math/rand/v2"
)

// Choices is what everything about a case that could be otherwise is decided by: bytes, from the first one on. The byte '0', or none
// where they have come to their end, decides for what is plainest. So a fuzzer that changes bytes learns what each decides, and one
// that shortens them, or replaces them by '0', makes cases plainer.
type Choices struct {
	bytes  []byte
	next   int
	random *rand.Rand // makes more bytes; nil for none
}

// Given returns the choices that are written in bytes.
func Given(bytes []byte) *Choices { return &Choices{bytes: bytes} }

// Drawn returns choices by chance.
func Drawn(random *rand.Rand) *Choices { return &Choices{random: random} }

// Pick decides for a number below n. 0 is the plainest.
func (c *Choices) Pick(n int) int {
	if n <= 1 {
		return 0
	}
	v, weight := 0, 1
	for left := n - 1; left > 0; left >>= 8 {
		v += int(c.byte()-'0') * weight
		weight <<= 8
	}
	return v % n
}

// OneIn decides for true in one of n cases. False is plainer.
func (c *Choices) OneIn(n int) bool { return c.Pick(n) == n-1 }

func (c *Choices) byte() byte {
	if c.next == len(c.bytes) {
		if c.random == nil {
			return '0'
		}
		c.bytes = append(c.bytes, byte(c.random.Uint32()))
	}
	c.next++
	return c.bytes[c.next-1]
}

// Made returns the bytes that the choices so far were made by.
func (c *Choices) Made() []byte { return bytes.TrimRight(c.bytes[:c.next], "0") }

// forget begins anew, without the bytes of choices that were drawn: a stream makes more of them than need to be known.
func (c *Choices) forget() { c.bytes, c.next = c.bytes[:0], 0 }

// one decides for one of some values, of which the first is the plainest.
func one[T any](c *Choices, of []T) T { return of[c.Pick(len(of))] }
