package validator

import (
	"maps"
	"sync"
	"sync/atomic"
)

// maxKeys is how many keys are remembered in one memo, but for a few more if several are added at once.
const maxKeys = 256

// A memo remembers what was found out for some keys, such as the verdicts of one question on classes of values. It is safe for concurrent
// use.
type memo[V any] struct {
	known  atomic.Pointer[map[string]V] // never changed, but replaced
	adding sync.Mutex
}

// find returns what was found out for a key, if that is known.
func (m *memo[V]) find(key []byte) (v V, known bool) {
	v, known = m.all()[string(key)]
	return v, known
}

func (m *memo[V]) all() map[string]V {
	if all := m.known.Load(); all != nil {
		return *all
	}
	return nil
}

// add remembers what was found out for a key, while there is room.
func (m *memo[V]) add(key []byte, v V) {
	if len(m.all()) >= maxKeys {
		return
	}
	m.adding.Lock()
	defer m.adding.Unlock()
	more := map[string]V{}
	maps.Copy(more, m.all())
	more[string(key)] = v
	m.known.Store(&more)
}
