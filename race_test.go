//go:build race

package flowtrail_test

// underRace says that the race detector is on: then a sync.Pool throws away some of what is put into it.
const underRace = true
