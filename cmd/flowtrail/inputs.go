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
	arg    string
	inputs []input
	partly bool // it stands for more: what an earlier path stands for as well, or what cannot be read
}

// A finder finds the inputs of paths. Each is found once, however many paths lead to it, so that nothing is
// counted twice.
type finder struct {
	say  func(format string, args ...any)
	fail func(name string, err error) // a path cannot be read
	seen map[string]bool
}

// find returns the inputs of a PATH: stdin, a file, all data files of a directory, or what matches a glob.
func (f *finder) find(arg string) *path {
	p := &path{arg: arg}
	if arg == "-" {
		f.add(p, input{name: "<stdin>", size: -1, named: true, stdin: true})
		return p
	}
	names := []string{arg}
	if _, err := os.Stat(arg); errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(arg, `*?[{`) {
		names, err = doublestar.FilepathGlob(arg, doublestar.WithNoHidden(), doublestar.WithNoFollow())
		if err == nil && len(names) == 0 {
			err = errors.New("no file matches")
		}
		if err != nil {
			f.lose(p, arg, err)
		}
		slices.Sort(names)
	}
	for _, name := range names {
		info, err := os.Stat(name)
		switch {
		case err != nil:
			f.lose(p, name, err)
		case info.IsDir():
			f.walk(p, name)
		default:
			f.add(p, input{name: name, size: size(info), named: true})
		}
	}
	return p
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
		case entry.IsDir() || !maybeData(entry.Name()):
			return nil
		}
		info, err := os.Stat(name)
		switch {
		case err != nil:
			f.lose(p, name, err)
		case !info.Mode().IsRegular():
			f.say("%s: skipped: it is not a regular file", name)
		default:
			f.add(p, input{name: name, size: size(info)})
		}
		return nil
	})
}

// maybeData reports whether a file in a directory may hold data, going by its name.
func maybeData(name string) bool {
	return name[0] != '.' && !strings.HasSuffix(name, ".md") && !strings.HasSuffix(name, ".findings")
}

// namedAsData reports whether the name of a file says that it holds data of the kinds that are known.
func namedAsData(name string) bool {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(name), ".gz")) {
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
	if f.seen[key] {
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
