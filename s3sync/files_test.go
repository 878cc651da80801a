package s3sync_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// bucket is what the examples read.
func bucket() fs.FS {
	record := func(clock string) string {
		return `{"event_type":"authentication","event":{"time":"2025-07-25T` + clock + `.25+00:00"}}` + "\n"
	}
	return fstest.MapFS{
		"sync/2025-07-25T18:20:00+00:00.json": {Data: []byte(record("18:19:41") + record("18:11:02"))},
		"sync/2025-07-25T18:25:00+00:00.json": {Data: []byte(record("18:22:10") + `{"event_type":7}` + "\n" + record("18:19:59"))},
		"sync/2025-07-25T18:30:00+00:00.json": {},
		"sync/2025-07-25T18:35:00+00:00.json": {Data: []byte(record("18:31:00"))},
		"sync/README.txt":                     {Data: []byte("logs of the network")},
	}
}

// Read what a copy of a bucket holds of ten minutes.
func ExampleFiles_Read() {
	files := s3sync.Files{
		FS:      bucket(),
		From:    time.Date(2025, 7, 25, 18, 15, 0, 0, time.UTC),
		To:      time.Date(2025, 7, 25, 18, 25, 0, 0, time.UTC),
		Workers: 4,
	}
	for rec, err := range files.Read() {
		var bad *flowtrail.RecordError
		switch {
		case errors.As(err, &bad):
			fmt.Println(bad) // this record is wrong
			continue
		case err != nil:
			log.Fatal(err) // a file, or a directory, cannot be read; the next one may be all right
		}
		switch ev := rec.Event.(type) {
		case *networkevent.Event:
			fmt.Println(ev.Time, ev.User.Email)
		case *dnsfilter.Event:
			fmt.Println(ev.Time, ev.Domain)
		case *s3sync.Unknown:
			fmt.Println(ev.Time(), ev.Stream)
		}
	}
	// Output:
	// 2025-07-25 18:19:41.25 +0000 UTC authentication
	// 2025-07-25 18:22:10.25 +0000 UTC authentication
	// sync/2025-07-25T18:25:00+00:00.json:2:15: /event_type: 7 is a number, not a string
	// 2025-07-25 18:19:59.25 +0000 UTC authentication
}

// See which files there are, which are empty, and which are none of the sync.
func ExampleFiles_List() {
	files, ignored, err := s3sync.Files{FS: bucket(), From: time.Date(2025, 7, 25, 18, 30, 0, 0, time.UTC)}.List()
	if err != nil {
		log.Fatal(err)
	}
	for _, file := range files {
		fmt.Println(file.Path, file.Size)
	}
	fmt.Println(ignored)
	// Output:
	// sync/2025-07-25T18:30:00+00:00.json 0
	// sync/2025-07-25T18:35:00+00:00.json 80
	// [sync/README.txt]
}

// watched is a file system that keeps which files are opened.
type watched struct {
	fs.FS
	mu     sync.Mutex
	opened []string
}

func (w *watched) Open(name string) (fs.File, error) {
	file, err := w.FS.Open(name)
	if err == nil {
		if info, err := file.Stat(); err == nil && !info.IsDir() {
			w.mu.Lock()
			w.opened = append(w.opened, name)
			w.mu.Unlock()
		}
	}
	return file, err
}

// Stat makes fs.Stat open nothing.
func (w *watched) Stat(name string) (fs.FileInfo, error) { return fs.Stat(w.FS, name) }

// written returns a directory with the files that jumbled records make.
func written(t testing.TB) fs.FS {
	t.Helper()
	dir := t.TempDir()
	if err := replay(dir, io.Discard); err != nil {
		t.Fatal(err)
	}
	return os.DirFS(dir)
}

// read returns the records of files as they are written, and the errors.
func read(t testing.TB, files s3sync.Files) (all []string) {
	t.Helper()
	for rec, err := range files.Read() {
		if err != nil {
			all = append(all, err.Error())
			continue
		}
		all = append(all, line(t, rec))
	}
	return all
}

// TestReadRange reads every range of some borders, and checks that just its events are read, of just the files that may have such, in
// the order of the files.
func TestReadRange(t *testing.T) {
	fsys := written(t)
	want := expected(t, dated(jumbled(replayed)))
	var borders []time.Time
	for minutes := -20; minutes < 300; minutes += 97 {
		borders = append(borders, noon.Add(time.Duration(minutes)*time.Minute), noon.Add(time.Duration(minutes)*time.Minute+time.Second/3))
	}
	borders = append(borders, time.Time{})
	for _, from := range borders {
		for _, to := range borders {
			var inRange, needed []string
			for _, name := range slices.Sorted(maps.Keys(want)) {
				when, _ := s3sync.ParseName(name)
				if (from.IsZero() || when.After(from.Add(-5*time.Minute))) && (to.IsZero() || when.Before(to.Add(15*time.Minute))) {
					needed = append(needed, name)
				}
				for text := range strings.Lines(want[name]) {
					var rec s3sync.Record
					if err := s3sync.JSON.Decode([]byte(text), &rec); err != nil {
						t.Fatal(err)
					}
					if when := rec.Time(); !when.Before(from) && (to.IsZero() || when.Before(to)) {
						inRange = append(inRange, text)
					}
				}
			}
			for _, workers := range []int{1, 3} {
				w := &watched{FS: fsys}
				got := read(t, s3sync.Files{FS: w, From: from, To: to, Workers: workers})
				if diff := cmp.Diff(inRange, got); diff != "" {
					t.Fatalf("from %v to %v, %d workers (-want +got):\n%s", from, to, workers, diff)
				}
				slices.Sort(w.opened)
				if diff := cmp.Diff(needed, w.opened); diff != "" {
					t.Fatalf("from %v to %v, %d workers: opened (-want +got):\n%s", from, to, workers, diff)
				}
			}
		}
	}
}

// TestReadTree reads a tree in which much is wrong.
func TestReadTree(t *testing.T) {
	record := func(clock string) string { return `{"event_type":"x","time":"2025-07-25T` + clock + `Z"}` + "\n" }
	file := func(text ...string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(strings.Join(text, ""))} }
	tree := fstest.MapFS{
		"b/2025-07-25T12:00:00+00:00.json":               file(record("11:59:00")),
		"a/2025-07-25T12:00:00+00:00.json":               file(record("11:58:00"), `{"event_type":"untimed"}`+"\n"),
		"a/z/2025-07-25T11%3A55%3A00%2B00%3A00.json":     file(record("11:54:00"), "{}\n", record("11:53:00")),
		"2025-07-25T12:05:00+00:00.json":                 file(),
		"2025-07-25T12:10:00+00:00.json.gz":              file("\x1f\x8b\x08\x00"),
		"2025-07-25T12:15:00+00:00.json":                 file(record("12:14:00")),
		"2025-07-25T12:20:00+00:00.json":                 {Mode: fs.ModeNamedPipe},
		"2025-07-25T12:25:00+00:00.json/inner.json":      file(record("12:24:00")),
		".2025-07-25T12:30:00+00:00.json.part":           file(record("12:29:00")),
		"notes.txt":                                      file("x"),
		"2025-07-25T12-35-00.json":                       file(record("12:34:00")),
		"2025-07-25T23:00:00+00:00.json":                 file(record("12:00:00")),
		"2025-07-25T12:15:00+00:00.json.d/2025.json":     file("x"),
		"empty/2025-07-25T12:01:00+00:00.json/empty.txt": file("x"),
	}
	files := s3sync.Files{FS: tree, To: at(t, "12:40:00")}
	want := []string{
		record("11:54:00"), "a/z/2025-07-25T11%3A55%3A00%2B00%3A00.json:2:1: /event_type: is missing", record("11:53:00"),
		record("11:58:00"), `{"event_type":"untimed"}` + "\n", record("11:59:00"),
		"2025-07-25T12:10:00+00:00.json.gz:1:1: the gzip data is cut off at byte 4, after 0 bytes of text: unexpected EOF", record("12:14:00"),
	}
	for files.Workers = range 4 {
		if diff := cmp.Diff(want, read(t, files)); diff != "" {
			t.Errorf("%d workers (-want +got):\n%s", files.Workers, diff)
		}
	}
	_, ignored, err := files.List()
	if err != nil {
		t.Error(err)
	}
	slices.Sort(ignored)
	if diff := cmp.Diff([]string{
		".2025-07-25T12:30:00+00:00.json.part", "2025-07-25T12-35-00.json", "2025-07-25T12:15:00+00:00.json.d/2025.json", "2025-07-25T12:20:00+00:00.json",
		"2025-07-25T12:25:00+00:00.json/inner.json", "empty/2025-07-25T12:01:00+00:00.json/empty.txt", "notes.txt",
	}, ignored); diff != "" {
		t.Errorf("ignored (-want +got):\n%s", diff)
	}
	for border, want := range map[string]int{"12:00:00": 0, "12:00:01": 1} { // a record without a time is of that of its file
		n := 0
		for _, text := range read(t, s3sync.Files{FS: tree, Root: "a", To: at(t, border)}) {
			n += strings.Count(text, "untimed")
		}
		if n != want {
			t.Errorf("%d records without a time before %s", n, border)
		}
	}
	if diff := cmp.Diff([]string{record("11:59:00")}, read(t, s3sync.Files{FS: tree, Root: "b/2025-07-25T12:00:00+00:00.json"})); diff != "" {
		t.Errorf("one file (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"missing:1:1: open missing: file does not exist"}, read(t, s3sync.Files{FS: tree, Root: "missing", Workers: 2})); diff != "" {
		t.Errorf("missing directory (-want +got):\n%s", diff)
	}
	var broken *flowtrail.StreamError
	for _, err := range (s3sync.Files{FS: os.DirFS(t.TempDir() + "/missing")}).Read() {
		if !errors.As(err, &broken) || !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("missing directory: %v", err)
		}
	}
	if broken == nil {
		t.Error("a missing directory is no error")
	}
}

// TestReadLarge reads files that are read by all workers, between some that are not.
func TestReadLarge(t *testing.T) {
	tree := fstest.MapFS{}
	var want []string
	for i, n := range []int{10, 8000, 7000, 3, 3000, 0, 9000} {
		var text strings.Builder
		if err := s3sync.JSON.WriteSamples(&text, uint64(i), int64(n), false); err != nil {
			t.Fatal(err)
		}
		name, err := s3sync.FormatName(noon.Add(time.Duration(i) * time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		tree[name] = &fstest.MapFile{Data: []byte(text.String())}
		want = slices.AppendSeq(want, strings.Lines(text.String()))
	}
	for workers := range 5 {
		if got := read(t, s3sync.Files{FS: tree, Workers: workers}); !slices.Equal(want, got) {
			t.Errorf("%d workers: %d records of %d, or others", workers, len(got), len(want))
		}
	}
}

// TestReadStops leaves loops in the middle, and checks that no goroutine is left.
func TestReadStops(t *testing.T) {
	fsys := written(t)
	for workers := range 4 {
		for _, most := range []int{1, 2, 500} {
			before, n := runtime.NumGoroutine(), 0
			for _, err := range (s3sync.Files{FS: fsys, Workers: workers}).Read() {
				if err != nil {
					t.Fatal(err)
				}
				if n++; n == most {
					break
				}
			}
			for i := 0; runtime.NumGoroutine() > before; i++ { // the last ones may be about to end
				if i == 1e6 {
					t.Fatalf("%d workers: %d goroutines before, %d after", workers, before, runtime.NumGoroutine())
				}
				runtime.Gosched()
			}
		}
	}
}

// failing panics, or ends the goroutine, where a file is read.
type failing struct {
	fs.FS
	fail func()
}

func (f failing) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "00:05:00+00:00.json") {
		f.fail()
	}
	return f.FS.Open(name)
}

func (f failing) Stat(name string) (fs.FileInfo, error) { return fs.Stat(f.FS, name) }

func TestReadPanics(t *testing.T) {
	record := `{"event_type":"x"}` + "\n"
	tree := fstest.MapFS{}
	for _, clock := range []string{"00:00", "00:05", "00:10"} {
		tree["2025-07-25T"+clock+":00+00:00.json"] = &fstest.MapFile{Data: []byte(record)}
	}
	for name, fail := range map[string]func(){"panic": func() { panic("no disk") }, "Goexit": runtime.Goexit} {
		n := 0
		func() {
			defer func() {
				if v := recover(); v == nil || n != 1 {
					t.Errorf("%s: %v after %d records", name, v, n)
				}
			}()
			for range (s3sync.Files{FS: failing{tree, fail}, Workers: 2}).Read() {
				n++
			}
		}()
	}
}

// TestNoFileSystem checks that Files without one say so.
func TestNoFileSystem(t *testing.T) {
	if files, _, err := (s3sync.Files{}).List(); files != nil || err == nil {
		t.Errorf("listed %v, %v", files, err)
	}
	n := 0
	for rec, err := range (s3sync.Files{}).Read() {
		if n++; rec != nil || err == nil {
			t.Errorf("read %v, %v", rec, err)
		}
	}
	if n != 1 {
		t.Errorf("%d pairs, not 1", n)
	}
}
