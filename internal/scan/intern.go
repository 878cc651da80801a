package scan

const (
	internSets   = 1 << 12
	internLength = 256 // longer strings are not interned
)

// An Interner returns equal strings for equal bytes, mostly without allocating. It remembers a bounded number of
// strings of bounded length: about 8,000 of up to 256 bytes.
type Interner struct {
	sets [internSets][2]interned
}

type interned struct {
	hash uint64
	text string
}

// NewInterner returns an empty Interner.
func NewInterner() *Interner { return new(Interner) }

// String returns b as a string.
func (in *Interner) String(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return in.Get(hashOf(b), b)
}

// Get returns b as a string. The hash must depend on nothing but b.
func (in *Interner) Get(hash uint64, b []byte) string {
	hash ^= hash >> 29
	set := &in.sets[(hash*0x9e3779b97f4a7c15)>>(64-12)]
	if e := &set[0]; e.hash == hash && e.text == string(b) {
		return e.text
	}
	if e := &set[1]; e.hash == hash && e.text == string(b) {
		set[0], set[1] = set[1], set[0]
		return set[0].text
	}
	text := string(b)
	if len(b) <= internLength {
		set[1] = set[0]
		set[0] = interned{hash, text}
	}
	return text
}
