package text_test

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/text"
)

func TestRest(t *testing.T) {
	for n := range 8 {
		rest := "abcdefg"[:n]
		if got, want := text.Rest(rest), text.First(rest+strings.Repeat(" ", 8-n)); got != want {
			t.Errorf("%q: %x, not %x", rest, got, want)
		}
	}
}

func TestAppendAddr(t *testing.T) {
	for _, want := range []string{"0.0.0.0", "255.255.255.255", "10.99.100.9", "2001:db8::1", "::ffff:10.0.0.1"} {
		if got := string(text.AppendAddr([]byte("x"), netip.MustParseAddr(want))); got != "x"+want {
			t.Errorf("%s, not x%s", got, want)
		}
	}
	if got := text.AppendAddr(nil, netip.Addr{}); len(got) > 0 {
		t.Errorf("the zero address is written as %q", got)
	}
}
