package input_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/input"
)

func packed(t *testing.T, text string) string {
	t.Helper()
	var out bytes.Buffer
	zw := gzip.NewWriter(&out)
	io.WriteString(zw, text)
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestOpen(t *testing.T) {
	for _, text := range []string{"", "a", "ab", "abc", "abcd", strings.Repeat("x", 100_000)} {
		for _, whole := range []string{text, "\ufeff" + text, packed(t, text), packed(t, "\ufeff"+text), packed(t, text) + packed(t, "")} {
			for _, r := range []io.Reader{strings.NewReader(whole), iotest.OneByteReader(strings.NewReader(whole)), iotest.DataErrReader(strings.NewReader(whole))} {
				src, err := input.Open(r, input.Gunzip)
				if err != nil {
					t.Fatalf("%.20q: %v", whole, err)
				}
				got, err := io.ReadAll(src)
				if diff := cmp.Diff(text, string(got)); diff != "" || err != nil {
					t.Errorf("%.20q: %v (-want +got):\n%.500s", whole, err, diff)
				}
			}
		}
	}
}

// TestSourceFails checks that what the input fails with is told as it is, wherever it fails, and not as corrupt gzip data.
func TestSourceFails(t *testing.T) {
	long := strings.Repeat("some text and some more", 20_000)
	for name, whole := range map[string]string{"plain": long, "gzip": packed(t, long)} {
		for at := range min(len(whole), 300) {
			for _, cause := range []error{context.Canceled, io.ErrUnexpectedEOF, errors.New("the cable is cut")} {
				src, err := input.Open(io.MultiReader(strings.NewReader(whole[:at]), iotest.ErrReader(cause)), input.Gunzip)
				if err == nil {
					_, err = io.Copy(io.Discard, src)
				}
				if err != cause {
					t.Fatalf("%s, at byte %d: %v, not %v", name, at, err, cause)
				}
			}
		}
	}
}
