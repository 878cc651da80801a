package jsonsyntax_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// TestMemoryUsedAgain checks that texts of one structure are parsed without allocating once the first one has been.
func TestMemoryUsedAgain(t *testing.T) {
	var p jsonsyntax.Parser
	text := []byte(`{"a":[1,[2,{"":"b"}],[]],"c":{"d":"a longer text","e":{"f":null}},"g":[{"h":true}]}`)
	parse := func() {
		if root, found := p.Parse(text, 64, 100); root == nil || len(found) > 0 {
			t.Fatalf("%s is refused: %v", text, found)
		}
	}
	if n := testing.AllocsPerRun(100, parse); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestMemoryBounded checks that a Parser keeps little of what huge texts took.
func TestMemoryBounded(t *testing.T) {
	var p jsonsyntax.Parser
	small := []byte("[" + strings.Repeat(`[1],{"a":1},`, 400) + "0]")
	for name, text := range map[string]string{
		"wide arrays":  "[" + strings.Repeat("["+strings.Repeat("1,", 3000)+"1],", 100) + "0]",
		"wide objects": "[" + strings.Repeat("{"+strings.Repeat(`"a":1,`, 3000)+`"b":1},`, 100) + "0]",
		"many arrays":  "[" + strings.Repeat("[1],", 100_000) + "0]",
		"many objects": "[" + strings.Repeat(`{"a":1},`, 100_000) + "0]",
	} {
		before := kept()
		for _, text := range []string{text, string(small), text, string(small), string(small)} {
			if root, _ := p.Parse([]byte(text), 64, 1); root == nil {
				t.Fatalf("%s are refused", name)
			}
		}
		if more := kept() - before; more > 1<<20 {
			t.Errorf("%d bytes are kept after %s", more, name)
		}
	}
	runtime.KeepAlive(&p)
}

// kept returns how much memory is in use.
func kept() int64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return int64(stats.HeapAlloc)
}
