package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// An input is one file to read.
type input struct {
	name  string
	size  int64 // -1 if not known
	named bool  // by the user or a glob, not found in a directory
	stdin bool
}

// A path is a PATH argument and the inputs that it stands for.
type path struct {
	arg      string
	inputs   []input
	again    int   // how many inputs it stands for that were found before
	partly   bool  // it stands for more: inputs that were found before, that are excluded, or that cannot be read
	records  int64 // in its inputs
	failed   bool  // an input could not be read
	excluded bool  // it is named, and excluded
	without  bool  // something in it is excluded
	voids    int   // how many of its inputs are files of the sync to S3 without a single byte
}

// A finder finds the inputs of paths. Each is found once, however many paths lead to it, so that nothing is
// counted twice.
type finder struct {
	say     func(format string, args ...any)
	fail    func(name string, err error) // it cannot be read
	exclude func(name string) bool       // nil to exclude nothing
	leave   func(name string)            // it is named, and excluded
	written map[string]bool              // locations of files that are written
	seen    map[string]bool
}

// find returns the inputs of a PATH: stdin, a file, all data files of a directory, or what matches a glob.
func (f *finder) find(arg string) *path {
	p := &path{arg: arg}
	info, err := os.Stat(arg)
	glob := errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, `*?[{`)
	switch {
	case arg == "-":
		f.add(p, input{name: "<stdin>", size: -1, named: true, stdin: true})
	case !glob && f.excludes(arg):
		p.partly, p.excluded = true, true
		f.leave(arg)
	case err == nil && info.IsDir():
		f.walk(p, arg)
	case err == nil: // it may be a FIFO or a device
		f.add(p, input{name: arg, size: size(info), named: true})
	case glob:
		f.match(p, arg)
	default:
		f.lose(p, arg, err)
	}
	if p.again == 1 && len(p.inputs) == 0 {
		f.say("%s: named before, and read only once", arg)
	} else if p.again > 0 {
		f.say("%s: %s named before, and read only once", arg, plural(int64(p.again), "file"))
	}
	return p
}

// match finds the files that a glob matches, and those in directories that it matches.
func (f *finder) match(p *path, glob string) {
	names, err := doublestar.FilepathGlob(glob, doublestar.WithNoHidden(), doublestar.WithNoFollow())
	if err == nil && len(names) == 0 {
		err = errors.New("no file matches")
	}
	if err != nil {
		f.lose(p, glob, err)
	}
	slices.Sort(names)
	for _, name := range names {
		switch info, err := os.Stat(name); {
		case err != nil:
			f.lose(p, name, err)
		case f.excludes(name):
			p.without = true
		case info.IsDir():
			f.walk(p, name)
		default:
			f.found(p, input{name: name, size: size(info), named: true}, info)
		}
	}
}

// walk finds the data files in a directory and below, in lexical order. It follows links to files only.
func (f *finder) walk(p *path, dir string) {
	fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		name = filepath.Join(dir, name)
		switch {
		case err != nil:
			f.lose(p, name, err)
			return nil
		case entry.Name() != "." && entry.Name()[0] == '.' && entry.IsDir():
			return fs.SkipDir
		case f.excludes(name):
			p.without = true
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir() && isVirtual(name):
			f.say("%s: skipped: it holds no files, but what the system shows as files", name)
			return fs.SkipDir
		case entry.IsDir() || !maybeData(entry.Name()):
			return nil
		}
		if info, err := os.Stat(name); err != nil {
			f.lose(p, name, err)
		} else {
			f.found(p, input{name: name, size: size(info)}, info)
		}
		return nil
	})
}

// found adds an input that the user has not named itself, if it is a file that ends: opening a FIFO or a device may block, and
// reading it may never end.
func (f *finder) found(p *path, in input, info fs.FileInfo) {
	if !info.Mode().IsRegular() || isVirtual(in.name) {
		f.say("%s: skipped: it is not a regular file", in.name)
		return
	}
	f.add(p, in)
}

// excludes reports whether a file is not to be read, or a directory not to be looked into.
func (f *finder) excludes(name string) bool { return f.exclude != nil && f.exclude(name) }

// maybeData reports whether a file in a directory may hold data, going by its name.
func maybeData(name string) bool {
	return name[0] != '.' && !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".findings")
}

// namedAsData reports whether the name of a file says that it holds data of the kinds that are known.
func namedAsData(name string) bool {
	name = strings.ToLower(name)
	switch filepath.Ext(strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".zst")) {
	case ".json", ".jsonl", ".ndjson", ".csv":
		return true
	}
	return false
}

func (f *finder) add(p *path, in input) {
	key := "-"
	if !in.stdin {
		key = location(in.name)
	}
	if f.written[key] {
		f.say("%s: skipped: it is a report of this run", in.name)
		return
	}
	if f.seen[key] {
		p.again++
		p.partly = true
		return
	}
	f.seen[key] = true
	p.inputs = append(p.inputs, in)
}

// location returns the one absolute path of a file, as far as it can be known.
func location(name string) string {
	if real, err := filepath.EvalSymlinks(name); err == nil {
		name = real
	}
	if abs, err := filepath.Abs(name); err == nil {
		name = abs
	}
	return name
}

func (f *finder) lose(p *path, name string, err error) {
	p.partly = true
	f.fail(name, err)
}

// size returns the size of a file, or -1 if that says nothing about how much there is to read.
func size(info fs.FileInfo) int64 {
	if !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

// manyFiles reports whether the inputs are several files, as standard input may be.
func manyFiles(paths []*path) bool {
	files := 0
	for _, p := range paths {
		for _, in := range p.inputs {
			if files++; files > 1 || in.stdin {
				return true
			}
		}
	}
	return false
}

// totalSize returns the size of all inputs, or -1 if that of one is not known.
func totalSize(paths []*path) int64 {
	var total int64
	for _, p := range paths {
		for _, in := range p.inputs {
			if in.size < 0 {
				return -1
			}
			total += in.size
		}
	}
	return total
}
