package main

import (
	"sync"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// An activity is what one goroutine adds connections to.
type activity struct {
	selected
	users   useractivity.Accumulator
	repeats *repeats   // that connections are compared by; nil if they are not
	read    []identity // of connections, for repeats
	file    digest     // of what was read of a file
}

// compare takes note of a connection, to find out whether it came before.
func (a *activity) compare(one identity) {
	a.file.add(digest{1, one})
	if a.read = append(a.read, one); len(a.read) == cap(a.read) {
		a.flush()
	}
}

func (a *activity) flush() {
	a.repeats.add(a.read)
	a.read = a.read[:0]
}

// activities are what goroutines add connections to. Each has one for itself while it reads.
type activities struct {
	wanted  networkevent.Selection
	repeats *repeats // that connections are compared by; nil if they are not
	mu      sync.Mutex
	free    []*activity
}

// count adds the connections in a file that is of network events.
func (a *activities) count(f *file) { connectionLogs[f.doc.Name()].count(f, a) }

func (a *activities) take() *activity {
	a.mu.Lock()
	defer a.mu.Unlock()
	if last := len(a.free) - 1; last >= 0 {
		one := a.free[last]
		a.free = a.free[:last]
		return one
	}
	one := &activity{selected: newSelected(a.wanted), repeats: a.repeats}
	if a.repeats != nil {
		one.read = make([]identity, 0, 8<<10)
	}
	return one
}

// give gives back what a file was read with.
func (a *activities) give(f *file, used []*activity) {
	if a.repeats != nil {
		var whole digest
		for _, one := range used {
			one.flush()
			whole.add(one.file)
			one.file = digest{}
		}
		a.repeats.addFile(f, whole)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.free = append(a.free, used...)
}

// total returns the sum of all that has been given back.
func (a *activities) total() *activity {
	all := a.take()
	for _, one := range a.free {
		all.users.Merge(&one.users) // both are of all time: what is outside of the period has not been added
		all.selected.add(&one.selected)
	}
	a.free = nil
	return all
}
