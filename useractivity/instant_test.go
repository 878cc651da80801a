package useractivity

import (
	"testing"
	"time"
)

// TestInstants compares instants as package time compares times: of all years, with nanoseconds, in any zone.
func TestInstants(t *testing.T) {
	east := time.FixedZone("east", 5*3600+1800)
	times := []time.Time{
		{},
		time.Time{}.Add(1),
		time.Time{}.Add(-1),
		time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(-9999, 1, 1, 0, 0, 0, 5, time.UTC),
		time.Date(1677, 9, 21, 0, 12, 43, 145224191, time.UTC),  // before the first and after the last that fit
		time.Date(2262, 4, 11, 23, 47, 16, 854775808, time.UTC), // into 64 bits of nanoseconds
		time.Unix(0, 0),
		time.Unix(0, -1),
		time.Date(2025, 7, 25, 18, 19, 41, 236597000, east),
		time.Date(2025, 7, 25, 12, 49, 41, 236597000, time.UTC), // the same
		time.Now(),
		time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC),
		time.Unix(1<<62, 0),
		time.Unix(-1<<63, 1),
		time.Unix(1<<63-1, 2),
	}
	for _, a := range times {
		i := instantOf(a)
		if back := i.time(); !back.Equal(a) || back.Location() != time.UTC {
			t.Errorf("%v became %v", a, back)
		}
		if i.isZero() != a.IsZero() {
			t.Errorf("%v is zero: %t", a, i.isZero())
		}
		for _, b := range times {
			j := instantOf(b)
			if i.before(j) != a.Before(b) || (i == j) != a.Equal(b) {
				t.Errorf("%v, %v: before %t, equal %t", a, b, i.before(j), i == j)
			}
		}
	}
}
