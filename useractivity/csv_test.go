package useractivity_test

import (
	"bytes"
	"net/netip"
	"testing"

	"github.com/gocarina/gocsv"
	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/useractivity"
)

var equalAddrs = cmp.Comparer(func(a, b netip.Addr) bool { return a == b })

// sampled returns the report of so many sampled users.
func sampled(t testing.TB, n int) []byte {
	t.Helper()
	var text bytes.Buffer
	w := useractivity.CSV.NewWriter(&text)
	for user := range useractivity.CSV.Samples(1) {
		if err := w.Write(user); err != nil {
			t.Fatal(err)
		}
		if n--; n == 0 {
			break
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func TestCSV(t *testing.T) {
	text := sampled(t, 500)
	var ours, theirs []useractivity.ActiveUser
	for user, err := range useractivity.CSV.Read(bytes.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		ours = append(ours, *user)
	}
	if err := gocsv.UnmarshalBytes(text, &theirs); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(theirs, ours, equalAddrs); len(ours) != 500 || diff != "" {
		t.Errorf("%d users (-gocsv +ours):\n%s", len(ours), diff)
	}
	if again, err := gocsv.MarshalBytes(&theirs); err != nil || !bytes.Equal(again, text) {
		t.Errorf("gocsv writes other bytes: %v", err)
	}
}

// FuzzCSV compares the codec with gocsv: what is valid for the codec is read by both, and is the same.
func FuzzCSV(f *testing.F) {
	text := sampled(f, 30)
	f.Add(text)
	f.Add(bytes.Replace(text, []byte("00"), []byte("0"), 40))
	f.Fuzz(func(t *testing.T, text []byte) {
		if bytes.Contains(text, []byte("\r")) || bytes.HasPrefix(text, []byte("\ufeff")) {
			return // gocsv changes line ends in cells
		}
		var ours, theirs []useractivity.ActiveUser
		for user, err := range useractivity.CSV.Read(bytes.NewReader(text)) {
			if err != nil {
				return
			}
			user.Extra = nil
			ours = append(ours, *user)
		}
		if len(ours) == 0 {
			return
		}
		if err := gocsv.UnmarshalBytes(text, &theirs); err != nil {
			t.Fatalf("all is valid, but gocsv says: %v", err)
		}
		if diff := cmp.Diff(theirs, ours, equalAddrs); diff != "" {
			t.Fatalf("(-gocsv +ours):\n%s", diff)
		}
	})
}
