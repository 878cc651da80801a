package codectest

import (
	"bytes"
	"testing"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"
)

// sameAsPeers checks that gocsv reads the same rows of a CSV that is all valid, and writes the same bytes for them. It drops the
// cells of unknown columns.
func (s *subject[T]) sameAsPeers(t *testing.T, text []byte) {
	t.Helper()
	if !s.isCSV() {
		return
	}
	var ours []*T
	for v, err := range s.Read(bytes.NewReader(text)) {
		if err != nil {
			return
		}
		extra(v).SetZero()
		ours = append(ours, v)
	}
	if len(ours) == 0 {
		return
	}
	var theirs []*T
	if err := gocsv.UnmarshalBytes(text, &theirs); err != nil {
		t.Fatalf("all is valid, but gocsv says: %v", err)
	}
	if diff := cmp.Diff(theirs, ours, equal); diff != "" {
		t.Fatalf("(-gocsv +codec):\n%s", diff)
	}
	want, err := gocsv.MarshalBytes(&theirs)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(s.write(t, ours...))); diff != "" {
		t.Fatalf("(-gocsv +codec):\n%s", diff)
	}
}
