package main

import (
	slash "path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// globs match files, and all files in directories that they match. A glob without a slash matches a name in any directory.
type globs struct {
	dir   string   // that the paths are relative to
	paths []string // globs with a slash
	names []string // others
}

// newGlobs returns globs relative to a directory, and the index of the first that is none, or -1.
func newGlobs(dir string, patterns []string) (g *globs, bad int) {
	g = &globs{dir: dir}
	for i, pattern := range patterns {
		pattern = slash.Clean(pattern)
		if !doublestar.ValidatePattern(pattern) {
			return nil, i
		}
		if strings.Contains(pattern, "/") {
			g.paths = append(g.paths, pattern)
		} else {
			g.names = append(g.names, pattern)
		}
	}
	return g, -1
}

// match reports whether a glob matches the name of a file, or that of a directory that it is in.
func (g *globs) match(name string) bool {
	if g == nil || len(g.paths)+len(g.names) == 0 {
		return false
	}
	matches := func(name string) func(string) bool {
		return func(pattern string) bool { return doublestar.MatchUnvalidated(pattern, name) }
	}
	for name = g.relative(name); ; name = slash.Dir(name) {
		if slices.ContainsFunc(g.paths, matches(name)) || slices.ContainsFunc(g.names, matches(slash.Base(name))) {
			return true
		}
		if parent := slash.Dir(name); parent == name || parent == "." {
			return false
		}
	}
}

// relative returns the name of a file as seen from the directory of the globs, with slashes.
func (g *globs) relative(name string) string {
	if filepath.IsAbs(name) || g.dir != "." {
		if abs, err := filepath.Abs(name); err == nil {
			if dir, err := filepath.Abs(g.dir); err == nil {
				if rel, err := filepath.Rel(dir, abs); err == nil {
					name = rel
				}
			}
		}
	}
	return slash.Clean(filepath.ToSlash(name))
}
