package jsonscan

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

const (
	maxMembers = 24 // of an object, that are predicted
	maxToken   = 32 // bytes of a predicted token
	closing    = -1 // the field of the token that ends an object
)

// Keys are the members that one kind of object may have, and what was last seen between them. Objects of one kind are
// mostly written the same way: for each place in the object, Keys remember the bytes from the end of one value to
// the beginning of the next, such as `, "protocol": `, and compare them as a whole. It must not be copied after use
// or shared between goroutines.
type Keys struct {
	names    []string
	required uint64
	places   [maxMembers][2]token
}

// token is what stood at a place: n bytes, in words of 8, with masks for those in use.
type token struct {
	word, mask [maxToken / 8]uint64
	n          int
	field      int
}

// NewKeys returns the Keys of an object with these members. The index of a member is its field. Members are required
// unless their name is followed by "?".
func NewKeys(names ...string) Keys {
	var k Keys
	for i, name := range names {
		name, optional := strings.CutSuffix(name, "?")
		if !optional {
			k.required |= 1 << i
		}
		k.names = append(k.names, name)
	}
	return k
}

// An Object is the reading of one object.
type Object struct {
	Field int // of the member at hand

	keys   *Keys
	seen   uint64 // fields
	count  int    // members
	other  bool   // a member was seen that keys do not name
	doubts int    // of the Scanner, before the member at hand
	blamed int    // of them
	path   string
	index  int // of the array item that the object is, or -1
}

// Object begins to read an object at path, a JSON Pointer:
//
//	for o := s.Object(&d.device, "/event/device"); s.Member(&o); {
//		switch o.Field {
func (s *Scanner) Object(k *Keys, path string) Object { return s.ItemObject(k, path, -1) }

// ItemObject begins to read an object that is the item at index of the array at path.
func (s *Scanner) ItemObject(k *Keys, path string, index int) Object {
	if s.data[s.pos] != '{' {
		s.mismatch()
		return Object{}
	}
	s.pos++
	s.nest()
	return Object{keys: k, path: path, index: index, doubts: s.doubts, blamed: s.blamed}
}

// Member moves on to the next member that the Keys name and to its value. At the end of the object it returns false, and
// raises a doubt if a required member was missing.
func (s *Scanner) Member(o *Object) bool {
	if o.keys == nil || s.broken {
		return false
	}
	if o.doubts != s.doubts {
		s.blame(o)
	}
	if o.count < maxMembers {
		place := &o.keys.places[o.count]
		t := &place[0]
		if !s.at(t) {
			if t = &place[1]; !s.at(t) {
				return s.memberSlowly(o)
			}
			place[0], place[1] = place[1], place[0]
			t = &place[0]
		}
		if s.pos += t.n; s.pos > s.end {
			s.fail()
			return false
		}
		if t.field != closing && s.data[s.pos] <= ' ' {
			s.space() // the token is the beginning of a longer one
		}
		o.count++
		return s.found(o, t.field)
	}
	return s.memberSlowly(o)
}

// found makes field the one at hand, and reports whether it is a member.
func (s *Scanner) found(o *Object, field int) bool {
	if field == closing {
		s.depth--
		if missing := o.keys.required &^ o.seen; missing != 0 {
			s.doubtAcross(o)
		}
		return false
	}
	bit := uint64(1) << field
	if o.seen&bit != 0 {
		s.Doubt()
	}
	o.seen |= bit
	o.Field = field
	return true
}

// at reports whether the token stands at the current place.
func (s *Scanner) at(t *token) bool {
	d := s.data[s.pos:]
	if len(d) < maxToken || t.n == 0 {
		return false
	}
	x := (binary.LittleEndian.Uint64(d) ^ t.word[0]) & t.mask[0]
	x |= (binary.LittleEndian.Uint64(d[8:]) ^ t.word[1]) & t.mask[1]
	x |= (binary.LittleEndian.Uint64(d[16:]) ^ t.word[2]) & t.mask[2]
	x |= (binary.LittleEndian.Uint64(d[24:]) ^ t.word[3]) & t.mask[3]
	return x == 0
}

// learn remembers the token from start to the current place.
func (s *Scanner) learn(o *Object, start, field int) {
	n := s.pos - start
	if o.count >= maxMembers || n > maxToken {
		return
	}
	t := token{n: n, field: field}
	for i := range n {
		t.word[i/8] |= uint64(s.data[start+i]) << (i % 8 * 8)
		t.mask[i/8] |= 0xff << (i % 8 * 8)
	}
	place := &o.keys.places[o.count]
	place[0], place[1] = t, place[0]
}

// memberSlowly does what Member does where no prediction holds.
func (s *Scanner) memberSlowly(o *Object) bool {
	for {
		start := s.pos
		s.space()
		if s.data[s.pos] == '}' {
			if s.pos++; s.pos > s.end {
				s.fail()
				return false
			}
			s.learn(o, start, closing)
			return s.found(o, closing)
		}
		if o.seen != 0 || o.other {
			if s.data[s.pos] != ',' {
				s.fail()
				return false
			}
			s.pos++
			s.space()
		}
		key, ok := s.key()
		if !ok {
			s.fail()
			return false
		}
		if field := o.keys.field(key); field >= 0 {
			s.learn(o, start, field)
			o.count++
			return s.found(o, field)
		}
		s.keep(o, string(key))
		if s.broken {
			return false
		}
		o.count++
	}
}

// key reads the name of a member, and moves to its value.
func (s *Scanner) key() ([]byte, bool) {
	key, ok := s.rawString()
	if !ok {
		return nil, false
	}
	s.space()
	if s.data[s.pos] != ':' {
		return nil, false
	}
	s.pos++
	s.space()
	return key, s.pos < s.end
}

func (k *Keys) field(name []byte) int {
	for i, known := range k.names {
		if known == string(name) {
			return i
		}
	}
	return -1
}

// keep keeps the value of a member that the Keys of o do not name. One that is there twice, or differs from a known one
// only in case, raises a doubt.
func (s *Scanner) keep(o *Object, name string) {
	o.other = true
	if s.limits.Strict {
		s.doubtAcross(o)
	}
	for _, known := range o.keys.names {
		if len(known) <= len(name) && strings.EqualFold(known, name) {
			s.doubtAcross(o)
		}
	}
	path := o.path
	if o.index >= 0 {
		path += "/" + strconv.Itoa(o.index)
	}
	path += "/" + jsonsyntax.EscapePointer(name)
	if _, twice := s.Extra[path]; twice {
		s.doubtAcross(o)
	}
	start := s.pos
	if s.skip(); !s.broken && s.pos <= s.end {
		s.extra(path, s.data[start:s.pos])
	}
}
