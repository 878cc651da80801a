package flowtrail_test

import (
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// TestHostileRecords reads small inputs that are made to take much memory: findings and paths are bounded, and so is what is
// allocated in all, temporary or not. A path kept for each item or duplicate would be gigabytes.
func TestHostileRecords(t *testing.T) {
	nested := func(name, inner string) string {
		return `{"event_type":"network","event":` + strings.Repeat(`{"`+name+`":`, 58) + inner + strings.Repeat("}", 58) + "}"
	}
	long := strings.Repeat("n", 3300)
	for name, text := range map[string]string{
		"duplicates below long names": nested(long, `{"":0`+strings.Repeat(`,"":0`, 10_000)+"}"),
		"items below long names":      nested(long, "[0"+strings.Repeat(",0", 50_000)+"]"),
		"unclosed records":            "[\n" + strings.Repeat("{\"a\":\n", 5000) + "]",
		"brackets without end":        `[{"event_type":"network","event":` + strings.Repeat("[", 5_000_000),
	} {
		found := 0
		mb := allocated(func() {
			for _, err := range networkevent.JSON.Read(strings.NewReader(text)) {
				var bad *flowtrail.RecordError
				if !errors.As(err, &bad) {
					continue
				}
				found++
				if len(bad.Violations) > 101 || len(bad.Violations[0].Path) > 520 {
					t.Errorf("%s: %d findings, a path of %d bytes", name, len(bad.Violations), len(bad.Violations[0].Path))
				}
			}
		})
		if found == 0 || mb > 512 {
			t.Errorf("%s: %d invalid records, %d MB allocated", name, found, mb)
		}
	}
}

// TestHostileMembers reads and writes records with as many undocumented members as fit into one: the time grows with their number,
// not with its square, which would be half a minute.
func TestHostileMembers(t *testing.T) {
	var right []byte
	for ev := range networkevent.JSON.Samples(1) {
		if len(ev.Relays) > 0 {
			right, _ = networkevent.JSON.Append(nil, ev)
			break
		}
	}
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, test := range map[string]struct {
		after, text string
		wrong       bool
	}{
		"members":                {`{`, repeat(80_000, `"%06x":1,`), false},
		"members of items":       {`"relays":[`, repeat(16_000, `{"ip":"1.2.3.4","name":"x","port":%d,"z":1},`), false},
		"members to be asked of": {`{`, repeat(40_000, `"%06x":{"":1,"":1},`), true},
	} {
		text := strings.Replace(string(right), test.after, test.after+test.text, 1)
		var ev networkevent.Event
		begin := time.Now()
		err := networkevent.JSON.Decode([]byte(text), &ev)
		if (err != nil) != test.wrong {
			t.Errorf("%s: %v", name, err)
		}
		if !test.wrong {
			if _, err := networkevent.JSON.Append(nil, &ev); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if took := time.Since(begin); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}

// allocated returns how many megabytes are allocated in all, temporary or not, while work is done.
func allocated(work func()) int64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc-before.TotalAlloc) >> 20
}

// TestManyColumns reads rows with thousands of cells that no column of the document names, each of them new: what a reader
// remembers of them is bounded in all, not by column.
func TestManyColumns(t *testing.T) {
	var text strings.Builder
	header, row := headerAndRow(t, networkevent.CSV)
	for i := range 3000 {
		header += ",x" + strconv.Itoa(i)
	}
	text.WriteString(header + "\n")
	for i := range 60 {
		text.WriteString(row)
		for k := range 3000 {
			text.WriteString(",value-" + strconv.Itoa(i*3000+k))
		}
		text.WriteString("\n")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	reader := networkevent.CSV.NewReader(strings.NewReader(text.String()))
	var r networkevent.Row
	for err := range reader.Into(&r) {
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Extra) != 3000 {
			t.Fatalf("%d extra cells", len(r.Extra))
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if reader.Pos().Record != 60 {
		t.Errorf("%d records", reader.Pos().Record)
	}
	if mb := (int64(after.HeapAlloc) - int64(before.HeapAlloc)) >> 20; mb > 8 {
		t.Errorf("%d MB are kept", mb)
	}
}

// headerAndRow returns the header of a CSV and a row that belongs to it.
func headerAndRow[T any](t *testing.T, codec *flowtrail.Codec[T]) (header, row string) {
	t.Helper()
	var text strings.Builder
	w := codec.NewWriter(&text)
	for sample := range codec.Samples(1) {
		if err := errors.Join(w.Write(sample), w.Flush()); err != nil {
			t.Fatal(err)
		}
		break
	}
	header, row, _ = strings.Cut(strings.TrimSuffix(text.String(), "\n"), "\n")
	return header, row
}
