package jsonscan

import (
	"net/netip"
	"time"

	"github.com/flowtrail/flowtrail/internal/intern"
	"github.com/flowtrail/flowtrail/internal/timefmt"
)

// Strings reads an object that has only strings, each into the variable of its member, in the order of the Keys.
func (s *Scanner) Strings(k *Keys, path string, members ...*string) {
	for o := s.Object(k, path); s.Member(&o); {
		*members[o.Field] = s.String()
	}
}

// A Vocabulary is a closed set of strings.
type Vocabulary[E ~string] struct {
	words  []E
	quoted []string
}

// NewVocabulary returns the Vocabulary of these words.
func NewVocabulary[E ~string](words ...E) Vocabulary[E] {
	v := Vocabulary[E]{words: words}
	for _, word := range words {
		v.quoted = append(v.quoted, `"`+string(word)+`"`)
	}
	return v
}

// Words returns the words of v.
func (v *Vocabulary[E]) Words() []E { return v.words }

// Word reads a string of the vocabulary v.
func Word[E ~string](s *Scanner, v *Vocabulary[E]) E {
	d := s.data[s.pos:]
	for i, quoted := range v.quoted {
		if len(d) >= len(quoted) && string(d[:len(quoted)]) == quoted {
			s.pos += len(quoted)
			return v.words[i]
		}
	}
	word := E(s.String())
	for _, known := range v.words {
		if word == known { // written with escapes
			return word
		}
	}
	s.Doubt()
	return word
}

// Time reads a time as S3 records have it: RFC 3339, or without seconds.
func (s *Scanner) Time() time.Time {
	if s.data[s.pos] == '"' {
		d := s.data[s.pos+1:]
		t, n := s.times.ISO(d)
		if n == 0 {
			t, n = s.times.Minute(d)
		}
		if n > 0 && d[n] == '"' {
			s.pos += n + 2
			return t
		}
	}
	text, ok := s.rawStringValue()
	if !ok {
		return time.Time{}
	}
	t, ok := timefmt.ParseISO(text)
	if !ok {
		t, ok = timefmt.ParseMinute(text)
	}
	if !ok {
		s.lose()
		return time.Time{}
	}
	s.times.Learn(text)
	return t
}

// Addr reads an IP address.
func (s *Scanner) Addr() netip.Addr {
	if s.data[s.pos] == '"' {
		d := s.data[s.pos+1:]
		if addr, n := intern.IPv4(d); n > 0 && d[n] == '"' {
			s.pos += n + 2
			return addr
		}
	}
	text, ok := s.rawStringValue()
	if !ok {
		return netip.Addr{}
	}
	addr, ok := s.strings.Addr(text)
	if !ok {
		s.lose()
	}
	return addr
}

// AddrOrEmpty reads an IP address, or an empty string as the zero Addr.
func (s *Scanner) AddrOrEmpty() netip.Addr {
	if s.data[s.pos] == '"' && s.data[s.pos+1] == '"' && s.pos+2 <= s.end {
		s.pos += 2
		return netip.Addr{}
	}
	return s.Addr()
}

// rawStringValue is rawString for a value.
func (s *Scanner) rawStringValue() ([]byte, bool) {
	if s.data[s.pos] != '"' {
		s.mismatch()
		return nil, false
	}
	text, ok := s.rawString()
	if !ok {
		s.fail()
	}
	return text, ok
}
