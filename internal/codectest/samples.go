package codectest

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// samples returns the first n samples of a seed.
func (s *subject[T]) samples(seed uint64, n int) (all []*T) {
	for v := range s.Samples(seed) {
		if all = append(all, v); len(all) == n {
			break
		}
	}
	return all
}

// testSamples checks that samples are valid, endless as far as it can be told, and the same for the same seed.
func (s *subject[T]) testSamples(t *testing.T, sum string) {
	const n = 5000
	samples := s.samples(1, n)
	text := s.write(t, samples...)
	if len(samples) != n || !bytes.Equal(text, s.write(t, s.samples(1, n)...)) || bytes.Equal(text, s.write(t, s.samples(2, n)...)) {
		t.Errorf("%d samples that depend on something other than the seed", len(samples))
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(text)); got != sum {
		t.Errorf("the samples of seed 1 have the SHA-256 sum %s", got)
	}
	var reused bytes.Buffer
	if err := s.WriteSamples(&reused, 1, n, false); err != nil || !bytes.Equal(text, reused.Bytes()) {
		t.Errorf("samples that are written in memory which is used again are not the same: %v", err)
	}
	read := 0
	for v, err := range s.Read(bytes.NewReader(text)) {
		if err != nil {
			t.Fatal(err)
		}
		if read < 500 { // comparing is slow
			s.check(t, s.write(t, v))
			if diff := cmp.Diff(samples[read], v, alike); diff != "" {
				t.Fatalf("(-sample +read):\n%s", diff)
			}
		}
		read++
	}
	if read != n {
		t.Errorf("%d samples are read again", read)
	}
	s.sameAsPeers(t, text)
}
