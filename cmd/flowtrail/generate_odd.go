package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/flowtrail/flowtrail/internal/cases"
)

// looked is how many records tell in which ways those of a type can be broken.
const looked = 200

// odd returns what writes records that are spelled otherwise, or broken.
func (g *generation) odd(c *console) (func(io.Writer) error, error) {
	source := casesOf(g.doc.Name(), looked)
	ways := slices.Clone(g.spelling)
	if g.array {
		ways = append(ways, "array")
	}
	if i := slices.Index(ways, "gzip"); i >= 0 {
		ways, g.gzip = slices.Delete(ways, i, i+1), true
	}
	how, err := source.Spelling(ways)
	if err != nil {
		return nil, err
	}
	return func(w io.Writer) error {
		stream := cases.Stream{Seed: g.seed, Records: g.records, Spelling: how, Invalid: g.invalid}
		if g.faults == "" {
			return source.WriteStream(w, stream)
		}
		file, err := os.Create(g.faults)
		if err != nil {
			return c.cannotWrite(err)
		}
		defer file.Close()
		lines := bufio.NewWriter(file)
		encoder := json.NewEncoder(lines)
		encoder.SetEscapeHTML(false)
		stream.Found = func(f *cases.Fault) error {
			if err := encoder.Encode(f); err != nil {
				return c.cannotWrite(err)
			}
			return nil
		}
		if err := source.WriteStream(w, stream); err != nil {
			return err
		}
		if err := errors.Join(lines.Flush(), file.Close()); err != nil {
			return c.cannotWrite(err)
		}
		return nil
	}, nil
}

// cannotWrite tells that a file cannot be written.
func (c *console) cannotWrite(err error) error {
	c.say("flowtrail: cannot write: %v", err)
	return exit(exitInternal)
}
