package report

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// An Output is a file that a report is written to. It takes the place of an older file of that name only when all of it is
// written. What is no regular file, such as a pipe, is written to as it is.
type Output struct {
	*bufio.Writer
	path string
	temp string // empty if the file is written to as it is
	file *os.File
}

// Create begins to write a file. Nothing of an older one is lost until Commit.
func Create(path string) (*Output, error) {
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%s is a directory", path)
	case err == nil && !info.Mode().IsRegular():
		file, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, err
		}
		return &Output{Writer: bufio.NewWriter(file), path: path, file: file}, nil
	}
	if err == nil {
		if path, err = filepath.EvalSymlinks(path); err != nil {
			return nil, err
		}
	}
	for {
		temp := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%08x.tmp", filepath.Base(path), rand.Uint32()))
		file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if info != nil {
			file.Chmod(info.Mode().Perm()) // who may read a report is no reason not to write it
		}
		return &Output{Writer: bufio.NewWriter(file), path: path, temp: temp, file: file}, nil
	}
}

// Commit puts the file in its place. If that or writing it has failed, an older one stays as it was.
func (o *Output) Commit() error {
	err := o.Flush()
	if closed := o.file.Close(); err == nil {
		err = closed
	}
	if o.temp == "" {
		return err
	}
	if err == nil {
		err = os.Rename(o.temp, o.path)
	}
	if err != nil {
		os.Remove(o.temp)
	}
	return err
}

// Discard gives up the file. An older one stays as it was.
func (o *Output) Discard() {
	o.file.Close()
	if o.temp != "" {
		os.Remove(o.temp)
	}
}
