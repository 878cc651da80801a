package s3sync

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"
)

// A DirWriter writes records into a directory as the sync does into a bucket, for tests and replays of what reads from there: one
// file for each [Interval] that has an event, named by [FormatName] for its end. An event of 18:20:00 belongs to the file of 18:25.
//
// Records may come in any order as long as none is more than [Lag] earlier than the latest one before it. A file is complete, and
// gets its name, when a record of Lag after its end is written, and all files do with [DirWriter.Close]. Until then it has a name
// that [ParseName] refuses: a file is complete or absent whenever the process dies, or the machine. No more than three files are
// being written, each through a buffer of 64 KiB.
//
// A DirWriter never changes a file that is complete. After a crash, write all records again, by a new DirWriter, and pass over the
// errors that are [fs.ErrExist]: they are those of records in files that are complete.
//
// A DirWriter is not safe for concurrent use, and no two of them may write into the same directory at the same time.
type DirWriter struct {
	dir     *os.Root
	windows []*window // that a record may still belong to
	latest  time.Time // of all records
	line    []byte
	err     error // final
}

// ErrLate says that a record is more than [Lag] earlier than one that was written before.
var ErrLate = errors.New("the record is too late")

// NewDirWriter returns a DirWriter for a directory, which must exist. It removes the files there that an earlier DirWriter did not
// complete.
func NewDirWriter(dir string) (*DirWriter, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := removeParts(root); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &DirWriter{dir: root}, nil
}

// Write writes a record to the file of its time or, if it says none, of the latest time so far. Of the errors, these leave out only
// this record: [ErrLate]; [fs.ErrExist], if its file was complete before this DirWriter began it; and those of a record that cannot
// be written, see [flowtrail.Codec.Append], or of which no time is known. All others are final: no further file becomes complete,
// and later calls return the same error.
func (w *DirWriter) Write(rec *Record) error {
	if w.err != nil {
		return w.err
	}
	line, err := JSON.Append(w.line[:0], rec)
	if err != nil {
		return err
	}
	w.line = line
	at := rec.Time()
	if at.IsZero() {
		at = w.latest
	}
	switch late := w.latest.Sub(at); {
	case at.IsZero():
		return errors.New("the record says no time, and neither did one before it")
	case late > Lag && !w.latest.IsZero():
		return fmt.Errorf("%w: its time %s is %v before that of an earlier one", ErrLate, at.Format(time.RFC3339Nano), late)
	}
	end := at.Truncate(Interval).Add(Interval)
	name, err := FormatName(end)
	if err != nil {
		return err
	}
	if err := w.advance(at); err != nil {
		return w.fail(err)
	}
	win, err := w.window(end, name)
	switch {
	case err != nil:
		return w.fail(err)
	case win.file == nil:
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	if _, err := win.buf.Write(line); err != nil {
		return w.fail(err)
	}
	return nil
}

// advance completes the files to which no record belongs any more if one of that time is written.
func (w *DirWriter) advance(at time.Time) error {
	if at.After(w.latest) || w.latest.IsZero() {
		w.latest = at
	}
	for len(w.windows) > 0 && w.latest.Sub(w.windows[0].end) >= Lag {
		done := w.windows[0]
		if err := done.complete(w.dir); err != nil {
			return err
		}
		w.windows = w.windows[1:]
	}
	return nil
}

// window returns the window with an end, which it begins if there is none.
func (w *DirWriter) window(end time.Time, name string) (*window, error) {
	i, found := slices.BinarySearchFunc(w.windows, end, func(win *window, end time.Time) int { return win.end.Compare(end) })
	if found {
		return w.windows[i], nil
	}
	win, err := newWindow(w.dir, end, name)
	if err == nil {
		w.windows = slices.Insert(w.windows, i, win)
	}
	return win, err
}

// fail makes err the final error, with what goes wrong when all is given up.
func (w *DirWriter) fail(err error) error {
	for _, win := range w.windows {
		err = errors.Join(err, win.abandon(w.dir))
	}
	w.windows = nil
	w.err = errors.Join(err, w.dir.Close())
	return w.err
}

// Close completes all files, those of intervals that are not over included.
func (w *DirWriter) Close() error {
	if w.err != nil {
		return w.err
	}
	for len(w.windows) > 0 {
		if err := w.windows[0].complete(w.dir); err != nil {
			return w.fail(err)
		}
		w.windows = w.windows[1:]
	}
	w.err = fs.ErrClosed
	return w.dir.Close()
}

// Abort takes the place of Close where some records could not be had: it removes the files that are not complete.
func (w *DirWriter) Abort() error {
	if w.err != nil {
		return w.err
	}
	err := w.fail(nil)
	w.err = fs.ErrClosed
	return err
}
