package codectest

import (
	"bytes"
	"iter"
	"reflect"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
)

// testKept checks that records which were read stay what they were when others are read after them: those of All in all they have,
// and copies of the one that Into fills but for its slices and maps, which are the next record's.
func (s *subject[T]) testKept(t *testing.T) {
	text := s.write(t, s.samples(3, 600)...)
	var fresh, then []*T
	for v, err := range s.Read(bytes.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		fresh, then = append(fresh, v), append(then, cloned(v))
	}
	if diff := cmp.Diff(then, fresh, equal); diff != "" {
		t.Fatalf("records of All change (-when read +later):\n%s", diff)
	}
	for _, workers := range []int{1, 2} {
		var v T
		var kept []*T
		i := 0
		for err := range s.NewReader(bytes.NewReader(text), flowtrail.Workers(workers)).Into(&v) {
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(fresh[i], &v, alike); diff != "" {
				t.Fatalf("record %d, %d workers (-new +in memory that is used again):\n%s", i+1, workers, diff)
			}
			kept = append(kept, cloned(&v))
			i++
		}
		if diff := cmp.Diff(fresh, kept, alike); diff != "" {
			t.Fatalf("%d workers: copies change (-new +kept):\n%s", workers, diff)
		}
	}
}

// cloned returns a copy of v with slices and maps of its own. Strings are those of v.
func cloned[T any](v *T) *T {
	c := *v
	own(reflect.ValueOf(&c).Elem())
	return &c
}

func own(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				own(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.Len() > 0 {
			v.Set(reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v))
			for i := range v.Len() {
				own(v.Index(i))
			}
		}
	case reflect.Interface: // what an interface refers to is used again as slices are
		if p := v.Elem(); p.Kind() == reflect.Pointer && !p.IsNil() {
			mine := reflect.New(p.Type().Elem())
			mine.Elem().Set(p.Elem())
			own(mine.Elem())
			v.Set(mine)
		}
	case reflect.Map:
		if v.Len() > 0 {
			mine := reflect.MakeMap(v.Type())
			for key, value := range v.Seq2() {
				item := reflect.New(v.Type().Elem()).Elem()
				item.Set(value)
				own(item)
				mine.SetMapIndex(key, item)
			}
			v.Set(mine)
		}
	}
}

// testAllocations checks that a reader which has seen its records allocates no more for them than is expected, mostly nothing.
func (s *subject[T]) testAllocations(t *testing.T, each int) {
	var samples []*T
	for v := range s.Samples(1) {
		if more := extra(v); !more.IsValid() || more.Len() > 0 {
			continue
		}
		if samples = append(samples, v); len(samples) == 50 {
			break
		}
	}
	text := s.write(t, samples...)[len(s.header):]
	rounds := &repeated{text: text, next: append([]byte(s.header), text...)}
	var v T
	next, stop := iter.Pull(s.NewReader(rounds).Into(&v))
	defer stop()
	read := func(n int) {
		for range n {
			if err, ok := next(); err != nil || !ok {
				t.Fatal(err)
			}
		}
	}
	const n = 20_000
	read(n)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	read(n)
	runtime.ReadMemStats(&after)
	if allocated := after.Mallocs - before.Mallocs; allocated > uint64(each*n+n/100) {
		t.Errorf("%d allocations for %d records", allocated, n)
	}
}

// repeated is a text without end.
type repeated struct{ text, next []byte }

func (r *repeated) Read(p []byte) (int, error) {
	if len(r.next) == 0 {
		r.next = r.text
	}
	n := copy(p, r.next)
	r.next = r.next[n:]
	return n, nil
}
