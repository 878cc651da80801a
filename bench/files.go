package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/flowtrail/flowtrail/networkevent"
)

// files are the inputs of whole processes. They are made when they are first needed, and kept for later runs.
type files struct {
	events, rows             func() (file, error)
	packedEvents, packedRows func() (file, error) // by gzip
	dir                      string
	used                     []input
}

// A file is an input on disk. What is known of it is kept beside it.
type file struct {
	input
	First, Last time.Time // of the records
	Recipe      string    // changes whenever the content would
	path        string
}

// newFiles returns files in dir, of at least so many bytes where not said otherwise.
func newFiles(dir string, size int64) *files {
	f := &files{dir: dir}
	f.events = f.once(func() (recipe, error) {
		return samples("events.json", networkevent.JSON, eventTime, size), nil
	})
	f.rows = f.once(func() (recipe, error) {
		return samples("rows.csv", networkevent.CSV, rowTime, size), nil
	})
	f.packedEvents = f.once(func() (recipe, error) { return packed(f.events()) })
	f.packedRows = f.once(func() (recipe, error) { return packed(f.rows()) })
	return f
}

func eventTime(e *networkevent.Event) time.Time { return e.Time }

func rowTime(r *networkevent.Row) time.Time {
	if r.EndTime.IsZero() {
		return r.StartTime.Time
	}
	return r.EndTime.Time
}

// once returns what makes a file when it is first called.
func (f *files) once(prepare func() (recipe, error)) func() (file, error) {
	return sync.OnceValues(func() (file, error) {
		r, err := prepare()
		if err != nil {
			return file{}, err
		}
		made, err := f.get(r)
		f.used = append(f.used, made.input)
		return made, err
	})
}

// get returns the file of a recipe, which it makes unless it is there.
func (f *files) get(r recipe) (file, error) {
	path := filepath.Join(f.dir, r.name)
	note := path + ".made"
	if made, ok := known(note, path); ok && made.Recipe == r.key {
		return made, nil
	}
	os.Remove(note)
	made := file{input: input{Name: r.name}, Recipe: r.key, path: path}
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return made, err
	}
	if err := cook(r, &made); err != nil {
		return made, err
	}
	text, err := json.Marshal(made)
	if err != nil {
		return made, err
	}
	return made, os.WriteFile(note, text, 0o644)
}

// known returns what a note says of the file at path.
func known(note, path string) (made file, ok bool) {
	text, err := os.ReadFile(note)
	if err != nil || json.Unmarshal(text, &made) != nil {
		return made, false
	}
	made.path = path
	_, err = os.Stat(path)
	return made, err == nil
}

func cook(r recipe, made *file) error {
	out, err := os.Create(made.path)
	if err != nil {
		return err
	}
	defer out.Close()
	buffered := bufio.NewWriterSize(out, 1<<20)
	counted := &counter{Writer: buffered}
	if err := r.write(counted, made); err != nil {
		return err
	}
	made.Bytes = counted.n
	if err := buffered.Flush(); err != nil {
		return err
	}
	return out.Close()
}

// load reads the file, so that it is in the system's memory.
func (f file) load() error {
	in, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = io.Copy(io.Discard, in)
	return err
}

// A counter counts what is written.
type counter struct {
	io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += int64(n)
	return n, err
}
