package useractivity

import (
	"math"
	"testing"
)

func TestTallyFewAndMany(t *testing.T) {
	var counts tally
	for n := range 3 * few {
		for i := range n + 1 {
			counts.add(key(i), 2)
		}
		if len(counts.entries) != n+1 {
			t.Fatalf("got %d entries, want %d", len(counts.entries), n+1)
		}
	}
	for i, e := range counts.entries {
		if want := int64(2 * (3*few - i)); e.key != key(i) || e.n != want {
			t.Errorf("entry %d is %v, want a count of %d", i, e, want)
		}
	}
}

func TestTallySaturates(t *testing.T) {
	var counts tally
	for i := range key(2 * few) {
		counts.add(i, math.MaxInt64-1)
		counts.add(i, 1)
		counts.add(i, 1)
	}
	for _, e := range counts.entries {
		if e.n != math.MaxInt64 {
			t.Errorf("got %v, want a count of %d", e, int64(math.MaxInt64))
		}
	}
}

func TestPercentOfHugeNumbers(t *testing.T) {
	const most = math.MaxInt64
	tests := []struct {
		part, rest int64
		want       Percent
	}{
		{most, most, 5000},
		{most, 0, 10000},
		{0, most, 0},
		{1, most, 0},
		{most, 1, 10000},
		{most / 2, most, 3333},
	}
	for _, test := range tests {
		if got := percent(test.part, test.rest); got != test.want {
			t.Errorf("percent(%d, %d) = %d, want %d", test.part, test.rest, got, test.want)
		}
	}
}

func TestSumSaturates(t *testing.T) {
	const most = math.MaxInt64
	for _, test := range [][3]int64{{1, 2, 3}, {most, 0, most}, {most, 1, most}, {most, most, most}, {most - 1, 1, most}, {0, 0, 0}} {
		if got := sum(test[0], test[1]); got != test[2] {
			t.Errorf("sum(%d, %d) = %d, want %d", test[0], test[1], got, test[2])
		}
	}
}
