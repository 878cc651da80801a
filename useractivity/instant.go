package useractivity

import "time"

// An instant is a time to the nanosecond in a form without a pointer. Every time.Time has exactly one, equal times are
// ==, and the zero instant is the zero time.
type instant struct {
	sec  int64 // since the beginning of the year 1: nanoseconds would not reach beyond the year 2262
	nsec int32
}

// yearOne is the beginning of the year 1 in seconds since 1970.
const yearOne = -62135596800

func instantOf(t time.Time) instant { return instant{t.Unix() - yearOne, int32(t.Nanosecond())} }

func (i instant) isZero() bool { return i == instant{} }

func (i instant) before(j instant) bool { return i.sec < j.sec || i.sec == j.sec && i.nsec < j.nsec }

// time returns the instant as a time in UTC.
func (i instant) time() time.Time { return time.Unix(i.unix(), int64(i.nsec)).UTC() }

// unix returns the seconds since 1970.
func (i instant) unix() int64 { return i.sec + yearOne }

// String returns the instant as RFC 3339 writes it.
func (i instant) String() string { return i.time().Format(time.RFC3339Nano) }
