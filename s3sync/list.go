package s3sync

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"time"
)

// Files are the sync files of a directory tree, such as a copy of a bucket, and what is to be read of them.
//
//	files := s3sync.Files{FS: os.DirFS("bucket"), From: from, To: to, Workers: 4}
//	for rec, err := range files.Read() {
//		…
//	}
//
// Of the tree, regular files are read, and symbolic links to such, whose names [ParseName] takes for those of sync files.
// [Files.List] tells which these are, and which files are left out.
type Files struct {
	FS   fs.FS
	Root string // the directory of FS that holds the files, at any depth; or one file; "" is "."

	// From and To limit the events to those of From or later, and before To. The zero time is no limit.
	From, To time.Time

	// Workers is how many files are read at the same time, where FS must be safe for concurrent use. Below 2, the calling goroutine
	// reads one after the other.
	Workers int
}

// A File is a file of the sync.
type File struct {
	Path string    // in the fs.FS
	Time time.Time // that its name says, see [ParseName]
	Size int64     // in bytes, of the file as it is; a file is empty if the sync was not permitted to encrypt it
}

// List returns the files that [Files.Read] reads, in its order: by the time that their names say, then by path. An event may come
// into a file up to [Lag] after its time, and the time of a file may be that of its first or its last events. So these are the
// files after From less one [Interval] and before To plus Lag and one Interval.
//
// Ignored are the paths of all files, whatever their time, that are no sync files by their names, or no regular files. If a directory
// cannot be read, or does not exist, err says so, and what was found elsewhere is returned all the same.
func (f Files) List() (files []File, ignored []string, err error) {
	if f.FS == nil {
		return nil, nil, errors.New("there is no file system: FS is nil")
	}
	var failed []error
	found := func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			failed = append(failed, err)
			return nil
		}
		at, other := ParseName(path)
		if other == nil && !f.needs(at) {
			return nil
		}
		var info fs.FileInfo
		if other == nil {
			info, err = fs.Stat(f.FS, path)
		}
		switch {
		case err != nil:
			failed = append(failed, err)
		case other != nil || !info.Mode().IsRegular():
			ignored = append(ignored, path)
		default:
			files = append(files, File{path, at, info.Size()})
		}
		return nil
	}
	failed = append(failed, fs.WalkDir(f.FS, f.root(), found))
	slices.SortFunc(files, func(a, b File) int { return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.Path, b.Path)) })
	return files, ignored, errors.Join(failed...)
}

func (f Files) root() string { return cmp.Or(f.Root, ".") }

// needs reports whether a file of that time may have events of the range.
func (f Files) needs(at time.Time) bool {
	return (f.From.IsZero() || at.After(f.From.Add(-Interval))) && (f.To.IsZero() || at.Before(f.To.Add(Lag+Interval)))
}

// holds reports whether a time is in the range.
func (f Files) holds(at time.Time) bool {
	return !at.Before(f.From) && (f.To.IsZero() || at.Before(f.To))
}
