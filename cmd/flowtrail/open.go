package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/s3sync"
)

// errStopped ends reading when there is no point in it any more.
var errStopped = errors.New("stopped")

// gunzip decompresses gzip, half as fast again as compress/gzip.
func gunzip(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) }

// readInput finds out what an input is, and uses it if it is wanted.
func (j *job) readInput(f *file) {
	if j.stopped() {
		return
	}
	src := &source{progress: j.progress, stopped: j.stopped}
	if f.size >= 0 {
		defer func() { j.progress.expectLess(f.size - src.read) }() // it is no data, or cannot be read on
	}
	raw := io.NopCloser(j.stdin)
	if !f.stdin {
		var err error
		if raw, err = os.Open(f.name); err != nil {
			f.err = err
			return
		}
	}
	defer raw.Close()
	src.Reader = raw
	plain := &unpacker{r: src}
	doc, text, err := documents.Open(plain)
	var unknown *documents.UnknownError
	if errors.As(err, &unknown) && plain.zstd {
		unknown.Seen = "zstd data, and in it " + unknown.Seen
	}
	switch {
	case err == nil && f.as == nil:
	case err == nil || errors.As(err, &unknown) && !unknown.Empty && !unknown.Foreign && f.as != nil:
		doc, err = f.as, nil
	case unknown == nil:
		f.err = err
		return
	}
	if err == nil && j.refuse != nil {
		err = j.refuse(doc)
	}
	if err != nil {
		j.leaveOut(f, doc, err)
		return
	}
	f.doc, f.text = doc, text
	f.tally = j.run.Tally(doc)
	j.use(f)
}

// leaveOut takes note of why an input is not read: it is of a type that is not wanted, or of none. A file in a directory may be,
// unless its name says that it is data: then its shape has changed.
func (j *job) leaveOut(f *file, doc flowtrail.Document, err error) {
	var unknown *documents.UnknownError
	switch errors.As(err, &unknown); {
	case unknown == nil && f.named:
		f.err = err
	case unknown == nil:
		f.unread = "skipped: " + err.Error()
	case unknown.Empty:
		f.unread, f.empty = "no records: it is "+unknown.Seen, true
		if f.void = f.size == 0 && isSyncFile(f.name); f.void {
			f.unread += "; " + whyVoid
		}
	case !f.named && !namedAsData(f.name) && unknown.Err == nil:
		f.unread = "skipped: it is " + unknown.Seen
	case unknown.Foreign || unknown.Err != nil:
		f.err = fmt.Errorf("it is %s", unknown.Seen)
	case unknown.Like != "":
		f.err = fmt.Errorf("its type is not recognised: it is %s", unknown.Seen)
	default:
		f.err = fmt.Errorf("its type is not recognised: it is %s; %s %s", unknown.Seen, j.hint, oneOf(typeNames()))
	}
}

// whyVoid says why a file that the sync to S3 has written is empty: for a time without events it writes none.
const whyVoid = "the sync writes such a file to a bucket whose KMS key it may not use (kms:GenerateDataKey, kms:Decrypt)"

// isSyncFile reports whether a file is named as the sync to S3 names its files.
func isSyncFile(name string) bool {
	_, err := s3sync.ParseName(filepath.ToSlash(name))
	return err == nil
}

// A source reads an input, shows that, and ends when there is no point in reading on.
type source struct {
	io.Reader
	progress *progress
	stopped  func() bool
	read     int64
}

func (s *source) Read(p []byte) (int, error) {
	if s.stopped() {
		return 0, errStopped
	}
	n, err := s.Reader.Read(p)
	s.read += int64(n)
	s.progress.Write(p[:n])
	return n, err
}
