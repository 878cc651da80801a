package codectest

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/cases"
)

// Cases checks that a codec reads the same records from files however these are spelled, and that of what is broken on purpose it
// finds everything: under its rule, at its place, with its neighbours unharmed.
func Cases[T any](t *testing.T, codec *flowtrail.Codec[T]) {
	const samples = 300
	source, err := cases.New(codec, samples)
	if err != nil {
		t.Fatal(err)
	}
	var values []*T
	for v := range codec.Samples(1) {
		if values = append(values, v); len(values) == samples {
			break
		}
	}
	kinds := map[cases.Kind]int{}
	var ways cases.Spelling
	random := rand.New(rand.NewPCG(3, 1))
	for i := range 2000 {
		f := source.File(cases.Drawn(random), source.Kinds(), 0)
		if f.Fault != nil {
			kinds[f.Fault.Kind]++
		}
		ways |= f.Spelling
		checkFile(t, codec, f, values, 1+i%2)
		if again := source.File(cases.Given(f.Choices), source.Kinds(), 0); !reflect.DeepEqual(f, again) {
			t.Fatalf("the same choices make another file:\n%.3000q\n%.3000q", f.Data, again.Data)
		}
	}
	for _, kind := range source.Kinds() {
		if kinds[kind] == 0 {
			t.Errorf("no file is broken by %s", kind)
		}
	}
	if all, err := source.Spelling(source.Spellings()); err != nil || ways != all {
		t.Errorf("files are spelled only in %v: %v", ways, err)
	}
}

// checkFile reads a file and compares what is read with what must be.
func checkFile[T any](t *testing.T, codec *flowtrail.Codec[T], f *cases.File, values []*T, workers int) {
	t.Helper()
	fail := func(format string, args ...any) {
		t.Helper()
		if f.Fault == nil {
			f.Fault = new(cases.Fault)
		}
		t.Fatalf(format+"\n%d workers, %s, %+v, choices %q\n%.3000q", append(args, workers, f.Spelling, *f.Fault, f.Choices, f.Data)...)
	}
	n, ended := 0, false
	for v, err := range codec.Read(bytes.NewReader(f.Data), flowtrail.Workers(workers)) {
		var bad *flowtrail.RecordError
		switch faulty := f.Fault != nil && !f.Fault.Ends && int64(n+1) == f.Fault.Record; {
		case ended:
			fail("%v, %v after the end", v, err)
		case errors.As(err, &bad) && faulty:
			if !slices.ContainsFunc(bad.Violations, f.Fault.Is) {
				fail("it is found to be wrong in another way: %v", err)
			}
			n++
		case err != nil && f.Fault != nil && f.Fault.Ends && bad == nil:
			ended = true
			checkEnd(err, f.Fault, fail)
		case err != nil || faulty:
			fail("record %d: %v, %v", n+1, v, err)
		case n == len(f.Records):
			fail("a record too many: %v", v)
		default:
			if diff := cmp.Diff(values[f.Records[n]], v, alike); diff != "" {
				fail("record %d (-sample +read):\n%s", n+1, diff)
			}
			n++
		}
	}
	if f.Fault == nil || f.Fault.Kind != cases.CutOffGzip {
		if n != len(f.Records) {
			fail("%d records of %d", n, len(f.Records))
		}
	}
	if ends := f.Fault != nil && f.Fault.Ends; ended != ends {
		fail("the file is said to be whole")
	}
}

// checkEnd compares the error that ends a file with what it must be.
func checkEnd(err error, want *cases.Fault, fail func(string, ...any)) {
	var header *flowtrail.HeaderError
	var stream *flowtrail.StreamError
	switch {
	case errors.As(err, &header):
		if !slices.ContainsFunc(header.Violations, want.Is) {
			fail("the header is found to be wrong in another way: %v", err)
		}
	case !errors.As(err, &stream) || want.Rule != "":
		fail("%v", err)
	case want.Line > 0 && (stream.Line != want.Line || stream.Column != want.Column || stream.Offset != want.Offset):
		fail("the file ends elsewhere: %v", err)
	}
}
