package jsondecl_test

import (
	"math/rand/v2"
	"strings"
)

// A maker makes texts of odd objects, mostly right ones, in few structures. What can be otherwise is decided by bytes, one after the
// other: 0, or none where they have come to their end, decides for what is plainest.
type maker struct{ choices []byte }

// intN decides for a number below n.
func (m *maker) intN(n int) int {
	if len(m.choices) == 0 {
		return 0
	}
	b := m.choices[0]
	m.choices = m.choices[1:]
	return int(b) % n
}

func (m *maker) oneIn(n int) bool { return m.intN(n) == n-1 }

func (m *maker) pick(of ...string) string { return of[m.intN(len(of))] }

// object returns an object with some of the members, which are pairs of a name and its value.
func (m *maker) object(members ...string) string {
	var parts []string
	for i := 0; i < len(members); i += 2 {
		if !m.oneIn(8) {
			parts = append(parts, `"`+members[i]+`"`+m.pick(":", ":", ":", ":", ": ", ":\n")+members[i+1])
		}
	}
	if m.oneIn(20) {
		parts = append(parts, m.pick(`"new":1`, `"new":{"a":[1, 2]}`, `"n\u0065w":"}"`, `"new":{"x":1,"x":2}`, `"Mode":"a"`))
	}
	if m.oneIn(30) && len(parts) > 0 {
		parts = append(parts, parts[m.intN(len(parts))])
	}
	if m.oneIn(10) {
		for i := range parts {
			k := m.intN(i + 1)
			parts[i], parts[k] = parts[k], parts[i]
		}
	}
	return m.pick("{", "{", "{", "{ ") + strings.Join(parts, m.pick(",", ",", ", ", "\n,")) + m.pick("}", "}", "}", " }")
}

func (m *maker) array(item func() string) string {
	var parts []string
	for range m.intN(4) {
		parts = append(parts, item())
	}
	return "[" + strings.Join(parts, ",") + "]"
}

func (m *maker) wrong(right ...string) string {
	if m.oneIn(40) {
		return m.pick(`null`, `7`, `"?"`, `{}`, `[]`, `""`, `[{}]`, `-1`, `"13"`)
	}
	return m.pick(right...)
}

func (m *maker) mode() string { return m.wrong(`"a"`, `"a"`, `"b"`, `"\u0061"`, `"a\"b"`, `""`) }

func (m *maker) cell() string {
	return m.wrong(m.object(m.pick("the_mode", "the_mode", "theMode"), m.mode(), "port", m.wrong(`"1"`, `2`, `13`, `"65535"`),
		m.pick("the_name", "theName"), m.wrong(`"x"`, `"}"`, `"{\"a\":\"}"`, `""`, `"y\n"`)))
}

func (m *maker) shape() string {
	return m.wrong(m.object("kind", m.pick(`"square"`, `"squ\u0061re"`, `"Square"`), "side", m.wrong("1", "2")),
		m.object("width", m.wrong("3"), "kind", `"oblong"`), m.object("height", "4", "width", "5", "kind", `"oblong"`), m.object("kind", `"circle"`))
}

func (m *maker) any() string {
	return m.pick(`1`, `"x"`, `{"a": 1}`, `[1, {"b":[]}]`, `{"a":1,"a":2}`, `null`, `[[[[[[1]]]]]]`)
}

func (m *maker) text() string {
	below := m.object("on", m.wrong("true", "false"), "float", m.wrong("1.5", "-0", "13", "1e3"), "mode", m.mode(), "cell", m.cell())
	deep := m.object("mode", m.mode(), "next", m.wrong(below), "cell", m.cell(), "texts", m.array(func() string { return m.wrong(`"t"`, `"u"`) }))
	same := m.object("time", m.wrong(`"2025-07-25T18:00:00Z"`, `"2025-07-25T19:30:00.5+02:00"`, `""`), "addr", m.wrong(`"1.2.3.4"`, `"::1"`, `""`), "deep", m.wrong(deep))
	text := m.object("word", m.mode(), "maybe", m.mode(), "any", m.any(), "same", m.wrong(same),
		"grid", m.wrong(m.array(func() string { return m.wrong(m.array(m.cell)) })), "cells", m.wrong(m.array(m.cell)),
		"shapes", m.wrong(m.array(m.shape)), "one", m.shape(), "rest", m.wrong(m.array(m.any)), "last", m.wrong(`"x"`, `"y"`))
	if m.oneIn(10) {
		return m.broken(text)
	}
	return text
}

func (m *maker) broken(text string) string {
	i := m.intN(256) * len(text) / 256
	switch m.intN(4) {
	case 0:
		return text[:i] + string([]byte{byte(m.intN(256))}) + text[i+1:]
	case 1:
		return text[:i]
	case 2:
		return text[:i] + text[i+1:]
	}
	return text[:i] + m.pick("{", "}", "[", "]", `"`, ",", ":", `\`, " ") + text[i+1:]
}

// choices returns some by chance.
func choices(seed uint64, n int) []byte {
	all := make([]byte, n)
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range all {
		all[i] = byte(random.Uint32())
	}
	return all
}
