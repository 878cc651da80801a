package intern_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/intern"
)

// A memo is a Table or Texts that remembers of each key which key it was.
type memo interface {
	find(key string) (known string, ok bool)
	wants() bool
	add(key string)
	worthwhile() bool
}

type tableMemo[V any] struct {
	table intern.Table[V]
	value func(key string) V
	key   func(V) string
}

func (m *tableMemo[V]) find(key string) (string, bool) {
	e := m.table.Find(intern.Hash([]byte(key)), []byte(key+" and more"))
	if e == nil {
		return "", false
	}
	return m.key(e.Value), e.Size() == len(key)
}

func (m *tableMemo[V]) wants() bool { return m.table.Wants() }

func (m *tableMemo[V]) add(key string) {
	m.table.Add(intern.Hash([]byte(key)), key+", the rest", len(key), m.value(key))
}

func (m *tableMemo[V]) worthwhile() bool { return m.table.Worthwhile() }

type textsMemo struct{ texts intern.Texts }

func (m *textsMemo) find(key string) (string, bool) {
	text := m.texts.Find(intern.Hash([]byte(key)), []byte(key))
	return strings.TrimSuffix(text, ", the rest"), text != ""
}

func (m *textsMemo) wants() bool { return m.texts.Wants() }

func (m *textsMemo) add(key string) {
	m.texts.Add(intern.Hash([]byte(key)), []byte(key+", the rest"), len(key))
}

func (m *textsMemo) worthwhile() bool { return m.texts.Worthwhile() }

// large is a value of which a table holds few.
type large struct {
	key string
	_   [1030]byte
}

// memos are what is tested, with how much each of them holds at the most.
var memos = map[string]struct {
	empty  func() memo
	most   int // entries
	memory int64
	missed int  // of 8000 finds while it grows
	pauses bool // where next to nothing is found
}{
	"table": {func() memo {
		return &tableMemo[string]{value: func(key string) string { return key }, key: func(v string) string { return v }}
	}, 32768, 4 << 20, 500, true},
	"table of large values": {func() memo {
		return &tableMemo[large]{value: func(key string) large { return large{key: key} }, key: func(v large) string { return v.key }}
	}, 1024, 2 << 20, 580, false},
	"texts": {func() memo { return new(textsMemo) }, 32768, 4 << 20, 260, true},
}

// look looks for a key, adds it if it is not there and wanted, and reports whether it was there.
func look(t *testing.T, m memo, n int) bool {
	t.Helper()
	key := fmt.Sprintf("key %d.", n)
	known, ok := m.find(key)
	if ok && known != key {
		t.Fatalf("%q is found as %q", key, known)
	}
	if !ok && m.wants() {
		m.add(key)
	}
	return ok
}

// TestGrowing checks that what is known is mostly still found while ever more comes to it.
func TestGrowing(t *testing.T) {
	for name, test := range memos {
		m, missed := test.empty(), 0
		const keys = 800
		for n := range keys {
			look(t, m, n)
			for again := range 10 { // nine of ten finds are of what has been there
				if !look(t, m, (n+1)*again/10) {
					missed++
				}
			}
		}
		if missed > test.missed {
			t.Errorf("%s: %d of %d finds of what was there fail", name, missed, 10*keys)
		}
	}
}

// TestLargest checks how much is known at the most, and that it is not more, however often something is found.
func TestLargest(t *testing.T) {
	for name, test := range memos {
		m := test.empty()
		before := kept()
		for n := range 100_000 {
			for range 3 {
				look(t, m, n)
			}
		}
		found := 0
		for n := range 100_000 {
			if _, ok := m.find(fmt.Sprintf("key %d.", n)); ok {
				found++
			}
		}
		if more := kept() - before; more > test.memory || found < test.most*9/10 || found > test.most {
			t.Errorf("%s: %d are found, in %d bytes", name, found, more)
		}
		runtime.KeepAlive(m)
	}
}

// TestThrashing checks how often something is looked for and added while next to nothing is found.
func TestThrashing(t *testing.T) {
	for name, test := range memos {
		m := test.empty()
		for n := range 20_000 {
			look(t, m, n)
		}
		wanted, looked := 0, 0
		for range 1600 {
			if m.wants() {
				wanted++
			}
			if m.worthwhile() {
				looked++
			}
		}
		if !test.pauses {
			wanted, looked = wanted/16, looked/16
		}
		if wanted < 90 || wanted > 110 || looked != 100 {
			t.Errorf("%s: of 1600, %d are looked for, and of 1600 that are missed %d added", name, looked, wanted)
		}
	}
}

// kept returns how much memory is in use.
func kept() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
