package main

import (
	"cmp"
	"runtime"
	"slices"
	"time"
)

// A sample is what was measured of doing a work once.
type sample struct {
	bytes  int64 // of input or output
	took   time.Duration
	memory int64   // bytes, 0 if not known
	allocs float64 // a record
}

// A contender does a work once and measures it.
type contender func() (sample, error)

// A quantity is something about a sample.
type quantity struct {
	unit   string
	digits int
	of     func(sample) float64

	lessIsBetter bool
}

var (
	speed  = quantity{"MB/s", 0, func(s sample) float64 { return float64(s.bytes) / 1e6 / s.took.Seconds() }, false}
	took   = quantity{"s", 2, func(s sample) float64 { return s.took.Seconds() }, true}
	memory = quantity{"MB", 1, func(s sample) float64 { return float64(s.memory) / 1e6 }, true}
	allocs = quantity{"allocs/record", 3, func(s sample) float64 { return s.allocs }, true}
)

// best measures the contenders in turns, so that noise of the machine hits them alike. It takes the shortest time of each, as
// noise only adds to it, and the medians of the rest.
func best(rounds int, contenders ...contender) ([]sample, error) {
	all := make([][]sample, len(contenders))
	for range rounds {
		for i, measure := range contenders {
			s, err := measure()
			if err != nil {
				return nil, err
			}
			all[i] = append(all[i], s)
		}
	}
	result := make([]sample, len(contenders))
	for i, samples := range all {
		result[i] = sample{
			bytes:  samples[0].bytes,
			took:   slices.MinFunc(samples, func(a, b sample) int { return cmp.Compare(a.took, b.took) }).took,
			memory: median(samples, func(s sample) int64 { return s.memory }),
			allocs: median(samples, func(s sample) float64 { return s.allocs }),
		}
	}
	return result, nil
}

func median[T cmp.Ordered](samples []sample, of func(sample) T) T {
	values := make([]T, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// inProcess does a work in this process. What was left to collect before is not its garbage.
func inProcess(s side) contender {
	return func() (sample, error) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(s.cores))
		runtime.GC()
		start := time.Now()
		err := s.do()
		return sample{bytes: int64(s.bytes), took: time.Since(start)}, err
	}
}
