package main

import (
	"net/netip"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestByteCount(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 kB", 999_949: "999.9 kB", 999_950: "1.0 MB", 1_234_567_890: "1.2 GB", 1<<63 - 1: "9.2 EB",
	} {
		if got := byteCount(n); got != want {
			t.Errorf("%d: %s, not %s", n, got, want)
		}
	}
}

func TestFirstOf(t *testing.T) {
	addrs := []netip.Addr{netip.MustParseAddr("1.2.3.4"), netip.MustParseAddr("::1"), netip.MustParseAddr("1.2.3.5"), netip.MustParseAddr("1.2.3.6")}
	got := []string{firstOf(nil, 3), firstOf(addrs[:3], 3), firstOf(addrs, 3)}
	if diff := cmp.Diff([]string{"", "1.2.3.4 ::1 1.2.3.5", "1.2.3.4 ::1 1.2.3.5 +1"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTable(t *testing.T) {
	table := newTable("NAME", ">N", "REST")
	table.row("Bürö", "17", "a")
	table.row("x", "1234", "")
	var text strings.Builder
	if err := table.print(&text); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("NAME     N  REST\nBürö    17  a\nx     1234\n", text.String()); diff != "" {
		t.Error(diff)
	}
}
