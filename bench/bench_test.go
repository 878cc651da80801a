package main

import (
	"runtime"
	"strings"
	"testing"
)

// BenchmarkDuel measures both sides of every duel, for benchstat.
func BenchmarkDuel(b *testing.B) {
	for _, e := range duels(newData(50_000)) {
		c := e.claims[0]
		b.Run(strings.ReplaceAll(c.work+" beside "+c.beside, "/", "-"), func(b *testing.B) {
			d := e.duel()
			b.Run("by=flowtrail", func(b *testing.B) { d.ours.benchmark(b) })
			b.Run("by=peer", func(b *testing.B) { d.theirs.benchmark(b) })
		})
	}
}

func (s side) benchmark(b *testing.B) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(s.cores))
	b.SetBytes(int64(s.bytes))
	b.ReportAllocs()
	for b.Loop() {
		if err := s.do(); err != nil {
			b.Fatal(err)
		}
	}
}
