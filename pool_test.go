package flowtrail_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestStreamsApart reads streams of all framings and headers in changing order, some of which break off or are left: what was learnt
// of one must not show in the next, though the readers share their memory.
func TestStreamsApart(t *testing.T) {
	events := map[string]string{
		"closed array and more": "[" + sampleEvents(t, 1)[0] + "] x", "open array": "[" + sampleEvents(t, 2)[1] + ",",
		"broken": `{"a":[}`, "empty": "", "scalars": "1\n2\n",
	}
	for name, text := range framings(sampleEvents(t, 30)) {
		events[name] = text
	}
	apart(t, networkevent.JSON, events)

	names := strings.Split(networkeventHeader, ",")
	short := strings.Join(names[:22], ",")
	row := sampleRows(t, 1)[0]
	apart(t, networkevent.CSV, map[string]string{
		"all": networkeventHeader + "\n" + strings.Repeat(row+"\n", 30), "documented": short + "\n" + row,
		"twice": networkeventHeader + ",user\n" + row + ",x\n", "extra": networkeventHeader + ",region\n" + row + ",eu\n",
		"other order": names[1] + "," + names[0] + "," + strings.Join(names[2:], ",") + "\n" + row + "\n",
		"no header":   row + "\n", "open": networkeventHeader + "\n" + `"` + row, "header open": `"` + short,
	})
}

func apart[T any](t *testing.T, codec *flowtrail.Codec[T], texts map[string]string) {
	t.Helper()
	var names []string
	want := map[string][]string{}
	validated := map[string]string{}
	for name, text := range texts {
		names = append(names, name)
		want[name] = history(t, codec.NewReader(strings.NewReader(text)))
		validated[name] = fmt.Sprint(codec.Validate([]byte(text)))
	}
	random := rand.New(rand.NewPCG(1, 1))
	for range 1000 {
		name := names[random.IntN(len(names))]
		switch random.IntN(4) {
		case 0:
			for range codec.Read(strings.NewReader(texts[name])) {
				break
			}
		case 1:
			if diff := cmp.Diff(validated[name], fmt.Sprint(codec.Validate([]byte(texts[name])))); diff != "" {
				t.Fatalf("%s: %s, validated (-first +again):\n%s", codec.Name(), name, diff)
			}
		default:
			rd := codec.NewReader(strings.NewReader(texts[name]), flowtrail.Workers(random.IntN(3)), flowtrail.Block(1000, 10))
			if diff := cmp.Diff(want[name], history(t, rd)); diff != "" {
				t.Fatalf("%s: %s (-first +again):\n%s", codec.Name(), name, diff)
			}
		}
	}
}

// TestShortInput checks that an input of a few records costs little besides them, and starts no goroutine, with workers or without.
func TestShortInput(t *testing.T) {
	text := strings.Join(sampleEvents(t, 5), "\n")
	for workers := 0; workers <= 4; workers += 2 {
		before := runtime.NumGoroutine()
		allocs := testing.AllocsPerRun(100, func() {
			var ev networkevent.Event
			n := 0
			for err := range networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.Workers(workers)).Into(&ev) {
				if n++; err != nil || runtime.NumGoroutine() > before {
					t.Fatalf("%d goroutines, %d before: %v", runtime.NumGoroutine(), before, err)
				}
			}
			if n != 5 {
				t.Fatalf("%d records", n)
			}
		})
		if allocs > 20 && !underRace {
			t.Errorf("%d workers: %v allocations", workers, allocs)
		}
	}
}
