package flowtrail_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

var bombSize = flag.Int64("bomb", 64, "size of each input of TestBombs in MB, decompressed; 10000 takes minutes")

// bomb is a gzip stream of one text, then another one again and again, in members of a megabyte.
func bomb(t *testing.T, first, again string) io.Reader {
	t.Helper()
	member := func(text string) []byte {
		var b bytes.Buffer
		zw := gzip.NewWriter(&b)
		io.WriteString(zw, text)
		if err := zw.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	one := member(strings.Repeat(again, 1+(1<<20)/len(again)))
	return io.MultiReader(bytes.NewReader(member(first)), io.LimitReader(&repeating{text: one}, *bombSize*int64(len(one))))
}

// repeating is an input that has the same bytes again and again.
type repeating struct {
	text []byte
	at   int
}

func (r *repeating) Read(p []byte) (int, error) {
	n := copy(p, r.text[r.at:])
	r.at = (r.at + n) % len(r.text)
	return n, nil
}

// TestBombs reads small files that are large when they are decompressed, in memory that does not depend on that.
func TestBombs(t *testing.T) {
	good := sampleEvents(t, 1)[0] + "\n"
	row := networkeventHeader + "\n" + sampleRows(t, 1)[0] + "\n"
	for name, b := range map[string]struct{ first, again string }{
		"spaces":             {good, " "},
		"newlines":           {good, "\n"},
		"spaces in a record": {good + `{"event_type":`, " "},
		"spaces in an array": {"[" + good + ",", " "},
		"brackets":           {good, "["},
		"objects":            {good, `{"a":`},
		"nested both ways":   {"[" + good + ",", `[{"a":`},
		"objects in lines":   {good, strings.Repeat(`{"a":`, 300) + "\n"},
		"a string":           {good + `{"a":"`, "x"},
		"escapes":            {good + `{"a":"`, `\`},
		"a number":           {good + `{"a":`, "7"},
		"members":            {good + `{`, `"a":1,`},
		"zeros":              {good, "\x00"},
		"commas in an array": {"[" + good, ","},
	} {
		t.Run(name, func(t *testing.T) { explode(t, networkevent.JSON, bomb(t, b.first, b.again)) })
	}
	for name, b := range map[string]struct{ first, again string }{
		"a cell":           {row, "x"},
		"a cell in quotes": {row + `"`, "x"},
		"commas":           {row, ","},
		"quotes":           {row, `"`},
		"newlines":         {row, "\n"},
		"lines in quotes":  {row + `"`, strings.Repeat("x", 1000) + "\n"},
		"odd quotes":       {row, `"` + strings.Repeat("x", 1000) + "\n"},
		"a header":         {"", "start_time,"},
		"a header, open":   {`"`, "start_time,\n"},
	} {
		t.Run(name+" in CSV", func(t *testing.T) { explode(t, networkevent.CSV, bomb(t, b.first, b.again)) })
	}
}

// explode reads a bomb by one goroutine and by several, and measures how much memory is asked of the system for that.
func explode[T any](t *testing.T, codec *flowtrail.Codec[T], input io.Reader) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var counts flowtrail.Counts
	var last error
	for err := range codec.Check(input, flowtrail.Count(&counts), flowtrail.Workers(2), flowtrail.MaxRecordSize(100_000)) {
		last = err
	}
	runtime.ReadMemStats(&after)
	if mb := (after.Sys - before.Sys) >> 20; mb > 48 {
		t.Errorf("%d MB are taken", mb)
	}
	var header *flowtrail.HeaderError
	var stream *flowtrail.StreamError
	stopped := errors.As(last, &header) || errors.As(last, &stream)
	if unread, err := io.Copy(io.Discard, input); !stopped && (unread > 0 || err != nil || counts.Records == counts.Invalid) {
		t.Errorf("%d bytes are not read, %+v, %v, %v", unread, counts, last, err)
	}
}
