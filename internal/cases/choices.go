package cases

import (
	"bytes"
	"math/rand/v2"
	"slices"
)

// Choices is what everything about a case that could be otherwise is decided by: bytes, from the first one on. The byte '0', or none
// where they have come to their end, decides for what is plainest. So a fuzzer that changes bytes learns what each decides, and one
// that shortens them, or replaces them by '0', makes cases plainer. A copy goes on with the same bytes.
type Choices struct {
	*tape
	part Part // what is decided here
}

// A tape holds the bytes of choices.
type tape struct {
	bytes  []byte
	parts  []Part // that each of the bytes before next decides about
	next   int
	random *rand.Rand // makes more bytes; nil for none
}

// A Part is a set of things in a file, one to a bit, each of which the file could do without: the ways in which it is spelled, by
// their bits in a Spelling, and records. Without all bytes that decide about one of them, the others decide for the same as before.
type Part uint32

// recordPart is the first of the records that precede another one or follow it.
const recordPart Part = 1 << 16

// Given returns the choices that are written in bytes.
func Given(bytes []byte) Choices { return Choices{tape: &tape{bytes: slices.Clone(bytes)}} }

// Drawn returns choices by chance.
func Drawn(random *rand.Rand) Choices { return Choices{tape: &tape{random: random}} }

// of returns the choices of a part.
func (c Choices) of(part Part) Choices {
	c.part |= part
	return c
}

// Pick decides for a number below n. 0 is the plainest.
func (c Choices) Pick(n int) int { return c.pick(n, n) }

// OneIn decides for true in one of n cases. False is plainer.
func (c Choices) OneIn(n int) bool { return c.pick(n, 2) == 1 }

// pick decides for a number below n, or for 0 in place of one that is not below limit.
func (c Choices) pick(n, limit int) int {
	if n <= 1 {
		return 0
	}
	from, v, weight := c.next, 0, 1
	for left := n - 1; left > 0; left >>= 8 {
		v += int(c.byte()-'0') * weight
		weight <<= 8
	}
	if v %= n; v >= limit {
		v = 0
	}
	for i := range c.bytes[from:c.next] { // so that the number stays the same where n is another one
		c.bytes[from+i] = '0' + byte(v>>(8*i))
	}
	return v
}

func (c Choices) byte() byte {
	if c.next == len(c.bytes) {
		if c.random == nil {
			return '0'
		}
		c.bytes = append(c.bytes, byte(c.random.Uint32()))
	}
	c.parts = append(c.parts, c.part)
	c.next++
	return c.bytes[c.next-1]
}

// decided says that the byte before was about a part.
func (c Choices) decided(part Part) {
	c.parts[c.next-1] |= part
}

// Made returns the bytes that the choices so far were made by, and the part of each.
func (c Choices) Made() ([]byte, []Part) {
	made := bytes.TrimRight(c.bytes[:c.next], "0")
	return made, append([]Part(nil), c.parts[:len(made)]...)
}

// forget begins anew, without the bytes of choices that were drawn: a stream makes more of them than need to be known.
func (c Choices) forget() { c.bytes, c.parts, c.next = c.bytes[:0], c.parts[:0], 0 }

// one decides for one of some values, of which the first is the plainest.
func one[T any](c Choices, of []T) T { return of[c.Pick(len(of))] }
