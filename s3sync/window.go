package s3sync

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// A window is the file of one interval. Until it is complete it has the name of a part.
type window struct {
	end  time.Time
	name string
	file *os.File // nil if it was complete before
	buf  *bufio.Writer
}

func newWindow(dir *os.Root, end time.Time, name string) (*window, error) {
	win := &window{end: end, name: name}
	_, err := dir.Lstat(name)
	switch {
	case err == nil:
		return win, nil
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	win.file, err = dir.OpenFile(partName(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("another DirWriter is writing %s", name)
	}
	win.buf = bufio.NewWriterSize(win.file, 64<<10)
	return win, err
}

// complete gives the file its name, once all of it is on the disk.
func (win *window) complete(dir *os.Root) error {
	if win.file == nil {
		return nil
	}
	err := win.buf.Flush()
	if err == nil {
		err = win.file.Sync()
	}
	if err == nil {
		err = win.file.Close()
	}
	if err == nil {
		err = dir.Rename(partName(win.name), win.name)
	}
	if err == nil {
		err = syncDir(dir)
	}
	return err
}

// syncDir makes the names in a directory last.
func syncDir(dir *os.Root) error {
	file, err := dir.Open(".")
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// abandon removes the file.
func (win *window) abandon(dir *os.Root) error {
	if win.file == nil {
		return nil
	}
	win.file.Close() // it may be closed already
	if err := dir.Remove(partName(win.name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

const partPrefix, partSuffix = ".", ".part"

// partName returns the name of a file that is not complete.
func partName(name string) string { return partPrefix + name + partSuffix }

// removeParts removes all files that are not complete.
func removeParts(dir *os.Root) error {
	entries, err := fs.ReadDir(dir.FS(), ".")
	for _, entry := range entries {
		name, begins := strings.CutPrefix(entry.Name(), partPrefix)
		name, ends := strings.CutSuffix(name, partSuffix)
		if _, other := ParseName(name); !begins || !ends || other != nil {
			continue
		}
		err = errors.Join(err, dir.Remove(entry.Name()))
	}
	return err
}
