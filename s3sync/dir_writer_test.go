package s3sync_test

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
)

// Write what a pipeline is to be tested with, as the sync would.
func ExampleDirWriter() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	w, err := s3sync.NewDirWriter(dir)
	if err != nil {
		log.Fatal(err)
	}
	event := networkevent.Event{Type: networkevent.TypeNetworkAccess, Time: time.Date(2025, 7, 25, 18, 19, 41, 0, time.UTC)}
	for range 3 {
		if err := w.Write(&s3sync.Record{Event: &event}); err != nil {
			log.Fatal(err)
		}
		event.Time = event.Time.Add(4 * time.Minute)
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	files, _, err := s3sync.Files{FS: os.DirFS(dir)}.List()
	for _, file := range files {
		fmt.Println(file.Path)
	}
	fmt.Println(err)
	// Output:
	// 2025-07-25T18:20:00+00:00.json
	// 2025-07-25T18:25:00+00:00.json
	// 2025-07-25T18:30:00+00:00.json
	// <nil>
}

// jumbled returns times that go on by some seconds, each up to the lag later or earlier, with a gap of an hour in the middle.
func jumbled(n int) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		for i := range n {
			when := noon.Add(time.Duration(i)*11*time.Second + time.Duration(random.Int64N(int64(s3sync.Lag))))
			if i > n/2 {
				when = when.Add(time.Hour)
			}
			if !yield(when) {
				return
			}
		}
	}
}

// expected returns the files that the records make.
func expected(t testing.TB, records iter.Seq[*s3sync.Record]) map[string]string {
	t.Helper()
	files := map[string]string{}
	for rec := range records {
		name, err := s3sync.FormatName(rec.Time().Truncate(5 * time.Minute).Add(5 * time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		files[name] += line(t, rec)
	}
	return files
}

// contents returns the files of a directory.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = string(text)
	}
	return files
}

func newDirWriter(t testing.TB, dir string) *s3sync.DirWriter {
	t.Helper()
	w, err := s3sync.NewDirWriter(dir)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

const replayed = 1000

// replay writes records, passing over those of files that are complete, and tells w of each.
func replay(dir string, told io.Writer) error {
	w, err := s3sync.NewDirWriter(dir)
	if err != nil {
		return err
	}
	for rec := range dated(jumbled(replayed)) {
		if err := w.Write(rec); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if _, err := told.Write([]byte{'.'}); err != nil {
			return err
		}
	}
	return w.Close()
}

func TestDirWriter(t *testing.T) {
	dir := t.TempDir()
	want := expected(t, dated(jumbled(replayed)))
	if err := replay(dir, io.Discard); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := replay(dir, io.Discard); err != nil { // changes nothing
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("written again (-want +got):\n%s", diff)
	}
}

const replayTo = "S3SYNC_REPLAY_TO"

// TestMain lets the test binary be the process that TestKilled kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(replayTo); dir != "" {
		if err := replay(dir, os.Stdout); err != nil {
			log.Fatal(err)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// TestKilled kills a process that writes, again and again, and checks that there is never a file that is not complete.
func TestKilled(t *testing.T) {
	want := expected(t, dated(jumbled(replayed)))
	parts := 0
	for kills := 0; kills < 40; {
		dir := t.TempDir()
		for done := false; !done; kills++ {
			done = runAndKill(t, dir)
			for name, text := range contents(t, dir) {
				if _, err := s3sync.ParseName(name); err != nil {
					parts++
				} else if text != want[name] {
					t.Fatalf("after %d kills, %s is not complete: %d bytes of %d", kills, name, len(text), len(want[name]))
				}
			}
		}
		if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
			t.Errorf("in the end (-want +got):\n%s", diff)
		}
	}
	if parts == 0 {
		t.Error("no process was killed while it wrote")
	}
}

// runAndKill runs a process that writes until it has written some records, and a little longer. It reports whether that came to its end.
func runAndKill(t *testing.T, dir string) (done bool) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	child := exec.Command(program)
	child.Env = append(os.Environ(), replayTo+"="+dir)
	child.Stderr = os.Stderr
	told, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	io.CopyN(io.Discard, told, rand.Int64N(replayed+replayed/10)) // ends early where the process does
	child.Process.Kill()
	io.Copy(io.Discard, told)
	return child.Wait() == nil
}

func TestDirWriterErrors(t *testing.T) {
	dir := t.TempDir()
	w := newDirWriter(t, dir)
	unknown := func(text string) *s3sync.Record { return &s3sync.Record{Event: &s3sync.Unknown{Raw: []byte(text)}} }
	timed := func(when time.Time) *s3sync.Record {
		return unknown(`{"event_type":"x","time":"` + when.Format(time.RFC3339) + `"}`)
	}
	for _, wrong := range []*s3sync.Record{{}, unknown(`{`), unknown(`{"event_type":"x"}`), timed(time.Date(9999, 12, 31, 23, 59, 0, 0, time.UTC))} {
		if err := w.Write(wrong); err == nil {
			t.Errorf("%v is written", wrong.Event)
		}
	}
	for _, right := range []*s3sync.Record{timed(noon), unknown(`{"event_type":"x"}`), timed(noon.Add(-s3sync.Lag))} {
		if err := w.Write(right); err != nil {
			t.Error(err)
		}
	}
	if err := w.Write(timed(noon.Add(-s3sync.Lag - time.Second))); !errors.Is(err, s3sync.ErrLate) {
		t.Error(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
	for _, err := range []error{w.Write(timed(noon)), w.Close(), w.Abort()} {
		if !errors.Is(err, fs.ErrClosed) {
			t.Error(err)
		}
	}
	name := "2025-07-25T12:05:00+00:00.json"
	before := contents(t, dir)
	if diff := cmp.Diff(line(t, timed(noon))+`{"event_type":"x"}`+"\n", before[name]); diff != "" || len(before) != 2 {
		t.Errorf("%d files, (-want +got):\n%s", len(before), diff)
	}
	w = newDirWriter(t, dir)
	if err := w.Write(timed(noon)); !errors.Is(err, fs.ErrExist) {
		t.Error(err)
	}
	if err := w.Write(timed(noon.Add(time.Hour))); err != nil {
		t.Error(err)
	}
	if err := w.Abort(); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("after Abort (-want +got):\n%s", diff)
	}
	if _, err := s3sync.NewDirWriter(filepath.Join(dir, "missing")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// TestDirWriterFails checks that nothing becomes complete after an error of the file system.
func TestDirWriterFails(t *testing.T) {
	dir := t.TempDir()
	w := newDirWriter(t, dir)
	next, stop := iter.Pull(dated(jumbled(replayed)))
	defer stop()
	rec, _ := next()
	if err := w.Write(rec); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	var first error
	for first == nil {
		rec, ok := next()
		if !ok {
			t.Fatal("all is written to a directory that is gone")
		}
		first = w.Write(rec)
	}
	for _, err := range []error{w.Write(rec), w.Close(), w.Abort()} {
		if err != first {
			t.Errorf("%v after %v", err, first)
		}
	}
}
